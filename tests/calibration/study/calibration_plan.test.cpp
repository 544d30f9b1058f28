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
std::string said_of(std::string const& unknowns, std::string const& more = "",
                    std::string const& runs =
                        "targets: targets.yaml\nyears: 2025-2025\n"
                        "scale: 1/400")
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
        << "/scenarios/today-30-70.yaml\n"
        << runs
        << "\nseed: 7\nwaves: {points: [12, 10], repeated: 20 %}\n"
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

TEST(CalibrationPlan, tells_every_mistake_of_its_file_where_it_stands)
{
    auto const said =
        said_of("\n  debts.enrty: {}", ", place: Tilbrug",
                "targets: targets.yaml\nyears: 2025\nscale: 0.25\n"
                "set: [rehearsal=20 years, steps.debts.enrty=0.1 per year, stps.care.x=1]");
    EXPECT_THAT(said,
                AllOf(HasSubstr("small.yaml:4:8: error: 'years' is '2025', but must be"),
                      HasSubstr("small.yaml:5:8: error: 'scale' is '0.25', but must be"),
                      HasSubstr("Is '1/4' meant?"),
                      HasSubstr("small.yaml:6:27: error: 'steps.debts.enrty' is no "
                                "parameter of this step. Is 'entry' meant?"),
                      HasSubstr("small.yaml:11:3: error: 'unknowns.debts.enrty' is no "
                                "parameter of the model. Is 'debts.entry' meant?"),
                      HasSubstr("\n    debts.enrty: {}\n    ^"), HasSubstr("Is 'Tilburg' meant?")));
    EXPECT_THAT(said, testing::Not(HasSubstr("command line")));
}

TEST(CalibrationPlan, tells_where_it_names_a_file_that_is_not_there)
{
    auto const said =
        said_of("\n  debts.entry: {}", "", "targets: target.yaml\nyears: 2025-2025\nscale: 1/400");
    EXPECT_THAT(said,
                HasSubstr("small.yaml:3:10: error: 'targets' is 'target.yaml', which cannot be "
                          "used: there is no such file. Is 'targets.yaml' meant?"));
}

}  // namespace
}  // namespace smartstart
