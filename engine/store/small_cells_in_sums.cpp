#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/store/small_cells.hpp"

namespace smartstart {

/// Once all were looked at: what adds up, in the counts that are there.
void SmallCells::write_sums()
{
    for (auto const& division : divisions_of(labels_)) {
        CountSum sum(counts_.size());
        auto const add = [&](std::vector<OutcomeCount> const& those, double times) {
            for (auto const& one : those) {
                auto const& shown = shown_[one.outcome];
                if (auto const& count =
                        one.of == CountOf::numerator ? shown.numerator : shown.denominator) {
                    sum[*count] += times;
                }
            }
        };
        add(division.parts, 1.0);
        add(division.whole, -1.0);
        sums_.push_back(std::move(sum));
    }
    untold_.assign(labels_.years.size() * cells_, 0);
    for (std::size_t count = 0; count < counts_.size(); ++count) {
        if (std::ranges::any_of(sums_, [=](CountSum const& sum) { return sum[count] != 0.0; })) {
            summed_.push_back(count);
        }
    }
    for (auto& sum : sums_) {
        std::ranges::transform(summed_, sum.begin(), [&](auto count) { return sum[count]; });
        sum.resize(summed_.size());
    }
}

/// Hides what would tell a count that is hidden, in a cell, and says whether it did.
bool SmallCells::protect_sums(std::size_t at)
{
    std::vector<bool> unknown;
    for (auto const count : summed_) {
        unknown.push_back(is_unknown({count, at}));
    }
    // What is hidden stays so: as many are the same ones.
    auto const many = static_cast<std::size_t>(std::ranges::count(unknown, true));
    if (many == untold_[at]) {
        return false;
    }
    auto holding = sums_;
    std::erase_if(holding, [&](CountSum const& sum) {
        auto left = 0.0;
        auto all_shown = true;
        for (std::size_t i = 0; i < sum.size(); ++i) {
            left += sum[i] * counts_[summed_[i]].sizes[at];
            all_shown = all_shown && (sum[i] == 0.0 || !unknown[i]);
        }
        return all_shown || std::abs(left) >= 0.5;  // what no part has would hide them
    });
    auto const telling = told_by(std::move(holding), unknown);
    if (telling.empty()) {
        untold_[at] = many;
        return false;
    }
    auto const smallest = *std::ranges::min_element(telling, [&](auto one, auto other) {
        return hides_better({summed_[one], at}, {summed_[other], at});
    });
    counts_[summed_[smallest]].secret[at] = true;
    return true;
}

}  // namespace smartstart
