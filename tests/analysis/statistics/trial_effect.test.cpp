#include "analysis/statistics/trial_effect.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "analysis/text/trial_page.hpp"

namespace smartstart {
namespace {

using trials::Participants;
using trials::Trial;

Trial trial_of(TrialOutcome outcome, trials::Effect effect)
{
    Trial trial;
    trial.name = "made-up";
    trial.title = {"Verzonnen", "Made up"};
    trials::Measure measure;
    measure.title = {"gemeten", "measured"};
    measure.outcome = outcome;
    measure.effect = effect;
    measure.after = 12;
    measure.published = {0.5, 0.4, 0.6, "nowhere"};
    trial.measures.push_back(measure);
    return trial;
}

/// In each of some replicates: this many children of whom the first so many show a yes.
Participants in_replicates(int replicates, int children, int untreated, int treated)
{
    Participants all;
    for (int i = 0; i < replicates * children; ++i) {
        auto const number = i % children;
        trials::Participant one;
        one.child = PersonId{static_cast<std::uint64_t>(i + 1)};
        one.replicate = i / children;
        one.luck = std::fmod(0.5 + 0.6180339887498949 * i, 1.0);
        one.seen = {{number < untreated ? 1.0 : 0.0, number < treated ? 1.0 : 0.0}};
        all.push_back(one);
    }
    return all;
}

/// In each of two replicates.
Participants yes_or_no(int children, int untreated, int treated)
{
    return in_replicates(2, children, untreated, treated);
}

TEST(TrialEffect, is_the_ratio_of_the_risks_of_the_same_children)
{
    auto const trial = trial_of(TrialOutcome::reported, trials::Effect::risk_ratio);
    auto const effect = trial_effect(trial, in_replicates(3, 100, 20, 10), 0);
    EXPECT_EQ(effect.pairs, 300U);
    EXPECT_EQ(effect.lost, 0U);
    EXPECT_DOUBLE_EQ(effect.untreated, 0.2);
    EXPECT_DOUBLE_EQ(effect.treated, 0.1);
    EXPECT_DOUBLE_EQ(effect.effect.value, 0.5);
    EXPECT_NEAR(effect.effect.high - effect.effect.low, 0.0, 1e-12);
    EXPECT_EQ(effect.verdict, TrialVerdict::returned);
}

TEST(TrialEffect, of_a_yes_or_no_as_d_is_the_log_odds_ratio_times_root_three_over_pi)
{
    auto const trial = trial_of(TrialOutcome::maltreated, trials::Effect::d);
    auto const effect = trial_effect(trial, in_replicates(3, 100, 50, 20), 0);
    EXPECT_NEAR(effect.effect.value, std::log(4.0) * std::numbers::sqrt3 / std::numbers::pi, 1e-12);
    EXPECT_EQ(effect.verdict, TrialVerdict::missed);
}

TEST(TrialEffect, of_a_score_is_in_standard_deviations_and_above_zero_where_treatment_is_better)
{
    auto good = trial_of(TrialOutcome::skill_social, trials::Effect::d);
    auto const bad = trial_of(TrialOutcome::problem, trials::Effect::d);
    auto all = yes_or_no(100, 50, 50);
    for (auto& one : all) {
        one.seen[0].treated = *one.seen[0].untreated + 0.25;
    }
    auto const sd = std::sqrt(200.0 / 199.0 * 0.25);
    EXPECT_NEAR(trial_effect(good, all, 0).effect.value, 0.25 / sd, 1e-12);
    EXPECT_NEAR(trial_effect(bad, all, 0).effect.value, -0.25 / sd, 1e-12);
}

TEST(TrialEffect, leaves_out_who_was_not_there_to_be_measured_in_both_lives)
{
    auto all = yes_or_no(100, 20, 10);
    all[0].seen[0].treated.reset();
    all[101].seen[0].untreated.reset();
    auto const trial = trial_of(TrialOutcome::reported, trials::Effect::risk_ratio);
    auto const effect = trial_effect(trial, all, 0);
    EXPECT_EQ(effect.pairs, 198U);
    EXPECT_EQ(effect.lost, 2U);
}

TEST(TrialEffect, of_a_trial_of_the_published_size_comes_from_two_arms_of_other_children)
{
    auto trial = trial_of(TrialOutcome::reported, trials::Effect::risk_ratio);
    trial.arms = trials::Arms{80, 80};
    auto const seen = trial_effect(trial, yes_or_no(100, 20, 10), 0).trial;
    ASSERT_TRUE(seen);
    EXPECT_LT(seen->low, 0.5);
    EXPECT_GT(seen->high, 0.5);
    trial.arms = trials::Arms{150, 80};
    EXPECT_FALSE(trial_effect(trial, yes_or_no(100, 20, 10), 0).trial);
}

TEST(TrialEffect, of_which_the_interval_lies_across_an_end_of_the_published_one_cannot_be_told)
{
    auto all = yes_or_no(100, 20, 10);
    all[105].seen[0].treated = 0.0;
    all[106].seen[0].treated = 0.0;
    all[107].seen[0].treated = 0.0;
    auto const trial = trial_of(TrialOutcome::reported, trials::Effect::risk_ratio);
    EXPECT_EQ(trial_effect(trial, all, 0).verdict, TrialVerdict::cannot_tell);
}

TEST(TrialEffect, has_the_interval_of_the_jackknife_over_replicates)
{
    // Of means with equal spread the jackknife is Student's interval of the replicates' own.
    auto const trial = trial_of(TrialOutcome::reported, trials::Effect::risk_ratio);
    Participants all;
    constexpr std::array treated{10, 14, 12, 20};
    for (std::size_t replicate = 0; replicate < treated.size(); ++replicate) {
        for (auto one : yes_or_no(100, 20, treated.at(replicate))) {
            if (one.replicate == 0) {
                one.replicate = static_cast<int>(replicate);
                all.push_back(one);
            }
        }
    }
    // Ratios 0.5, 0.7, 0.6 and 1: mean 0.7, sd 0.216, t(3; 0.95) = 2.353.
    auto const effect = trial_effect(trial, all, 0).effect;
    EXPECT_NEAR(effect.value, 0.7, 1e-12);
    auto const half = 2.3533634 * std::sqrt(0.14 / 3.0) / 2.0;
    EXPECT_NEAR(effect.high, 0.7 + half, 1e-6);
    EXPECT_NEAR(effect.low, 0.7 - half, 1e-6);
}

TEST(TrialEffect, is_missed_on_either_side_of_what_was_published)
{
    auto const trial = trial_of(TrialOutcome::reported, trials::Effect::risk_ratio);
    for (auto const treated : {4, 18}) {
        EXPECT_EQ(trial_effect(trial, in_replicates(3, 100, 20, treated), 0).verdict,
                  TrialVerdict::missed);
    }
}

TEST(TrialEffect, of_two_replicates_without_spread_cannot_be_told)
{
    auto const trial = trial_of(TrialOutcome::reported, trials::Effect::risk_ratio);
    for (auto const treated : {1, 2, 4}) {
        auto const effect = trial_effect(trial, yes_or_no(7, 4, treated), 0);
        EXPECT_NEAR(effect.effect.high, effect.effect.low, 1e-12);
        EXPECT_EQ(effect.verdict, TrialVerdict::cannot_tell) << treated;
    }
}

TEST(TrialEffect, of_a_trial_of_the_published_size_goes_by_lot_and_has_its_interval)
{
    auto trial = trial_of(TrialOutcome::reported, trials::Effect::risk_ratio);
    trial.arms = trials::Arms{80, 80};
    auto all = yes_or_no(100, 0, 0);
    // By lot, and not by replicate: the forty of the lowest of each replicate are treated.
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const place = static_cast<int>(i % 100);
        all[i].luck = 0.01 * place;
        all[i].seen = {{place >= 40 && place < 60 ? 1.0 : 0.0, place < 10 ? 1.0 : 0.0}};
    }
    auto const seen = trial_effect(trial, all, 0).trial;
    ASSERT_TRUE(seen);
    // Twenty of eighty against forty of eighty; Katz' interval of the logarithm.
    EXPECT_NEAR(seen->value, 0.5, 1e-12);
    auto const error = std::sqrt(1.0 / 20 - 1.0 / 80 + 1.0 / 40 - 1.0 / 80);
    EXPECT_NEAR(std::log(seen->high / 0.5), 1.959964 * error, 1e-6);
    EXPECT_NEAR(std::log(0.5 / seen->low), 1.959964 * error, 1e-6);
}

TEST(TrialPage, has_the_published_and_the_model_effect_in_both_languages)
{
    auto const trial = trial_of(TrialOutcome::reported, trials::Effect::risk_ratio);
    auto const all = in_replicates(3, 100, 20, 10);
    std::vector<LivedTrial> const lived{{trial, all.size(), {trial_effect(trial, all, 0)}}};
    TrialWorld const world{{"today"}, 7, 1.0, 2, "smartstart trial"};
    auto const dutch = trials_text(lived, world, Language::dutch);
    EXPECT_NE(dutch.find("Verzonnen"), std::string::npos);
    EXPECT_NE(dutch.find("0,50 (0,40 tot 0,60)"), std::string::npos);
    EXPECT_NE(dutch.find("komt terug"), std::string::npos);
    auto const english = trials_markdown(lived, world, Language::english);
    EXPECT_NE(english.find("| Made up | measured | risk ratio | 0.50 (0.40 to 0.60) | "
                           "0.50 (0.50 to 0.50) | - | returned |"),
              std::string::npos)
        << english;
}

}  // namespace
}  // namespace smartstart
