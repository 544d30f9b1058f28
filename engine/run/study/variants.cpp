#include "engine/run/study/variants.hpp"

#include <algorithm>
#include <iterator>

#include "engine/base/sha256.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/same_people.hpp"
#include "engine/run/study/twice_set.hpp"

namespace smartstart::studies {
namespace {

/// Enough for the threads of one process, few enough for its memory.
constexpr std::size_t most_kept = 32;

constexpr auto other_people =
    "this differs from the study in region, base year, rehearsal, years, seed or scale; the "
    "runs of one study are lived by the same people in the same years, so make it another study.";

std::string without_line_end(std::string text)
{
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    return text;
}

}  // namespace

Variants::Variants(Plan const& plan, Model model) : plan_{plan}, model_{std::move(model)}
{
    auto const& study = plan.study();
    try {
        plain_ = prepare(study.scenarios, options_with({}), model_);
    } catch (InputError const& error) {
        throw InputError{in_file_of_study(error.problems(), study.places)};
    }
    std::vector<Problem> problems;
    for (auto const& prepared : plain_) {
        if (!are_of_the_same_people(prepared.scenario, plain_.front().scenario)) {
            problems.push_back({{}, "'" + prepared.scenario.name + "': " + other_people, {}});
        }
        identities_.push_back(identity_of(prepared));
    }
    std::ranges::move(set_twice(study), std::back_inserter(problems));
    if (!problems.empty()) {
        throw InputError{std::move(problems)};
    }
    check_choices();
}

RunOptions Variants::options_with(std::vector<std::string> const& set) const
{
    auto options = plan_.study().options;
    options.replicates = plan_.study().replicates;
    options.set.insert(options.set.end(), set.begin(), set.end());
    return options;
}

void Variants::check_choices() const
{
    std::vector<Problem> problems;
    for (auto const& one : plan_.study().switches) {
        for (auto const& choice : one.choices) {
            try {
                prepare(plan_.study().scenarios, options_with(choice.set), model_);
            } catch (InputError const& error) {
                for (auto& problem : in_file_of_study(error.problems(), choice.places)) {
                    problem.text =
                        "choice '" + choice.name + "' of '" + one.name + "': " + problem.text;
                    problems.push_back(std::move(problem));
                }
            }
        }
    }
    if (!problems.empty()) {
        throw InputError{std::move(problems)};
    }
}

std::vector<std::string> Variants::overrides(std::size_t combination, std::size_t draw) const
{
    auto set = plan_.combined()[combination].set;
    if (auto const& draws = plan_.study().draws; !draws.empty()) {
        set.insert(set.end(), draws[draw].set.begin(), draws[draw].set.end());
    }
    return set;
}

std::string Variants::key(std::size_t scenario, std::size_t combination, std::size_t draw) const
{
    auto text = identities_[scenario];
    for (auto const& one : overrides(combination, draw)) {
        text += "\n" + one;
    }
    constexpr std::size_t digits = 32;
    return sha256(text).substr(0, digits);
}

std::shared_ptr<Variant const> Variants::make(std::size_t combination, std::size_t draw) const
{
    auto const& scenarios = plan_.study().scenarios;
    auto const options = options_with(overrides(combination, draw));
    auto const& draws = plan_.study().draws;
    auto const places = draws.empty() ? std::vector<SettingPlace>{} : draws[draw].places;
    Variant variant;
    variant.trouble.resize(scenarios.size());
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        try {
            auto prepared = prepare({scenarios[i]}, options, model_);
            if (!are_of_the_same_people(prepared.front().scenario, plain_.front().scenario)) {
                throw InputError{std::string{other_people}};
            }
            variant.sound.push_back(std::move(prepared.front()));
            variant.scenario_of.push_back(i);
        } catch (InputError const& error) {
            variant.trouble[i] =
                without_line_end(InputError{in_file_of_study(error.problems(), places)}.what());
        }
    }
    return std::make_shared<Variant const>(std::move(variant));
}

std::vector<Prepared> Variants::without_draw(std::size_t combination) const
{
    return prepare(plan_.study().scenarios, options_with(plan_.combined()[combination].set),
                   model_);
}

std::shared_ptr<Variant const> Variants::get(std::size_t combination, std::size_t draw)
{
    std::scoped_lock const lock{guard_};
    std::pair const of{combination, draw};
    auto const found = std::ranges::find_if(kept_, [&](Kept const& kept) { return kept.of == of; });
    if (found != kept_.end()) {
        return found->variant;
    }
    if (kept_.size() == most_kept) {
        kept_.pop_front();
    }
    return kept_.emplace_back(Kept{of, make(combination, draw)}).variant;
}

StartPopulation const& Variants::people()
{
    std::scoped_lock const lock{guard_};
    if (!people_) {
        auto const& first = plain_.front();
        people_ = make_start_population(first.blueprint->region(), first.scenario.seed,
                                        first.scenario.scale);
    }
    return *people_;
}

}  // namespace smartstart::studies
