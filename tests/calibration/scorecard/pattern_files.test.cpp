#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calibration/scorecard/scorecard.hpp"
#include "engine/base/error.hpp"
#include "engine/outcome/outcome.hpp"
#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(PatternFiles, with_mistakes_are_refused_with_every_one)
{
    Folder const folder;
    auto const file = folder.write("p.yaml", R"(format: smartstart-patterns 1
calibrated: {nl: a, en: b}
runs: {today: a.yaml, null_policy: b.yaml, better_detection: c.yaml, scale: 1/10, scale_of_shock: 1/10, without_help: [a], known_cases: [b]}
patterns:
  one: {pattern: 3, what: {nl: a, en: b}, measure: duration, outcomes: [x], years: 2026-2030, published: x, source: y}
  two: {pattern: 3, what: {nl: a, en: b}, measure: valeu, outcomes: [x], years: 2026-2030, published: x}
  three: {pattern: 3, what: {nl: a, en: b}, measure: spending, years: 2026-2030, published: x, source: y, required: true}
  four: {pattern: 3, what: {nl: a, en: b}, measure: risk_ratio, outcomes: [x], group: single parents, years: 2026-2030, published: x, source: y}
  five: {pattern: 3, what: {nl: a, en: b}, measure: relative, outcomes: [x], group: all, years: 2026-2030, published: x, source: y}
)");
    try {
        read_patterns(file);
        ADD_FAILURE() << "not refused";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(),
                    AllOf(HasSubstr("must name two outcomes"), HasSubstr("'value'"),
                          HasSubstr("other than 'all', such as 'single parent'. Is 'single parent' "
                                    "meant?"),
                          HasSubstr("patterns.five.group"), HasSubstr("patterns.two.source"),
                          HasSubstr("neither 'low' nor 'high'")));
    }
}

TEST(PatternFiles, may_say_what_was_published_in_two_languages_or_as_a_bare_number)
{
    Folder const folder;
    auto const patterns = read_patterns(folder.write("p.yaml", R"(format: smartstart-patterns 1
calibrated: {nl: a, en: b}
runs: {today: a.yaml, null_policy: b.yaml, better_detection: c.yaml, scale: 1/10, scale_of_shock: 1/10, without_help: [a], known_cases: [b]}
patterns:
  one: {pattern: 3, what: {nl: a, en: b}, measure: spending, years: 2026-2030, published: 2.5 %, source: y}
  two: {pattern: 3, what: {nl: a, en: b}, measure: spending, years: 2026-2030, published: {nl: vlak, en: flat}, source: y}
)"));
    EXPECT_EQ(patterns.patterns[0].published.nl, "2.5 %");
    EXPECT_EQ(patterns.patterns[0].published.en, "2.5 %");
    EXPECT_EQ(patterns.patterns[1].published.nl, "vlak");
    EXPECT_EQ(patterns.patterns[1].published.en, "flat");
}

TEST(PatternFiles, of_the_project_have_dutch_for_every_word)
{
    auto const patterns =
        read_patterns(std::filesystem::path{SMARTSTART_SOURCE_DIR} / "calibration/patterns.yaml");
    for (auto const& pattern : patterns.patterns) {
        auto const& published = pattern.published;
        auto const has_words = std::ranges::any_of(
            published.en, [](unsigned char letter) { return std::isalpha(letter) != 0; });
        EXPECT_EQ(has_words, published.nl != published.en) << pattern.name;
        for (auto const* const word : {"et al", " and ", " with ", " own"}) {
            EXPECT_THAT(pattern.source.nl, Not(HasSubstr(word))) << pattern.name;
        }
    }
}

TEST(PatternFiles, of_the_project_name_outcomes_that_exist)
{
    auto const patterns =
        read_patterns(std::filesystem::path{SMARTSTART_SOURCE_DIR} / "calibration/patterns.yaml");
    std::vector<std::string> ids;
    for (auto const& kind : all_outcomes()) {
        ids.push_back(kind.info.id);
    }
    for (auto const& pattern : patterns.patterns) {
        for (auto const& outcome : pattern.outcomes) {
            EXPECT_THAT(ids, testing::Contains(outcome)) << pattern.name;
        }
    }
    EXPECT_TRUE(std::filesystem::exists(patterns.runs.null_policy));
}

}  // namespace
}  // namespace smartstart
