#include "engine/step/limits.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

using testing::HasSubstr;

std::string complaint_about(std::string const& step, std::string const& setting)
{
    try {
        SmallWorld const world{{step}, {"steps." + step + "." + setting}};
    } catch (InputError const& error) {
        return error.what();
    }
    return "";
}

TEST(Limits, of_durations_are_above_zero)
{
    struct Case {
        std::string step, key;
    };
    for (auto const& [step, key] : {Case{"maltreatment", "return_shape"},
                                    {"maltreatment", "return_scale_years"},
                                    {"problems", "relapse_shape"},
                                    {"problems", "relapse_scale_years"},
                                    {"mental_health", "spell_shape"},
                                    {"mental_health", "spell_scale"},
                                    {"addiction", "spell_shape"},
                                    {"addiction", "spell_scale"}}) {
        for (auto const* const value : {"0", "-2", "nan"}) {
            EXPECT_THAT(complaint_about(step, key + "=" + value), HasSubstr(key))
                << step << " " << value;
        }
        EXPECT_EQ(complaint_about(step, key + "=1.5"), "") << step << " " << key;
    }
}

}  // namespace
}  // namespace smartstart::test
