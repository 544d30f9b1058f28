#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "engine/settings/settings.hpp"

namespace smartstart {
namespace {

/// A number with its unit: "2 per year" is 2 and " per year". Negative ones may stand in quotes.
std::pair<double, std::string> quantity(std::string text)
{
    std::erase_if(text, [](char letter) { return letter == '\'' || letter == '"'; });
    char* rest = nullptr;
    auto const number = std::strtod(text.c_str(), &rest);
    return {number, rest};
}

SettingsFile shipped()
{
    return SettingsFile::read(
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml", {});
}

TEST(ShippedParameters, have_values_within_the_range_of_their_priors)
{
    auto const file = shipped();
    std::size_t scalars = 0;
    for (auto const& parameter : file.parameters()) {
        // A path over years or ages has one prior for many values; a fixed value has no range.
        if (parameter.value.starts_with('{') || parameter.low.empty()) {
            continue;
        }
        ++scalars;
        auto const name = parameter.step + "." + parameter.name;
        auto const [value, unit] = quantity(parameter.value);
        auto const [low, unit_of_low] = quantity(parameter.low);
        auto const [high, unit_of_high] = quantity(parameter.high);
        EXPECT_EQ(unit_of_low, unit) << name;
        EXPECT_EQ(unit_of_high, unit) << name;
        EXPECT_LE(low, value) << name;
        EXPECT_GE(high, value) << name;
    }
    EXPECT_GT(scalars, 200U);
}

TEST(ShippedPrices, are_of_2024)
{
    // What was found, of its year, and consumer prices of that year (2024: 130.3).
    struct Price {
        std::string name;
        double found, level;
    };
    std::array const prices{Price{"investigation", 5500, 126.1},
                            Price{"report", 1200, 126.1},
                            Price{"report_to_police", 0.66 * 450, 126.1},
                            Price{"halt", 1000, 126.1},
                            Price{"suspect", 28'723, 97},  // geometric middle of the range
                            Price{"mental_health_care_year", 4500, 106.2},
                            Price{"problem_debt_year", 11'600, 126.1}};
    std::size_t seen = 0;
    auto const file = shipped();
    for (auto const& parameter : file.parameters()) {
        for (auto const& price : prices) {
            if (parameter.step != "costs" || parameter.name != price.name) {
                continue;
            }
            ++seen;
            auto const now = price.found * 130.3 / price.level;
            EXPECT_NEAR(quantity(parameter.value).first, now, 0.01 * now) << price.name;
        }
    }
    EXPECT_EQ(seen, prices.size());
}

}  // namespace
}  // namespace smartstart
