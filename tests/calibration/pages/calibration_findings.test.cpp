#include "calibration/pages/calibration_findings.hpp"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calibration/pages/calibration_report.hpp"

namespace smartstart {
namespace {

TEST(Findings, say_what_was_tested_and_the_largest_move_where_a_calibration_is_settled)
{
    PosteriorFile posterior;
    posterior.settings = {"steps.debts.entry"};
    posterior.tables = {{"waves",
                         "reports",
                         "",
                         std::vector<std::string>(9, "x"),
                         {9, 9, 0.01, 1, 1, 1, 0.0768, 1, 0.163}},
                        {"posterior",
                         "parameters",
                         "",
                         std::vector<std::string>(11, "x"),
                         {0, 0, 0, 0, 0, 0, 0, 1, 1, 900, 900}}};
    EXPECT_TRUE(unsettled(posterior).empty());
    EXPECT_THAT(settled(posterior),
                testing::AllOf(testing::HasSubstr("moved by 0.08"),
                               testing::HasSubstr("root mean square; limit 0.1"),
                               testing::HasSubstr("no mean by more than 0.16")));
}

/// Of one wave and one figure, of which no draw was lived again.
PosteriorFile one_that_was_not_checked()
{
    constexpr auto nothing = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::string> const targets(17, "x"), parameters(11, "x"), waves(9, "x");
    PosteriorFile posterior;
    posterior.settings = {"steps.debts.entry"};
    posterior.units = {" per year"};
    posterior.targets = {"deaths"};
    posterior.tables = {
        {"waves", "reports", "", waves, {9, 9, 0.01, 1, 1, 1, nothing, 1, nothing}},
        {"waves", "readings", "", {"deaths"}, {4600}},
        {"posterior", "parameters", "", parameters, {0, 0, 0, 0, 0, 0, 0, 1, 1, 900, 900}},
        {"posterior", "correlations", "", {"x"}, {1}},
        {"posterior", "evidence", "", {"x", "x"}, {nothing, nothing}},
        {"targets",
         "fit",
         "",
         targets,
         {4600, 0.1, 1, 4600, 4500, 4700, nothing, nothing, nothing, 0, 1, 1, 1, 1, 0, 0, nothing}},
        {"targets", "together", "", {"x", "x", "x"}, {1, 1, 4}},
        {"targets", "held out", "", std::vector<std::string>(8, "x"), {}},
        {"targets", "held out together", "", {"x", "x"}, {}}};
    return posterior;
}

TEST(Findings, of_draws_that_nobody_lived_are_no_misses)
{
    auto const page = calibration_markdown(one_that_was_not_checked(), "", nullptr);
    EXPECT_THAT(page, testing::HasSubstr("| deaths | fitted | 4600 | 4600 | - | - | hit | "
                                         "not looked at |"));
    EXPECT_THAT(page, testing::HasSubstr("fitted 1 of 1 were within their tolerance before and "
                                         "not looked at after; of those held out 0 of 0 before "
                                         "and 0 after."));
    EXPECT_THAT(page, testing::Not(testing::HasSubstr("nan")));
    EXPECT_THAT(page, testing::HasSubstr("There was one wave only"));
}

}  // namespace
}  // namespace smartstart
