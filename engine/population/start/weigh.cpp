#include "engine/population/start/weigh.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/population/start/in_turn.hpp"
#include "engine/population/start/integerise.hpp"
#include "engine/population/start/margins.hpp"

namespace smartstart {
namespace {

/// A cell may miss its target by this much per unit of tilt. Tilts stay under ten or so where the
/// tables agree, so that is a few hundredths of a person.
constexpr double slack = 0.003;

/// The weights before raking: households that touch an empty cell cannot occur here; the others of
/// a group share its households.
std::vector<double> prior_here(Candidates const& candidates, std::vector<double> const& target)
{
    auto const count = candidates.households.size();
    std::vector<double> prior(count);
    std::array<double, candidate_groups> sums{};
    for (std::size_t row = 0; row < count; ++row) {
        bool possible = true;
        for (auto const entry : candidates.table.row(row)) {
            possible = possible && target[entry.cell] > 0.0;
        }
        prior[row] = possible ? candidates.prior[row] : 0.0;
        sums[candidates.groups[row]] += prior[row];
    }
    std::array<double, candidate_groups> wanted{};
    for (std::size_t group = 0; group < family_cells; ++group) {
        wanted[group] = target[age_sex_cells + place_cells + group];
    }
    for (std::size_t band = 0; band < age_bands; ++band) {
        wanted[group_alone] += target[place_cell(band, Position::alone)];
        wanted[group_with_others] += target[place_cell(band, Position::with_others)];
        wanted[group_institution] += target[place_cell(band, Position::institution)];
    }
    for (std::size_t row = 0; row < count; ++row) {
        auto const group = candidates.groups[row];
        prior[row] *= sums[group] > 0.0 ? wanted[group] / sums[group] : 0.0;
    }
    return prior;
}

void refuse_unreachable(RakingProblem const& problem, Municipality const& place)
{
    std::vector<Problem> problems;
    for (auto const cell : unreachable_cells(problem)) {
        Problem unreachable;
        unreachable.text = "the tables of '" + place.name + "' (" + place.code + ") have " +
                           std::to_string(std::lround(problem.target[cell])) + " in the cell '" +
                           name_of_cell(cell) +
                           "', but no household fits there together with the other cells. Look for "
                           "a zero that should not be one, such as parents without children of any "
                           "age.";
        problems.push_back(std::move(unreachable));
    }
    if (!problems.empty()) {
        throw InputError{problems};
    }
}

std::vector<double> sums_of(RakingProblem const& problem, std::vector<double> const& weights)
{
    std::vector<double> sums(problem.target.size());
    for (std::size_t row = 0; row < problem.table.rows(); ++row) {
        for (auto const [cell, amount] : problem.table.row(row)) {
            sums[cell] += amount * weights[row];
        }
    }
    return sums;
}

/// The cell that is furthest off, and by how much beyond what rounding in the tables may cost: a
/// household here and there.
struct Contradiction {
    std::size_t cell{};
    double beyond{};
    explicit operator bool() const { return beyond > 0.0 || std::isnan(beyond); }
};

Contradiction contradiction_in(RakingProblem const& problem, std::vector<double> const& sums)
{
    Contradiction worst;
    for (std::size_t cell = 0; cell < everybody_cell; ++cell) {
        auto const beyond =
            std::abs(sums[cell] - problem.target[cell]) - 2.0 - 0.01 * problem.target[cell];
        if (std::isnan(beyond)) {
            return {cell, beyond};
        }
        if (beyond > worst.beyond) {
            worst = {cell, beyond};
        }
    }
    return worst;
}

/// Tables that contradict each other leave cells far off even at the best weights.
void refuse_contradiction(RakingProblem const& problem, std::vector<double> const& weights,
                          Municipality const& place)
{
    auto const sums = sums_of(problem, weights);
    auto const worst = contradiction_in(problem, sums);
    if (!worst) {
        return;
    }
    // Where weights below 0 would do, the tables add up, but no households fit them.
    auto const linear = contradiction_in(problem, sums_of(problem, calibrate_linearly(problem)));
    std::string const why = linear ? "Their totals do not add up."
                                   : "Their totals add up, but only with fewer than no "
                                     "households of some kind.";
    throw InputError{
        "the tables of '" + place.name + "' (" + place.code +
        ") contradict each other: they have " +
        std::to_string(std::lround(problem.target[worst.cell])) + " in the cell '" +
        name_of_cell(worst.cell) + "', but households that meet the other cells give " +
        std::to_string(std::lround(std::min(sums[worst.cell], 1e9))) + " there. " + why +
        " Compare the ages of parents and children, and the numbers of children in "
        "households.csv."};
}

/// By Newton's method; where that does not arrive, by one cell after another, if that comes nearer.
Raking raked_somehow(RakingProblem const& problem)
{
    constexpr int most_sweeps = 1000;
    auto raked = rake(problem);
    if (!raked.converged) {
        auto in_turn = update_in_turn(problem, most_sweeps);
        auto const miss = contradiction_in(problem, sums_of(problem, raked.weights));
        auto const other = contradiction_in(problem, sums_of(problem, in_turn.weights));
        if (!(miss.beyond <= other.beyond)) {
            raked.weights = std::move(in_turn.weights);
            raked.tilts.assign(raked.tilts.size(), 0.0);
        }
    }
    return raked;
}

}  // namespace

Weighed weigh(WeighProblem const& problem)
{
    auto const& candidates = problem.candidates;
    auto target = margin_targets(problem.place);
    auto const prior = prior_here(candidates, target);
    RakingProblem const raking{candidates.table, prior, target, problem.first_tilts, slack};
    refuse_unreachable(raking, problem.place);
    auto raked = raked_somehow(raking);
    refuse_contradiction(raking, raked.weights, problem.place);

    Weighed result;
    auto scaled = raked.weights;
    for (auto& weight : scaled) {
        weight *= problem.scale;
    }
    for (auto& cell : target) {
        cell *= problem.scale;
    }
    result.copies = copies_along(scaled, 0.5);
    repair({candidates.table, scaled, target, candidates.groups,
            StartLuck{mix(problem.seed, name_hash(problem.place.code)), "repair"}},
           result.copies);
    result.tilts = std::move(raked.tilts);
    result.weights = std::move(raked.weights);
    return result;
}

}  // namespace smartstart
