#include "engine/step/structure.hpp"

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <utility>

namespace smartstart {
namespace {

template <class Choice>
using Word = std::pair<std::string_view, Choice>;

constexpr std::array<Word<SkillGrowth>, 3> growths{{
    {"ces", SkillGrowth::ces},
    {"translog", SkillGrowth::translog},
    {"log_linear", SkillGrowth::log_linear},
}};
constexpr std::array<Word<RiskShape>, 3> shapes{{
    {"additive", RiskShape::additive},
    {"threshold", RiskShape::threshold},
    {"interaction", RiskShape::interaction},
}};
constexpr std::array<Word<WaitingEffect>, 3> waits{{
    {"none", WaitingEffect::none},
    {"linear", WaitingEffect::linear},
    {"hazard", WaitingEffect::hazard},
}};
constexpr std::array<Word<CausalShare>, 3> shares{{
    {"adjusted", CausalShare::adjusted},
    {"raw", CausalShare::raw},
    {"sibling", CausalShare::sibling},
}};
constexpr std::array<Word<CapacityResponse>, 2> responses{{
    {"slow", CapacityResponse::slow},
    {"induced", CapacityResponse::induced},
}};
constexpr std::array<Word<Detection>, 2> detections{{
    {"on", Detection::on},
    {"off", Detection::off},
}};
constexpr std::array<Word<PriorSet>, 2> prior_sets{{
    {"published", PriorSet::published},
    {"sceptical", PriorSet::sceptical},
}};

}  // namespace

Structure Structure::read(Setup const& setup)
{
    Structure structure;
    auto const section = setup.levers.maybe_section("structure");
    if (!section) {
        return structure;
    }
    auto const choose = [&](std::string_view key, auto& choice, auto const& words) {
        choice =
            section->get_choice_or<std::remove_reference_t<decltype(choice)>>(key, words, choice);
    };
    choose("skills", structure.skills, growths);
    choose("risks", structure.risks, shapes);
    choose("waiting", structure.waiting, waits);
    choose("causes", structure.causes, shares);
    choose("capacity", structure.capacity, responses);
    choose("detection", structure.detection, detections);
    choose("priors", structure.priors, prior_sets);
    return structure;
}

RiskEffect::RiskEffect(RiskShape shape, Size const& size)
{
    for (std::size_t number = 0; number < by_number_.size(); ++number) {
        auto const all = static_cast<double>(number);
        auto const risks = std::min(size.most, all);
        switch (shape) {
            case RiskShape::additive:
                by_number_[number] = size.per_risk * risks;
                break;
            case RiskShape::threshold:
                // The threshold may lie above the most that count.
                by_number_[number] = all >= size.threshold ? size.per_risk * size.most : 0.0;
                break;
            case RiskShape::interaction:
                by_number_[number] =
                    size.most > 0.0 ? size.per_risk * risks * risks / size.most : 0.0;
                break;
        }
    }
}

}  // namespace smartstart
