// How figures were let out, as target files say it.

#include "calibration/observations/disclosure.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/text/translation.hpp"
#include "calibration/observations/target.hpp"
#include "calibration/observations/ties.hpp"
#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class LetOut : public testing::Test {
protected:
    LetOut()
    {
        outcomes_[0].id = "reports";
        outcomes_[0].transform = Transform::count;
        outcomes_[1].id = "placed";
        outcomes_[1].transform = Transform::ratio;
        outcomes_[1].units = "1";
        outcomes_[2].id = "score";
        outcomes_[2].transform = Transform::ratio;
        outcomes_[2].units = "points";
    }
    std::vector<Target> read(std::string const& lines) const
    {
        return read_targets(folder_.write("t.yaml",
                                          "format: smartstart-targets 1\nyear: 2025\n"
                                          "tolerance: 10 %\n" +
                                              lines),
                            outcomes_);
    }
    std::vector<Problem> refused(std::string const& lines) const
    {
        try {
            read(lines);
        } catch (InputError const& error) {
            return error.problems();
        }
        return {};
    }
    std::string told(std::vector<Problem> const& problems, Language language) const
    {
        std::string text;
        for (auto const& problem : problems) {
            text += to_text(problem, language) + "\n";
        }
        return text;
    }
    Folder const& folder() const { return folder_; }

private:
    Folder folder_;
    std::vector<OutcomeInfo> outcomes_{3};
};

TEST_F(LetOut, in_every_way_that_tables_are)
{
    folder().write("noise.yaml",
                   "format: smartstart-noise 1\nnoise:\n  0: {0: 100 %}\n"
                   "  1: {-1: 30 %, 0: 50 %, 1: 20 %}\n");
    auto const targets = read(R"(targets:
  a: {outcome: reports, place: A, value: 35, observation: {kind: rounded, base: 5, below: 10}, source: x}
  b: {outcome: reports, place: B, observation: {kind: suppressed, below: 10, zeros_shown: true}, source: x}
  c: {outcome: reports, place: C, value: 6, observation: {kind: random_round, base: 3}, source: x}
  d: {outcome: reports, place: D, value: 40, observation: {kind: cellkey, table: noise.yaml}, source: x}
  e: {outcome: placed, place: E, value: 12.2 %, out_of: 23450, observation: {kind: percent, decimals: 1}, source: x}
  f: {outcome: placed, place: F, out_of: 200, observation: {kind: suppressed}, source: x}
)");
    auto const shown = [&](std::size_t i) {
        auto const& one = targets[i];
        auto const exact = one.out_of > 0.0
                               ? Observation::share(std::round(one.figure * one.out_of), one.out_of)
                               : Observation::count(one.figure);
        return let_out(exact, one.disclosure, one.figure);
    };
    auto const range = [&](std::size_t i) { return std::pair{shown(i).low, shown(i).high}; };
    EXPECT_EQ(range(0), std::pair(33.0, 37.0));
    EXPECT_EQ(range(1), std::pair(1.0, 9.0));
    EXPECT_EQ(targets[1].figure, 4.5);
    EXPECT_EQ(targets[1].off(9.0), 0.0) << "it can be anything up to 9";
    EXPECT_NEAR(targets[1].off(13.5), 0.5, 1e-12);
    EXPECT_NEAR(targets[0].off(42.0), 0.2, 1e-12);
    EXPECT_EQ(range(2), std::pair(4.0, 8.0));
    EXPECT_EQ(range(3), std::pair(39.0, 41.0));
    EXPECT_NEAR(std::exp(shown(3).log_law[0]), 0.2, 1e-12);
    EXPECT_NEAR(std::exp(shown(3).log_law[2]), 0.3, 1e-12);
    EXPECT_EQ(range(4), std::pair(2850.0, 2872.0));
    EXPECT_EQ(range(5), std::pair(0.0, 9.0));
}

TEST_F(LetOut, in_rows_with_totals_and_series_of_years)
{
    auto const targets = read(R"(over_years: 80 %
targets:
  a: {outcome: reports, place: A, value: 25, observation: {kind: rounded}, source: x}
  b: {outcome: reports, place: B, observation: {kind: suppressed}, source: x, over_years: 0 %}
  all: {outcome: reports, value: 35, observation: {kind: rounded}, source: x, total_of: [a, b]}
  earlier: {outcome: reports, place: A, year: 2023, value: 20, source: x}
  held: {outcome: reports, place: B, year: 2023, value: 20, source: x, use: validate}
)");
    auto const ties = ties_of(targets, {0, 1, 2, 3});
    ASSERT_EQ(ties.rows.size(), 1U);
    EXPECT_THAT(ties.rows[0].cells, ElementsAre(0, 1));
    EXPECT_EQ(ties.rows[0].total, 2U);
    EXPECT_TRUE(ties.in_row(1));
    EXPECT_FALSE(ties.in_row(3));
    ASSERT_EQ(ties.series.size(), 1U);
    EXPECT_THAT(ties.series[0].figures, ElementsAre(0, 3));
    EXPECT_THAT(ties.series[0].years, ElementsAre(2025, 2023));
    EXPECT_FALSE(ties.of_runs().rows[0].total.has_value());
    EXPECT_TRUE(ties.of_runs().in_row(2)) << "the sum of exact cells has no chance of its own";
}

TEST_F(LetOut, in_two_rows_is_refused)
{
    auto const problems = refused(R"(targets:
  a: {outcome: reports, place: A, value: 25, source: x}
  b: {outcome: reports, place: B, value: 10, source: x}
  c: {outcome: reports, place: C, value: 10, source: x}
  row: {outcome: reports, value: 35, source: x, total_of: [a, b]}
  column: {outcome: reports, year: 2024, value: 35, source: x, total_of: [a, c]}
  all: {outcome: reports, year: 2023, value: 45, source: x, total_of: [row, c]}
)");
    EXPECT_THAT(told(problems, Language::english),
                AllOf(HasSubstr("'targets.column.total_of' names 'a', which 'row' names too"),
                      HasSubstr("'targets.all.total_of' names 'row', which is a total itself")));
    EXPECT_THAT(
        told(problems, Language::dutch),
        AllOf(HasSubstr("noemt 'a', en dat noemt 'row' ook"), HasSubstr("zelf een totaal")));
}

TEST_F(LetOut, wrongly_is_refused_with_every_mistake_and_its_place_in_both_languages)
{
    folder().write("bad.yaml",
                   "format: smartstart-noise 1\nnoise:\n  0: {-1: 50 %, 0: 50 %}\n"
                   "  2: {0: 100 %}\n  1: {0: 80 %}\n");
    auto const problems = refused(R"(minimum: 4
targets:
  a: {outcome: reports, place: A, value: 36, observation: {kind: rounded, base: 5}, source: x}
  b: {outcome: reports, place: B, value: 5, observation: {kind: rounded, base: 5, below: 10}, source: x}
  c: {outcome: reports, place: C, value: 5, observation: {kind: random_round, base: 1}, source: x}
  d: {outcome: reports, place: D, value: 5, observation: {kind: cellkey, table: bad.yaml}, source: x}
  e: {outcome: placed, place: E, observation: {kind: suppressed}, source: x}
  f: {outcome: reports, place: F, value: 5, observation: {kind: randomround}, source: x}
  g: {outcome: reports, place: A, value: 30, source: x}
  i: {outcome: reports, place: I, value: 3, source: x}
  j: {outcome: placed, place: J, value: 1 %, out_of: 320, source: x}
  k: {outcome: placed, place: K, value: 1 %, out_of: 1000, source: x}
  h: {outcome: reports, value: 30, source: x, total_of: [aa, b]}
)");
    auto const english = told(problems, Language::english);
    EXPECT_THAT(english,
                AllOf(HasSubstr("t.yaml:6:42: error: 'targets.a.value' is no multiple of 5"),
                      HasSubstr("is under 10, but counts under that are left out"),
                      HasSubstr("must be what counts are rounded to, from 2 to 1000"),
                      HasSubstr("bad.yaml:3:"), HasSubstr("no count may get under 0"),
                      HasSubstr("stands where the count 1 is expected"),
                      HasSubstr("add up to 80 %, but must be 100 %")));
    EXPECT_THAT(english, AllOf(HasSubstr("'targets.e.out_of' is missing"),
                               HasSubstr("random_round"), HasSubstr("is the same figure as 'a'"),
                               HasSubstr("'targets.i.value' is of fewer people than the minimum"),
                               HasSubstr("'targets.j.value' is of fewer people than the minimum"),
                               Not(HasSubstr("targets.k")),
                               HasSubstr("names 'aa', which is no other target")));
    auto const dutch = told(problems, Language::dutch);
    EXPECT_THAT(dutch,
                AllOf(HasSubstr("is geen veelvoud van 5"), HasSubstr("zijn weggelaten"),
                      HasSubstr("van 2 tot en met 1000"), HasSubstr("geen aantal mag onder 0"),
                      HasSubstr("waar het aantal 1 wordt verwacht"), HasSubstr("samen 80 %"),
                      HasSubstr("minder mensen"), HasSubstr("'targets.e.out_of' ontbreekt"),
                      HasSubstr("hetzelfde cijfer als 'a'"), HasSubstr("geen ander cijfer")));
    for (auto const& problem : problems) {
        EXPECT_NE(said_in(Language::dutch, problem.text), problem.text) << problem.text;
        EXPECT_GT(problem.place.line, 0) << problem.text;
    }
}

TEST_F(LetOut, in_a_way_that_does_not_suit_the_figure_is_refused)
{
    auto const problems = refused(R"(targets:
  a: {outcome: score, value: 5, observation: {kind: rounded, base: 5}, source: x}
  b: {outcome: score, place: B, value: 5, observation: {kind: suppressed, below: 10}, source: x}
  c: {outcomes: [placed, placed], value: 5 %, observation: {kind: percent}, source: x}
  d: {outcome: reports, value: 5, observation: {kind: percent}, source: x}
  e: {outcome: placed, place: E, value: 5 %, observation: {kind: percent}, source: x}
)");
    ASSERT_EQ(problems.size(), 4U) << told(problems, Language::english);
    EXPECT_THAT(told(problems, Language::english),
                AllOf(HasSubstr("t.yaml:5:46: error: 'targets.a.observation' says how a count"),
                      HasSubstr("'targets.b.observation' says how a count was let out, but"),
                      HasSubstr("'targets.c.observation' says how a count was let out, but"),
                      HasSubstr("'targets.d.observation' says that the figure is a percentage")));
    EXPECT_THAT(told(problems, Language::dutch),
                AllOf(HasSubstr("zegt hoe een aantal naar buiten kwam"),
                      HasSubstr("zegt dat het cijfer een percentage is")));
}

TEST_F(LetOut, of_all_but_a_few_or_of_nobody_knows_how_many_is_refused_under_a_minimum)
{
    auto const problems = refused(R"(minimum: 10
targets:
  a: {outcome: placed, place: A, value: 99 %, out_of: 900, source: x}
  b: {outcome: placed, place: B, value: 40 %, source: x}
  c: {outcome: placed, place: C, value: 98 %, out_of: 900, source: x}
  d: {outcome: score, value: 5, source: x}
)");
    ASSERT_EQ(problems.size(), 2U) << told(problems, Language::english);
    EXPECT_THAT(told(problems, Language::english),
                AllOf(HasSubstr("'targets.a.value' is of all people but fewer than the minimum"),
                      HasSubstr("'targets.b.value' is a share of nobody knows how many")));
    EXPECT_THAT(told(problems, Language::dutch),
                AllOf(HasSubstr("op minder na dan het minimum van 10"),
                      HasSubstr("een deel van niemand weet hoeveel")));
    EXPECT_TRUE(refused("targets:\n  b: {outcome: placed, value: 99 %, source: x}\n").empty());
}

}  // namespace
}  // namespace smartstart
