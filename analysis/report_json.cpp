#include "analysis/report_json.hpp"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace smartstart::report {

Json number(double value)
{
    if (!std::isfinite(value)) {
        return nullptr;
    }
    return std::stod(fmt::format("{:.5g}", value));
}

Json numbers(std::span<double const> values)
{
    Json list = Json::array();
    for (double const value : values) {
        list.push_back(number(value));
    }
    return list;
}

Json interval(Estimate const& estimate)
{
    return {number(estimate.mean), number(estimate.low), number(estimate.high)};
}

Json year_or_null(std::optional<int> year)
{
    return year ? Json(*year) : Json(nullptr);
}

Json both(std::string const& dutch, std::string const& english)
{
    return {{"nl", dutch}, {"en", english}};
}

Json packed(std::span<double const> values, double step)
{
    Json list = Json::array();
    std::int64_t last = 0;
    for (double const value : values) {
        if (!std::isfinite(value)) {
            list.push_back(nullptr);
            continue;
        }
        std::int64_t const whole = std::llround(value / step);
        list.push_back(whole - last);
        last = whole;
    }
    return list;
}

}  // namespace smartstart::report
