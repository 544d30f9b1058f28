#include "analysis/statistics/effort.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string_view>

#include "engine/store/result_values.hpp"

namespace smartstart {
namespace {

constexpr double cents_per_euro = 100.0;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Euros by replicate, over all years and places.
struct Spent {
    std::vector<double> front;
    std::vector<double> back;
    std::vector<double> outside;
    std::vector<double> households;  ///< of all these, what households and society pay
};

std::size_t place_of(std::vector<std::string> const& labels, std::string_view label)
{
    return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) -
                                    labels.begin());
}

/// What a euro of each year counts for.
std::vector<double> weights(Result const& result, Discounting const& discounting)
{
    std::vector<double> found;
    for (int const year : result.years) {
        int const start = discounting.start.value_or(result.years.front());
        found.push_back(std::pow(1.0 + discounting.rate, start - year));
    }
    return found;
}

/// Cents of one replicate and year by payer and side, over all places and items.
std::vector<std::int64_t> cents_of(Result const& result, std::size_t replicate, std::size_t year)
{
    std::size_t const sides = result.sides.size();
    std::size_t const lines = result.items.size() * sides;
    std::size_t const block = result.municipalities.size() * result.payers.size() * lines;
    std::size_t const from = (replicate * result.years.size() + year) * block;
    std::vector<std::int64_t> sums(result.payers.size() * sides);
    for (std::size_t i = 0; i < block; ++i) {
        sums[i / lines % result.payers.size() * sides + i % sides] += result.cents[from + i];
    }
    return sums;
}

Spent spent(Result const& result, Discounting const& discounting)
{
    auto const sides = result.sides.size();
    auto const front = place_of(result.sides, "front");
    auto const back = place_of(result.sides, "back");
    auto const household = place_of(result.payers, "household");
    auto const worth = weights(result, discounting);
    std::vector<double> const nothing(result.replicates.size());
    Spent found{nothing, nothing, nothing, nothing};
    for (std::size_t replicate = 0; replicate < nothing.size(); ++replicate) {
        for (std::size_t year = 0; year < worth.size(); ++year) {
            auto const sums = cents_of(result, replicate, year);
            for (std::size_t i = 0; i < sums.size(); ++i) {
                double const euros = worth[year] * static_cast<double>(sums[i]) / cents_per_euro;
                std::size_t const side = i % sides;
                (side == front  ? found.front
                 : side == back ? found.back
                                : found.outside)[replicate] += euros;
                found.households[replicate] += i / sides == household ? euros : 0.0;
            }
        }
    }
    return found;
}

std::vector<double> minus(std::vector<double> one, std::vector<double> const& two)
{
    std::transform(one.begin(), one.end(), two.begin(), one.begin(), std::minus<>{});
    return one;
}

std::vector<double> plus(std::vector<double> one, std::vector<double> const& two)
{
    std::transform(one.begin(), one.end(), two.begin(), one.begin(), std::plus<>{});
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

Effort compare_effort(Result const& base, Result const& other, Discounting const& discounting)
{
    Spent const before = spent(base, discounting);
    Spent const after = spent(other, discounting);
    auto const front = minus(after.front, before.front);
    auto const back = minus(after.back, before.back);
    auto const outside = minus(after.outside, before.outside);
    auto const households = minus(after.households, before.households);
    auto const public_money = minus(plus(plus(front, back), outside), households);
    auto const draws = base.draws.size();
    Effort effort{estimate(front, draws),
                  estimate(back, draws),
                  estimate(outside, draws),
                  quotient(negated(back), front, draws),
                  quotient(negated(outside), front, draws),
                  estimate(public_money, draws),
                  {unknown, {}, {}}};
    if (place_of(base.payers, "household") < base.payers.size()) {
        effort.public_value = quotient(negated(households), public_money, draws);
    }
    return effort;
}

std::vector<Gained> gained_person_years(Result const& base, Result const& other)
{
    Spent const before = spent(base, {});
    Spent const after = spent(other, {});
    auto const all = plus(plus(minus(after.front, before.front), minus(after.back, before.back)),
                          minus(after.outside, before.outside));
    auto const draws = base.draws.size();
    std::vector<Gained> gains;
    for (std::size_t outcome = 0; outcome < base.outcomes.size(); ++outcome) {
        OutcomeInfo const& info = base.outcomes[outcome];
        if (!info.is_state || !has_direction(info.better)) {
            continue;
        }
        auto const more = minus(person_years(other, outcome), person_years(base, outcome));
        Estimate const counted = estimate(more, draws);
        if (counted.count > 0) {
            auto const gained = info.better == Better::up ? more : negated(more);
            gains.push_back({outcome, counted, quotient(all, gained, draws)});
        }
    }
    return gains;
}

}  // namespace smartstart
