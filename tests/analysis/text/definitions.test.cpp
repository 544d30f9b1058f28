#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "analysis/text/translation.hpp"
#include "engine/outcome/outcome.hpp"

namespace smartstart {
namespace {

/// Words that no Dutch definition has, but one of which a gap took more than a number does.
bool is_half_english(std::string const& dutch)
{
    constexpr std::array<std::string_view, 6> words{" the ",  " who ", " with ",
                                                    " from ", " at ",  " and "};
    return std::ranges::any_of(words,
                               [&](auto word) { return dutch.find(word) != std::string::npos; });
}

bool is_in_dutch(std::string const& english)
{
    auto const dutch = dutch_definition(english);
    return dutch.has_value() && !is_half_english(*dutch);
}

TEST(Definitions, of_every_outcome_are_there_in_dutch)
{
    for (auto const& kind : all_outcomes()) {
        auto const& info = kind.info;
        for (auto const& text : {info.numerator, info.denominator, info.source_of_definition}) {
            EXPECT_TRUE(text.empty() || is_in_dutch(text))
                << "outcome '" << info.id << "' says '" << text
                << "', of which Dutch readers see English. Add these two lines to "
                   "analysis/text/definitions.txt, the second indented by four spaces:\n"
                << text << "\n    the same in Dutch";
        }
    }
}

TEST(Definitions, that_are_in_the_table_are_those_of_an_outcome)
{
    std::set<std::string> said;
    for (auto const& kind : all_outcomes()) {
        auto const& info = kind.info;
        for (auto const& text : {info.numerator, info.denominator, info.source_of_definition}) {
            said.insert(dutch_definition(text).value_or(""));
        }
    }
    std::ifstream table{std::string{SMARTSTART_SOURCE_DIR} + "/analysis/text/definitions.txt"};
    std::size_t count = 0;
    for (std::string line; std::getline(table, line);) {
        if (line.starts_with("    ") && line.find("{a}") == std::string::npos) {
            ++count;
            EXPECT_TRUE(said.contains(line.substr(4))) << line << "\nis said by no outcome.";
        }
    }
    EXPECT_GT(count, 50U) << "the table is not found any more";
}

TEST(Definitions, keep_numbers_and_names)
{
    EXPECT_EQ(defined_in(Language::dutch, "people aged 12-17 on youth probation in the year"),
              "jongeren van 12 tot en met 17 jaar met jeugdreclassering in het jaar");
    EXPECT_EQ(defined_in(Language::dutch, "CBS StatLine 71487ned"), "CBS StatLine 71487ned");
}

TEST(Definitions, of_results_that_say_otherwise_stay_in_english)
{
    EXPECT_EQ(defined_in(Language::dutch, "people who hum"), "people who hum");
    EXPECT_EQ(defined_in(Language::dutch, ""), "");
    EXPECT_EQ(defined_in(Language::english, "households"), "households");
}

}  // namespace
}  // namespace smartstart
