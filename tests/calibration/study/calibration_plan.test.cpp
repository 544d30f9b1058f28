#include "calibration/study/calibration_plan.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

/// What is said of a calibration of these unknowns; nothing where it is right. `more` stands in its
/// only target.
std::string said_of(std::string const& unknowns, std::string const& more = "")
{
    auto const folder =
        fs::temp_directory_path() / ("smartstart-calibration-plan-" + std::to_string(getpid()));
    fs::create_directories(folder);
    std::ofstream{folder / "targets.yaml"}
        << "format: smartstart-targets 1\nyear: 2025\ntolerance: 15 %\ntargets:\n"
           "  deaths: {value: 4600, source: made up for this test"
        << more << "}\n";
    std::ofstream{folder / "small.yaml"}
        << "format: smartstart-calibration 1\nscenario: " << SMARTSTART_SOURCE_DIR
        << "/scenarios/today-30-70.yaml\ntargets: targets.yaml\nyears: 2025-2025\n"
           "scale: 1/400\nseed: 7\nwaves: {points: [12, 10], repeated: 20 %}\n"
           "posterior: {draws: 20, checked: 3}\nunknowns:"
        << unknowns << "\n";
    std::string said;
    try {
        read_calibration_plan(folder / "small.yaml");
    } catch (InputError const& error) {
        for (auto const& problem : error.problems()) {
            said += to_text(problem) + "\n";
        }
    }
    fs::remove_all(folder);
    return said;
}

TEST(CalibrationPlan, takes_what_the_parameter_file_knows)
{
    EXPECT_EQ(said_of("\n  debts.entry: {}\n  debts.end: {}"), "");
}

TEST(CalibrationPlan, has_at_least_one_unknown)
{
    EXPECT_THAT(said_of(" {}"),
                AllOf(HasSubstr("small.yaml:9:11"), HasSubstr("'unknowns' is empty, but must")));
}

TEST(CalibrationPlan, refuses_a_prior_with_an_end_that_the_model_does_not_take)
{
    auto const said = said_of(
        "\n  debts.end: {}"
        "\n  debts.entry: {prior: {kind: uniform, low: -5 per year, high: 5 per year}}");
    EXPECT_THAT(said, AllOf(HasSubstr("small.yaml:11:16"),
                            HasSubstr("'unknowns.debts.entry' has a "
                                      "prior with an end that the "
                                      "model refuses"),
                            HasSubstr("-5 per year")));
    EXPECT_THAT(said, testing::Not(HasSubstr("debts.end")));
}

TEST(CalibrationPlan, tells_where_a_target_names_a_place_or_a_group_that_is_not_there)
{
    EXPECT_THAT(said_of("\n  debts.entry: {}", ", place: Tilbrug, group: rsik 0"),
                AllOf(HasSubstr("targets.yaml:5:63: error: 'targets.deaths.place' is 'Tilbrug', "
                                "which the runs do not have. Is 'Tilburg' meant?"),
                      HasSubstr("'targets.deaths.group' is 'rsik 0', which the runs do not have. "
                                "Is 'risk 0' meant?")));
    EXPECT_EQ(said_of("\n  debts.entry: {}", ", place: Tilburg, group: risk 0"), "");
}

}  // namespace
}  // namespace smartstart
