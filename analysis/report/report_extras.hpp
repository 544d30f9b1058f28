#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/report/geometry.hpp"
#include "analysis/statistics/comparison.hpp"
#include "analysis/statistics/money.hpp"

namespace smartstart {

/// How a model value stands to a published figure.
enum class ScoreVerdict : std::uint8_t { hit, missed, not_in_result };

/// One published figure and what the base scenario has for it.
struct Score {
    std::string name;      ///< of the figure; the id of an outcome where it is of one
    std::string title_nl;  ///< for people, where it is of more than one outcome
    std::string title_en;
    std::string place;   ///< of a municipality, and a group where it is of one; empty for all
    double figure{};     ///< a share from 0 to 1, or a number
    double mean{};       ///< of the model, over replicates
    double lowest{};     ///< of the replicates
    double highest{};    ///< of the replicates
    double tolerance{};  ///< how far off the model may be, as a share of the figure
    bool is_share{};
    bool required{};
    ScoreVerdict verdict{};
    std::string source_nl;
    std::string source_en;
    int below{};      ///< the figure was left out, as a count under this; 0: it was shown
    double out_of{};  ///< of how many that count is a share; 0: of none
};

/// What a page can show beside the results themselves, where somebody brought it.
struct ReportExtras {
    std::vector<Score> scorecard;  ///< empty: the page says that nobody held it against figures
    std::optional<Map> map;        ///< without it municipalities stand as tiles
    /// What `sensitivity` and `explore` wrote, as JSON; empty without.
    std::string sensitivity;
    std::string sweep;
    /// Each other against the base, where they were compared already; empty: the page compares.
    std::span<Comparison const> comparisons;
    std::span<Money const> moneys;
};

}  // namespace smartstart
