#include "analysis/study/study.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analysis/statistics/influence.hpp"
#include "analysis/study/study_findings.hpp"
#include "analysis/study/study_report.hpp"
#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// Writes a study beside nothing; its scenarios stand in the project.
std::filesystem::path study_file(std::string const& lines)
{
    auto const file = std::filesystem::path{testing::TempDir()} /
                      (std::string{"study-"} +
                       testing::UnitTest::GetInstance()->current_test_info()->name() + ".yaml");
    std::string const scenarios = SMARTSTART_SOURCE_DIR "/scenarios/";
    std::ofstream{file} << "format: smartstart-study 1\nbase: " << scenarios << "today-30-70.yaml\n"
                        << lines;
    return file;
}

std::string other()
{
    return std::string{"other: "} + SMARTSTART_SOURCE_DIR + "/scenarios/shift-50-50.yaml\n";
}

TEST(Study, takes_ranges_and_their_sources_from_the_parameter_files)
{
    auto const file =
        study_file(other() +
                   "method: sobol\nsamples: 4\noutcomes: [placements]\nnumbers:\n"
                   "  one: {path: steps.care.fidelity}\n"
                   "  two: {path: steps.care.school_support_drop_out, low: 0.1 per year, high: "
                   "0.2 per year}\n");
    Study const study = read_study(file);
    ASSERT_EQ(study.moved.size(), 2U);
    EXPECT_EQ(study.moved[0].low, 0.5);
    EXPECT_EQ(study.moved[0].high, 1.0);
    EXPECT_FALSE(study.moved[0].source.empty());
    EXPECT_THAT(settings_at(study.moved, {0.5, 0.25}),
                ElementsAre("steps.care.fidelity=0.75",
                            "steps.care.school_support_drop_out=0.125 per year"));
}

std::string complaint(std::string const& lines)
{
    try {
        read_study(study_file(lines));
    } catch (InputError const& error) {
        return error.what();
    }
    return "nothing was wrong";
}

TEST(Study, says_where_it_names_an_outcome_that_the_model_has_not)
{
    EXPECT_THAT(complaint(other() + "method: sobol\nsamples: 4\noutcomes: [placments]\nnumbers:\n"
                                    "  one: {path: steps.care.fidelity}\n"),
                HasSubstr(".yaml:6:11: error: 'outcomes' names 'placments', which is no outcome of "
                          "the model. Is 'placements' meant?"));
    EXPECT_THAT(complaint("method: sweep\nharm: problem_serius\nlevers: {}\n"),
                HasSubstr(".yaml:4:7: error: 'harm' names 'problem_serius', which is no outcome of "
                          "the model. Is 'problem_serious' meant?"));
}

TEST(Study, names_every_mistake_at_once)
{
    auto const file = study_file(other() +
                                 "method: sobol\nsamples: 1\noutcomes: [placements]\nnumbers:\n"
                                 "  one: {path: steps.care.fidelty}\n"
                                 "  two: {path: steps.problems.onset, low: 2 per year, high: 1 per "
                                 "year}\n");
    try {
        read_study(file);
        ADD_FAILURE() << "it was taken";
    } catch (InputError const& error) {
        std::string all;
        for (Problem const& problem : error.problems()) {
            all += problem.text + "\n";
        }
        EXPECT_THAT(all, HasSubstr("from 2 to 100000"));
        EXPECT_THAT(all, HasSubstr("Is 'steps.care.fidelity' meant?"));
        EXPECT_THAT(all, HasSubstr("from a smaller to a larger number"));
    }
}

TEST(Study, takes_one_mark_of_a_path_with_a_range_of_its_own)
{
    auto const with = [](std::string const& range) {
        return complaint(other() +
                         "method: sobol\nsamples: 4\noutcomes: [placements]\nnumbers:\n"
                         "  births: {path: steps.fertility.level.2030" +
                         range + "}\n");
    };
    EXPECT_EQ(with(", low: 0.9, high: 1.1"), "nothing was wrong");
    EXPECT_THAT(with(""),
                AllOf(HasSubstr("so 'low' and 'high' must be given."), Not(HasSubstr("meant?"))));
}

TEST(Study, refuses_to_move_what_one_scenario_or_a_structure_has_otherwise)
{
    auto const mine = std::filesystem::path{testing::TempDir()} / "study-with-short-help.yaml";
    std::ofstream{mine} << "format: smartstart-scenario 1\nextends: "
                        << SMARTSTART_SOURCE_DIR "/scenarios/today-30-70.yaml\n"
                        << "steps: {care: {ambulant_duration: 8 months}}\n";
    auto const said = complaint(
        "other: " + mine.string() +
        "\nmethod: sobol\nsamples: 4\noutcomes: [placements]\nnumbers:\n"
        "  time: {path: steps.care.ambulant_duration, low: 6 months, high: 12 months}\n"
        "  faith: {path: steps.care.fidelity}\n"
        "structures:\n  no_faith: [structure.risks=threshold, steps.care.fidelity=0.9]\n");
    EXPECT_THAT(said, HasSubstr(".yaml:8:16: error: 'numbers.time.path' is "
                                "'steps.care.ambulant_duration', which the two scenarios do not "
                                "have alike ("));
    EXPECT_THAT(said, HasSubstr(mine.string() + ":3)"));
    EXPECT_THAT(said, HasSubstr(".yaml:11:13: error: 'structures.no_faith' sets "
                                "'steps.care.fidelity', which is moved as well"));
    EXPECT_EQ(complaint(other() + "method: sobol\nsamples: 4\noutcomes: [placements]\nnumbers:\n"
                                  "  faith: {path: steps.care.fidelity}\n"),
              "nothing was wrong");
}

TEST(Study, of_a_sweep_names_every_mistake_at_once)
{
    auto const said = complaint(
        "method: sweep\nscale: 0.1\nharm: problem_serius\nlevers:\n  money:\n"
        "    name: {nl: Geld, en: Money}\n    paths: [investment.front_shar]\n"
        "    values: [30 %, 50 %]\n  knowledge:\n    name: {nl: Kennis, en: Knowledge}\n"
        "    paths: [knowledge.school.reach, knowledge.childcare.reach]\n"
        "    values: [40 %, 50]\n");
    EXPECT_THAT(said, HasSubstr(".yaml:4:8: error: 'scale' is '0.1', but must be"));
    EXPECT_THAT(said, HasSubstr(".yaml:5:7: error: 'harm' names 'problem_serius'"));
    EXPECT_THAT(said, HasSubstr(".yaml:9:13: error: nothing in the model reads "
                                "'investment.front_shar'. Is 'front_share' meant?"));
    EXPECT_THAT(said, HasSubstr(".yaml:14:20: error: 'knowledge.school.reach' is '50', but"));
    EXPECT_THAT(said, HasSubstr(".yaml:14:20: error: 'knowledge.childcare.reach' is '50', but"));
    EXPECT_THAT(said, Not(HasSubstr("command line")));
}

TEST(Study, does_not_say_that_nothing_is_moved_where_a_range_is_wrong)
{
    auto const said = complaint(other() +
                                "method: sobol\nsamples: 4\noutcomes: [placements]\nnumbers:\n"
                                "  one: {path: steps.problems.onset, low: 2 per year, high: 1 per "
                                "year}\n");
    EXPECT_THAT(said,
                AllOf(HasSubstr("from a smaller to a larger number"), Not(HasSubstr("is empty"))));
    EXPECT_THAT(
        complaint(other() + "method: sobol\nsamples: 4\noutcomes: [placements]\nnumbers: {}\n"),
        HasSubstr("'numbers' is empty, but must name"));
}

TEST(Study, tells_in_its_file_which_scenario_is_not_there)
{
    auto const said = complaint(
        "other: nowhere.yaml\nmethod: sobol\nsamples: 1\n"
        "outcomes: [placements]\nnumbers:\n"
        "  one: {path: steps.no.such, low: 0.1, high: 0.2}\n");
    EXPECT_THAT(said, HasSubstr(".yaml:3:8: error: 'other' is 'nowhere.yaml', which cannot be "
                                "used: there is no such file."));
    EXPECT_THAT(said, HasSubstr("from 2 to 100000"));
    EXPECT_THAT(said, HasSubstr(".yaml:8:15: error: 'steps.no' is no step with parameters."));
}

TEST(Study, mixes_every_value_with_every_other)
{
    std::vector<Lever> const levers{{"a", "a", {"x"}, {"1", "2"}},
                                    {"b", "b", {"y"}, {"1", "2", "3"}}};
    auto const all = mixtures(levers);
    ASSERT_EQ(all.size(), 6U);
    EXPECT_THAT(all.front(), ElementsAre(0, 0));
    EXPECT_THAT(all.back(), ElementsAre(1, 2));
}

TEST(Frontier, holds_what_no_other_beats)
{
    std::vector<MixturePoint> points(4);
    std::vector<double> const cost{0.0, 1.0, 2.0, 2.0};
    std::vector<double> const harm{5.0, 6.0, 3.0, 4.0};
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i].cost.mean = cost[i];
        points[i].harm = harm[i];
    }
    mark_frontier(points, Better::down);
    EXPECT_TRUE(points[0].on_frontier);
    EXPECT_FALSE(points[1].on_frontier) << "dearer and worse than the first";
    EXPECT_TRUE(points[2].on_frontier);
    EXPECT_FALSE(points[3].on_frontier) << "as dear and worse than the third";
}

/// A study of which the answer is known: cost is 10 x first - 4, the second number does nothing.
struct KnownStudy {
    Study study;
    Sensitivity found;
};

KnownStudy known_study()
{
    KnownStudy known;
    known.study.method = Method::sobol;
    known.study.samples = 256;
    known.study.outcomes = {"placements"};
    known.study.moved = {{"steps.a.first", " per year", 0.0, 2.0, "made up"},
                         {"steps.a.second", "", 0.0, 1.0, ""}};
    known.found.points = sobol_points(2, known.study.samples);
    OutcomeInfo outcome;
    outcome.id = "placements";
    outcome.long_name_en = "Placements";
    known.found.outcomes = {outcome};
    for (UnitPoint const& point : known.found.points) {
        double const value = 10.0 * point[0] - 4.0;
        known.found.values.push_back({{{-value, -value}}, {value, value}, 0.0});
    }
    return known;
}

TEST(Findings, name_the_number_that_decides_and_where_the_conclusion_turns)
{
    auto const [study, found] = known_study();
    Finding const cost = findings(study, found).front();
    EXPECT_NEAR(cost.indices[0].total.value, 1.0, 0.1);
    EXPECT_NEAR(cost.indices[1].total.value, 0.0, 1e-9);
    EXPECT_EQ(cost.split.luck, 0.0) << "both replicates are the same";
    EXPECT_NEAR(cost.split.parameters, 100.0 / 12.0, 1.5);
    EXPECT_NEAR(cost.turned, 0.4, 0.05) << "below zero where the first is under 0.4 of its range";
    ASSERT_TRUE(cost.turning);
    EXPECT_EQ(cost.turning->moved, 0U);
    EXPECT_NEAR(cost.turning->there, 0.4, 0.1) << "in its own unit: 0.2 of a range of 2";
}

TEST(Findings, value_a_number_by_what_knowing_it_would_save)
{
    auto const [study, found] = known_study();
    auto const worths = worths_of_knowing(study, found);
    // Left alone by default (its mean cost is 1), chosen where it saves: 0.4 of the time, 2 on
    // average.
    EXPECT_NEAR(worths[0], 0.8, 0.15);
    EXPECT_LT(worths[1], 0.3);
}

TEST(StudyReport, of_slopes_says_what_a_number_can_matter_at_most)
{
    auto [study, found] = known_study();
    study.method = Method::slopes;
    study.samples = 64;
    found.points = slope_points(2, study.samples, 0.05);
    found.values.clear();
    for (UnitPoint const& point : found.points) {
        double const value = 10.0 * point[0] - 4.0;
        found.values.push_back({{{-value, -value}}, {value, value}, 0.0});
    }
    EXPECT_EQ(independent_points(study, found).size(), 64U);
    auto const json = nlohmann::json::parse(sensitivity_json(study, found));
    auto const& moved = json["details"][0]["moved"];
    EXPECT_NEAR(moved[0]["mean_square_slope"].get<double>(), 100.0, 1e-9);
    EXPECT_GT(moved[0]["total_at_most"].get<double>(), 1.0);
    EXPECT_EQ(moved[1]["total_at_most"].get<double>(), 0.0);
    EXPECT_THAT(sensitivity_text(study, found, Language::english), HasSubstr("total at most"));
}

TEST(StudyReport, warns_where_two_formulas_do_not_agree)
{
    auto [study, found] = known_study();
    EXPECT_THAT(sensitivity_text(study, found, Language::english),
                testing::Not(HasSubstr("take more samples")));
    study.samples = 4;
    found.points = sobol_points(2, study.samples);
    found.values.clear();
    for (UnitPoint const& point : found.points) {
        double const value = std::sin(40.0 * point[0] + 70.0 * point[1]);
        found.values.push_back({{{value, value}}, {value, value}, 0.0});
    }
    EXPECT_THAT(sensitivity_text(study, found, Language::english), HasSubstr("take more samples"));
}

TEST(StudyReport, tells_of_a_single_point_that_turns_and_writes_numbers_as_people_do)
{
    Study const study = known_study().study;
    Finding finding;
    finding.turned = 1.0 / 256.0;
    finding.turning = {1U, 0.139, 1.5};
    EXPECT_THAT(turning_sentence(study, finding, Language::english),
                HasSubstr("at less than 1 % of the points the conclusion turns, most where "
                          "steps.a.second is on average 0.139 and not 1.5."));
    EXPECT_THAT(turning_sentence(study, finding, Language::dutch),
                HasSubstr("in minder dan 1 % van de punten keert de conclusie, het meest waar "
                          "steps.a.second gemiddeld 0,139 is en niet 1,5."));
}

TEST(StudyReport, tells_the_unit_of_where_it_turns_in_the_language_of_the_reader)
{
    Study const study = known_study().study;
    Finding finding;
    finding.turned = 0.5;
    finding.turning = {0U, 0.2, 1.5};
    EXPECT_THAT(turning_sentence(study, finding, Language::english),
                HasSubstr("is on average 0.2 per year and not 1.5."));
    EXPECT_THAT(turning_sentence(study, finding, Language::dutch),
                HasSubstr("gemiddeld 0,2 per jaar is en niet 1,5."));
}

TEST(StudyReport, of_a_sweep_sets_amounts_of_any_unit_on_one_scale)
{
    Study study;
    study.levers = {{"geld", "money", {"x"}, {"500000 euro", "1 million euro"}},
                    {"regel", "rule", {"y"}, {"by_need", "by_size"}}};
    Sweep found;
    for (auto const& mixture : mixtures(study.levers)) {
        found.points.push_back({.mixture = mixture, .cost = {}});
    }
    auto const points = nlohmann::json::parse(sweep_json(study, found))["points"];
    EXPECT_EQ(points[1]["levers"], nlohmann::json::parse("[500000.0, 1.0]"));
    EXPECT_EQ(points[2]["levers"], nlohmann::json::parse("[1000000.0, 0.0]"))
        << "words by their places";
    EXPECT_EQ(points[2]["settings"], nlohmann::json::parse(R"(["1 million euro", "by_need"])"));
    EXPECT_EQ(points[2]["texts"][0]["nl"], "1 miljoen euro");
    EXPECT_THAT(sweep_text(study, found, Language::dutch), HasSubstr("1 miljoen euro"));
}

TEST(StudyReport, of_a_sweep_says_to_which_year_its_costs_are_discounted)
{
    Study study;
    study.levers = {{"geld", "money", {"x"}, {"1", "2"}}};
    Sweep const found{.points = {}, .harm = {}, .discounted_to = 2025};
    auto const json = nlohmann::json::parse(sweep_json(study, found));
    EXPECT_EQ(json["discounted_to"], 2025);
    EXPECT_EQ(json["note"]["en"],
              "Net costs are added up from 2025 on at every mixture; each year later counts 2.25 % "
              "less.");
    EXPECT_THAT(sweep_text(study, found, Language::dutch),
                HasSubstr("opgeteld vanaf 2025; elk jaar later telt 2,25 % minder.\n"));
}

TEST(StudyReport, is_json_that_the_page_knows)
{
    auto const [study, found] = known_study();
    auto const json = nlohmann::json::parse(sensitivity_json(study, found));
    EXPECT_EQ(json["format"], "smartstart-sensitivity 1");
    EXPECT_EQ(json["splits"].size(), 4U) << "two for the cost and two for the outcome";
    EXPECT_EQ(json["turnings"].size(), 2U);
    EXPECT_EQ(json["details"][0]["moved"][0]["source"], "made up");
    EXPECT_THAT(sensitivity_text(study, found, Language::english), HasSubstr("steps.a.first"));
}

}  // namespace
}  // namespace smartstart
