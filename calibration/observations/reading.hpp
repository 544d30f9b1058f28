#pragma once

#include <string>
#include <vector>

#include "calibration/observations/observation.hpp"
#include "calibration/observations/target.hpp"
#include "engine/run/replicate.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// The counts of one run that belong to one target: for each of its outcomes what is counted and
/// of how many, weighted back to the whole region.
struct TargetCounts {
    std::vector<double> numerators, denominators;
};

/// Mean counts of a target over runs: [run][target].
TargetCounts mean_counts(std::vector<std::vector<TargetCounts>> const& runs, std::size_t target);

/// Finds targets in the numbers of a run.
class TargetReader {
public:
    /// `labels` is a result without replicates of the same years, places and outcomes. Throws
    /// InputError for a target that cannot be found, or whose outcome is neither a share, a rate
    /// nor a count.
    TargetReader(Result const& labels, std::vector<Target> const& targets);

    std::vector<TargetCounts> read(ReplicateResult const& numbers) const;

    /// A target on its link scale, with the noise of counting in a sample of this scale.
    OnLink on_link(std::size_t target, TargetCounts const& counts) const;
    /// The model's value in the units of the figure.
    double value(std::size_t target, TargetCounts const& counts) const;
    /// The published figure as it was let out; `usual` is what runs count, for denominators that
    /// the target does not name.
    Observation observation(std::size_t target, TargetCounts const& usual) const;
    /// What a run counts as a figure: exact, of a sample of this scale, and with nothing that the
    /// model could be off by. `usual` is as above, for the noise of means.
    Observation shown(std::size_t target, TargetCounts const& counts,
                      TargetCounts const& usual) const;
    /// The inverse of the link: a value in units of the figure.
    double from_link(std::size_t target, double link) const;

private:
    Result labels_;
    std::vector<Target> targets_;
    std::vector<std::vector<std::size_t>> outcomes_;  ///< [target]
    std::vector<Figure> figures_;                     ///< [target]
    std::vector<std::size_t> years_, places_, groups_;
};

}  // namespace smartstart
