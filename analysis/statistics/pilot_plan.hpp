#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/power.hpp"
#include "engine/settings/values.hpp"

namespace smartstart {

/// Figures of places, a row for each place and a column for each round.
struct MeasuredPanel {
    std::vector<std::string> places;
    std::vector<int> years;
    std::vector<std::vector<double>> values;  ///< [place][year]
    std::vector<std::size_t> with;            ///< places that have the pilot
    std::size_t before{};                     ///< years before its start
};

/// What is thought of an effect before the first pilot: normal, with this mean.
struct Belief {
    double effect{};
    double sd{};
    Text source;
};

/// Pilots and how their effect is to be measured, as a file says it (`smartstart-evaluation 1`;
/// docs/reference/evaluation.md has one).
struct PilotPlan {
    Text title;
    std::string unit;  ///< of the effect; empty for shares
    PilotMeasure measure;
    double effect{};    ///< that is expected
    double power{};     ///< that is wanted
    int most_rounds{};  ///< after which nobody goes on measuring
    std::vector<MeasurementPlan> designs;
    std::optional<Belief> belief;           ///< where pilots learn from one another
    std::optional<MeasuredPanel> measured;  ///< where there are figures already
};

/// Throws InputError with every mistake of the file, and of its figures, at once.
PilotPlan read_pilot_plan(std::filesystem::path const& file);

/// What is known after each pilot of a series, each measured with this standard error, where every
/// place has an effect of its own around a common one.
struct Learned {
    double sd{};      ///< of the common effect, after the pilot
    double surely{};  ///< chance that by then an effect above (below) 0 is sure at 95 %
};

/// By adding up what each pilot tells (normal prior, normal errors); for `pilots` in a row.
std::vector<Learned> learning(Belief const& belief, double standard_error, double effect_sd,
                              int pilots);

}  // namespace smartstart
