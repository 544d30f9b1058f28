#include "engine/population/start/in_turn.hpp"

#include <algorithm>
#include <cmath>

namespace smartstart {
namespace {

/// A row that touches a cell.
struct Touch {
    std::uint32_t row{};
    double amount{};
};

std::vector<std::vector<Touch>> rows_by_cell(RakingProblem const& problem)
{
    std::vector<std::vector<Touch>> touches(problem.table.cells());
    for (std::size_t row = 0; row < problem.table.rows(); ++row) {
        for (auto const [cell, amount] : problem.table.row(row)) {
            if (problem.prior[row] > 0.0 && problem.target[cell] > 0.0) {
                touches[cell].push_back(
                    {static_cast<std::uint32_t>(row), static_cast<double>(amount)});
            }
        }
    }
    return touches;
}

double sum_of(std::vector<Touch> const& touches, std::vector<double> const& weights)
{
    double sum = 0.0;
    for (auto const& touch : touches) {
        sum += touch.amount * weights[touch.row];
    }
    return sum;
}

/// Fills in how far the cells are off.
void measure(InTurn& found, RakingProblem const& problem,
             std::vector<std::vector<Touch>> const& touches)
{
    double sum = 0.0;
    std::size_t count = 0;
    found.worst_miss = 0.0;
    for (std::size_t cell = 0; cell < touches.size(); ++cell) {
        if (problem.target[cell] > 0.0) {
            auto const miss =
                std::abs(sum_of(touches[cell], found.weights) / problem.target[cell] - 1.0);
            found.worst_miss = std::max(found.worst_miss, miss);
            sum += miss;
            ++count;
        }
    }
    found.mean_miss = count == 0 ? 0.0 : sum / static_cast<double>(count);
}

}  // namespace

InTurn update_in_turn(RakingProblem const& problem, int most_sweeps)
{
    constexpr double close = 1e-12;
    auto const touches = rows_by_cell(problem);
    InTurn found;
    found.weights.assign(problem.prior.begin(), problem.prior.end());
    measure(found, problem, touches);
    while (found.sweeps < most_sweeps && found.worst_miss > close) {
        for (std::size_t cell = 0; cell < touches.size(); ++cell) {
            auto const sum = sum_of(touches[cell], found.weights);
            auto const factor = sum > 0.0 ? problem.target[cell] / sum : 1.0;
            for (auto const& touch : touches[cell]) {
                found.weights[touch.row] *= factor;
            }
        }
        ++found.sweeps;
        measure(found, problem, touches);
    }
    return found;
}

}  // namespace smartstart
