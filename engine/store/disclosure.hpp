#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/store/small_cells.hpp"
#include "engine/store/stream_result.hpp"

namespace smartstart {

/// Makes counts of people under `minimum_cell` not a number, with the counts that would reveal
/// them, and says in `suppressed_cells` how many cells that were; does nothing where the minimum
/// is 0. A cell is an outcome in a year, municipality and group. It goes whole, in every replicate,
/// when it is small in any: a mean over the others would be wrong. Money and tables stay.
void suppress_small_cells(Result& result);

/// The numbers of a result that is written as if suppress_small_cells had been at it, for one that
/// is larger than the memory.
class SafeNumbers final : public ResultNumbers {
public:
    /// Looks at every outcome.
    SafeNumbers(Result const& labels, ResultNumbers& numbers);

    std::span<double const> numerators(std::size_t outcome) override;
    std::span<double const> denominators(std::size_t outcome) override;
    std::span<std::int64_t const> cents() override { return numbers_.cents(); }
    std::span<std::int64_t const> planned_cents() override { return numbers_.planned_cents(); }
    std::span<std::int64_t const> realised_cents() override { return numbers_.realised_cents(); }
    std::span<std::int16_t const> trace(std::size_t fact) override { return numbers_.trace(fact); }
    /// Of all outcomes.
    std::uint64_t suppressed_cells() const { return small_ ? small_->hidden() : 0; }

private:
    std::span<double const> safe(std::size_t outcome, std::span<double const> counts);

    ResultNumbers& numbers_;
    std::optional<SmallCells> small_;  ///< none where every count is written
    std::vector<double> counts_;
};

}  // namespace smartstart
