#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "calibration/observations/target.hpp"
#include "engine/settings/values.hpp"

namespace smartstart {

/// What a pattern is looked for in. Counts are those of the whole region, pooled over the years.
enum class Measure : std::uint8_t {
    value,       ///< the outcome, for everybody or a group
    quotient,    ///< the first outcome over the second, for everybody or a group
    relative,    ///< the outcome in a group over that of everybody
    risk_ratio,  ///< the outcome in a group over that of all others
    duration,    ///< in years: mean stock (the first outcome) over outflow (by the second, inflow)
    change,      ///< of the outcome in the other scenario against the base, as a share of the base
    least_step,  ///< between risk groups, in log-odds: under 0 where more risk is not worse
    straightness,    ///< R2 of the log-odds of the outcome on the number of risk factors
    lowest_group,    ///< the outcome in the group (by risk, income or single parent) with least
    highest_group,   ///< and with most
    table,           ///< a column of a table of generations, in one row or the mean of its rows
    spending,        ///< money of front and back a year, in million euro
    unequal_before,  ///< numbers that differ between base and other before the other's change
    null_policy,     ///< outcomes that a policy of nothing changes; a run of its own
    detection,       ///< outcomes beside known cases and cost that detection without help changes
    shock_left,      ///< share of a skill shock at 4 that is left at 12; a run of its own
    shock_adult,     ///< what that shock, per sd, adds to the level of education (1 to 3) at 30
    trial,           ///< the effect of a published trial that is lived inside the model
};
bool needs_other(Measure measure);
bool needs_run(Measure measure);

/// Something that the model must show without having been told, and what was published of it.
struct Pattern {
    std::string name{};
    int number{};  ///< in the list of docs/model/odd.md
    Text what{};
    Measure measure{};
    std::vector<std::string> outcomes{};
    std::string group{"all"};  ///< a label of all_groups()
    std::string table{}, column{};
    std::string row{};    ///< of the table; empty: the mean of all
    std::string trial{};  ///< stem of its file, a dot, and what it measures: voorzorg.reports
    /// Calendar years; of `change` the years after the change, of which 1 is the first.
    Years years{};
    std::string unit{};  ///< "%": the value is shown and bounded as a percentage
    double low{-std::numeric_limits<double>::infinity()};
    double high{std::numeric_limits<double>::infinity()};
    Text published{};  ///< the figure in words
    Text source{};
    TargetUse use{TargetUse::validate};
    bool required{};
    Text why{};  ///< read where it does not hold

    bool is_bounded() const
    {
        return low > -std::numeric_limits<double>::infinity() ||
               high < std::numeric_limits<double>::infinity();
    }
};

/// Runs that say what no result file can: small, short, and made by the validation itself.
struct VerificationPlan {
    std::filesystem::path today, null_policy, better_detection;
    std::string scale;  ///< of the nulls
    std::string scale_of_shock;
    std::vector<std::string> without_help;  ///< settings under which help does nothing
    std::vector<std::string> known_cases;   ///< outcomes and items of money that may then differ
};

/// Published trials that are lived inside the model where somebody asks for it: minutes, not
/// seconds.
struct TrialPlan {
    std::vector<std::filesystem::path> files;
    std::string scale;
    int replicates{};
};

struct Patterns {
    std::vector<Pattern> patterns;
    VerificationPlan runs;
    TrialPlan trials;
    Text calibrated;  ///< what was calibrated on what, for the page
};

/// Reads `format: smartstart-patterns 1`. Throws InputError with every mistake at once.
Patterns read_patterns(std::filesystem::path const& file);

}  // namespace smartstart
