#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "engine/settings/settings.hpp"

namespace smartstart {
namespace {

/// A number with its unit: "2 per year" is 2 and " per year".
std::pair<double, std::string> quantity(std::string const& text)
{
    char* rest = nullptr;
    auto const number = std::strtod(text.c_str(), &rest);
    return {number, rest};
}

SettingsFile shipped()
{
    return SettingsFile::read(
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml", {});
}

TEST(ShippedPrices, are_of_2024)
{
    // What was found, of its year, and consumer prices of that year (2024: 130.3).
    struct Price {
        std::string name;
        double found, level;
    };
    std::array const prices{Price{"investigation", 5500, 126.1},
                            Price{"report", 1200 + 450, 126.1},
                            Price{"halt", 1000, 126.1},
                            Price{"suspect", 55'000, 97},
                            Price{"mental_health_care_year", 4500, 106.2},
                            Price{"problem_debt_year", 11'600, 126.1},
                            Price{"early_school_leaver", 90'000, 90.4}};
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
