#include "tests/support/sample_result.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include "engine/base/mix.hpp"

namespace smartstart::test {
namespace {

/// From -1 to 1, by name: the same for every sample.
double luck(std::uint64_t a, std::uint64_t b, std::uint64_t c)
{
    return static_cast<double>(mix(mix(a, b), c) >> 11U) / 4503599627370496.0 - 1.0;
}

struct MadeUp {
    char const* id;
    char const* english;
    char const* dutch;
    char const* units;
    Better better;
    Transform transform;
    double level;
    double relevant;
};

constexpr std::array made_up{
    MadeUp{"cito_mean", "Mean end-of-primary-school score", "Gemiddelde score doorstroomtoets",
           "points", Better::up, Transform::ratio, 535.0, 0.5},
    MadeUp{"cito_sd", "Spread of end-of-primary-school scores", "Spreiding score doorstroomtoets",
           "points", Better::neither, Transform::root, 95.0, 0.0},
    MadeUp{"early_school_leavers", "Early school leavers", "Voortijdig schoolverlaters", "1",
           Better::down, Transform::ratio, 0.022, 0.0},
    MadeUp{"youth_care_use", "Children with youth care", "Kinderen met jeugdhulp", "1",
           Better::down, Transform::ratio, 0.12, 0.0},
    MadeUp{"supervision_orders", "Children under supervision", "Kinderen onder toezicht", "1",
           Better::down, Transform::ratio, 0.009, 0.0},
    MadeUp{"placements", "Children placed out of home", "Uithuisgeplaatste kinderen", "1",
           Better::down, Transform::ratio, 0.011, 0.0},
    MadeUp{"waiting_months", "Wait for help", "Wachttijd voor hulp", "months", Better::down,
           Transform::ratio, 3.4, 0.1},
    MadeUp{"problem_debt_households", "Households with problem debt",
           "Huishoudens met problematische schulden", "1", Better::down, Transform::ratio, 0.083,
           0.0},
    MadeUp{"population", "Inhabitants", "Inwoners", "persons", Better::neither, Transform::count,
           0.0, 0.0},
};

struct MadeUpGroup {
    char const* label;
    char const* dutch;
    char const* kind;
    double part;   ///< of the inhabitants
    double times;  ///< how much more often than others
};

constexpr std::array made_up_groups{
    MadeUpGroup{"all", "iedereen", "all", 1.0, 1.0},
    MadeUpGroup{"risk 0", "geen risico's", "risk", 0.55, 0.4},
    MadeUpGroup{"risk 1", "1 risico", "risk", 0.22, 0.9},
    MadeUpGroup{"risk 2", "2 risico's", "risk", 0.12, 1.6},
    MadeUpGroup{"risk 3", "3 risico's", "risk", 0.07, 2.6},
    MadeUpGroup{"risk 4+", "4 of meer risico's", "risk", 0.04, 4.6},
    MadeUpGroup{"income quintile 1", "laagste inkomens", "income", 0.2, 1.9},
    MadeUpGroup{"income quintile 5", "hoogste inkomens", "income", 0.2, 0.5},
    MadeUpGroup{"generation 0", "generatie 0", "generation", 0.6, 1.0},
    MadeUpGroup{"generation 1", "generatie 1", "generation", 0.4, 1.0},
    MadeUpGroup{"single parent", "eenoudergezin", "family", 0.15, 1.8},
};

void name_everything(Result& result, Sample const& sample)
{
    result.scenario = sample.scenario;
    result.title_en = "Made up for tests: " + sample.scenario;
    result.title_nl = "Verzonnen voor tests: " + sample.scenario;
    result.question_en = "What would this page look like with a <real> result?";
    result.question_nl = "Hoe ziet deze pagina eruit met een <echte> uitkomst?";
    result.seed = 20250101;
    result.scale = 0.1;
    result.scenario_yaml = "format: smartstart-scenario 1\n";
    result.scenario_resolved = result.scenario_yaml + "seed: 20250101\n";
    result.inputs = {{"scenarios/made-up.yaml", std::string(64, 'a')},
                     {"scenarios/made up/table.csv", std::string(64, 'b')}};
    result.program_version = "0.0.0-test";
    result.git_commit = "0000000";
    result.compiler = "g++ of the test";
    result.libraries = "HDF5 of the test";
    result.rng = "mix of engine/base";
    if (sample.effect != 0.0) {
        result.start_of_difference = std::to_string(sample.first_year + 1) + "-01";
        result.differs_from = "made-up-base";
        result.parent = {result.differs_from + ' ' + result.start_of_difference + ' ' +
                         std::string(64, 'c')};
        result.past = {std::to_string(sample.first_year) + "-01 " + std::string(64, 'd')};
        result.differences_en = {"The share at the front goes from 30 % to 50 % in five years.",
                                 "Bridging money: 4 million euro a year."};
        result.differences_nl = {"Het aandeel voorkant gaat in vijf jaar van 30 % naar 50 %.",
                                 "Overbruggingsgeld: 4 miljoen euro per jaar."};
    }
    result.municipalities = {
        {"GM0855", "Tilburg"},        {"GM0867", "Waalwijk"},     {"GM0797", "Heusden"},
        {"GM0785", "Goirle"},         {"GM0824", "Oisterwijk"},   {"GM0766", "Dongen"},
        {"GM0784", "Gilze en Rijen"}, {"GM0809", "Loon op Zand"}, {"GM0798", "Hilvarenbeek"}};
    for (MadeUpGroup const& group : made_up_groups) {
        result.groups.push_back({group.label, group.dutch, group.kind});
    }
    for (MadeUp const& outcome : made_up) {
        result.outcomes.push_back({outcome.id, outcome.english, outcome.dutch, outcome.units,
                                   "persons counted", "persons who could be counted",
                                   "made up for tests", outcome.better, outcome.transform,
                                   outcome.relevant,
                                   outcome.units == std::string_view{"1"} &&
                                       outcome.id != std::string_view{"early_school_leavers"}});
    }
}

/// How far the scenario has come in a year: from 0 before its start to 1 after ten years.
double progress(int years_since_start)
{
    return std::clamp(static_cast<double>(years_since_start) / 10.0, 0.0, 1.0);
}

double made_up_value(std::size_t outcome, std::size_t group, double wiggle, double change)
{
    MadeUp const& what = made_up.at(outcome);
    if (what.units == std::string{"points"}) {
        return what.level * (1.0 + 0.02 * wiggle - 0.05 * change);
    }
    return what.level * made_up_groups.at(group).times * (1.0 + wiggle) * (1.0 + change);
}

void count_everything(Result& result, Sample const& sample)
{
    std::size_t const outcomes = result.outcomes.size();
    result.numerators.assign(outcomes, std::vector<double>(result.cells()));
    result.denominators.assign(outcomes, std::vector<double>(result.cells()));
    for (std::size_t o = 0; o < outcomes; ++o) {
        for (std::size_t r = 0; r < result.replicates.size(); ++r) {
            for (std::size_t y = 0; y < result.years.size(); ++y) {
                double const change =
                    progress(static_cast<int>(y)) *
                    (sample.effect + (sample.effect != 0.0 ? sample.spread : 0.0) * luck(r, o, 7));
                for (std::size_t m = 0; m < result.municipalities.size(); ++m) {
                    for (std::size_t g = 0; g < result.groups.size(); ++g) {
                        std::size_t const cell = result.cell(r, y, m, g);
                        double const people =
                            std::round(40000.0 / static_cast<double>(m + 1) *
                                       made_up_groups.at(g).part * (1.0 + 0.01 * luck(r, y, m)));
                        double const wiggle = 0.03 * luck(r, 31 * y + o, m) + 0.05 * luck(r, o, 1) -
                                              0.004 * static_cast<double>(y);
                        result.numerators[o][cell] =
                            made_up.at(o).transform == Transform::count
                                ? people
                                : std::round(people * made_up_value(o, g, wiggle, change));
                        result.denominators[o][cell] =
                            made_up.at(o).transform == Transform::count ? 0.0 : people;
                    }
                }
            }
        }
    }
}

void pay_everything(Result& result, Sample const& sample)
{
    result.payers = {"municipality", "national government", "health insurers"};
    result.items = {"help at the front", "specialist youth care", "police and courts"};
    result.sides = {"front", "back", "none"};
    result.item_names = {
        result.items, {"hulp aan de voorkant", "specialistische jeugdhulp", "politie en justitie"}};
    result.payer_names.nl = {"gemeente", "Rijk", "zorgverzekeraars"};
    bool const shifts = sample.effect != 0.0;
    for (std::size_t r = 0; r < result.replicates.size(); ++r) {
        for (std::size_t y = 0; y < result.years.size(); ++y) {
            double const saved = shifts && y > 0
                                     ? 40.0 * progress(static_cast<int>(y)) * (1.0 + luck(r, 3, 3))
                                     : 0.0;
            for (std::size_t m = 0; m < result.municipalities.size(); ++m) {
                double const size = 1.0 / static_cast<double>(m + 1);
                for (std::size_t p = 0; p < result.payers.size(); ++p) {
                    for (std::size_t i = 0; i < result.items.size(); ++i) {
                        for (std::size_t s = 0; s < result.sides.size(); ++s) {
                            bool const used = i == s && (p == i || p == 0);
                            double euros = used ? 300.0 * (1.0 + 0.05 * luck(r, y, i)) : 0.0;
                            euros += used && i == 0 && shifts && y > 0 ? 20.0 : 0.0;
                            euros -= used && i != 0 ? saved : 0.0;
                            result.cents.push_back(std::llround(euros * size * 1e5));
                        }
                    }
                }
                for (double const share :
                     {shifts && y > 0 ? 0.5 : 0.3, shifts && y > 0 ? 0.5 : 0.7, 0.0}) {
                    result.planned_cents.push_back(std::llround(1e8 * size * share));
                    result.realised_cents.push_back(
                        std::llround(1e8 * size * share * (1.0 + 0.02 * luck(r, y, m))));
                }
            }
        }
    }
}

ResultTable made_up_table(Result const& result, std::string id)
{
    ResultTable table{std::move(id),   "Made-up table",           "Verzonnen tabel",
                      {"low", "high"}, {"low", "middle", "high"}, {}};
    for (std::size_t i = 0; i < result.replicates.size() * 6; ++i) {
        table.values.push_back(0.5 + 0.1 * luck(i, 5, 5));
    }
    return table;
}

/// By year.
ResultTable made_up_spread(Result const& result)
{
    auto table = made_up_table(result, "income");
    table.row_labels.clear();
    table.values.clear();
    for (auto const year : result.years) {
        table.row_labels.push_back(std::to_string(year));
    }
    table.column_labels = {"0.1", "0.5"};
    for (std::size_t i = 0; i < result.replicates.size() * result.years.size() * 2; ++i) {
        table.values.push_back(20'000.0 + 100.0 * luck(i, 6, 6));
    }
    table.units = "EUR";
    return table;
}

}  // namespace

Result sample_result(Sample const& sample)
{
    Result result;
    name_everything(result, sample);
    for (int i = 0; i < sample.replicates; ++i) {
        result.replicates.push_back(i);
    }
    for (int year = sample.first_year; year <= sample.last_year; ++year) {
        result.years.push_back(year);
    }
    count_everything(result, sample);
    pay_everything(result, sample);
    result.generations.push_back(made_up_table(result, "income_transition"));
    result.concentration.push_back(made_up_table(result, "lorenz_cost"));
    result.quantiles.push_back(made_up_spread(result));
    return result;
}

Result sample_with_traces(Sample const& sample)
{
    auto result = sample_result(sample);
    auto& traces = result.traces;
    traces.families = {"18446744073709551615", "7"};
    traces.months = {"2025-01", "2025-02"};
    traces.facts = {{"minors", "Minors", "Minderjarigen", "persons", {}, {}},
                    {"poor", "Poor", "Arm", "1", {0, 1}, "no yes"}};
    traces.values.resize(2);
    for (std::size_t i = 0; i < result.replicates.size(); ++i) {
        auto const number = static_cast<std::int16_t>(i);
        traces.values[0].insert(traces.values[0].end(), {number, 2, not_here, 3});
        traces.values[1].insert(traces.values[1].end(), {1, 0, not_here, 1});
    }
    return result;
}

std::size_t outcome_at(Result const& result, std::string const& id)
{
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        if (result.outcomes[i].id == id) {
            return i;
        }
    }
    throw std::out_of_range{"no outcome '" + id + "' in the sample"};
}

}  // namespace smartstart::test
