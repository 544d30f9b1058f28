#include "engine/outcome/age_bands.hpp"

namespace smartstart {

AgeBands::AgeBands(std::span<AgeSpan const> spans)
{
    for (auto const& ages : spans) {
        cuts_.push_back(ages.from);
        cuts_.push_back(ages.to + 1);
    }
    std::ranges::sort(cuts_);
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
    lowest_ = cuts_.empty() ? 0 : cuts_.front() - 1;
    highest_ = cuts_.empty() ? 0 : cuts_.back();
    for (auto age = lowest_; age <= highest_; ++age) {
        auto const below = std::ranges::upper_bound(cuts_, age) - cuts_.begin();
        bands_.push_back(static_cast<std::uint16_t>(below));
    }
}

AgeBands::Range AgeBands::of(AgeSpan const& ages) const
{
    auto const begins_at = [&](int age) {
        return static_cast<std::size_t>(std::ranges::lower_bound(cuts_, age) - cuts_.begin()) + 1;
    };
    return {begins_at(ages.from), begins_at(ages.to + 1)};
}

}  // namespace smartstart
