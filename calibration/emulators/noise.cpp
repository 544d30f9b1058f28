#include "calibration/emulators/noise.hpp"

#include <algorithm>
#include <cmath>

namespace smartstart {
namespace {

constexpr double half = 0.5;

/// The counts behind a share on the logit scale, each with ½ more.
struct TwoCounts {
    double yes{}, no{};
    double all() const { return yes + no - 2.0 * half; }
};

TwoCounts two_counts(double value, double variance)
{
    auto const odds = std::exp(value);
    auto const no = (1.0 + 1.0 / odds) / variance;
    return {odds * no, no};
}

OnLink expected_share(double out_of, double link)
{
    auto const share = 1.0 / (1.0 + std::exp(-link));
    return {link, 1.0 / (out_of * share + half) + 1.0 / (out_of * (1.0 - share) + half)};
}

/// A count and what was added to its logarithm.
struct OneCount {
    double count{}, shift{};
};

OneCount one_count(double value, double variance)
{
    return {1.0 / variance - half, value + std::log(variance)};
}

Reading pooled_shares(std::vector<OnLink> const& replicates)
{
    double yes = 0.0, no = 0.0;
    for (auto const& one : replicates) {
        auto const counts = two_counts(one.value, one.variance);
        yes += counts.yes - half;
        no += counts.no - half;
    }
    auto const all = link_of_share(std::max(yes, 0.0), std::max(yes, 0.0) + std::max(no, 0.0));
    Reading reading{all.value, all.variance, static_cast<int>(replicates.size())};
    for (auto const& one : replicates) {
        auto const out_of = two_counts(one.value, one.variance).all();
        auto const off = one.value - all.value;
        reading.within += off * off / expected_share(out_of, all.value).variance;
    }
    return reading;
}

Reading pooled_counts(std::vector<OnLink> const& replicates)
{
    auto const size = static_cast<double>(replicates.size());
    double sum = 0.0, shift = 0.0;
    for (auto const& one : replicates) {
        auto const count = one_count(one.value, one.variance);
        sum += std::max(count.count, 0.0);
        shift += count.shift / size;
    }
    auto const all = link_of_count(sum);
    Reading reading{all.value - std::log(size) + shift, all.variance,
                    static_cast<int>(replicates.size())};
    for (auto const& one : replicates) {
        auto const off = one.value - reading.value;
        reading.within += off * off * (sum / size + half);
    }
    return reading;
}

Reading mean_of(std::vector<OnLink> const& replicates)
{
    auto const size = static_cast<double>(replicates.size());
    Reading reading{.replicates = static_cast<int>(replicates.size())};
    for (auto const& one : replicates) {
        reading.value += one.value / size;
        reading.noise_variance += one.variance / (size * size);
    }
    for (auto const& one : replicates) {
        auto const off = one.value - reading.value;
        reading.within += off * off / (reading.noise_variance * size);
    }
    return reading;
}

}  // namespace

Reading together(Figure figure, std::vector<OnLink> const& replicates)
{
    if (replicates.size() == 1) {
        return {replicates.front().value, replicates.front().variance};
    }
    switch (figure) {
        case Figure::share:
            return pooled_shares(replicates);
        case Figure::count:
            return pooled_counts(replicates);
        default:
            return mean_of(replicates);
    }
}

Reading without_lean(Figure figure, Reading const& seen, double link, double dispersion)
{
    auto reading = seen;
    auto const added = half * std::max(1.0, dispersion) - half;
    if (figure == Figure::share) {
        auto const counts = two_counts(seen.value, seen.noise_variance);
        reading.value = std::log((counts.yes + added) / (counts.no + added));
        reading.noise_variance = expected_share(counts.all(), link).variance;
    } else if (figure == Figure::count) {
        auto const count = one_count(seen.value, seen.noise_variance);
        reading.value = std::log(count.count + half + added) + count.shift;
        reading.noise_variance = 1.0 / (std::exp(link - count.shift) + half);
    } else if (seen.value > 0.0 && link > 0.0) {
        // The noise of a rate is that of its count, which the rate is proportional to.
        constexpr double most = 5.0;
        reading.noise_variance *= std::clamp(link / seen.value, 1.0 / most, most);
    }
    return reading;
}

}  // namespace smartstart
