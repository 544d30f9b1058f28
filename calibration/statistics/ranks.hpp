#pragma once

#include <vector>

#include <Eigen/Core>

namespace smartstart {

/// Draws that a truth is ranked among, so that a rank is from 0 to this.
constexpr int ranked_among = 99;

/// The share of ranks below each of some points of (0, 1) that luck alone allows.
struct Band {
    std::vector<double> at, low, high;
    double pointwise{};  ///< chance of leaving it at one point, so that all hold together
};

/// Where the distribution function of `repeats` even ranks stays, at k/points for k = 1..points,
/// at all points together with this chance (Säilynoja, Bürkner and Vehtari 2022, by recursion).
Band ecdf_band(int repeats, int points, double chance);

/// The chance that even ranks stay within binomial bounds at all points, where each bound is left
/// with the chance `pointwise`.
double chance_within(int repeats, int points, double pointwise);

/// How a truth lies in the posterior that was found for it.
struct Placed {
    int rank{};  ///< 0..ranked_among
    double z{};  ///< (posterior mean - truth) / posterior sd
    bool in_50{}, in_80{}, in_90{};
};

/// `draws` are of one parameter, in the order of the sampler.
Placed place(Eigen::VectorXd const& draws, double truth);

/// What many repeats say.
struct Held {
    double in_50{}, in_80{}, in_90{};  ///< shares of intervals that hold the truth
    double bias{};                     ///< mean of z
    double z_sd{};
};
Held held(std::vector<Placed> const& repeats);

/// Shares of ranks <= k/points of ranked_among + 1, for k = 1..points.
std::vector<double> ecdf_of(std::vector<Placed> const& repeats, int points);

}  // namespace smartstart
