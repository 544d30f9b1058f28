#pragma once

#include <string>

#include "engine/store/posterior_file.hpp"

namespace smartstart {

/// What a calibration found, as a page in Markdown: parameters, what the targets cannot tell apart,
/// fit before and after, contradictions, diagnostics with their limits, and figures held out.
/// `cost` is a sentence on what it took, or empty: time is not kept in the file, because equal runs
/// make equal files. `other` is a calibration to put it beside, or none.
std::string calibration_markdown(PosteriorFile const& posterior, std::string const& cost,
                                 PosteriorFile const* other);

/// The same as one self-contained HTML page with drawings.
std::string calibration_html(PosteriorFile const& posterior, PosteriorFile const* other);

}  // namespace smartstart
