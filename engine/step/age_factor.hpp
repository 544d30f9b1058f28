#pragma once

#include <algorithm>
#include <array>

#include "engine/settings/values.hpp"

namespace smartstart {

/// A factor, or a rate per year, by age, looked up for every year of age once: its value in the
/// middle of the year.
class AgeFactor {
public:
    template <class Value>
    explicit AgeFactor(Path<Value> const& path)
    {
        for (std::size_t age = 0; age < years_.size(); ++age) {
            years_[age] = path.at(static_cast<double>(age) + 0.5);
        }
    }
    double at(int months_old) const
    {
        auto const age = static_cast<std::size_t>(std::max(0, months_old) / 12);
        return years_[std::min(age, years_.size() - 1)];
    }

private:
    std::array<double, 111> years_{};
};

}  // namespace smartstart
