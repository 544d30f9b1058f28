// What measurement plans find, against the R packages swCRTdesign and clusterPower; see
// tests/calibration/figures/README.md.

#include "analysis/statistics/power.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

/// The last number of the line that begins with this.
double known(std::string const& begin)
{
    std::ifstream file{std::filesystem::path{SMARTSTART_SOURCE_DIR} /
                       "tests/calibration/figures/power_sw.txt"};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(begin)) {
            auto const end = line.find_last_not_of(" \r");
            auto const from = line.find_last_of(' ', end);
            return std::stod(line.substr(from + 1, end - from));
        }
    }
    ADD_FAILURE() << "no figure begins with " << begin;
    return std::nan("");
}

/// The package solves for numbers of places and effects to four digits only.
constexpr double of_the_solver = 2e-4;

/// 24 places in four groups, 120 persons at each of five measurements: 5 % against 3.5 %.
MeasurementPlan published_wedge()
{
    return {.design = PilotDesign::stepped_wedge, .places = 24, .persons = 120, .steps = 4};
}
VarianceParts published_parts()
{
    constexpr double share = 0.5 * (0.05 + 0.035);
    return {.person = share * (1.0 - share), .place = 1e-4};
}

double power_of_wedge(VarianceParts const& parts, MeasurementPlan const& plan)
{
    return power_of(0.015, standard_error(parts, plan), plan);
}

TEST(SteppedWedge, has_the_power_of_the_examples_of_swcrtdesign)
{
    auto parts = published_parts();
    auto plan = published_wedge();
    EXPECT_NEAR(power_of_wedge(parts, plan), known("swPwr Ex1_RIO_std"), 1e-8);
    plan.after = 4;
    EXPECT_NEAR(power_of_wedge(parts, plan), known("swPwr Ex2_RIO_ext"), 1e-8);
    plan.after = 1;
    parts.effect = 0.0045 * 0.0045;
    EXPECT_NEAR(power_of_wedge(parts, plan), known("swPwr Ex3_IRIS"), 1e-8);
    parts.effect_with_place = 0.4;
    parts.place_change = 0.01;
    EXPECT_NEAR(power_of_wedge(parts, plan), known("swPwr Ex5_RTCRIS"), 1e-8);
    // 2 % of what persons add to that is of places, an eighth of it lasting.
    auto const alike = parts_of(0.01 / 0.98, {.within = 0.02, .over_time = 0.125});
    EXPECT_NEAR(power_of_wedge(alike, plan), known("swPwr Ex8_icccac"), 1e-8);
}

TEST(SteppedWedge, of_five_pilots_has_the_power_of_swcrtdesign)
{
    // Their inputs are not told; these round ones give both figures to all ten digits.
    MeasurementPlan const plan{
        .design = PilotDesign::stepped_wedge, .places = 5, .persons = 500, .steps = 5};
    VarianceParts parts{.person = 0.41 * 0.59, .place = 0.03 * 0.03, .place_change = 0.025 * 0.025};
    EXPECT_NEAR(power_of(0.04, standard_error(parts, plan), plan), known("swPwr PILOT5_cs "), 1e-8);
    parts.place_change = 0.02 * 0.02;
    EXPECT_NEAR(power_of(0.04, standard_error(parts, plan), plan), known("swPwr PILOT5_cs_t0"),
                1e-8);
}

TEST(SteppedWedge, has_the_variance_of_the_closed_form)
{
    auto const parts = published_parts();
    auto const plan = published_wedge();
    auto const ours = std::pow(standard_error(parts, plan), 2.0);
    EXPECT_NEAR(ours, known("var.theta.WLS Ex1"), 1e-15);
    // Hussey and Hughes 2007: sums over the table of who has it when.
    constexpr double places = 24, rounds = 5, treated = 60, columns = 36 + 144 + 324 + 576,
                     rows = 6 * (16 + 9 + 4 + 1);
    auto const mean = parts.person / 120.0;
    auto const closed =
        places * mean * (mean + rounds * parts.place) /
        ((places * treated - columns) * mean +
         (treated * treated + places * rounds * treated - rounds * columns - places * rows) *
             parts.place);
    EXPECT_NEAR(ours / closed, 1.0, 1e-10);
    EXPECT_NEAR(closed, known("HH closed form"), 1e-15);
}

TEST(SteppedWedge, agrees_with_the_design_effects_of_hooper_and_others)
{
    // Their tests look at one side only.
    MeasurementPlan plan{
        .design = PilotDesign::stepped_wedge, .places = 5, .persons = 400, .steps = 5};
    auto const parts = parts_of(1.0, {.within = 0.02, .over_time = 0.8});
    auto const z = 0.1 / standard_error(parts, plan);
    auto const other_side = 0.5 * std::erfc((z + 1.959963984540054) / std::sqrt(2.0));
    EXPECT_NEAR(power_of(0.1, 0.1 / z, plan) - other_side,
                known("cpa.sw.normal power 1 per step, 5 steps"), 1e-8);
    PilotMeasure const measure{.variance = 16.0, .alike = {.within = 0.2, .over_time = 0.8}};
    plan.persons = 50;
    EXPECT_NEAR(*places_needed(measure, plan, 1.5, 0.8) / 5.0, known("cpa.sw.normal nclusters"),
                of_the_solver);
}

TEST(ClusterTrial, has_the_power_places_and_least_effects_of_clusterpower)
{
    MeasurementPlan plan{.design = PilotDesign::cluster_trial, .places = 16, .persons = 10};
    PilotMeasure measure{.variance = 5.0, .alike = {.within = 0.1, .over_time = 1.0}};
    EXPECT_NEAR(power_of(measure, plan, 1.0), known("cpa.normal power 16x10"), 1e-8);
    EXPECT_NEAR(*places_needed(measure, plan, 1.0, 0.8), known("cpa.normal nclusters"),
                of_the_solver);
    measure.variance = 1.0;
    plan = {.design = PilotDesign::cluster_trial, .places = 20, .persons = 100, .uneven = 0.5};
    EXPECT_NEAR(power_of(measure, plan, 0.2), known("cpa.normal power CV.5"), 1e-8);
    plan = {.design = PilotDesign::cluster_trial, .places = 5, .persons = 400};
    measure.alike.within = 0.02;
    EXPECT_NEAR(*least_effect(measure, plan, 0.8, Towards::more),
                known("cpa.normal MDE (d) 5 clusters x 400"), of_the_solver);
    plan = {.design = PilotDesign::cluster_trial, .places = 9, .persons = 1000};
    measure.alike.within = 0.01;
    EXPECT_NEAR(*least_effect(measure, plan, 0.8, Towards::less),
                -known("cpa.normal MDE (d) 9 vs 9, 1000"), of_the_solver);
}

TEST(ClusterTrial, of_a_share_has_the_places_and_least_effects_of_clusterpower)
{
    MeasurementPlan plan{.design = PilotDesign::cluster_trial, .places = 38, .persons = 10};
    PilotMeasure const measure{.share = 0.1, .alike = {.within = 0.1, .over_time = 1.0}};
    EXPECT_NEAR(*places_needed(measure, plan, 0.1, 0.8), known("cpa.binary nclusters"),
                of_the_solver);
    EXPECT_NEAR(0.1 + *least_effect(measure, plan, 0.8, Towards::more), known("cpa.binary p2 MDE"),
                of_the_solver);
}

TEST(Differences, have_the_power_places_and_least_effects_of_clusterpower)
{
    MeasurementPlan plan{.design = PilotDesign::differences, .places = 5, .persons = 100};
    PilotMeasure measure{.alike = {.within = 0.05, .over_time = 0.5, .of_person = 0.7}};
    EXPECT_NEAR(*places_needed(measure, plan, 0.5, 0.8), known("cpa.did.normal nclusters"),
                of_the_solver);
    plan = {.design = PilotDesign::differences, .places = 9, .persons = 500};
    measure.alike = {.within = 0.02, .over_time = 0.8};
    EXPECT_NEAR(power_of(measure, plan, 0.05), known("cpa.did.normal power 9x500"), 1e-8);
    EXPECT_NEAR(*least_effect(measure, plan, 0.8, Towards::more),
                known("cpa.did.normal MDE  9x500"), of_the_solver);
    // A share that is a half after the start, on average over both arms.
    plan = {.design = PilotDesign::differences, .places = 33, .persons = 50};
    PilotMeasure const share{.share = 0.45,
                             .alike = {.within = 0.05, .over_time = 0.3, .of_person = 0.7}};
    EXPECT_NEAR(*places_needed(share, plan, 0.1, 0.8), known("cpa.did.binary nclusters"),
                of_the_solver);
}

TEST(MeasurementPlan, finds_more_with_more_rounds_and_says_how_many_it_takes)
{
    MeasurementPlan const plan{.design = PilotDesign::differences, .places = 5, .persons = 200};
    PilotMeasure const measure{.alike = {.within = 0.02, .over_time = 0.8}};
    auto const rounds = rounds_needed(measure, plan, 0.3, 0.8, 20);
    ASSERT_TRUE(rounds);
    auto longer = plan;
    longer.after = *rounds;
    EXPECT_GE(power_of(measure, longer, 0.3), 0.8);
    longer.after = *rounds - 1;
    EXPECT_LT(power_of(measure, longer, 0.3), 0.8);
    EXPECT_FALSE(rounds_needed(measure, plan, 0.01, 0.8, 20)) << "one round before is too few";
}

TEST(MeasurementPlan, finds_an_effect_of_nothing_as_often_as_chance_does)
{
    PilotMeasure const measure{.alike = {.within = 0.02, .over_time = 0.8}};
    for (auto const design :
         {PilotDesign::before_after, PilotDesign::cluster_trial, PilotDesign::differences}) {
        MeasurementPlan const plan{.design = design, .places = 6, .persons = 100};
        EXPECT_NEAR(power_of(measure, plan, 1e-12), 0.025, 1e-6) << "one of the two sides";
    }
    MeasurementPlan const wedge{
        .design = PilotDesign::stepped_wedge, .places = 6, .persons = 100, .steps = 3};
    EXPECT_NEAR(power_of(measure, wedge, 1e-12), 0.05, 1e-6);
}

TEST(MeasurementPlan, has_no_least_effect_beyond_a_share_of_everybody)
{
    MeasurementPlan const plan{.design = PilotDesign::cluster_trial, .places = 2, .persons = 10};
    PilotMeasure const measure{.share = 0.2, .alike = {.within = 0.1, .over_time = 1.0}};
    EXPECT_FALSE(least_effect(measure, plan, 0.8, Towards::less));
}

}  // namespace
}  // namespace smartstart
