#include "engine/population/start/integerise.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace smartstart {
namespace {

/// The search for swaps.
class Swapper {
public:
    Swapper(RepairProblem const& problem, std::vector<std::uint32_t>& copies)
        : problem_{problem},
          copies_{copies},
          excess_(problem.table.cells()),
          rows_of_(excess_.size())
    {
        for (std::size_t cell = 0; cell < excess_.size(); ++cell) {
            excess_[cell] = -problem.target[cell];
        }
        for (std::size_t row = 0; row < copies.size(); ++row) {
            if (problem.weights[row] <= 0.0) {
                continue;
            }
            for (auto const [cell, amount] : problem.table.row(row)) {
                excess_[cell] += static_cast<double>(amount) * copies[row];
                rows_of_[cell].push_back(static_cast<std::uint32_t>(row));
            }
        }
    }

    std::size_t run()
    {
        std::size_t swaps = 0;
        for (int round = 0; round < most_rounds; ++round) {
            auto const before = swaps;
            std::size_t off = 0;
            for (std::size_t cell = 0; cell < excess_.size(); ++cell) {
                for (int tries = 0; std::abs(excess_[cell]) > 0.75 && tries < tries_per_cell;
                     ++tries) {
                    swaps += try_to_mend(cell) ? 1U : 0U;
                }
                off += std::abs(excess_[cell]) > 0.75 ? 1U : 0U;
            }
            if (off == 0 || (swaps == before && round > 3)) {
                break;
            }
        }
        return swaps;
    }

private:
    static constexpr int most_rounds = 40;
    static constexpr int tries_per_cell = 300;
    static constexpr std::size_t neighbourhood = 3000;  // rows; candidates are sorted by likeness

    double luck() { return problem_.luck.uniform(++questions_); }

    std::uint32_t any_row_of(std::size_t cell)
    {
        auto const& rows = rows_of_[cell];
        return rows[static_cast<std::size_t>(luck() * static_cast<double>(rows.size()))];
    }

    /// A row of the same group near this one that suits; the row itself when none is found.
    template <typename Suits>
    std::uint32_t neighbour_of(std::uint32_t row, Suits const& suits)
    {
        auto const low = row > neighbourhood ? row - neighbourhood : 0;
        auto const high = std::min(row + neighbourhood, copies_.size() - 1);
        for (int tries = 0; tries < 12; ++tries) {
            auto const other =
                low + static_cast<std::size_t>(luck() * static_cast<double>(high - low + 1));
            if (problem_.groups[other] == problem_.groups[row] && problem_.weights[other] > 0.0 &&
                suits(other)) {
                return static_cast<std::uint32_t>(other);
            }
        }
        return row;
    }

    bool try_to_mend(std::size_t cell)
    {
        if (rows_of_[cell].empty()) {
            return false;
        }
        auto const is_there = [&](std::size_t row) { return copies_[row] > 0; };
        auto const is_likely = [&](std::size_t row) {
            return problem_.weights[row] > least_weight;
        };
        auto const row = any_row_of(cell);
        if (excess_[cell] < 0.0) {
            return is_likely(row) && swap(neighbour_of(row, is_there), row);
        }
        return is_there(row) && swap(row, neighbour_of(row, is_likely));
    }

    /// Takes one copy of `out` away for one of `in`, if that lowers the sum of squares.
    bool swap(std::uint32_t out, std::uint32_t in)
    {
        if (out == in) {
            return false;
        }
        double change = 0.0;
        for (auto const [cell, amount] : problem_.table.row(out)) {
            change += amount * (amount - 2.0 * excess_[cell]);
            excess_[cell] -= amount;
        }
        for (auto const [cell, amount] : problem_.table.row(in)) {
            change += amount * (amount + 2.0 * excess_[cell]);
            excess_[cell] += amount;
        }
        if (change < -1e-9) {
            --copies_[out];
            ++copies_[in];
            return true;
        }
        for (auto const [cell, amount] : problem_.table.row(in)) {
            excess_[cell] -= amount;
        }
        for (auto const [cell, amount] : problem_.table.row(out)) {
            excess_[cell] += amount;
        }
        return false;
    }

    static constexpr double least_weight = 1e-4;
    RepairProblem const& problem_;
    std::vector<std::uint32_t>& copies_;
    std::vector<double> excess_;
    std::vector<std::vector<std::uint32_t>> rows_of_;
    std::uint64_t questions_{};
};

}  // namespace

std::vector<std::int64_t> round_to_total(std::span<double const> amounts, std::int64_t total)
{
    auto const sum = std::accumulate(amounts.begin(), amounts.end(), 0.0);
    std::vector<std::int64_t> whole(amounts.size());
    std::vector<double> remainder(amounts.size());
    std::vector<std::size_t> order(amounts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto left = total;
    for (std::size_t i = 0; i < amounts.size() && sum > 0.0; ++i) {
        auto const exact = amounts[i] * static_cast<double>(total) / sum;
        whole[i] = static_cast<std::int64_t>(std::floor(exact + 1e-9));
        remainder[i] = exact - static_cast<double>(whole[i]);
        left -= whole[i];
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return remainder[a] > remainder[b] + 1e-12; });
    for (std::size_t i = 0; i < order.size() && left > 0 && sum > 0.0; ++i, --left) {
        ++whole[order[i]];
    }
    return whole;
}

std::vector<std::uint32_t> copies_along(std::span<double const> weights, double offset)
{
    std::vector<std::uint32_t> copies(weights.size());
    double sum = offset;
    double passed = std::floor(sum);
    for (std::size_t row = 0; row < weights.size(); ++row) {
        sum += weights[row];
        auto const now = std::floor(sum + 1e-9);
        copies[row] = static_cast<std::uint32_t>(now - passed);
        passed = now;
    }
    return copies;
}

std::size_t repair(RepairProblem const& problem, std::vector<std::uint32_t>& copies)
{
    return Swapper{problem, copies}.run();
}

}  // namespace smartstart
