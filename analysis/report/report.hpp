#pragma once

#include <span>
#include <string>

#include "analysis/report/report_extras.hpp"
#include "analysis/text/language.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// One page of HTML that needs nothing else, not even a network: the question, the answer with its
/// ranges, how sure it is, and charts and tables of every outcome, in Dutch and English with a
/// switch between them; `language` is what it opens in. Throws InputError when the results cannot
/// be compared (see `compare`) or there is no other.
std::string report_html(Result const& base, std::span<Result const> others, Language language,
                        ReportExtras const& extras);

}  // namespace smartstart
