#pragma once

#include <cstdint>
#include <vector>

namespace smartstart {

/// What a published figure counts.
enum class Figure : std::uint8_t {
    share,  ///< a count out of a known number; link: logit of the share
    count,  ///< a count; link: its logarithm
    mean,   ///< a mean or a rate with a standard deviation; link: the number itself
};

/// The published law of the noise that the cell key method adds to counts.
struct NoiseLaw {
    struct Step {
        int added{};
        double chance{};
    };
    std::vector<std::vector<Step>> by_count;  ///< [count]; counts above the last have its law

    /// That this count is shown as that one.
    double chance(int count, int shown) const;
};

/// A published figure as it was let out: a count that lies in an interval (one number when it is
/// exact), or a mean with its standard deviation.
struct Observation {
    Figure figure{Figure::share};
    double out_of{};          ///< share: the number of which the count is a part
    double low{}, high{};     ///< share, count: the interval of the count; mean: both the value
    double sd{};              ///< mean: of the sampling, 0 where it is complete
    double shift{};           ///< count: what is added to its logarithm, where it is of a sample
    double discrepancy_sd{};  ///< on the link scale: how far the model may be off by its nature
    /// Log chance that the counts low, low + 1, ... are shown as this figure; empty: all of them
    /// are.
    std::vector<double> log_law{};

    static Observation share(double count, double out_of);
    static Observation count(double count);
    static Observation mean(double value, double sd);
    /// The figure was rounded to the nearest multiple of `base`.
    Observation rounded(int base) const;
    /// The figure is shown, which it is not under `minimum`.
    Observation at_least(int minimum) const;
    /// The figure is one of the two multiples of `base` around the count, the nearer one more
    /// often, so that the mean is right (unbiased random rounding; Nargundkar and Saveland 1972).
    Observation random_rounded(int base) const;
    /// Noise of this law was added (the cell key method; Fraser and Wooton 2005).
    Observation with_noise(NoiseLaw const& law) const;
    /// The figure was left out because it is under `minimum` (and above 0 where zeros are shown).
    Observation suppressed(int minimum, bool zeros_are_shown) const;
    /// The figure is a percentage with this many decimals; the count follows from it.
    Observation percent(double percentage, int decimals) const;
};

/// The figure on its link scale, and its variance there by counting alone.
double link_of(Observation const& observation);
double link_variance_of(Observation const& observation);

/// A count on the link scale: ½ is added to it, so that 0 has a place.
struct OnLink {
    double value{}, variance{};
};
OnLink link_of_share(double count, double out_of);
OnLink link_of_count(double count);

/// Log chance of the figure where the model's value on the link scale is `link` and is known.
/// `dispersion` is how much wider than counting the noise is: shares are beta-binomial, counts
/// negative binomial (both as variance = dispersion x that of counting).
double log_chance(Observation const& observation, double link, double dispersion);

/// The same where the model's value is only known as normal with this mean and variance (the
/// emulator's, to which the discrepancy is added here): a sum over the links that it can be. Of an
/// interval of more than 60 counts those over 60 are taken as normal.
double log_chance(Observation const& observation, double link_mean, double link_variance,
                  double dispersion);

}  // namespace smartstart
