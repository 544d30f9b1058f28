#include "analysis/text/csv.hpp"

#include <algorithm>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using test::outcome_at;
using test::sample_result;
using ::testing::HasSubstr;
using ::testing::Not;

std::string csv_of(Result const& base, Result const& other)
{
    std::vector<Comparison> const comparisons{compare(base, other)};
    std::ostringstream out;
    write_csv(out, comparisons);
    return out.str();
}

std::string line_with(std::string const& text, std::string const& wanted)
{
    std::size_t const at = text.find(wanted);
    if (at == std::string::npos) {
        return {};
    }
    std::size_t const start = text.rfind('\n', at) + 1;
    return text.substr(start, text.find("\r\n", at) - start);
}

/// The fields of a line without quotes.
std::vector<std::string> fields_of(std::string const& line)
{
    std::vector<std::string> fields;
    std::istringstream in{line};
    for (std::string field; std::getline(in, field, ',');) {
        fields.push_back(field);
    }
    return fields;
}

TEST(Csv, has_a_line_for_every_cell)
{
    std::string const text = csv_of(sample_result({}), sample_result({.effect = -0.2}));
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + 9 * 6 * 10 * 11);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), 1 + 9 * 6 * 10 * 11);
    EXPECT_THAT(line_with(text, "placements,1,2030,region,region,all"), HasSubstr("better"));
}

TEST(Csv, quotes_what_needs_it)
{
    Result base = sample_result({.replicates = 2});
    base.municipalities[0].name = "Gilze, \"en\" Rijen";
    std::string const text = csv_of(base, sample_result({.replicates = 2, .effect = -0.2}));
    EXPECT_THAT(line_with(text, "placements,1,2030,GM0855"),
                HasSubstr("\"Gilze, \"\"en\"\" Rijen\""));
}

TEST(Csv, gives_numbers_that_read_back_exactly)
{
    Result const base = sample_result({});
    Result const other = sample_result({.scenario = "made-up-shift", .effect = -0.2});
    Comparison const comparison = compare(base, other);
    Cell const& cell = comparison.cell(outcome_at(base, "placements"), 5, 2, 0);
    std::vector<std::string> const fields =
        fields_of(line_with(csv_of(base, other), "placements,1,2030,GM0797,Heusden,all,"));
    ASSERT_GE(fields.size(), 17U);
    EXPECT_EQ(fields[0], "made-up-base");
    EXPECT_EQ(fields[1], "made-up-shift");
    EXPECT_EQ(std::stod(fields[8]), cell.base);
    EXPECT_EQ(std::stod(fields[9]), cell.other);
    EXPECT_EQ(std::stod(fields[10]), cell.difference.mean);
    EXPECT_EQ(std::stod(fields[11]), cell.difference.low);
    EXPECT_EQ(std::stod(fields[12]), cell.difference.high);
    EXPECT_EQ(fields[13], "4");
}

TEST(Csv, counts_replicates_and_not_draws)
{
    Result base = sample_result({});
    Result other = sample_result({.effect = -0.2});
    base.draws = other.draws = {"made_up=1", "made_up=2"};
    base.replicates = other.replicates = {0, 1, 100'000, 100'001};
    std::vector<std::string> const fields =
        fields_of(line_with(csv_of(base, other), "placements,1,2030,region,region,all"));
    ASSERT_GE(fields.size(), 15U);
    EXPECT_EQ(fields[13], "4");
    EXPECT_EQ(fields[14], "1") << "of these four replicates";
}

TEST(Csv, leaves_empty_what_does_not_exist)
{
    std::string const text =
        csv_of(sample_result({.replicates = 1}), sample_result({.replicates = 1, .effect = -0.2}));
    EXPECT_THAT(text, Not(HasSubstr("nan")));
    std::vector<std::string> const fields =
        fields_of(line_with(text, "placements,1,2030,region,region,all"));
    ASSERT_GE(fields.size(), 17U);
    EXPECT_EQ(fields[11], "") << "one replicate has no interval";
    EXPECT_EQ(fields[16], "cannot_tell");
}

TEST(Csv, says_that_nobody_was_counted_in_either_scenario_as_the_page_does)
{
    Result base = sample_result({});
    std::size_t const outcome = test::outcome_at(base, "placements");
    std::ranges::fill(base.numerators[outcome], 0.0);
    std::ranges::fill(base.denominators[outcome], 0.0);
    std::vector<std::string> const fields =
        fields_of(line_with(csv_of(base, base), "placements,1,2030,region,region,all"));
    ASSERT_GE(fields.size(), 17U);
    EXPECT_EQ(fields[10], "") << "and no difference of 0";
    EXPECT_EQ(fields[13], "0") << "replicates";
    EXPECT_EQ(fields[16], "nobody_counted");
}

TEST(MoneyCsv, has_a_line_for_every_kind_of_money)
{
    std::ostringstream out;
    std::vector const moneys{compare_money(sample_result({}), sample_result({.effect = -0.2}))};
    write_money_csv(out, moneys);
    std::string const text = out.str();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6);
    EXPECT_THAT(text,
                HasSubstr("\r\nmade-up-base,made-up-base,municipality,help at the front,front,"));
}

}  // namespace
}  // namespace smartstart
