#include "analysis/report/report_series.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/text/words.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/store/result_values.hpp"

namespace smartstart::report {
namespace {

/// Years between those for which groups are shown.
constexpr std::size_t group_step = 5;

/// Digits behind the last decimal shown. Where a value is the sum of two, or lies at the edge of
/// what is rounded up, fewer of them would tell it otherwise than the other ways to see a result.
constexpr int kept_digits = 5;

/// The quantiles of a band that are drawn; its line is the mean, which stands with the differences.
constexpr std::array drawn{0, 1, 3, 4};

/// Bands of one outcome in one place, over the replicates that have a value in both results.
Json fan(Result const& result, Result const& partner, std::size_t outcome, std::size_t place,
         double step)
{
    std::array<std::vector<double>, drawn.size()> lines;
    for (std::size_t year = 0; year < result.years.size(); ++year) {
        Spot const spot{outcome, year, place, 0};
        auto values = replicate_values(result, spot);
        auto const others = replicate_values(partner, spot);
        std::transform(values.begin(), values.end(), others.begin(), values.begin(),
                       [](double own, double other) { return std::isnan(other) ? other : own; });
        Band const found = band(values);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            lines.at(i).push_back(found.at(drawn.at(i)));
        }
    }
    Json list = Json::array();
    for (std::vector<double> const& line : lines) {
        list.push_back(packed(line, step));
    }
    return list;
}

/// Cells as columns: base value, mean difference, how far its interval reaches above it, verdict,
/// replicates still needed, how many of them do better (in halves, since ties count half), how
/// many lack a value (empty where none does), and how far the interval reaches below the mean
/// (empty where that is as far as above it). The other value is the base value plus the difference.
Json columns(std::span<Cell const* const> cells, int replicates, double step)
{
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    constexpr double half_a_replicate = 0.5;
    std::vector<double> base;
    std::vector<double> difference;
    std::vector<double> above;
    std::vector<double> below;
    std::vector<double> verdict;
    std::vector<double> needed;
    std::vector<double> better;
    std::vector<double> missing;
    bool any_missing = false;
    bool uneven = false;
    for (Cell const* const cell : cells) {
        auto const more = replicates_still_needed(*cell);
        base.push_back(cell->base);
        difference.push_back(cell->difference.mean);
        above.push_back(cell->difference.high - cell->difference.mean);
        below.push_back(cell->difference.mean - cell->difference.low);
        uneven = uneven || std::abs(above.back() - below.back()) > step / 2.0;
        verdict.push_back(static_cast<double>(cell->verdict));
        needed.push_back(more ? static_cast<double>(*more) : unknown);
        better.push_back(cell->share_better * (replicates - cell->missing));
        missing.push_back(cell->missing);
        any_missing = any_missing || cell->missing > 0;
    }
    return Json::array({packed(base, step), packed(difference, step), packed(above, step),
                        packed(verdict, 1.0), packed(needed, 1.0), packed(better, half_a_replicate),
                        any_missing ? packed(missing, 1.0) : std::string{},
                        uneven ? packed(below, step) : std::string{}});
}

}  // namespace

std::vector<double> steps_of(Comparison const& comparison)
{
    std::vector<double> steps;
    std::size_t const last = comparison.years.size() - 1;
    for (std::size_t outcome = 0; outcome < comparison.outcomes.size(); ++outcome) {
        Cell const& cell = comparison.cell(outcome, last, comparison.region(), 0);
        NumberFormat const format =
            number_format(comparison.outcomes[outcome], cell.relevant, Language::english);
        steps.push_back(std::pow(10.0, -format.decimals - kept_digits) / format.factor);
    }
    return steps;
}

Json fans(Result const& result, Result const& partner, std::vector<double> const& steps)
{
    std::vector<Json> list(result.outcomes.size());
    for_each_block(list.size(), [&](std::size_t outcome) {
        Json places = Json::array();
        for (std::size_t place = 0; place <= result.municipalities.size(); ++place) {
            places.push_back(fan(result, partner, outcome, place, steps[outcome]));
        }
        list[outcome] = std::move(places);
    });
    return Json(std::move(list));
}

Json fans_that_differ(Json const& usual, Json const& found)
{
    Json list = Json::object();
    for (std::size_t outcome = 0; outcome < found.size(); ++outcome) {
        for (std::size_t place = 0; place < found[outcome].size(); ++place) {
            if (found[outcome][place] != usual[outcome][place]) {
                list[std::to_string(outcome)][std::to_string(place)] = found[outcome][place];
            }
        }
    }
    return list;
}

Json differences(Comparison const& comparison, std::vector<double> const& steps)
{
    Json list = Json::array();
    for (std::size_t outcome = 0; outcome < comparison.outcomes.size(); ++outcome) {
        Json places = Json::array();
        for (std::size_t place = 0; place < comparison.places.size(); ++place) {
            std::vector<Cell const*> cells;
            for (std::size_t year = 0; year < comparison.years.size(); ++year) {
                cells.push_back(&comparison.cell(outcome, year, place, 0));
            }
            places.push_back(columns(cells, comparison.replicates, steps[outcome]));
        }
        list.push_back(std::move(places));
    }
    return list;
}

std::vector<std::size_t> years_for_groups(Comparison const& comparison)
{
    std::vector<std::size_t> chosen;
    std::size_t const last = comparison.years.size() - 1;
    for (std::size_t year = last % group_step; year <= last; year += group_step) {
        chosen.push_back(year);
    }
    return chosen;
}

Json groups(Comparison const& comparison, std::vector<double> const& steps)
{
    Json list = Json::array();
    for (std::size_t outcome = 0; outcome < comparison.outcomes.size(); ++outcome) {
        Json years = Json::array();
        for (std::size_t const year : years_for_groups(comparison)) {
            std::vector<Cell const*> cells;
            for (std::size_t group = 0; group < comparison.groups.size(); ++group) {
                cells.push_back(&comparison.cell(outcome, year, comparison.region(), group));
            }
            years.push_back(columns(cells, comparison.replicates, steps[outcome]));
        }
        list.push_back(std::move(years));
    }
    return list;
}

}  // namespace smartstart::report
