#include "analysis/text/explanation.hpp"

#include <fmt/format.h>

#include "engine/scenario/sentences.hpp"

namespace smartstart {
namespace {

std::string const& in(Language language, Text const& text)
{
    return language == Language::dutch ? text.nl : text.en;
}

std::string changes_text(Scenario const& scenario, Language language)
{
    if (scenario.base.empty()) {
        return {};
    }
    Text const head{fmt::format("Vergeleken met {}:", scenario.base),
                    fmt::format("Compared with {}:", scenario.base)};
    Text const none{"niets is anders.", "nothing is different."};
    std::string text = in(language, head);
    if (scenario.changes.empty()) {
        return text + " " + in(language, none) + "\n";
    }
    text += "\n";
    for (auto const& change : scenario.changes) {
        text += "- " + in(language, sentence_of(change, scenario.file.parameters())) + "\n";
    }
    return text;
}

std::string run_text(Scenario const& scenario, Language language)
{
    auto const households =
        scenario.scale == 1.0 ? std::string{"1"} : fmt::format("1/{:.0f}", 1.0 / scenario.scale);
    auto const& [first, last] = scenario.years;
    return language == Language::dutch
               ? fmt::format(
                     "Een run vertelt over {} tot en met {}, {} keer, met startgetal {} en schaal "
                     "{}.\n",
                     first, last, scenario.replicates, scenario.seed, households)
               : fmt::format(
                     "A run reports {} up to and including {}, {} times over, with seed {} and "
                     "scale {}.\n",
                     first, last, scenario.replicates, scenario.seed, households);
}

}  // namespace

std::string explanation(Scenario const& scenario, std::vector<Text> const& remarks,
                        Language language)
{
    auto text = fmt::format("{}: {}\n{}\n\n", scenario.name, in(language, scenario.title),
                            in(language, scenario.question)) +
                changes_text(scenario, language);
    for (auto const& remark : remarks) {
        text += (language == Language::dutch ? "let op: " : "note: ") + in(language, remark) + "\n";
    }
    if (scenario.base.empty() || !scenario.changes.empty()) {
        text += in(language, start_sentence(scenario)) + "\n";
    }
    return text + run_text(scenario, language);
}

}  // namespace smartstart
