#include "calibration/pages/calibration_findings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace smartstart
