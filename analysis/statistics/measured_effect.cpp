#include "analysis/statistics/measured_effect.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

#include <Eigen/Cholesky>
#include <Eigen/QR>

#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double most_lots = 2e6;
constexpr std::size_t drawn_lots = 100'000;

double falling_product(std::size_t from, std::size_t count)
{
    double product = 1.0;
    for (std::size_t i = 0; i < count; ++i) {
        product *= static_cast<double>(from - i);
    }
    return product;
}

/// Ways to choose so many out of `all`; infinite where they are more than a number can be.
double choices(std::size_t all, std::size_t count)
{
    double ways = 1.0;
    for (std::size_t i = 1; i <= count; ++i) {
        ways *= static_cast<double>(all - count + i) / static_cast<double>(i);
    }
    return std::round(ways);
}

/// The next choice of so many out of `all`, in order; false after the last.
bool next_choice(std::vector<std::size_t>& choice, std::size_t all)
{
    for (std::size_t i = choice.size(); i-- > 0;) {
        if (choice[i] < all - choice.size() + i) {
            ++choice[i];
            std::iota(choice.begin() + static_cast<std::ptrdiff_t>(i) + 1, choice.end(),
                      choice[i] + 1);
            return true;
        }
    }
    return false;
}

/// So many out of `all`, by lot `number`: the first places of a shuffled row.
std::vector<std::size_t> drawn_choice(std::size_t count, std::size_t all, std::uint64_t number)
{
    std::vector<std::size_t> order(all);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = 0; i < count; ++i) {
        std::swap(order[i], order[i + mix(number, i) % (all - i)]);
    }
    order.resize(count);
    return order;
}

/// Weights over some donors that add up to 1 and bring the mixture nearest to the place; they may
/// fall below 0.
VectorXd nearest_mixture(MatrixXd const& products, VectorXd const& aims,
                         std::vector<Index> const& donors)
{
    auto const count = static_cast<Index>(donors.size());
    MatrixXd system = MatrixXd::Zero(count + 1, count + 1);
    VectorXd right = VectorXd::Ones(count + 1);
    for (Index i = 0; i < count; ++i) {
        for (Index j = 0; j < count; ++j) {
            system(i, j) =
                products(donors[static_cast<std::size_t>(i)], donors[static_cast<std::size_t>(j)]);
        }
        system(i, count) = system(count, i) = 1.0;
        right[i] = aims[donors[static_cast<std::size_t>(i)]];
    }
    return system.completeOrthogonalDecomposition().solve(right).head(count);
}

/// Least squares over the simplex: an active set grows by the donor that helps most and loses those
/// that a better mixture would give less than nothing (Lawson and Hanson 1974, with the sum kept).
VectorXd simplex_weights(MatrixXd const& products, VectorXd const& aims)
{
    auto const all = aims.size();
    auto const scale = 1.0 + products.diagonal().maxCoeff();
    Index first = 0;
    (products.diagonal() - 2.0 * aims).minCoeff(&first);
    VectorXd weights = VectorXd::Unit(all, first);
    std::vector<Index> donors{first};
    for (Index rounds = 0; rounds < 20 * all; ++rounds) {
        VectorXd const slopes = products * weights - aims;
        Index best = 0;
        auto const least = slopes.minCoeff(&best);
        if (least >= slopes.dot(weights) - 1e-12 * scale ||
            std::find(donors.begin(), donors.end(), best) != donors.end()) {
            break;
        }
        donors.push_back(best);
        while (true) {
            auto const wanted = nearest_mixture(products, aims, donors);
            double part = 1.0;
            for (std::size_t i = 0; i < donors.size(); ++i) {
                auto const now = weights[donors[i]];
                auto const next = wanted[static_cast<Index>(i)];
                if (next < 0.0) {
                    part = std::min(part, now / (now - next));
                }
            }
            for (std::size_t i = 0; i < donors.size(); ++i) {
                weights[donors[i]] += part * (wanted[static_cast<Index>(i)] - weights[donors[i]]);
            }
            if (part == 1.0) {
                break;
            }
            std::erase_if(donors, [&](Index donor) { return weights[donor] <= 1e-14; });
            for (Index i = 0; i < all; ++i) {
                weights[i] = weights[i] <= 1e-14 ? 0.0 : weights[i];
            }
        }
    }
    return weights;
}

double root_mean_square(VectorXd const& values)
{
    return std::sqrt(values.squaredNorm() / static_cast<double>(values.size()));
}

/// Share of the size of figures below which a gap is none.
constexpr double rounding = 1e-9;

/// How many times as far off after as before; 0 where it is not off after, and without end where it
/// was not off before.
double ratio_of(double after, double before, double least)
{
    if (after <= least) {
        return 0.0;
    }
    return before <= least ? std::numeric_limits<double>::infinity() : after / before;
}

}  // namespace

RandomisationTest randomisation_test(std::span<double const> values,
                                     std::span<std::size_t const> with)
{
    RandomisationTest test;
    test.orders = falling_product(values.size(), with.size());
    test.lots = choices(values.size(), with.size());
    double const all = std::accumulate(values.begin(), values.end(), 0.0);
    auto const size = static_cast<double>(with.size());
    auto const rest = static_cast<double>(values.size()) - size;
    auto const difference = [&](auto const& chosen) {
        double sum = 0.0;
        for (std::size_t const place : chosen) {
            sum += values[place];
        }
        return sum / size - (all - sum) / rest;
    };
    test.difference = difference(with);
    auto const same = 1e-12 * (1.0 + std::abs(test.difference));
    auto const look_at = [&](auto const& chosen) {
        double const other = difference(chosen);
        test.two_sided += std::abs(other) >= std::abs(test.difference) - same ? 1.0 : 0.0;
        test.lower += other <= test.difference + same ? 1.0 : 0.0;
        test.looked_at += 1.0;
    };
    if (test.lots > most_lots) {
        // The lot that fell is one of them, so that no chance is 0.
        look_at(with);
        for (std::size_t lot = 1; lot < drawn_lots; ++lot) {
            look_at(drawn_choice(with.size(), values.size(), mix(0x107, lot)));
        }
    } else {
        std::vector<std::size_t> choice(with.size());
        std::iota(choice.begin(), choice.end(), std::size_t{0});
        do {
            look_at(choice);
        } while (next_choice(choice, values.size()));
    }
    test.two_sided /= test.looked_at;
    test.lower /= test.looked_at;
    return test;
}

ClusterRobust cluster_robust(MatrixXd const& columns, VectorXd const& values,
                             std::vector<std::size_t> const& clusters)
{
    ClusterRobust found;
    found.coefficients = columns.colPivHouseholderQr().solve(values);
    VectorXd const off = values - columns * found.coefficients;
    auto const count = *std::max_element(clusters.begin(), clusters.end()) + 1;
    MatrixXd scores = MatrixXd::Zero(columns.cols(), static_cast<Index>(count));
    for (Index row = 0; row < columns.rows(); ++row) {
        scores.col(static_cast<Index>(clusters[static_cast<std::size_t>(row)])) +=
            off[row] * columns.row(row).transpose();
    }
    MatrixXd const squares = columns.transpose() * columns;
    MatrixXd const spread = squares.ldlt().solve(scores);
    found.plain = spread.rowwise().norm();
    auto const places = static_cast<double>(count);
    auto const rows = static_cast<double>(columns.rows());
    auto const free = rows - static_cast<double>(columns.cols());
    found.widened = found.plain * std::sqrt(places / (places - 1.0) * (rows - 1.0) / free);
    return found;
}

SyntheticControl synthetic_control(VectorXd const& with, MatrixXd const& without, Index before)
{
    MatrixXd const early = without.topRows(before);
    SyntheticControl found;
    found.weights =
        simplex_weights(early.transpose() * early, early.transpose() * with.head(before));
    found.gap = with - without * found.weights;
    VectorXd const after = found.gap.tail(found.gap.size() - before);
    found.off_before = root_mean_square(found.gap.head(before));
    found.effect = after.mean();
    found.ratio = ratio_of(root_mean_square(after), found.off_before,
                           rounding * with.lpNorm<Eigen::Infinity>());
    return found;
}

double placebo_chance(SyntheticControl const& found, MatrixXd const& without, Index before)
{
    double as_large = 1.0;
    for (Index place = 0; place < without.cols(); ++place) {
        MatrixXd others(without.rows(), without.cols() - 1);
        others << without.leftCols(place), without.rightCols(without.cols() - place - 1);
        auto const placebo = synthetic_control(without.col(place), others, before);
        // What cannot be told apart counts as large: that is the careful side.
        as_large += placebo.ratio < found.ratio ? 0.0 : 1.0;
    }
    return as_large / static_cast<double>(without.cols() + 1);
}

}  // namespace smartstart
