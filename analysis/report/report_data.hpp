#pragma once

#include <span>
#include <string>

#include "analysis/report/report_extras.hpp"
#include "analysis/text/language.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// What the page shows, as JSON that may stand inside HTML. Numbers have five significant digits;
/// what does not exist is null. The page's scripts (web/) are its only reader.
std::string report_data(Result const& base, std::span<Result const> others, Language language,
                        ReportExtras const& extras);

}  // namespace smartstart
