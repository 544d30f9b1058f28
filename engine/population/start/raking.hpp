#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace smartstart {

/// What each candidate (a household with its members) adds to which cells of the margins: a sparse
/// table, one row per candidate.
class Incidence {
public:
    struct Entry {
        std::uint16_t cell{};
        std::uint16_t amount{};
    };
    explicit Incidence(std::size_t cells) : cells_{cells} {}
    /// Adds a row; entries of the same cell are summed.
    void add(std::span<Entry const> entries);
    std::size_t rows() const { return start_.size() - 1; }
    std::size_t cells() const { return cells_; }
    std::span<Entry const> row(std::size_t index) const
    {
        return {entries_.data() + start_[index], entries_.data() + start_[index + 1]};
    }

private:
    std::size_t cells_;
    std::vector<std::uint32_t> start_{0};
    std::vector<Entry> entries_;
};

/// Entropy raking: the weights nearest to `prior` (least Kullback-Leibler divergence) whose sums
/// meet `target` in every cell.
struct RakingProblem {
    Incidence const& table;
    std::span<double const> prior;   ///< weight before, per row; 0 leaves a row out
    std::span<double const> target;  ///< per cell
    std::span<double const> start;   ///< first guess of the tilts; empty for none
    /// How much a cell may miss its target: `slack` x its tilt. 0 asks for exact sums; a little
    /// keeps margins solvable that rounding made contradict each other.
    double slack{};
};

struct Raking {
    std::vector<double> weights;  ///< prior x exp(sum of the tilts of the row's cells)
    std::vector<double> tilts;    ///< per cell; 0 leaves the prior as it is
    int steps{};
    double largest_miss{};  ///< over the cells, in the unit of the targets
    bool converged{};
};

/// Newton's method on the dual, with a line search (Deming and Stephan's problem as in Deville and
/// Sarndal 1992; one joint solve instead of cycling over margins).
Raking rake(RakingProblem const& problem);

/// Linear calibration, or generalised regression (Deville and Sarndal 1992): the weights with the
/// least sum of squared changes, each divided by the prior, that meet the targets. One solve; but
/// weights may fall below 0, which no number of households can.
std::vector<double> calibrate_linearly(RakingProblem const& problem);

/// Cells with a positive target that no row with positive prior can fill.
std::vector<std::size_t> unreachable_cells(RakingProblem const& problem);

}  // namespace smartstart
