#pragma once

#include <string>
#include <vector>

#include "calibration/observations/target_fit.hpp"
#include "calibration/scorecard/pattern_fit.hpp"

namespace smartstart {

/// How a card says things.
enum class CardLanguage : std::uint8_t { dutch, english };
enum class CardFormat : std::uint8_t { text, csv, markdown, html };

/// All that a validation found: patterns first, then the figures.
struct Scorecard {
    Result const& base;
    Result const* other{};  ///< the second result, where one was given
    std::vector<PatternFit> patterns;
    std::vector<TargetFit> figures;
    Text calibrated{};  ///< what was calibrated on what
};

/// The card as a table for a terminal, as CSV (RFC 4180), as a page in Markdown, or as one page of
/// HTML that needs nothing beside itself.
std::string written(Scorecard const& card, CardFormat format, CardLanguage language);

}  // namespace smartstart
