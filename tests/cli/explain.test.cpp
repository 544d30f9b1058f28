#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Explain, tells_in_sentences_what_changes_and_from_when)
{
    Program const program;
    auto const ran = program({"explain", "scenarios/shift-50-50-money-only.yaml"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(ran.err, "");
    EXPECT_THAT(ran.out, StartsWith("shift-50-50-money-only: Shift to 50/50, money only\n"));
    EXPECT_THAT(
        ran.out,
        HasSubstr("\nCompared with today-30-70:\n- The front share of the budget rises from "
                  "30 % in 2025 to 50 % in 2030 (base: 30 %).\nUntil January 2026 it is "
                  "equal to its base today-30-70.\n"));
}

TEST(Explain, speaks_dutch)
{
    Program const program;
    auto const ran =
        program({"explain", "scenarios/shift-50-50-money-only.yaml", "--language", "nl"});
    EXPECT_THAT(ran.out,
                HasSubstr("- Het aandeel van het budget voor de voorkant stijgt van 30 % in "
                          "2025 naar 50 % in 2030 (basis: 30 %).\nTot januari 2026 is het "
                          "gelijk aan zijn basis today-30-70.\n"));
}

TEST(Explain, compares_with_another_base_when_asked)
{
    Program const program;
    auto const ran =
        program({"explain", "scenarios/shift-50-50.yaml", "scenarios/shift-40-60.yaml"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(lines_with(ran.out, "\n- "), 1) << "the two share their knowledge";
    EXPECT_THAT(ran.out, HasSubstr("(base: 30 % in 2025 and 40 % in 2030)"));
}

TEST(Explain, tells_that_nothing_is_different)
{
    Program const program;
    EXPECT_THAT(program({"explain", "scenarios/null-policy.yaml"}).out,
                HasSubstr("Compared with today-30-70: nothing is different."));
    EXPECT_THAT(program({"explain", "scenarios/today-30-70.yaml"}).out,
                HasSubstr("This scenario has no base"));
}

TEST(Explain, takes_overrides_along)
{
    Program const program;
    auto const ran = program({"explain", "scenarios/null-policy.yaml", "scenarios/today-30-70.yaml",
                              "--set", "integration=20 %"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_THAT(ran.out, HasSubstr("nothing is different")) << "both sides have it";
}

TEST(Explain, names_levers_that_nothing_reads)
{
    Program const program;
    auto const ran = program({"explain", program.scenario("investment: {front_shre: 50 %}\n")});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(program.without_folder(ran.err),
                StartsWith("mine.yaml:3:14: error: nothing in the model reads "
                           "'investment.front_shre'. Is 'front_share' meant?\n"));
}

TEST(Explain, remarks_on_levers_that_are_read_but_do_nothing)
{
    Program const program;
    auto const file = program.scenario(
        "structure: {detection: off}\nknowledge: {school: {auc: 0.9}}\nintegration: 20 %\n");
    auto const remark =
        "The accuracy (AUC; 0.5 is guessing) of signals at school does nothing here, because "
        "'structure.detection' is 'off'.\n";
    auto const ran = program({"explain", file});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr(std::string{"\nnote: "} + remark));
    EXPECT_EQ(lines_with(ran.out, "note: "), 1);
    EXPECT_THAT(program({"explain", file, file}).out, Not(HasSubstr("note: ")))
        << "nothing of this base is changed";
    EXPECT_THAT(program.without_folder(program({"check", file}).out),
                HasSubstr(std::string{"note: mine.yaml: "} + remark));
}

}  // namespace
}  // namespace smartstart
