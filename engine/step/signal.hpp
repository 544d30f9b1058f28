#pragma once

namespace smartstart {

/// Who is looked at, in shares of all: the rest has nothing.
struct LookedAt {
    double serious{};            ///< with a serious problem
    double emerging{};           ///< with an emerging one
    double emerging_strength{};  ///< signal of an emerging problem; a serious one has 1
    double shows{};              ///< what a serious problem shows of itself, in sd of the score
};

/// How a place tells children apart. A child's score is normal with sd 1 around distance times the
/// strength of what is wrong (0 nothing, 1 serious), which knowledge sees, and what the problem
/// shows of itself to anybody; above the threshold it is noticed.
struct Signal {
    double distance{};  ///< d' = sqrt(2) * quantile(AUC)
    double shows{};     ///< of a serious problem
    double threshold{};

    /// Of being noticed. `strength` is of what is wrong now or will be, `now` of the problem that
    /// is there: a child that will have a serious one has 1 and 0.
    double chance(double strength, double now) const;
};

/// The signal of a place with this knowledge (AUC of later cases, 0.5 is guessing) that may flag
/// this share of those that it looks at. Nobody is flagged at a share of 0 and everybody at 1.
Signal make_signal(double auc, double may_flag, LookedAt const& mix);

}  // namespace smartstart
