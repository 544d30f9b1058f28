#pragma once

#include <filesystem>
#include <string>

#include "analysis/report/report_extras.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// Files that a page can use beside the results; empty names are files that nobody brought.
struct ExtraFiles {
    std::filesystem::path geometry;     ///< GeoJSON
    std::string targets;                ///< published figures to hold the base against
    std::string usual_targets;          ///< the same if they are of what the base tells
    std::filesystem::path sensitivity;  ///< JSON of `smartstart sensitivity`
    std::filesystem::path sweep;        ///< JSON of `smartstart explore`
};

/// Reads them. Throws InputError for a file that is absent or not what it should be.
ReportExtras read_extras(ExtraFiles const& files, Result const& base);

}  // namespace smartstart
