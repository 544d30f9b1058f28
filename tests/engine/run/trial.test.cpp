#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "analysis/text/translation.hpp"
#include "engine/base/error.hpp"
#include "engine/run/trial/enrolment.hpp"
#include "engine/run/trial/live_trials.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using trials::Trial;

std::vector<std::filesystem::path> shipped()
{
    std::vector<std::filesystem::path> files;
    auto const folder = std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios/trials";
    for (auto const& entry : std::filesystem::directory_iterator{folder}) {
        files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

/// Children with problems get a parenting programme of half a year.
Trial parenting(double dose)
{
    Trial trial;
    trial.name = "parenting";
    trial.programme = CourseKind::parenting_programme;
    trial.dose = dose;
    trial.duration = 6;
    trial.drop_out = 0.3;
    trial.from = Month::of(2024, 1);
    trial.recruitment_months = 12;
    trial.who.child_from = 36;
    trial.who.child_until = 15 * 12;
    trial.who.problem_from = 1;
    trials::Measure measure;
    measure.name = "problem";
    measure.outcome = TrialOutcome::problem;
    measure.after = 6;
    measure.effect = trials::Effect::d;
    trial.measures.push_back(measure);
    return trial;
}

double mean_difference(trials::Participants const& all)
{
    double sum = 0.0;
    double count = 0.0;
    for (auto const& one : all) {
        if (one.seen[0].treated && one.seen[0].untreated) {
            sum += *one.seen[0].treated - *one.seen[0].untreated;
            count += 1.0;
        }
    }
    return sum / count;
}

TEST(Trial, every_shipped_file_reads_and_names_the_parameters_that_its_figures_set)
{
    auto const all = trials::read_trials(shipped());
    ASSERT_GE(all.size(), 5U);
    auto const today = test::small({"today-30-70"});
    auto const values = today[0].scenario.file.values();
    for (auto const& trial : all) {
        EXPECT_EQ(trial.scenario.stem(), "today-30-70") << trial.name;
        for (auto const& measure : trial.measures) {
            EXPECT_TRUE(measure.input_of.empty() || values.contains(measure.input_of))
                << trial.name << ": " << measure.input_of;
        }
    }
}

TEST(Trial, a_broken_file_lists_all_its_mistakes)
{
    auto const file = std::filesystem::path{testing::TempDir()} /
                      ("broken-trial-" + std::to_string(getpid()) + ".yaml");
    std::ofstream{file} << "format: smartstart-trial 1\n"
                           "trial:\n"
                           "  title: {nl: Proef, en: Trial}\n"
                           "  scenario: today.yaml\n"
                           "  programme: home_visits\n"
                           "  delivery: here\n"
                           "  duration: 0 months\n"
                           "  recruitment: {from: 2025-01, months: 2 months}\n"
                           "  eligibility: {child_from: 3 years, child_until: 2 years, oldest: 4}\n"
                           "  measures:\n"
                           "    severity:\n"
                           "      title: {nl: Ernst, en: Severity}\n"
                           "      outcome: problem\n"
                           "      effect: risk_ratio\n"
                           "      published: {estimate: 0.6, low: 0.7, high: 0.9, source: none}\n";
    std::vector<std::string> texts;
    try {
        Trial::read(file);
    } catch (InputError const& error) {
        for (auto const& problem : error.problems()) {
            EXPECT_GT(problem.place.line, 0) << problem.text;
            texts.push_back(problem.text);
        }
    }
    std::filesystem::remove(file);
    EXPECT_THAT(texts, Contains(HasSubstr("home_visiting")));
    EXPECT_THAT(texts, Contains(HasSubstr("must be at least '1 months'")));
    EXPECT_THAT(texts, Contains(HasSubstr("must be older than 'child_from'")));
    EXPECT_THAT(texts, Contains(HasSubstr("oldest")));
    EXPECT_THAT(texts, Contains(HasSubstr("at_age")));
    EXPECT_THAT(texts, Contains(HasSubstr("is no yes or no")));
    EXPECT_THAT(texts, Contains(HasSubstr("must lie between")));
}

/// What is said of a trial that takes in children until 18 and measures this, with line and column.
std::vector<std::string> said_of_measure(std::string const& outcome, std::string const& when)
{
    auto const file = std::filesystem::path{testing::TempDir()} /
                      ("late-trial-" + std::to_string(getpid()) + ".yaml");
    std::ofstream{file} << "format: smartstart-trial 1\n"
                           "trial:\n"
                           "  title: {nl: Proef, en: Trial}\n"
                           "  scenario: today.yaml\n"
                           "  programme: home_visiting\n"
                           "  delivery: here\n"
                           "  duration: 6 months\n"
                           "  recruitment: {from: 2025-01, months: 2 months}\n"
                           "  eligibility: {child_from: 3 years, child_until: 18 years}\n"
                           "  measures:\n"
                           "    late:\n"
                           "      title: {nl: Laat, en: Late}\n"
                           "      effect: d\n"
                           "      published: {estimate: 0.6, source: none}\n"
                           "      outcome: "
                        << outcome << "\n      " << when << "\n";
    std::vector<std::string> said;
    try {
        Trial::read(file);
    } catch (InputError const& error) {
        for (auto const& [place, text, excerpt] : error.problems()) {
            EXPECT_NE(said_in(Language::dutch, text), text) << "has no Dutch";
            said.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
                           text);
        }
    }
    std::filesystem::remove(file);
    return said;
}

TEST(Trial, measures_nothing_that_is_forgotten_by_then)
{
    for (auto const* const young : {"reported", "problem", "serious_problem", "helped", "placed"}) {
        EXPECT_THAT(said_of_measure(young, "at_age: 24 years"),
                    ElementsAre(HasSubstr("16:15 'trial.measures.late.at_age' lies at or beyond 24 "
                                          "years for some who are taken in, but '")));
        EXPECT_THAT(said_of_measure(young, "after: 73 months"),
                    ElementsAre(HasSubstr("16:14 'trial.measures.late.after' lies at or beyond")));
        EXPECT_THAT(said_of_measure(young, "at_age: 287 months"), IsEmpty());
        EXPECT_THAT(said_of_measure(young, "after: 72 months"), IsEmpty());
    }
    EXPECT_THAT(said_of_measure("cito", "at_age: 31 years"),
                ElementsAre(HasSubstr("at or beyond 31 years")));
    EXPECT_THAT(said_of_measure("cito", "at_age: 30 years"), IsEmpty());
    for (auto const* const lasting : {"maltreated", "skill_cognitive", "skill_social"}) {
        EXPECT_THAT(said_of_measure(lasting, "at_age: 40 years"), IsEmpty());
    }
}

TEST(Trial, a_programme_of_no_dose_changes_nothing_and_a_strong_one_is_seen)
{
    auto const world = test::small({"today-30-70"}, {.set = {}, .one_in = 100, .replicates = 2});
    auto const found = trials::live_trials(world[0], {parenting(0.0), parenting(3.0)}, 2, {});
    ASSERT_TRUE(found);
    auto const& nothing = (*found)[0];
    ASSERT_GT(nothing.size(), 50U);
    for (auto const& one : nothing) {
        EXPECT_EQ(one.seen[0].treated, one.seen[0].untreated);
    }
    EXPECT_LT(mean_difference((*found)[1]), -0.1);
}

TEST(Trial, takes_in_and_measures_the_same_for_any_number_of_threads)
{
    auto const world = test::small({"today-30-70"}, {.set = {}, .one_in = 200, .replicates = 2});
    auto const one = trials::live_trials(world[0], {parenting(1.0)}, 1, {});
    auto const three = trials::live_trials(world[0], {parenting(1.0)}, 3, {});
    ASSERT_TRUE(one && three);
    ASSERT_FALSE((*one)[0].empty());
    ASSERT_EQ((*one)[0].size(), (*three)[0].size());
    for (std::size_t i = 0; i < (*one)[0].size(); ++i) {
        auto const& a = (*one)[0][i];
        auto const& b = (*three)[0][i];
        EXPECT_EQ(a.child, b.child);
        EXPECT_EQ(a.luck, b.luck);
        EXPECT_EQ(a.left, b.left);
        EXPECT_EQ(a.seen[0].treated, b.seen[0].treated);
        EXPECT_EQ(a.seen[0].untreated, b.seen[0].untreated);
    }
}

TEST(Trial, that_begins_before_the_history_of_the_region_is_refused)
{
    auto early = parenting(1.0);
    early.from = Month::of(2021, 12);
    EXPECT_THROW(trials::live_trials(test::small({"today-30-70"})[0], {early}, 1, {}), InputError);
}

}  // namespace
}  // namespace smartstart
