#include "analysis/report/report_json.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

namespace smartstart::report {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void add_hop(std::string& text, std::int64_t hop)
{
    constexpr std::uint64_t base = 32;
    auto rest = static_cast<std::uint64_t>(std::abs(hop)) * 2 + (hop < 0 ? 1 : 0);
    do {
        std::uint64_t const digit = rest % base;
        rest /= base;
        text.push_back(letters[digit + (rest > 0 ? base : 0)]);
    } while (rest > 0);
}

}  // namespace

Json number(double value)
{
    if (!std::isfinite(value)) {
        return nullptr;
    }
    return std::stod(fmt::format("{:.9g}", value));
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

std::string packed(std::span<double const> values, double step)
{
    std::string text;
    std::int64_t last = 0;
    for (double const value : values) {
        if (!std::isfinite(value)) {
            text.push_back('.');
            continue;
        }
        std::int64_t const whole = std::llround(value / step);
        add_hop(text, whole - last);
        last = whole;
    }
    return text;
}

}  // namespace smartstart::report
