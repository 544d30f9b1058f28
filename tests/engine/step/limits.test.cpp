#include "engine/step/limits.hpp"

#include <string>
#include <vector>

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
        SmallWorld const world{{step}, {setting}};
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
            EXPECT_THAT(complaint_about(step, "steps." + step + "." + key + "=" + value),
                        HasSubstr(key))
                << step << " " << value;
        }
        EXPECT_EQ(complaint_about(step, "steps." + step + "." + key + "=1.5"), "")
            << step << " " << key;
    }
}

TEST(Limits, of_shares_of_one_whole_hold_for_their_sum)
{
    struct Case {
        std::string step, key, too_much, all;
    };
    for (auto const& [step, key, too_much, all] :
         {Case{"requests", "emerging_to_school_support", "61 %", "60 %"},
          {"find_spots", "looked_at_emerging", "94 %", "93 %"}}) {
        auto const setting = "steps." + step + "." + key + "=";
        EXPECT_THAT(complaint_about(step, setting + too_much),
                    HasSubstr("is 101 %, but must be 100 % at most."));
        EXPECT_EQ(complaint_about(step, setting + all), "") << key;
    }
}

TEST(Limits, of_prices_keep_the_ledger_above_nothing)
{
    struct Case {
        std::string step, key, unit;
    };
    for (auto const& [step, key, unit] : {Case{"prices", "ambulant_year", " euro"},
                                          {"prices", "youth_health_care_year", " euro"},
                                          {"prices", "overhead_factor_front", ""},
                                          {"prices", "overhead_factor_back", ""},
                                          {"costs", "suspect", " euro"},
                                          {"costs", "problem_debt_year", " euro"}}) {
        auto const said_of = [&, &step = step, &key = key, &unit = unit](std::string const& value) {
            return complaint_about("costs", "steps." + step + "." + key + "=" + value + unit);
        };
        for (auto const* const value : {"-1", "-0.01", "1e9"}) {
            EXPECT_THAT(said_of(value),
                        HasSubstr("'steps." + step + "." + key + "' must be from 0"))
                << value;
        }
        EXPECT_EQ(said_of("0"), "") << key;
        EXPECT_EQ(said_of("99.5"), "") << key;
    }
}

TEST(Limits, of_what_runs_in_families_and_of_incomes_keep_them_numbers)
{
    struct Case {
        std::string setting, allowed;
        std::vector<std::string> refused;
    };
    for (auto const& [setting, allowed, refused] :
         {Case{"frailty.parent_child_correlation", "0.5", {"0.75", "6", "-0.1"}},
          Case{"income.luck_memory", "1", {"1.5", "-2"}},
          Case{"income.low_income_line", "9000 euro", {"0 euro", "-1 euro"}},
          Case{"income.child_weight", "0", {"-5", "2"}},
          Case{"income.spread", "3", {"1e5", "-1"}},
          Case{"income.assistance_spread", "0.3", {"100", "-0.1"}},
          Case{"income.assistance_gap", "-0.2", {"128", "-128"}},
          Case{"income.assistance_gap_with_children", "0", {"7", "-6"}},
          Case{"income.luck_on_benefits", "1", {"700", "-0.1"}},
          Case{"income.size_power", "0.7", {"-500", "1.1"}},
          Case{"income.women", "1.1", {"-0.7", "720"}},
          Case{"income.least", "1 euro", {"0 euro", "-10500 euro"}},
          Case{"income.earnings_low", "0 euro", {"-1 euro", "2e7 euro"}},
          Case{"income.pension", "0 euro", {"-1 euro", "2e7 euro"}},
          Case{"work.power_of_cognitive", "0.9", {"200", "-0.1"}},
          Case{"work.power_of_social", "0.9", {"150", "1.01"}},
          Case{"work.power_of_standing", "1", {"700", "-600"}},
          Case{"skills.start_resemblance", "1", {"350", "-0.1"}},
          Case{"skills.founders_skill_per_education_level", "1", {"550", "-550"}},
          Case{"skills.investment_own_sd", "1.2", {"800", "-0.1"}}}) {
        auto const step = setting.substr(0, setting.find('.'));
        for (auto const& value : refused) {
            EXPECT_THAT(complaint_about(step, "steps." + setting + "=" + value),
                        HasSubstr("'steps." + setting + "' must be "))
                << value;
        }
        EXPECT_EQ(complaint_about(step, "steps." + setting + "=" + allowed), "") << setting;
    }
}

}  // namespace
}  // namespace smartstart::test
