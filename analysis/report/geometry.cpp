#include "analysis/report/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using Json = nlohmann::json;

struct Point {
    double x{};
    double y{};
};
using Ring = std::vector<Point>;

constexpr double width = 1000.0;

/// The outer and inner rings of a polygon or of several.
std::vector<Ring> rings_of(Json const& geometry)
{
    std::vector<Ring> rings;
    auto const add_polygon = [&](Json const& polygon) {
        for (Json const& line : polygon) {
            Ring ring;
            for (Json const& point : line) {
                ring.push_back({point.at(0).get<double>(), point.at(1).get<double>()});
            }
            rings.push_back(std::move(ring));
        }
    };
    if (geometry.at("type") == "Polygon") {
        add_polygon(geometry.at("coordinates"));
    } else if (geometry.at("type") == "MultiPolygon") {
        for (Json const& polygon : geometry.at("coordinates")) {
            add_polygon(polygon);
        }
    }
    return rings;
}

bool is_of(Json const& feature, std::string const& code)
{
    auto const says = [&](Json const& value) { return value.is_string() && value == code; };
    if (feature.contains("id") && says(feature["id"])) {
        return true;
    }
    if (!feature.contains("properties") || !feature["properties"].is_object()) {
        return false;
    }
    Json const& properties = feature["properties"];
    return std::any_of(properties.begin(), properties.end(), says);
}

std::vector<Ring> rings_of_place(Json const& features, PlaceInfo const& place,
                                 std::string const& file)
{
    for (Json const& feature : features) {
        if (is_of(feature, place.code)) {
            return rings_of(feature.at("geometry"));
        }
    }
    throw InputError{fmt::format(
        "{} has no feature for {} ({}). Each municipality needs one with its code in a property, "
        "such as \"gm_code\": \"{}\".",
        file, place.name, place.code, place.code)};
}

struct Box {
    double left{std::numeric_limits<double>::infinity()};
    double right{-std::numeric_limits<double>::infinity()};
    double top{-std::numeric_limits<double>::infinity()};
    double bottom{std::numeric_limits<double>::infinity()};
};

Box box_of(std::vector<std::vector<Ring>> const& places)
{
    Box box;
    for (auto const& rings : places) {
        for (Ring const& ring : rings) {
            for (Point const& point : ring) {
                box = {std::min(box.left, point.x), std::max(box.right, point.x),
                       std::max(box.top, point.y), std::min(box.bottom, point.y)};
            }
        }
    }
    return box;
}

/// Degrees of longitude are shorter than those of latitude; metres are not.
double squeeze(Box const& box)
{
    bool const degrees = std::abs(box.left) <= 180.0 && std::abs(box.top) <= 90.0;
    constexpr double radians = 0.017453292519943295;
    return degrees ? std::cos((box.top + box.bottom) / 2.0 * radians) : 1.0;
}

/// Twice the area, signed, and the middle of a ring.
struct Middle {
    double area{};
    Point at;
};

Middle middle_of(Ring const& ring)
{
    Middle sum;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        double const cross = ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
        sum.area += cross;
        sum.at.x += (ring[i].x + ring[i + 1].x) * cross;
        sum.at.y += (ring[i].y + ring[i + 1].y) * cross;
    }
    if (sum.area != 0.0) {
        sum.at = {sum.at.x / (3.0 * sum.area), sum.at.y / (3.0 * sum.area)};
    }
    return sum;
}

/// Points closer than two units to the last one drawn add nothing that can be seen.
std::string path_of(Ring const& ring)
{
    constexpr double near = 2.0;
    std::string path;
    Point last{-width, -width};
    for (Point const& point : ring) {
        if (std::hypot(point.x - last.x, point.y - last.y) >= near) {
            path += fmt::format("{}{:.0f},{:.0f}", path.empty() ? 'M' : 'L', point.x, point.y);
            last = point;
        }
    }
    return path + 'Z';
}

Shape shape_of(PlaceInfo const& place, std::vector<Ring> const& rings)
{
    Shape shape{place.code, {}, 0.0, 0.0};
    double largest = 0.0;
    for (Ring const& ring : rings) {
        shape.path += path_of(ring);
        Middle const middle = middle_of(ring);
        if (std::abs(middle.area) > largest) {
            largest = std::abs(middle.area);
            shape.x = std::round(middle.at.x);
            shape.y = std::round(middle.at.y);
        }
    }
    return shape;
}

Map map_of(Json const& json, std::string const& file, std::vector<PlaceInfo> const& places)
{
    std::vector<std::vector<Ring>> outlines;
    outlines.reserve(places.size());
    for (PlaceInfo const& place : places) {
        outlines.push_back(rings_of_place(json.at("features"), place, file));
    }
    Box const box = box_of(outlines);
    double const narrow = squeeze(box);
    double const scale = width / ((box.right - box.left) * narrow);
    Map map{{}, std::ceil((box.top - box.bottom) * scale), json.value("source", std::string{})};
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (Ring& ring : outlines[i]) {
            for (Point& point : ring) {
                point = {(point.x - box.left) * narrow * scale, (box.top - point.y) * scale};
            }
        }
        map.shapes.push_back(shape_of(places[i], outlines[i]));
    }
    return map;
}

}  // namespace

Map read_map(std::string_view text, std::string const& file, std::vector<PlaceInfo> const& places)
{
    try {
        return map_of(Json::parse(text), file, places);
    } catch (Json::exception const& error) {
        throw InputError{fmt::format(
            "{} is not GeoJSON with a list of features, such as {{\"type\": \"FeatureCollection\", "
            "\"features\": [...]}}. The reader says: {}",
            file, error.what())};
    }
}

}  // namespace smartstart
