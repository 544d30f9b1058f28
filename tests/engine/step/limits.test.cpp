#include "engine/step/limits.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/run/prepare.hpp"
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

/// The plain numbers of the model that are accepted at this value, in a path by age or year too.
std::vector<Parameter> accepted_at(std::string const& value)
{
    auto const today = std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios/today-30-70.yaml";
    RunOptions options;
    std::map<std::string, Parameter> accepted;
    auto const file = SettingsFile::read(today, {});
    for (auto const& parameter : file.parameters()) {
        auto const& usual = parameter.value;
        if (usual.find_first_not_of("0123456789.,:{}-+e '") == std::string::npos) {
            auto const name = "steps." + parameter.step + "." + parameter.name;
            accepted[name] = parameter;
            options.set.push_back(name + "=" +
                                  (usual.starts_with('{') ? "{2030: " + value + "}" : value));
        }
    }
    EXPECT_GT(accepted.size(), 200U);
    try {
        prepare({today}, options, our_model());
    } catch (InputError const& error) {
        for (auto const& problem : error.problems()) {
            auto const from = problem.text.find('\'') + 1;
            accepted.erase(problem.text.substr(from, problem.text.find('\'', from) - from));
        }
    }
    std::vector<Parameter> all;
    for (auto& [name, parameter] : accepted) {
        all.push_back(std::move(parameter));
    }
    return all;
}

/// Whether a number may be below zero, by the words that say what it is.
bool may_be_below_zero(std::string const& meaning)
{
    constexpr std::array never{"factor", "ratio", "share", "part of", "what is left", "how far"};
    constexpr std::array shifts{
        "shift of",       "effect",    "parental investment", "constant that keeps", "score",
        "points per",     "log-odds",  "recovery slows",      "slowing of",          "loss of",
        "phi of the CES", "the same ", "mean product of",     "shows of itself",     "log of the"};
    return std::ranges::none_of(never, [&](auto* word) { return meaning.starts_with(word); }) &&
           std::ranges::any_of(shifts,
                               [&](auto* word) { return meaning.find(word) != std::string::npos; });
}

TEST(Limits, are_set_to_every_number_that_cannot_be_below_zero)
{
    for (auto const& parameter : accepted_at("-1")) {
        EXPECT_TRUE(may_be_below_zero(parameter.meaning))
            << parameter.step << "." << parameter.name << " is '" << parameter.meaning
            << "': give it limits, or say that it is a shift or an effect";
    }
}

TEST(Limits, of_skills_keep_them_numbers)
{
    for (auto const& [key, value] : {std::pair{"late_cognition_level", "10000"},
                                     {"early_social_level", "-11"},
                                     {"mean_log_income", "1e39"},
                                     {"late_cognition_exponent", "1e9"},
                                     {"early_cognition_investment", "1e300"},
                                     {"early_social_shock_variance", "1e9"},
                                     {"late_social_shock_variance", "-1"},
                                     {"investment_per_parent_skill", "1e9"},
                                     {"investment_memory_years", "-1"},
                                     {"translog_interaction", "5"},
                                     {"scar_per_year_serious", "1e20"},
                                     {"investment_level", "nan"}}) {
        auto const setting = std::string{"steps.skills."} + key;
        EXPECT_THAT(complaint_about("skills", setting + "=" + value),
                    HasSubstr("'" + setting + "' "))
            << value;
    }
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
