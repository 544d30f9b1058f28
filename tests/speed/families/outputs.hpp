#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/speed/families/cohorts.hpp"

namespace smartstart::families {

inline constexpr std::size_t bands = 20;  ///< of five years of age; the last one is open
inline constexpr std::size_t bands_of_minors = 4;

struct NumberMeanVariance {
    double number{}, mean{}, variance{};
};
/// The scores of those living in one municipality and band of age.
struct Cell {
    NumberMeanVariance scores;
    std::array<double, 9> deciles{};
};
struct YearOutput {
    std::array<std::array<Cell, bands>, places> cells;
    std::array<std::array<NumberMeanVariance, bands_of_minors>, places> severities;  ///< under 18
    std::int64_t year{}, people{}, births{}, deaths{}, unions{}, dissolutions{}, households{};
    double mean_risks{};
    NumberMeanVariance children;  ///< their scores
    double mean_score{}, mean_severity{};
    std::int64_t applicants{}, served{};
};

/// The names of the quantities of a year, in the order of `quantities`.
inline constexpr std::array quantity_names{
    "t",         "pop",        "births", "deaths",    "unions",   "diss",
    "hh",        "mean_k",     "nchild", "mean_s_ch", "var_s_ch", "mean_s_all",
    "mean_v_ch", "applicants", "served", "d10",       "d50",      "d90"};
std::array<double, quantity_names.size()> quantities(YearOutput const& year);

/// A digest of every value of every year.
std::string digest_of(std::vector<YearOutput> const& years);

}  // namespace smartstart::families
