#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace smartstart {

/// How the chance of an end runs over the life of a spell (of illness, without work), period by
/// period. After the last period that is told apart, that one's hazard goes on.
class Spell {
public:
    /// `hazard[k]` is spent in period k.
    Spell(std::vector<double> hazard, double years_per_period)
        : hazard_{std::move(hazard)}, years_{years_per_period}
    {
        double spent = 0.0;
        double lived = 0.0;
        for (auto const each : hazard_) {
            lived += std::exp(-spent);
            lived_.push_back(lived);
            spent += each;
        }
        whole_ = until(1.0, 1e300).second;
    }

    /// A Weibull spell. With a shape under 1 an end gets less likely as the spell lasts.
    static Spell weibull(double shape, double scale_years, double years_per_period,
                         std::size_t periods)
    {
        // The hazard spent between two moments has a closed form, so periods lose nothing.
        auto const spent_until = [&](double period) {
            return std::pow(period * years_per_period / scale_years, shape);
        };
        std::vector<double> hazard(periods);
        for (std::size_t period = 0; period < periods; ++period) {
            auto const begin = static_cast<double>(period);
            hazard[period] = spent_until(begin + 1.0) - spent_until(begin);
        }
        return {std::move(hazard), years_per_period};
    }

    double hazard(std::size_t period) const
    {
        return period < hazard_.size() ? hazard_[period] : hazard_.back();
    }

    /// The highest of any period.
    double highest_hazard() const { return *std::max_element(hazard_.begin(), hazard_.end()); }

    /// Years that a spell lasts on average when every hazard is this many times as high.
    double mean(double factor) const { return years_ * until(factor, 1e300).second; }

    /// Whole periods that a spell has lasted when it is found running, as spells in balance are:
    /// `luck` in (0, 1) tells which.
    std::size_t elapsed(double factor, double luck) const
    {
        if (factor == 1.0) {
            auto const passed = std::lower_bound(lived_.begin(), lived_.end(), luck * whole_);
            return static_cast<std::size_t>(passed - lived_.begin());
        }
        return until(factor, luck * until(factor, 1e300).second).first;
    }

private:
    /// The period in which the time lived in a spell passes `wanted`, and the time lived then.
    std::pair<std::size_t, double> until(double factor, double wanted) const
    {
        double spent = 0.0;
        double lived = 0.0;
        for (std::size_t period = 0; period < hazard_.size(); ++period) {
            lived += std::exp(-spent);
            if (lived >= wanted) {
                return {period, lived};
            }
            spent += factor * hazard_[period];
        }
        // From here on the chance stays the same.
        auto const stays = std::exp(-factor * hazard_.back());
        return {hazard_.size(), lived + std::exp(-spent) / (1.0 - stays)};
    }

    std::vector<double> hazard_;
    // At a factor of 1, which is asked often: the time lived when each period ends, and in all.
    std::vector<double> lived_;
    double whole_{};
    double years_;
};

/// How long spells last on average, between two limits that are looked up: where these settle a
/// question, the mean need not be reckoned.
class SpellMeans {
public:
    struct Limits {
        double low{}, high{};
    };

    explicit SpellMeans(Spell const& spell)
    {
        for (std::size_t place = 0; place < means_.size(); ++place) {
            means_[place] = spell.mean(std::bit_cast<double>((first + place) << unseen_bits));
        }
    }
    /// Of the spells whose hazards are `factor` times as high, for which they are the shorter the
    /// higher it is. From 0 to infinity for a factor that is beyond the table.
    Limits around(double factor) const
    {
        constexpr double for_rounding = 1e-9;
        auto const place = (std::bit_cast<std::uint64_t>(factor) >> unseen_bits) - first;
        if (!(factor > 0.0) || place >= means_.size() - 1) {
            return {0.0, std::numeric_limits<double>::infinity()};
        }
        return {means_[place + 1] * (1.0 - for_rounding), means_[place] * (1.0 + for_rounding)};
    }

private:
    // Factors whose lower bits are zero: sixteen from one power of two to the next, from 2^-8 on.
    static constexpr unsigned unseen_bits = 48;
    static constexpr std::uint64_t first = std::bit_cast<std::uint64_t>(0x1p-8) >> unseen_bits;
    std::array<double, 16 * 16 + 1> means_{};
};

}  // namespace smartstart
