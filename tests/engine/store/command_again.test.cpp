#include "engine/store/command_again.hpp"

#include <gtest/gtest.h>

namespace smartstart {
namespace {

Result result_of(std::string const& scenario)
{
    Result result;
    result.scenario = scenario;
    result.seed = 7;
    result.replicates = {0, 1, 100'000, 100'001, 200'000, 200'001};
    result.years = {2025, 2026, 2027};
    return result;
}

TEST(CommandAgain, has_seed_replicates_scale_years_and_what_was_set)
{
    auto result = result_of("mine");
    result.scale = 0.05;
    result.inputs = {{"studies/mine.yaml", "abc"}, {"scenarios/today.yaml", "def"}};
    result.scenario_yaml =
        "# file: studies/mine.yaml\n# --set only=a.remark\nextends: today.yaml\n"
        "# --set outcomes=all\n# --set steps.debts.entry=0.02 per year\n"
        "# --set replicates=6\n# --set seed=7\n# --set scale=1/20\n# --set years=2025-2027\n";
    auto const other = result_of("other");
    EXPECT_EQ(command_again({&result, &other}, "ANY.h5"),
              "smartstart run studies/mine.yaml scenarios/other.yaml --seed 7 --replicates 6 "
              "--scale 1/20 --years 2025-2027 --set outcomes=all "
              "--set 'steps.debts.entry=0.02 per year'");
}

TEST(CommandAgain, of_draws_tells_replicates_of_each_draw_and_their_file)
{
    auto result = result_of("mine");
    result.draws = {"a=1", "a=2", "a=3"};
    result.scenario_yaml =
        "extends: today.yaml\n# --set rehearsal=1 year\n# draw 0 'draw0', replicates from 0: --set "
        "'a=1'\n# draw 1 'draw1', replicates from 100000: --set 'a=2'\n";
    EXPECT_EQ(command_again({&result}, "ANY.h5"),
              "smartstart run scenarios/mine.yaml --seed 7 --draws ANY.h5 --draw-count 3 "
              "--replicates 2 --years 2025-2027 --set 'rehearsal=1 year'");
    result.inputs = {{"mine.yaml", "abc"}, {"my results/small.posterior.h5", "def"}};
    EXPECT_EQ(command_again({&result}, "ANY.h5"),
              "smartstart run mine.yaml --seed 7 --draws 'my results/small.posterior.h5' "
              "--draw-count 3 --replicates 2 --years 2025-2027 --set 'rehearsal=1 year'");
}

}  // namespace
}  // namespace smartstart
