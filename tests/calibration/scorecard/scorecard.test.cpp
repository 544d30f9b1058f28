#include "calibration/scorecard/scorecard.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calibration/scorecard/pattern_measure.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ACard : public testing::Test {
protected:
    static Result sample(double effect)
    {
        return test::sample_result({.replicates = 2, .effect = effect, .spread = 0.0});
    }
    /// The numerator and denominator of an outcome in every cell of this group; others stay.
    static void put(Result& result, std::string const& id, std::string const& group,
                    double numerator, double denominator)
    {
        auto const at = test::outcome_at(result, id);
        for (std::size_t cell = 0; cell < result.cells(); ++cell) {
            if (result.groups[cell % result.groups.size()].label == group) {
                result.numerators[at][cell] = numerator;
                result.denominators[at][cell] = denominator;
            }
        }
    }
    static Pattern pattern(Measure measure, std::vector<std::string> outcomes)
    {
        Pattern one;
        one.name = "it";
        one.number = 3;
        one.what = {"iets", "something"};
        one.why = {"omdat <het>", "because <it>"};
        one.published = {"een derde", "a third, or so"};
        one.source = {"bedacht | tabel", "made up | table"};
        one.measure = measure;
        one.outcomes = std::move(outcomes);
        one.years = {2026, 2028};
        one.required = true;
        return one;
    }
    PatternFit fit(Pattern const& one) const { return fit_patterns({base}, {one}).front(); }

    Result base = sample(0.0);
};

TEST_F(ACard, reads_how_long_something_lasts_from_a_stock_and_a_flow)
{
    put(base, "placements", "all", 300.0, 1000.0);
    put(base, "supervision_orders", "all", 120.0, 1000.0);
    auto one = pattern(Measure::duration, {"placements", "supervision_orders"});
    one.low = 2.4;
    one.high = 2.6;
    EXPECT_NEAR(fit(one).mean, 2.5, 1e-12);
    EXPECT_EQ(fit(one).verdict, PatternVerdict::holds);
    one.low = 2.55;
    EXPECT_EQ(fit(one).verdict, PatternVerdict::fails);
}

TEST_F(ACard, divides_by_who_goes_where_a_stock_falls)
{
    put(base, "placements", "all", 100.0, 1000.0);
    put(base, "supervision_orders", "all", 10.0, 1000.0);
    auto const one = pattern(Measure::duration, {"placements", "supervision_orders"});
    auto const before = fit(one).mean;
    // In the first year, from which the years of the pattern go on, there were 30 more.
    auto const at = test::outcome_at(base, "placements");
    auto const per_year = base.cells() / base.replicates.size() / base.years.size();
    auto const first = static_cast<std::size_t>(
        std::ranges::find(base.years, std::max(base.years.front(), 2025)) - base.years.begin());
    for (std::size_t replicate = 0; replicate < base.replicates.size(); ++replicate) {
        for (std::size_t cell = 0; cell < per_year; ++cell) {
            auto const where = (replicate * base.years.size() + first) * per_year + cell;
            base.numerators[at][where] *= 1.3;
        }
    }
    EXPECT_NEAR(before, 10.0, 1e-12);
    auto const years = 2028.0 - std::max(2025, base.years.front());
    EXPECT_NEAR(fit(one).mean, (100.0 * years + 15.0) / (10.0 * years + 30.0), 1e-9);
}

TEST_F(ACard, looks_at_the_shape_of_an_outcome_over_risk_factors)
{
    // Odds of 1/9 and twice as much with each factor: straight in log-odds, steps of ln 2.
    double odds = 1.0 / 9.0;
    for (auto const* const group : {"risk 0", "risk 1", "risk 2", "risk 3", "risk 4+"}) {
        put(base, "placements", group, 1e6 * odds, 1e6 * (1.0 + odds));
        odds *= 2.0;
    }
    EXPECT_NEAR(fit(pattern(Measure::least_step, {"placements"})).mean, std::log(2.0), 1e-9);
    EXPECT_NEAR(fit(pattern(Measure::straightness, {"placements"})).mean, 1.0, 1e-9);
    put(base, "placements", "risk 4+", 1e5, 1e6);
    EXPECT_LT(fit(pattern(Measure::least_step, {"placements"})).mean, 0.0) << "more is not worse";
    EXPECT_LT(fit(pattern(Measure::straightness, {"placements"})).mean, 0.6);
}

TEST_F(ACard, cannot_tell_steps_of_groups_that_nobody_is_in)
{
    auto one = pattern(Measure::least_step, {"placements"});
    one.low = 0.0;
    for (auto const* const group : {"risk 0", "risk 1", "risk 2", "risk 3", "risk 4+"}) {
        put(base, "placements", group, 0.0, 0.0);
    }
    EXPECT_EQ(fit(one).verdict, PatternVerdict::not_in_result);
    // A fall over an empty group is seen.
    put(base, "placements", "risk 1", 200.0, 1000.0);
    put(base, "placements", "risk 3", 100.0, 1000.0);
    EXPECT_EQ(fit(one).verdict, PatternVerdict::fails);
}

TEST_F(ACard, looks_at_no_more_years_than_there_are_before_the_change)
{
    auto other = sample(0.0);
    other.start_of_difference = "2099-01";
    // The last replicate alone differs: the first must not look into it.
    other.numerators[0].back() += 1.0;
    auto const found = fit_patterns({base, &other}, {pattern(Measure::unequal_before, {})}).front();
    EXPECT_EQ(found.lowest, 0.0);
    EXPECT_EQ(found.highest, 1.0);
}

TEST_F(ACard, finds_the_groups_with_least_and_with_most)
{
    put(base, "placements", "risk 0", 1.0, 1000.0);
    put(base, "placements", "single parent", 900.0, 1000.0);
    put(base, "placements", "all", 999.0, 1000.0);
    auto one = pattern(Measure::lowest_group, {"placements"});
    one.unit = "%";
    EXPECT_NEAR(fit(one).mean, 0.1, 1e-9);
    one.measure = Measure::highest_group;
    EXPECT_NEAR(fit(one).mean, 90.0, 1e-9) << "everybody is no group among others";
}

TEST_F(ACard, holds_a_group_against_everybody_and_against_the_others)
{
    put(base, "placements", "single parent", 30.0, 100.0);
    put(base, "placements", "all", 60.0, 1000.0);
    auto one = pattern(Measure::value, {"placements"});
    one.group = "single parent";
    EXPECT_NEAR(fit(one).mean, 0.3, 1e-12);
    one.measure = Measure::relative;
    EXPECT_NEAR(fit(one).mean, 5.0, 1e-12);
    one.measure = Measure::risk_ratio;
    EXPECT_NEAR(fit(one).mean, 9.0, 1e-12) << "30 of 100 against 30 of 900";
    one.group = "nobody";
    EXPECT_EQ(fit(one).verdict, PatternVerdict::not_in_result);
}

TEST_F(ACard, divides_one_outcome_by_another)
{
    put(base, "supervision_orders", "all", 10.0, 1000.0);
    put(base, "placements", "all", 40.0, 1000.0);
    EXPECT_NEAR(fit(pattern(Measure::quotient, {"supervision_orders", "placements"})).mean, 0.25,
                1e-12);
}

TEST_F(ACard, tells_what_changed_after_the_change_and_that_nothing_did_before)
{
    auto other = sample(0.2);
    auto change = pattern(Measure::change, {"placements"});
    change.years = {1, 1};
    auto const same = pattern(Measure::unequal_before, {});
    for (auto const& fit : fit_patterns({base}, {change, same})) {
        EXPECT_EQ(fit.verdict, PatternVerdict::not_looked_at);
    }
    auto fits = fit_patterns({base, &other}, {change, same});
    EXPECT_NEAR(fits[0].mean, 0.02, 0.005) << "a tenth of the effect in the first of ten years";
    EXPECT_EQ(fits[1].mean, 0.0);
    other.numerators[0][0] += 1.0;
    EXPECT_EQ(fit_patterns({base, &other}, {same}).front().highest, 1.0);
}

TEST_F(ACard, adds_up_what_was_spent_in_million_euro_a_year)
{
    std::ranges::fill(base.realised_cents, 0);
    // In 2026, the second year, one million in the first municipality and one in the last, of the
    // first replicate; what is neither front nor back does not count.
    auto const per_year = base.municipalities.size() * base.sides.size();
    base.realised_cents[per_year] = 100'000'000;
    base.realised_cents[2 * per_year - 2] = 100'000'000;
    base.realised_cents[2 * per_year - 1] = 500'000'000;
    auto const found = fit(pattern(Measure::spending, {}));
    EXPECT_NEAR(found.highest, 2.0 / 3.0, 1e-12);
    EXPECT_EQ(found.lowest, 0.0);
}

TEST_F(ACard, says_so_where_a_result_cannot_tell)
{
    auto gone = pattern(Measure::value, {"placements"});
    gone.years = {1999, 2000};
    gone.low = 0.0;
    EXPECT_EQ(fit(gone).verdict, PatternVerdict::not_in_result);
    EXPECT_FALSE(all_required_hold({fit(gone)}));
    gone.required = false;
    EXPECT_TRUE(all_required_hold({fit(gone)}));
    auto run = pattern(Measure::shock_left, {});
    run.low = 0.0;
    EXPECT_EQ(fit(run).verdict, PatternVerdict::not_looked_at);
    EXPECT_TRUE(all_required_hold({fit(run)})) << "nobody asked for it";
}

TEST_F(ACard, explains_what_fails_in_every_form_and_language)
{
    auto one = pattern(Measure::value, {"placements"});
    one.high = 0.0;
    Scorecard const card{base, nullptr, fit_patterns({base}, {one}), {}, {"geijkt", "calibrated"}};
    EXPECT_FALSE(all_required_hold(card.patterns));
    EXPECT_THAT(written(card, CardFormat::text, CardLanguage::english),
                AllOf(HasSubstr("because <it>"), HasSubstr("1 fail")));
    EXPECT_THAT(written(card, CardFormat::markdown, CardLanguage::dutch),
                AllOf(HasSubstr("- 3. iets: omdat <het>"), HasSubstr("geijkt")));
    auto const page = written(card, CardFormat::html, CardLanguage::english);
    EXPECT_THAT(page, AllOf(HasSubstr("because &lt;it&gt;"), HasSubstr("<html lang=\"en\">"),
                            Not(HasSubstr("<script"))));
    auto const csv = written(card, CardFormat::csv, CardLanguage::dutch);
    EXPECT_THAT(csv, AllOf(HasSubstr("pattern,3,it,region,all,\"a third, or so\",,0,"),
                           HasSubstr(",fails,made up | table\r\n")));
}

TEST_F(ACard, says_by_which_commands_its_numbers_are_made)
{
    base.scenario_yaml += "# --set outcomes=all\n# --set steps.debts.entry=0.02 per year\n";
    base.draws = {"a=1", "a=2"};
    auto const each = std::to_string(base.replicates.size() / 2);
    Scorecard const card{base, nullptr, {}, {}, {"", ""}};
    EXPECT_THAT(
        written(card, CardFormat::markdown, CardLanguage::english),
        HasSubstr("Made by `smartstart run scenarios/" + base.scenario + ".yaml --seed " +
                  std::to_string(base.seed) + " --draws YOUR-POSTERIOR.h5 --draw-count 2 " +
                  "--replicates " + each + " --scale 1/" +
                  std::to_string(std::lround(1.0 / base.scale)) + " --years " +
                  std::to_string(base.years.front()) + "-" + std::to_string(base.years.back()) +
                  " --set outcomes=all --set 'steps.debts.entry=0.02 per year'` and `smartstart "
                  "validate results/" +
                  base.scenario + ".h5 --format markdown`."));
}

TEST_F(ACard, has_dutch_words_units_and_decimals_in_dutch)
{
    put(base, "placements", "all", 300.0, 1000.0);
    put(base, "supervision_orders", "all", 120.0, 1000.0);
    auto one = pattern(Measure::duration, {"placements", "supervision_orders"});
    one.unit = "years";
    one.low = 2.4;
    one.high = 2.6;
    auto bare = one;
    bare.published = {"2.47", "2.47"};
    Target const placed{.name = "placements", .outcomes = {"placements"}, .figure = 4.5};
    Target const young{
        .name = "inhabitants 0-14", .title = {"inwoners 0-14", "inhabitants 0-14"}, .figure = 3.0};
    TargetFit const off{.target = placed, .mean = 4.6, .lowest = 4.6, .highest = 4.6, .off = 0.025};
    Scorecard const card{
        base, nullptr, fit_patterns({base}, {one, bare}), {off, {.target = young}}, {"", ""}};
    auto const dutch = written(card, CardFormat::markdown, CardLanguage::dutch);
    EXPECT_THAT(dutch, AllOf(HasSubstr("| een derde | 2,50 jaar | 2,40 tot 2,60 |"),
                             HasSubstr("| 2,47 | 2,50 jaar |"), HasSubstr("| inwoners 0-14 |"),
                             HasSubstr("| 4,50 | 4,60 (4,60 tot 4,60) | +2,5 % |"),
                             HasSubstr("| Uithuisgeplaatste kinderen |"),
                             HasSubstr("| bedacht | tabel |"), Not(HasSubstr("made up"))));
    EXPECT_THAT(written(card, CardFormat::markdown, CardLanguage::english),
                AllOf(HasSubstr("| a third, or so | 2.50 years | 2.40 to 2.60 |"),
                      HasSubstr("| inhabitants 0-14 |")));
    EXPECT_THAT(written(card, CardFormat::csv, CardLanguage::dutch),
                AllOf(HasSubstr("\"a third, or so\",2.4,2.6,years,2.5,"),
                      HasSubstr("figure,,placements,"), HasSubstr("figure,,inhabitants 0-14,")));
}

TEST_F(ACard, invents_no_figure_for_what_was_left_out)
{
    Target few{.name = "few", .outcomes = {"births"}, .figure = 4.5, .at_most = 9.0};
    few.tolerance = 0.1;
    few.disclosure = {.kind = Disclosure::Kind::suppressed, .below = 10};
    auto some = few;
    some.name = "some";
    some.out_of = 200.0;
    some.at_most = 0.045;
    Target none = few;
    none.name = "none";
    none.at_most.reset();
    none.figure = 0.0;
    auto const far = std::numeric_limits<double>::infinity();
    Scorecard const card{base,
                         nullptr,
                         {},
                         {{.target = few, .mean = 9.9, .lowest = 9.9, .highest = 9.9, .off = 0.1},
                          {.target = some, .is_share = true},
                          {.target = none, .mean = 2.0, .off = far}},
                         {"", ""}};
    EXPECT_THAT(written(card, CardFormat::markdown, CardLanguage::dutch),
                AllOf(HasSubstr("| few | regio | onder 10 | 9,90 (9,90 tot 9,90) | +10,0 % |"),
                      HasSubstr("| some | regio | onder 10 van 200 |"),
                      HasSubstr("(0,00 tot 0,00) | - |")));
    EXPECT_THAT(written(card, CardFormat::markdown, CardLanguage::english),
                AllOf(HasSubstr("| under 10 |"), HasSubstr("| under 10 of 200 |")));
    EXPECT_THAT(written(card, CardFormat::csv, CardLanguage::dutch),
                AllOf(HasSubstr("figure,,few,region,all,,0,9.9,"),
                      HasSubstr("figure,,none,region,all,0,0,0,")));
}

TEST_F(ACard, looks_up_the_effect_of_a_trial_where_trials_were_lived)
{
    auto one = pattern(Measure::trial, {});
    one.trial = "voorzorg.reports";
    one.low = 0.37;
    one.high = 0.92;
    EXPECT_EQ(fit(one).verdict, PatternVerdict::not_looked_at);
    TrialNumbers const trials{{"voorzorg.reports", 0.6}};
    PatternSources const sources{base, nullptr, nullptr, &trials};
    EXPECT_EQ(fit_patterns(sources, {one}).front().verdict, PatternVerdict::holds);
    EXPECT_EQ(fit_patterns(sources, {one}).front().mean, 0.6);
    one.trial = "voorzorg.nothing";
    EXPECT_EQ(fit_patterns(sources, {one}).front().verdict, PatternVerdict::not_in_result);
}

}  // namespace
}  // namespace smartstart
