#pragma once

#include <cstdint>
#include <string>

namespace smartstart {

/// How a parameter is spread before the targets are seen.
enum class PriorKind : std::uint8_t {
    uniform,    ///< between two values
    normal,     ///< 5 % and 95 % points
    lognormal,  ///< 5 % and 95 % points, both above 0
    logit,      ///< normal on the logit; 5 % and 95 % points, shares
    beta,       ///< shapes a and b
};

/// The prior of one parameter. Calibration works in a *coordinate* on which the parameter is nearer
/// to normal: the value itself (uniform, normal), its logarithm or its logit.
class Prior {
public:
    /// `a` and `b` are what PriorKind says. Throws BrokenPromise when they make no distribution.
    Prior(PriorKind kind, double a, double b);

    PriorKind kind() const { return kind_; }
    double coordinate(double value) const;
    double value(double coordinate) const;
    /// The coordinate below which a share p lies; p in (0, 1).
    double quantile(double p) const;
    /// Log density over the coordinate; minus infinity outside the bounds.
    double log_density(double coordinate) const;
    double mean() const { return mean_; }  ///< of the coordinate
    double sd() const { return sd_; }      ///< of the coordinate

private:
    PriorKind kind_;
    double a_, b_;
    double mean_{}, sd_{};
};

}  // namespace smartstart
