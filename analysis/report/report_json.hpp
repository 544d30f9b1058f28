#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/statistics/interval.hpp"

namespace smartstart::report {

/// Keeps names in the order in which they were written.
using Json = nlohmann::ordered_json;

/// A number with nine significant digits; null where there is none.
Json number(double value);
Json numbers(std::span<double const> values);
/// Mean, low and high.
Json interval(Estimate const& estimate);
Json year_or_null(std::optional<int> year);
/// A text in both languages.
Json both(std::string const& dutch, std::string const& english);

/// A line of numbers in few letters: whole multiples of `step`, each as its distance from the last
/// one before it that exists (the first from zero). A distance is written in digits of base 32, the
/// smallest first, after its sign as the lowest bit; each digit is a letter of Base64 (RFC 4648),
/// with 32 added where another follows. A point stands where there is no number.
std::string packed(std::span<double const> values, double step);

}  // namespace smartstart::report
