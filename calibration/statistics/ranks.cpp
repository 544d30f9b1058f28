#include "calibration/statistics/ranks.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/statistics/diagnostics.hpp"

namespace smartstart {
namespace {

/// Chances of binomial counts, of tables of log factorials.
class Binomials {
public:
    explicit Binomials(int most)
    {
        for (auto count = 1; count <= most; ++count) {
            log_factorial_.push_back(log_factorial_.back() + std::log(count));
        }
    }
    double chance(int count, int of, double share) const
    {
        if (share >= 1.0) {
            return count == of ? 1.0 : 0.0;
        }
        return std::exp(log_of(of) - log_of(count) - log_of(of - count) + count * std::log(share) +
                        (of - count) * std::log1p(-share));
    }
    /// Least count with P(X <= count) >= chance.
    int quantile(int of, double share, double chance_wanted) const
    {
        auto count = 0;
        auto sum = chance(0, of, share);
        while (count < of && sum < chance_wanted) {
            sum += chance(++count, of, share);
        }
        return count;
    }

private:
    double log_of(int count) const { return log_factorial_[static_cast<std::size_t>(count)]; }
    std::vector<double> log_factorial_{0.0};
};

struct Bounds {
    std::vector<int> low, high;
};

Bounds bounds_of(Binomials const& law, int repeats, int points, double pointwise)
{
    Bounds bounds;
    for (auto k = 1; k < points; ++k) {
        auto const at = static_cast<double>(k) / points;
        bounds.low.push_back(law.quantile(repeats, at, 0.5 * pointwise));
        bounds.high.push_back(law.quantile(repeats, at, 1.0 - 0.5 * pointwise));
    }
    // At the end all ranks are below.
    bounds.low.push_back(repeats);
    bounds.high.push_back(repeats);
    return bounds;
}

}  // namespace

double chance_within(int repeats, int points, double pointwise)
{
    Binomials const law{repeats};
    auto const bounds = bounds_of(law, repeats, points, pointwise);
    // chance[c]: that c ranks are below the point, and all points before it held.
    std::vector<double> chance(static_cast<std::size_t>(repeats) + 1, 0.0);
    chance[0] = 1.0;
    auto from = 0, to = 0;
    for (auto k = 1; k < points; ++k) {
        auto const step = 1.0 / (points - k + 1);
        auto const at = static_cast<std::size_t>(k - 1);
        std::vector<double> next(chance.size(), 0.0);
        for (auto before = from; before <= to; ++before) {
            for (auto now = std::max(before, bounds.low[at]); now <= bounds.high[at]; ++now) {
                next[static_cast<std::size_t>(now)] +=
                    chance[static_cast<std::size_t>(before)] *
                    law.chance(now - before, repeats - before, step);
            }
        }
        chance = std::move(next);
        from = bounds.low[at];
        to = bounds.high[at];
    }
    double sum = 0.0;
    for (auto const one : chance) {
        sum += one;
    }
    return sum;
}

Band ecdf_band(int repeats, int points, double chance)
{
    double low = 1e-6, high = 1.0 - chance;
    for (auto i = 0; i < 18; ++i) {
        auto const middle = std::sqrt(low * high);
        (chance_within(repeats, points, middle) >= chance ? low : high) = middle;
    }
    auto const bounds = bounds_of(Binomials{repeats}, repeats, points, low);
    Band band{{}, {}, {}, low};
    for (auto k = 1; k <= points; ++k) {
        auto const at = static_cast<std::size_t>(k - 1);
        band.at.push_back(static_cast<double>(k) / points);
        band.low.push_back(static_cast<double>(bounds.low[at]) / repeats);
        band.high.push_back(static_cast<double>(bounds.high[at]) / repeats);
    }
    return band;
}

Placed place(Eigen::VectorXd const& draws, double truth)
{
    Placed placed;
    auto const size = static_cast<double>(draws.size());
    for (auto i = 0; i < ranked_among; ++i) {
        auto const draw = draws[static_cast<Eigen::Index>((i + 0.5) / ranked_among * size)];
        placed.rank += draw < truth ? 1 : 0;
    }
    auto const mean = draws.mean();
    placed.z = (mean - truth) / std::sqrt((draws.array() - mean).square().mean());
    std::vector<double> const values(draws.data(), draws.data() + draws.size());
    auto const within = [&](double width) {
        return quantile(values, 0.5 - 0.5 * width) <= truth &&
               truth <= quantile(values, 0.5 + 0.5 * width);
    };
    placed.in_50 = within(0.5);
    placed.in_80 = within(0.8);
    placed.in_90 = within(0.9);
    return placed;
}

Held held(std::vector<Placed> const& repeats)
{
    Held held;
    auto const share = 1.0 / static_cast<double>(repeats.size());
    for (auto const& one : repeats) {
        held.in_50 += one.in_50 ? share : 0.0;
        held.in_80 += one.in_80 ? share : 0.0;
        held.in_90 += one.in_90 ? share : 0.0;
        held.bias += one.z * share;
    }
    double sum = 0.0;
    for (auto const& one : repeats) {
        sum += std::pow(one.z - held.bias, 2.0) * share;
    }
    held.z_sd = std::sqrt(sum);
    return held;
}

std::vector<double> ecdf_of(std::vector<Placed> const& repeats, int points)
{
    std::vector<double> shares;
    for (auto k = 1; k <= points; ++k) {
        auto const below = std::ranges::count_if(repeats, [&](Placed const& one) {
            return (one.rank + 1) * points <= k * (ranked_among + 1);
        });
        shares.push_back(static_cast<double>(below) / static_cast<double>(repeats.size()));
    }
    return shares;
}

}  // namespace smartstart
