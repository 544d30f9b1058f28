#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/influence.hpp"
#include "analysis/statistics/variance_split.hpp"
#include "analysis/study/study_run.hpp"

namespace smartstart {

/// One result of a study: what each moved number does to it.
struct Finding {
    std::string name_nl;
    std::string name_en;
    std::vector<double> values;         ///< at the points, mean over replicates
    std::vector<SobolIndex> indices;    ///< of a Sobol study, by moved number
    std::vector<Shift> shifts;          ///< of a Sobol study: of the whole distribution
    std::vector<MorrisEffect> effects;  ///< of a Morris study
    std::vector<Steepness> slopes;      ///< of a study of slopes
    /// Of a Sobol study: variance of one replicate taken apart.
    VarianceSplit split;
    /// Share of the points at which the difference has the other sign than its mean.
    double turned{};
    /// The moved number that is most unlike where it turns, and its mean there and elsewhere, in
    /// its own unit; nothing where it never or always turns.
    struct Turning {
        std::size_t moved{};
        double there{};
        double elsewhere{};
    };
    std::optional<Turning> turning;
};

/// The net cost first, then the outcomes of the study.
std::vector<Finding> findings(Study const& study, Sensitivity const& found);

/// The points that are independent of one another: the mixed ones of a Sobol design and the moved
/// ones of slopes repeat numbers.
std::vector<std::size_t> independent_points(Study const& study, Sensitivity const& found);

/// What knowing each moved number would be worth before choosing the cheaper of the two, in euros.
std::vector<double> worths_of_knowing(Study const& study, Sensitivity const& found);

}  // namespace smartstart
