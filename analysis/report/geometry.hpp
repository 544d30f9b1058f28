#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/outcome/outcome_info.hpp"

namespace smartstart {

/// The outline of a municipality on a map that is 1000 wide.
struct Shape {
    std::string code;  ///< of Statistics Netherlands
    std::string path;  ///< as in the attribute `d` of an SVG path, in whole units
    double x{};        ///< where its name goes: the middle of its largest piece
    double y{};
};

/// Municipalities as they lie, north up.
struct Map {
    std::vector<Shape> shapes;  ///< in the order of the places
    double height{};            ///< in the same units
    std::string credit;         ///< what the file says of its source; may be empty
};

/// Reads GeoJSON (RFC 7946; also in metres of the Dutch grid) in which each municipality carries
/// its code in the identifier or in any property. Other features are left out. Throws InputError
/// that names `file` when it cannot be read or lacks one of the places.
Map read_map(std::string_view text, std::string const& file, std::vector<PlaceInfo> const& places);

}  // namespace smartstart
