#include "engine/store/disclosure.hpp"

namespace smartstart {

void suppress_small_cells(Result& result)
{
    if (result.minimum_cell == 0) {
        return;
    }
    SmallCells small{result};
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        small.look_at(result.numerators[i], result.denominators[i]);
    }
    small.protect();
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        small.hide(i, result.numerators[i]);
        small.hide(i, result.denominators[i]);
    }
    result.suppressed_cells = small.hidden();
}

SafeNumbers::SafeNumbers(Result const& labels, ResultNumbers& numbers) : numbers_{numbers}
{
    if (labels.minimum_cell == 0) {
        return;
    }
    small_.emplace(labels);
    for (std::size_t i = 0; i < labels.outcomes.size(); ++i) {
        // One list at a time: the next may take the place of the one before.
        auto const counted = numbers.numerators(i);
        counts_.assign(counted.begin(), counted.end());
        small_->look_at(counts_, numbers.denominators(i));
    }
    small_->protect();
}

std::span<double const> SafeNumbers::safe(std::size_t outcome, std::span<double const> counts)
{
    if (!small_) {
        return counts;
    }
    counts_.assign(counts.begin(), counts.end());
    small_->hide(outcome, counts_);
    return counts_;
}

std::span<double const> SafeNumbers::numerators(std::size_t outcome)
{
    return safe(outcome, numbers_.numerators(outcome));
}

std::span<double const> SafeNumbers::denominators(std::size_t outcome)
{
    return safe(outcome, numbers_.denominators(outcome));
}

}  // namespace smartstart
