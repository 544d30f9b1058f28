#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/outcome/outcome.hpp"

namespace smartstart {

/// The ages, cut wherever an outcome begins or ends to count: within a band all outcomes count
/// alike. Any age has a band.
class AgeBands {
public:
    /// A band after another, from `first` to before `end`.
    struct Range {
        std::size_t first{}, end{};
    };

    explicit AgeBands(std::span<AgeSpan const> spans);
    std::size_t size() const { return cuts_.size() + 1; }
    std::size_t of(int years) const
    {
        return bands_[static_cast<std::size_t>(std::clamp(years, lowest_, highest_) - lowest_)];
    }
    /// The bands of one of the spans that were given.
    Range of(AgeSpan const& ages) const;

private:
    std::vector<int> cuts_;  ///< the first age of each band but the lowest, in order
    int lowest_{}, highest_{};
    std::vector<std::uint16_t> bands_;  ///< by age, from the lowest on
};

}  // namespace smartstart
