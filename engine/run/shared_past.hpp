#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace smartstart {

/// A stretch of time that some scenarios live together, under the first of them, until the last
/// year; those that become otherwise branch off before.
struct Branch {
    int from{};                         ///< year in which it begins
    std::vector<std::size_t> together;  ///< scenarios that are the same to the end
    std::vector<Branch> branches;       ///< by the year in which they begin
    std::size_t leader() const { return together.front(); }
};

/// The first year in which two scenarios differ; any year after the last when they never do.
using FirstDifference = std::function<int(std::size_t, std::size_t)>;

/// How scenarios share their past from the year `from` on: each stretch of time that is the same
/// for several is lived once.
std::vector<Branch> share_past(std::vector<std::size_t> const& scenarios, int from, int last_year,
                               FirstDifference const& first_difference);

/// Years that are lived, all in all.
int years_in(std::vector<Branch> const& branches, int last_year);

}  // namespace smartstart
