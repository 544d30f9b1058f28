#include "analysis/statistics/pilot_plan.hpp"

#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "analysis/text/pilot_text.hpp"
#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;

/// Tests run side by side, each in a process of its own with a folder of its own.
std::filesystem::path const& own_folder()
{
    struct Own {
        std::filesystem::path const path =
            std::filesystem::path{testing::TempDir()} / ("pilot-plan-" + std::to_string(getpid()));
        ~Own()
        {
            std::error_code ignored;
            std::filesystem::remove_all(path, ignored);
        }
    };
    static Own const own;
    return own.path;
}

/// A plan finds its figures beside it.
std::filesystem::path file_with(char const* name, std::string const& text)
{
    auto const& folder = own_folder();
    std::filesystem::create_directories(folder);
    auto const file = folder / name;
    std::ofstream{file} << text;
    return file;
}

std::filesystem::path plan_with(std::string const& lines)
{
    return file_with("plan.yaml",
                     "format: smartstart-evaluation 1\n"
                     "title: {nl: Proef, en: Pilot}\n" +
                         lines);
}

std::string measure(std::string const& lines)
{
    return "measure: {" + lines + ", resemblance: {within_place: 0.02, over_time: 0.8}}\n";
}

std::vector<std::string> mistakes_of(std::filesystem::path const& file)
{
    std::vector<std::string> texts;
    try {
        read_pilot_plan(file);
    } catch (InputError const& error) {
        for (auto const& problem : error.problems()) {
            texts.push_back(problem.text);
        }
    }
    return texts;
}

TEST(PilotPlan, of_the_example_is_read_and_told_in_both_languages)
{
    auto const plan = read_pilot_plan(std::filesystem::path{SMARTSTART_SOURCE_DIR} /
                                      "scenarios/pilots/five-places.yaml");
    ASSERT_EQ(plan.designs.size(), 4U);
    EXPECT_EQ(plan.designs[0].steps, 5) << "a group for each place";
    EXPECT_THAT(pilot_text(plan, Language::english), HasSubstr("stepped wedge"));
    EXPECT_THAT(pilot_text(plan, Language::dutch), HasSubstr("verschil in verandering"));
}

TEST(PilotPlan, takes_a_share_in_percentage_points)
{
    auto const plan = read_pilot_plan(
        plan_with(measure("share: 20 %, effect: -3") +
                  "designs: {a: {design: differences, places: 5, persons: 400}}\n"));
    EXPECT_NEAR(*plan.measure.share, 0.2, 1e-12);
    EXPECT_NEAR(plan.effect, -0.03, 1e-12);
    EXPECT_THAT(pilot_text(plan, Language::english), HasSubstr("-3.00 percentage points"));
}

TEST(PilotPlan, names_every_mistake)
{
    auto const texts = mistakes_of(
        plan_with(measure("share: 2 %, effect: -3") +
                  "designs: {a: {design: stepped_wedge, places: 5, persons: 0, steps: 3}}\n"));
    EXPECT_THAT(texts, testing::IsSupersetOf({HasSubstr("makes the share -1.0 %"),
                                              HasSubstr("5 places must go into"),
                                              HasSubstr("is 0, but must be from 1")}));
}

TEST(PilotPlan, names_the_line_of_figures_that_cannot_be_read)
{
    auto const plan = [](std::string const& with) {
        return plan_with(measure("sd: 1, effect: 1") +
                         "designs: {}\nmeasured: {file: figures.csv, "
                         "start: 2027, places_with: [" +
                         with + "]}\n");
    };
    file_with("figures.csv", "place,year,value\nTilburg,2025,1\nTilburg,2026,x\n");
    EXPECT_THAT(mistakes_of(plan("Tilburg")),
                testing::ElementsAre(HasSubstr("'Tilburg,2026,x' is no place")));
    file_with("figures.csv", "place,year,value\na,2025,1\na,2026,1\na,2027,1\nb,2025,1\n");
    EXPECT_THAT(mistakes_of(plan("a")),
                testing::ElementsAre(HasSubstr("'b' has no figure of 2026")));
}

/// Places 1 to 6 that go up alike, of which two have less from the third year on.
std::string figures()
{
    std::string text = "place,year,value\n";
    for (int place = 1; place <= 6; ++place) {
        for (int year = 2025; year < 2029; ++year) {
            auto const less = place <= 2 && year >= 2027 ? 5.0 : 0.0;
            text += "p" + std::to_string(place) + "," + std::to_string(year) + "," +
                    std::to_string(10.0 * place + 2.0 * (year - 2025) - less + 0.01 * (place % 3)) +
                    "\n";
        }
    }
    return text;
}

TEST(PilotPlan, takes_no_figure_that_is_no_number_and_no_place_twice)
{
    auto const plan = [](std::string const& with) {
        return plan_with(measure("sd: 1, effect: 1") +
                         "designs: {}\nmeasured: {file: figures.csv, "
                         "start: 2027, places_with: [" +
                         with + "]}\n");
    };
    for (std::string const wrong : {"nan", "inf", "-inf", "NaN"}) {
        file_with("figures.csv", "place,year,value\na,2025,1\na,2026," + wrong + "\n");
        try {
            read_pilot_plan(plan("a"));
            ADD_FAILURE() << wrong << " was taken";
        } catch (InputError const& error) {
            ASSERT_EQ(error.problems().size(), 1U);
            EXPECT_THAT(error.problems()[0].text, HasSubstr("a,2026," + wrong + "' is no place"));
            EXPECT_EQ(error.problems()[0].place.line, 3);
            EXPECT_EQ(error.problems()[0].place.column, 1);
        }
    }
    file_with("figures.csv", figures());
    try {
        read_pilot_plan(plan("p1, p2, p1"));
        ADD_FAILURE() << "a place was taken twice";
    } catch (InputError const& error) {
        ASSERT_EQ(error.problems().size(), 1U);
        EXPECT_THAT(error.problems()[0].text, HasSubstr("names 'p1' twice; leave one of them"));
        EXPECT_EQ(error.problems()[0].place.line, 5);
        EXPECT_GT(error.problems()[0].place.column, 1);
    }
}

TEST(PilotPlan, takes_figures_of_a_spreadsheet_or_says_what_to_change)
{
    auto const plan = [](std::string const& file) {
        return plan_with(measure("sd: 1, effect: 1") + "designs: {}\nmeasured: {file: " + file +
                         ", start: 2027, places_with: [a]}\n");
    };
    file_with("figures.csv", "\xEF\xBB\xBFplace,year,value\r\na,2025,x\r\n");
    EXPECT_THAT(mistakes_of(plan("figures.csv")),
                testing::ElementsAre(HasSubstr("'a,2025,x' is no place")));
    file_with("figures.csv", "place;year;value\na;2025;1,5\n");
    EXPECT_THAT(mistakes_of(plan("figures.csv")),
                testing::ElementsAre(HasSubstr("not semicolons")));
    file_with("figures.csv", "place,year,value\na,2025,12,5\n");
    EXPECT_THAT(mistakes_of(plan("figures.csv")),
                testing::ElementsAre(HasSubstr("'a,2025,12,5' is no place")));
    EXPECT_THAT(mistakes_of(plan("figure.csv")),
                testing::ElementsAre(testing::AllOf(HasSubstr("there is no such file"),
                                                    HasSubstr("Is 'figures.csv' meant?"))));
}

TEST(PilotPlan, names_mistakes_of_its_figures_beside_its_own)
{
    file_with("figures.csv", "place,year,value\na,2025,x\n");
    EXPECT_THAT(mistakes_of(plan_with(measure("sd: 1, effect: 1") +
                                      "powr: 80 %\ndesigns: {a: {design: diferences, places: 5, "
                                      "persons: 10}}\nmeasured: {file: figures.csv, start: 2027, "
                                      "places_with: [a]}\n")),
                testing::UnorderedElementsAre(HasSubstr("Is 'power' meant?"),
                                              HasSubstr("Is 'differences' meant?"),
                                              HasSubstr("'a,2025,x' is no place")));
}

TEST(PilotPlan, measures_the_effect_in_figures_that_are_there)
{
    file_with("figures.csv", figures());
    auto const plan = read_pilot_plan(plan_with(measure("sd: 1, effect: -5") +
                                                "designs: {}\nmeasured: {file: figures.csv, start: "
                                                "2027, places_with: [p1, p2]}\n"));
    ASSERT_TRUE(plan.measured);
    EXPECT_EQ(plan.measured->before, 2U);
    auto const text = pilot_text(plan, Language::english);
    EXPECT_THAT(text, HasSubstr("changed by -5.000 more"));
    EXPECT_THAT(text, HasSubstr("7 % of 15 cases")) << "one lot of fifteen";
}

TEST(Learning, makes_a_belief_narrower_and_a_true_effect_surer)
{
    Belief const belief{0.2, 0.1, {}};
    auto const learned = learning(belief, 0.1, 0.0, 3);
    EXPECT_NEAR(learned[0].sd, 0.1 / std::sqrt(2.0), 1e-12);
    EXPECT_NEAR(learned[2].sd, 0.05, 1e-12);
    EXPECT_LT(learned[0].surely, learned[2].surely);
    auto const slower = learning(belief, 0.1, 0.1, 3);
    EXPECT_GT(slower[2].sd, learned[2].sd) << "places differ, so each tells less";
}

}  // namespace
}  // namespace smartstart
