#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/population/fact.hpp"

namespace smartstart::test {

/// Four standard errors of a share seen in `number` independent cases: chance alone goes beyond it
/// once in 16,000 times.
inline double chance_error(double share, std::size_t number)
{
    return 4.0 * std::sqrt(share * (1.0 - share) / static_cast<double>(number));
}

/// The share of `rows` for which `is_so(row)` holds.
template <class Test>
double share_of(std::vector<Row> const& rows, Test const& is_so)
{
    std::size_t number = 0;
    for (auto const row : rows) {
        number += is_so(row) ? 1U : 0U;
    }
    return static_cast<double>(number) / static_cast<double>(rows.size());
}

/// Mean, spread and correlation of what was seen.
struct Moments {
    double mean{};
    double sd{};
};
inline Moments moments(std::vector<double> const& values)
{
    double sum = 0.0;
    double squares = 0.0;
    for (auto const value : values) {
        sum += value;
        squares += value * value;
    }
    auto const number = static_cast<double>(values.size());
    auto const mean = sum / number;
    return {mean, std::sqrt(squares / number - mean * mean)};
}
inline double correlation(std::vector<double> const& one, std::vector<double> const& other)
{
    auto const a = moments(one);
    auto const b = moments(other);
    double sum = 0.0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        sum += (one[i] - a.mean) * (other[i] - b.mean);
    }
    return sum / static_cast<double>(one.size()) / (a.sd * b.sd);
}

}  // namespace smartstart::test
