#include "analysis/statistics/fairness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/store/result_values.hpp"

namespace smartstart {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::vector<std::size_t> fifths_of(Result const& result)
{
    std::vector<std::size_t> fifths;
    for (std::size_t group = 0; group < result.groups.size(); ++group) {
        if (result.groups[group].kind == "income") {
            fifths.push_back(group);
        }
    }
    return fifths;
}

/// Gap and index of one replicate.
struct Spread {
    double gap{unknown};
    double index{unknown};
};

Spread spread_of(Result const& result, Spot spot, std::vector<std::size_t> const& fifths,
                 std::size_t replicate)
{
    std::vector<double> values;
    std::vector<double> people;
    for (std::size_t const group : fifths) {
        spot.group = group;
        Counts const found = counts(result, spot, replicate);
        if (found.denominator <= 0.0) {
            return {};
        }
        values.push_back(found.numerator / found.denominator);
        people.push_back(found.denominator);
    }
    return {values.front() - values.back(), concentration_index(values, people).value_or(unknown)};
}

/// Gaps and indices by replicate.
struct Spreads {
    std::vector<double> gaps;
    std::vector<double> indices;
};

Spreads spreads_of(Result const& result, Spot const& spot, std::vector<std::size_t> const& fifths)
{
    Spreads all;
    for (std::size_t replicate = 0; replicate < result.replicates.size(); ++replicate) {
        Spread const found = spread_of(result, spot, fifths, replicate);
        all.gaps.push_back(found.gap);
        all.indices.push_back(found.index);
    }
    return all;
}

/// All three over the replicates that have a value in both, so that they add up.
Paired paired(std::vector<double> const& base, std::vector<double> const& other, std::size_t draws)
{
    std::vector<double> before;
    std::vector<double> after;
    std::vector<double> more;
    for (std::size_t i = 0; i < base.size(); ++i) {
        double const difference = other[i] - base[i];
        before.push_back(std::isnan(difference) ? unknown : base[i]);
        after.push_back(std::isnan(difference) ? unknown : other[i]);
        more.push_back(difference);
    }
    return {estimate(before, draws), estimate(after, draws), estimate(more, draws)};
}

int replicates_without_gap(Spreads const& before, Spreads const& after)
{
    int missing = 0;
    for (std::size_t i = 0; i < before.gaps.size(); ++i) {
        missing += std::isnan(before.gaps[i]) || std::isnan(after.gaps[i]) ? 1 : 0;
    }
    return missing;
}

/// The same counts in every fifth and replicate.
bool are_equal(Result const& base, Result const& other, Spot spot,
               std::vector<std::size_t> const& fifths)
{
    return std::ranges::all_of(fifths, [&](std::size_t group) {
        spot.group = group;
        bool equal = true;
        for (std::size_t replicate = 0; replicate < base.replicates.size(); ++replicate) {
            equal = equal && counts(base, spot, replicate) == counts(other, spot, replicate);
        }
        return equal;
    });
}

Gradient gradient(Result const& base, Result const& other, Spot const& spot,
                  std::vector<std::size_t> const& fifths)
{
    Spreads const before = spreads_of(base, spot, fifths);
    Spreads const after = spreads_of(other, spot, fifths);
    auto const draws = base.draws.size();
    auto const equal = are_equal(base, other, spot, fifths);
    return {spot.outcome, paired(before.gaps, after.gaps, draws),
            paired(before.indices, after.indices, draws),
            equal ? 0 : replicates_without_gap(before, after), equal};
}

}  // namespace

std::optional<double> concentration_index(std::vector<double> const& values,
                                          std::vector<double> const& people)
{
    double all = 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        all += people[i];
        sum += people[i] * values[i];
    }
    if (all <= 0.0 || sum <= 0.0) {
        return std::nullopt;
    }
    double poorer = 0.0;
    double cross = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        double const rank = (poorer + people[i] / 2.0) / all;
        cross += people[i] * values[i] * rank;
        poorer += people[i];
    }
    return 2.0 * cross / sum - 1.0;
}

std::vector<Gradient> gradients(Result const& base, Result const& other, std::size_t year)
{
    std::vector<Gradient> found;
    auto const fifths = fifths_of(base);
    if (fifths.size() < 2) {
        return found;
    }
    for (std::size_t outcome = 0; outcome < base.outcomes.size(); ++outcome) {
        OutcomeInfo const& info = base.outcomes[outcome];
        if (info.units != "1" || !has_direction(info.better)) {
            continue;
        }
        Gradient const one =
            gradient(base, other, {outcome, year, base.municipalities.size(), 0}, fifths);
        if (one.index.base.count > 0 && one.index.other.count > 0) {
            found.push_back(one);
        }
    }
    return found;
}

}  // namespace smartstart
