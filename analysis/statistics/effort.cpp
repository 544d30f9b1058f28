#include "analysis/statistics/effort.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string_view>

#include "engine/store/result_values.hpp"

namespace smartstart {
namespace {

constexpr double cents_per_euro = 100.0;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Euros by replicate over all years and places, at one side or at all others.
struct Spent {
    std::vector<double> front;
    std::vector<double> elsewhere;
    std::vector<double> households;  ///< of both, what households and society pay
};

std::size_t place_of(std::vector<std::string> const& labels, std::string_view label)
{
    return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) -
                                    labels.begin());
}

/// Euros of one payer by replicate, over all years and places.
std::vector<double> spent_by(Result const& result, std::size_t payer)
{
    std::size_t const lines = result.items.size() * result.sides.size();
    std::size_t const payers = result.payers.size();
    std::size_t const spots = result.years.size() * result.municipalities.size();
    std::vector<double> found;
    for (std::size_t replicate = 0; replicate < result.replicates.size(); ++replicate) {
        std::int64_t sum = 0;
        for (std::size_t spot = 0; payer < payers && spot < spots; ++spot) {
            auto const from =
                static_cast<std::ptrdiff_t>(((replicate * spots + spot) * payers + payer) * lines);
            auto const first = result.cents.begin() + from;
            sum +=
                std::accumulate(first, first + static_cast<std::ptrdiff_t>(lines), std::int64_t{0});
        }
        found.push_back(static_cast<double>(sum) / cents_per_euro);
    }
    return found;
}

Spent spent(Result const& result)
{
    auto const sides = result.sides.size();
    auto const front = place_of(result.sides, "front");
    Spent found;
    auto const count = result.replicates.size();
    auto const block = count == 0 ? 0 : result.cents.size() / count;
    for (std::size_t replicate = 0; replicate < count; ++replicate) {
        std::int64_t at_front = 0;
        std::int64_t other = 0;
        for (std::size_t i = 0; i < block; i += sides) {
            for (std::size_t side = 0; side < sides; ++side) {
                std::int64_t const cents = result.cents[replicate * block + i + side];
                (side == front ? at_front : other) += cents;
            }
        }
        found.front.push_back(static_cast<double>(at_front) / cents_per_euro);
        found.elsewhere.push_back(static_cast<double>(other) / cents_per_euro);
    }
    found.households = spent_by(result, place_of(result.payers, "household"));
    return found;
}

std::vector<double> minus(std::vector<double> one, std::vector<double> const& two)
{
    std::transform(one.begin(), one.end(), two.begin(), one.begin(), std::minus<>{});
    return one;
}

std::vector<double> negated(std::vector<double> values)
{
    std::transform(values.begin(), values.end(), values.begin(), std::negate<>{});
    return values;
}

/// People counted over all years in the whole region, by replicate; not a number where a count is
/// suppressed.
std::vector<double> person_years(Result const& result, std::size_t outcome)
{
    std::vector<double> sums;
    for (std::size_t replicate = 0; replicate < result.replicates.size(); ++replicate) {
        double sum = 0.0;
        for (std::size_t year = 0; year < result.years.size(); ++year) {
            Spot const spot{outcome, year, result.municipalities.size(), 0};
            sum += counts(result, spot, replicate).numerator;
        }
        sums.push_back(sum);
    }
    return sums;
}

double covariance(std::vector<double> const& one, std::vector<double> const& two, double mean_one,
                  double mean_two)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        sum += (one[i] - mean_one) * (two[i] - mean_two);
    }
    return sum / static_cast<double>(one.size() - 1);
}

}  // namespace

Quotient quotient(std::vector<double> const& numerators, std::vector<double> const& divisors,
                  std::size_t draws)
{
    auto const above = by_draw(numerators, draws);
    auto const below = by_draw(divisors, draws);
    Estimate const top = estimate(above);
    Estimate const bottom = estimate(below);
    Quotient result{bottom.mean == 0.0 ? unknown : top.mean / bottom.mean, {}, {}};
    if (top.count < 2 || std::isnan(result.value)) {
        return result;
    }
    // The quotients q for which the mean of above - q * below cannot be told from zero.
    double const n = top.count;
    double const of_mean = std::pow(half_width(1.0, top.count), 2.0);  // t squared over n
    double const reach = draws == 0 ? of_mean : of_mean * (n + 1.0);
    double const a = bottom.mean * bottom.mean - reach * std::pow(bottom.deviation, 2.0);
    double const b =
        top.mean * bottom.mean - reach * covariance(above, below, top.mean, bottom.mean);
    double const c = top.mean * top.mean - reach * std::pow(top.deviation, 2.0);
    double const inside = b * b - a * c;
    if (a <= 0.0 || inside < 0.0) {
        return result;
    }
    result.low = (b - std::sqrt(inside)) / a;
    result.high = (b + std::sqrt(inside)) / a;
    return result;
}

Effort compare_effort(Result const& base, Result const& other)
{
    Spent const before = spent(base);
    Spent const after = spent(other);
    auto const front = minus(after.front, before.front);
    auto const elsewhere = minus(after.elsewhere, before.elsewhere);
    auto all = front;
    std::transform(all.begin(), all.end(), elsewhere.begin(), all.begin(), std::plus<>{});
    auto const households = minus(after.households, before.households);
    auto const public_money = minus(all, households);
    auto const draws = base.draws.size();
    Effort effort{estimate(front, draws),
                  estimate(elsewhere, draws),
                  quotient(negated(elsewhere), front, draws),
                  {},
                  estimate(public_money, draws),
                  {unknown, {}, {}}};
    if (place_of(base.payers, "household") < base.payers.size()) {
        effort.public_value = quotient(negated(households), public_money, draws);
    }
    for (std::size_t outcome = 0; outcome < base.outcomes.size(); ++outcome) {
        OutcomeInfo const& info = base.outcomes[outcome];
        if (info.units != "1" || !has_direction(info.better)) {
            continue;
        }
        auto const more = minus(person_years(other, outcome), person_years(base, outcome));
        Estimate const counted = estimate(more, draws);
        if (counted.count > 0) {
            auto const gained = info.better == Better::up ? more : negated(more);
            effort.gains.push_back({outcome, counted, quotient(all, gained, draws)});
        }
    }
    return effort;
}

}  // namespace smartstart
