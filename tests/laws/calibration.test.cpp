// A whole small calibration of the real model: that it comes to the same whatever happens to it.

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "calibration/pages/calibration_report.hpp"
#include "calibration/study/calibration_run.hpp"
#include "engine/base/error.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string bytes_in(fs::path const& name)
{
    std::ifstream file{name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class SmallCalibration : public testing::Test {
protected:
    SmallCalibration()
    {
        fs::remove_all(folder);
        fs::create_directories(folder);
        write_targets("9.0 %");
        write_calibration("");
    }
    ~SmallCalibration() override { fs::remove_all(folder); }

    void write_calibration(std::string const& method) const
    {
        std::ofstream{folder / "small.yaml"}
            << "format: smartstart-calibration 1\nscenario: " << SMARTSTART_SOURCE_DIR
            << "/scenarios/today-30-70.yaml\ntargets: targets.yaml\nyears: 2025-2025\n"
               "scale: 1/400\nseed: 7\nset: [rehearsal=2 years]\n"
               "waves: {points: [12, 10], repeated: 20 %}\nposterior: {draws: 20, checked: 3}\n"
               "unknowns:\n  debts.entry: {}\n  mental_health.onset: {}\n  debts.end: {}\n"
            << method;
    }

    void write_targets(std::string const& debts) const
    {
        std::ofstream{folder / "targets.yaml"}
            << "format: smartstart-targets 1\nyear: 2025\ntolerance: 15 %\ntargets:\n"
               "  problem_debt_households: {value: "
            << debts
            << ", source: made up for this test}\n"
               "  mental_health_problems: {value: 12.0 %, source: made up for this test}\n"
               "  deaths: {value: 4600, use: validate, source: made up for this test}\n";
    }

    Calibrated calibrated(std::string const& where, Found found, unsigned threads,
                          int runs_until_stop = 1'000'000) const
    {
        auto const plan = read_calibration_plan(folder / "small.yaml");
        std::atomic<int> left{runs_until_stop};
        CalibrationAsked const asked{
            folder / where, found, threads, [&] { return left-- > 0; }, {}};
        return calibrate_study(plan, asked);
    }

    // Tests run side by side, each in a process of its own.
    fs::path const folder =
        fs::temp_directory_path() / ("smartstart-small-calibration-" + std::to_string(getpid()));
};

TEST_F(SmallCalibration, gives_the_same_bytes_when_it_was_stopped_and_went_on_with_other_threads)
{
    auto const whole = calibrated("whole", Found::refuse, 1);
    EXPECT_THROW(calibrated("parts", Found::refuse, 2, 9), CalibrationStopped);
    EXPECT_THROW(calibrated("parts", Found::go_on, 1, 12), CalibrationStopped);
    // What a power cut leaves: a last run that is half written.
    auto const runs = folder / "parts" / "small.runs";
    auto const kept = bytes_in(runs);
    fs::resize_file(runs, kept.size() - 5);
    auto const parts = calibrated("parts", Found::go_on, 2);
    EXPECT_EQ(bytes_in(whole.file), bytes_in(parts.file));
    EXPECT_LT(parts.made, whole.made);
    EXPECT_EQ(whole.posterior.table("posterior", "parameters").rows(), 3U);
    EXPECT_THAT(calibration_markdown(whole.posterior, "It was quick.", nullptr),
                testing::AllOf(HasSubstr("## Is it settled?"), HasSubstr("It was quick."),
                               HasSubstr("held out")));
}

TEST_F(SmallCalibration, keeps_its_posterior_when_it_is_tried_on_truths_that_are_known)
{
    auto const plain = calibrated("plain", Found::refuse, 2);
    CalibrationAsked asked{folder / "plain", Found::go_on, 2, [] { return true; }, {}};
    asked.truths = 6;
    auto const tried = calibrate_study(read_calibration_plan(folder / "small.yaml"), asked);
    EXPECT_EQ(tried.made, 6U) << "runs of the truths alone";
    EXPECT_EQ(plain.posterior.draws(), tried.posterior.draws());
    EXPECT_EQ(tried.posterior.table("repeats", "ranks").rows(), 6U);
    EXPECT_EQ(tried.posterior.table("repeats", "held").rows(), 4U) << "together, and each";
    EXPECT_THAT(calibration_markdown(tried.posterior, "", nullptr),
                HasSubstr("## On truths that are known"));
    EXPECT_THAT(calibration_html(tried.posterior, nullptr), HasSubstr("class=\"ranks\""));
}

TEST_F(SmallCalibration, can_be_a_quick_look_or_go_without_emulators_and_says_so)
{
    write_calibration("method: quick_look\n");
    auto const quick = calibrated("quick", Found::refuse, 2);
    EXPECT_EQ(quick.posterior.draws().size(), 20U);
    EXPECT_EQ(quick.posterior.table("posterior", "parameters").rows(), 3U);
    EXPECT_THAT(calibration_markdown(quick.posterior, "", nullptr),
                HasSubstr("A quick look, not uncertainty"));
    write_calibration("method: abc\nabc: {particles: 20, most_runs: 60}\n");
    auto const abc = calibrated("abc", Found::refuse, 2);
    EXPECT_EQ(abc.posterior.draws().size(), 20U);
    EXPECT_THAT(calibration_html(abc.posterior, nullptr),
                HasSubstr("comparing runs with the figures"));
    CalibrationAsked asked{folder / "abc", Found::go_on, 2, [] { return true; }, {}};
    asked.truths = 6;
    EXPECT_THROW(calibrate_study(read_calibration_plan(folder / "small.yaml"), asked), InputError);
}

TEST_F(SmallCalibration, mixes_no_runs_of_other_targets)
{
    EXPECT_THROW(calibrated("parts", Found::refuse, 2, 5), CalibrationStopped);
    write_targets("10.0 %");
    EXPECT_THROW(calibrated("parts", Found::go_on, 2), InputError);
}

}  // namespace
}  // namespace smartstart
