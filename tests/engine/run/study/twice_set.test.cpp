#include "engine/run/study/twice_set.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace smartstart::studies {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto drawn = "  draws:\n    low: {steps: {care: {ambulant_duration: 6 months}}}\n";

class SetTwice : public testing::Test {
protected:
    SetTwice()
    {
        fs::create_directories(folder_);
        scenario("plain", "");
        scenario("short", "steps: {care: {ambulant_duration: 8 months}}\n");
    }
    ~SetTwice() override { fs::remove_all(folder_); }

    /// A scenario of these lines on top of that of today.
    void scenario(std::string const& name, std::string const& lines) const
    {
        auto const today = fs::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml";
        std::ofstream{folder_ / (name + ".yaml")}
            << "format: smartstart-scenario 1\nextends: " << fs::relative(today, folder_).string()
            << "\n"
            << lines;
    }
    /// What is set twice, as told: file, line and sentence.
    std::vector<std::string> told(std::string const& scenarios, std::string const& lines,
                                  RunOptions const& asked = {}) const
    {
        std::ofstream{folder_ / "study.yaml"}
            << "format: smartstart-run-study 1\nstudy:\n  scenarios: [" << scenarios
            << "]\n  replicates: 1\n"
            << lines;
        std::vector<std::string> all;
        for (auto const& [place, text, excerpt] :
             set_twice(Study::read(folder_ / "study.yaml", asked))) {
            all.push_back(fs::path{place.file}.filename().string() + ":" +
                          std::to_string(place.line) + ": " + text);
        }
        return all;
    }

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-set-twice-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(SetTwice, is_what_one_scenario_has_of_its_own_alone_or_beside_another)
{
    auto const wanted =
        AllOf(HasSubstr("short.yaml:3: 'steps.care.ambulant_duration' is set here by a scenario"));
    EXPECT_THAT(told("plain.yaml, short.yaml", drawn), ElementsAre(wanted));
    EXPECT_THAT(told("short.yaml", drawn), ElementsAre(wanted));
    EXPECT_THAT(told("plain.yaml", drawn), IsEmpty());
    EXPECT_THAT(told("short.yaml", ""), IsEmpty()) << "without draws all counts";
}

TEST_F(SetTwice, is_told_of_the_command_line_the_study_and_its_switches_at_once)
{
    RunOptions asked;
    asked.set = {"steps.care.fidelity=0.9"};
    auto const lines = std::string{"  settings: {steps: {debts: {entry: 0.02 per year}}}\n"} +
                       "  switches:\n    time:\n      long: {steps: {care: {ambulant_duration: 1 "
                       "year}}}\n      usual: {}\n"
                       "  draws:\n    low:\n      steps:\n        care: {ambulant_duration: 6 "
                       "months, fidelity: 0.8}\n        debts: {entry: 0.01 per year}\n";
    EXPECT_THAT(told("short.yaml", lines, asked),
                testing::UnorderedElementsAre(
                    HasSubstr("command line:0: 'steps.care.fidelity' is set here for every run"),
                    HasSubstr("short.yaml:3: 'steps.care.ambulant_duration' is set here by a"),
                    HasSubstr("study.yaml:5: 'steps.debts.entry' is set here for every run"),
                    HasSubstr("study.yaml:8: 'steps.care.ambulant_duration' is set here by choice "
                              "'long' of 'time'")));
}

TEST_F(SetTwice, is_also_a_setting_of_scenarios_where_one_has_another)
{
    scenario("better", "integration: 5 %\n");
    auto const draws = "  draws: {low: {integration: 1 %}}\n";
    EXPECT_THAT(told("plain.yaml, better.yaml", draws),
                ElementsAre(HasSubstr("better.yaml:3: 'integration' is set here by a scenario")));
    EXPECT_THAT(told("plain.yaml, short.yaml", draws), IsEmpty()) << "it has to stand somewhere";
}

TEST_F(SetTwice, is_a_mark_of_a_path_as_well)
{
    scenario("births", "steps: {fertility: {level: {2025: 1.0, 2030: 0.9}}}\n");
    EXPECT_THAT(told("births.yaml", "  draws: {low: {steps: {fertility: {level: 0.95}}}}\n"),
                ElementsAre(HasSubstr("births.yaml:3: 'steps.fertility.level' is set here")));
    RunOptions asked;
    asked.set = {"steps.fertility.level.2030=0.9"};
    EXPECT_THAT(told("plain.yaml", "  draws: {low: {steps: {fertility: {level: 0.95}}}}\n", asked),
                ElementsAre(HasSubstr("'steps.fertility.level.2030' is set here for every run")));
}

TEST_F(SetTwice, is_nothing_in_the_scenarios_of_the_demo_but_what_a_country_has_otherwise)
{
    auto const from_here = [](char const* name) {
        return (fs::path{SMARTSTART_SOURCE_DIR} / "scenarios" / name).string();
    };
    auto const draws =
        "  draws: {low: {steps: {care: {ambulant_duration: 6 months}, migration: {departures: "
        "0.03 per year}}}}\n";
    EXPECT_THAT(
        told(from_here("today-30-70.yaml") + ", " + from_here("shift-40-60.yaml") + ", " +
                 from_here("shift-50-50-money-only.yaml") + ", " + from_here("shift-50-50.yaml") +
                 ", " + from_here("today-knowledge-only.yaml") + ", " +
                 from_here("null-policy.yaml"),
             draws),
        IsEmpty());
    EXPECT_THAT(told(from_here("netherlands/netherlands-30-70.yaml") + ", " +
                         from_here("netherlands/netherlands-50-50.yaml"),
                     draws),
                ElementsAre(AllOf(HasSubstr("netherlands-30-70.yaml:"),
                                  HasSubstr("'steps.migration.departures' is set here"))));
}

}  // namespace
}  // namespace smartstart::studies
