#include "engine/population/start/raking.hpp"

#include <algorithm>
#include <cmath>

namespace smartstart {
namespace {

constexpr int most_steps = 60;

/// The dual at one set of tilts.
class Dual {
public:
    explicit Dual(RakingProblem const& problem)
        : problem_{problem}, cells_{problem.table.cells()}, weights(problem.table.rows())
    {
    }

    /// Sum of weights - tilts x targets + slack / 2 x tilts^2: least at the solution.
    double value(std::span<double const> tilts)
    {
        double sum = 0.0;
        for (std::size_t row = 0; row < weights.size(); ++row) {
            if (problem_.prior[row] == 0.0) {
                continue;
            }
            double exponent = 0.0;
            for (auto const [cell, amount] : problem_.table.row(row)) {
                exponent += amount * tilts[cell];
            }
            weights[row] = problem_.prior[row] * std::exp(std::min(exponent, 500.0));
            sum += weights[row];
        }
        for (std::size_t cell = 0; cell < cells_; ++cell) {
            sum += (0.5 * problem_.slack * tilts[cell] - problem_.target[cell]) * tilts[cell];
        }
        return sum;
    }

    /// Fills gradient and the lower triangle of the Hessian, for the weights of the last value().
    void derive(std::span<double const> tilts)
    {
        gradient.assign(cells_, 0.0);
        hessian.assign(cells_ * cells_, 0.0);
        for (std::size_t row = 0; row < weights.size(); ++row) {
            if (weights[row] == 0.0) {
                continue;
            }
            auto const entries = problem_.table.row(row);
            for (std::size_t i = 0; i < entries.size(); ++i) {
                auto const part = weights[row] * entries[i].amount;
                auto* line = hessian.data() + entries[i].cell * cells_;
                gradient[entries[i].cell] += part;
                for (std::size_t j = 0; j <= i; ++j) {  // entries are sorted by cell
                    line[entries[j].cell] += part * entries[j].amount;
                }
            }
        }
        for (std::size_t cell = 0; cell < cells_; ++cell) {
            gradient[cell] += problem_.slack * tilts[cell] - problem_.target[cell];
            hessian[cell * cells_ + cell] += problem_.slack;
        }
    }

private:
    RakingProblem const& problem_;
    std::size_t cells_;

public:
    std::vector<double> weights;
    std::vector<double> gradient;
    std::vector<double> hessian;
};

/// The Cholesky factor of a symmetric matrix, in place of its lower triangle. A direction that the
/// margins leave open (they repeat each other: ages and positions have the same total) gets a pivot
/// beyond all others, and so no step. Column after column is taken off all that is left: every cell
/// loses the same products in the same order as when it is worked out by itself, many side by side.
void factorise(std::vector<double>& matrix, std::size_t n)
{
    double largest = 0.0;
    std::vector<double> original(n);
    for (std::size_t i = 0; i < n; ++i) {
        original[i] = matrix[i * n + i];
        largest = std::max(largest, original[i]);
    }
    std::vector<double> column(n);
    for (std::size_t k = 0; k < n; ++k) {
        auto const left = matrix[k * n + k];
        auto const open = left <= 1e-11 * original[k] || left <= 1e-15 * largest;
        auto const pivot = open ? 1e150 : std::sqrt(left);
        matrix[k * n + k] = pivot;
        for (std::size_t i = k + 1; i < n; ++i) {
            auto* const line = matrix.data() + i * n;
            auto const part = line[k] / pivot;
            line[k] = part;
            column[i] = part;
            for (std::size_t j = k + 1; j <= i; ++j) {
                line[j] -= part * column[j];
            }
        }
    }
}

/// Solves hessian x step = -gradient, in place.
std::vector<double> newton_step(std::vector<double>& hessian, std::vector<double> const& gradient)
{
    auto const n = gradient.size();
    factorise(hessian, n);
    std::vector<double> step(n);
    for (std::size_t i = 0; i < n; ++i) {
        auto const* const line = hessian.data() + i * n;
        double sum = -gradient[i];
        for (std::size_t k = 0; k < i; ++k) {
            sum -= line[k] * step[k];
        }
        step[i] = sum / line[i];
    }
    for (std::size_t i = n; i-- > 0;) {
        step[i] /= hessian[i * n + i];
        for (std::size_t k = 0; k < i; ++k) {
            step[k] -= hessian[i * n + k] * step[i];
        }
    }
    return step;
}

double largest_of(std::vector<double> const& values)
{
    double largest = 0.0;
    for (auto const value : values) {
        largest = std::max(largest, std::abs(value));
    }
    return largest;
}

}  // namespace

void Incidence::add(std::span<Entry const> entries)
{
    std::vector<Entry> row{entries.begin(), entries.end()};
    std::sort(row.begin(), row.end(), [](Entry a, Entry b) { return a.cell < b.cell; });
    auto const first = entries_.size();
    for (auto const entry : row) {
        if (entries_.size() > first && entries_.back().cell == entry.cell) {
            entries_.back().amount =
                static_cast<std::uint16_t>(entries_.back().amount + entry.amount);
        } else {
            entries_.push_back(entry);
        }
    }
    start_.push_back(static_cast<std::uint32_t>(entries_.size()));
}

Raking rake(RakingProblem const& problem)
{
    auto const cells = problem.table.cells();
    Raking result;
    result.tilts.assign(cells, 0.0);
    if (!problem.start.empty()) {
        result.tilts.assign(problem.start.begin(), problem.start.end());
    }
    double scale = 1.0;
    for (auto const target : problem.target) {
        scale = std::max(scale, target);
    }
    Dual dual{problem};
    auto value = dual.value(result.tilts);
    std::vector<double> trial(cells);
    while (true) {
        dual.derive(result.tilts);
        if (largest_of(dual.gradient) <= 1e-11 * scale) {
            result.converged = true;
            break;
        }
        if (result.steps == most_steps) {
            break;
        }
        ++result.steps;
        auto const step = newton_step(dual.hessian, dual.gradient);
        double slope = 0.0;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            slope += step[cell] * dual.gradient[cell];
        }
        double length = std::min(1.0, 10.0 / largest_of(step));
        double next = 0.0;
        for (int halvings = 0; halvings < 40; ++halvings, length *= 0.5) {
            for (std::size_t cell = 0; cell < cells; ++cell) {
                trial[cell] = result.tilts[cell] + length * step[cell];
            }
            next = dual.value(trial);
            if (next <= value + 1e-4 * length * slope + 1e-13 * std::abs(value)) {
                break;
            }
        }
        result.tilts = trial;
        value = next;
    }
    dual.value(result.tilts);
    result.weights = dual.weights;
    dual.derive(result.tilts);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        result.largest_miss =
            std::max(result.largest_miss,
                     std::abs(dual.gradient[cell] - problem.slack * result.tilts[cell]));
    }
    return result;
}

std::vector<double> calibrate_linearly(RakingProblem const& problem)
{
    // The first step of Newton's method from no tilt at all.
    std::vector<double> const level(problem.table.cells(), 0.0);
    Dual dual{problem};
    dual.value(level);
    dual.derive(level);
    auto const tilts = newton_step(dual.hessian, dual.gradient);
    auto weights = dual.weights;
    for (std::size_t row = 0; row < weights.size(); ++row) {
        double factor = 1.0;
        for (auto const [cell, amount] : problem.table.row(row)) {
            factor += amount * tilts[cell];
        }
        weights[row] *= factor;
    }
    return weights;
}

std::vector<std::size_t> unreachable_cells(RakingProblem const& problem)
{
    std::vector<bool> reached(problem.table.cells());
    for (std::size_t row = 0; row < problem.table.rows(); ++row) {
        if (problem.prior[row] > 0.0) {
            for (auto const entry : problem.table.row(row)) {
                reached[entry.cell] = true;
            }
        }
    }
    std::vector<std::size_t> cells;
    for (std::size_t cell = 0; cell < reached.size(); ++cell) {
        if (!reached[cell] && problem.target[cell] > 0.0) {
            cells.push_back(cell);
        }
    }
    return cells;
}

}  // namespace smartstart
