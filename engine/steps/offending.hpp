#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"

namespace smartstart::steps {

inline constexpr int first_month_of_offending = 12 * 12;  ///< criminal responsibility, by law

/// How often people become suspects, by their age and the year, before all that sets them apart.
class UsualOffending {
public:
    explicit UsualOffending(Setup const& setup) : trend_{factors_by_year(setup.own, "trend")}
    {
        auto const by_age = setup.own.get<Path<Rate>>("suspects");
        for (std::size_t age = 0; age <= oldest; ++age) {
            by_age_[age] = by_age.at(static_cast<double>(age));
        }
    }
    double trend(Month now) const { return trend_.at(now.year()); }

    /// Youths are asked every third month and adults once a year: the years that a turn stands for.
    static constexpr double years_of_turn(int months_old)
    {
        return months_old < grown_month ? years_per_turn : 1.0;
    }
    /// Of those who have a turn (is_turn). Adults use one of the four turns that they have in a
    /// year.
    static constexpr bool is_asked(std::uint64_t name_for_life, int months_old, Month now)
    {
        constexpr unsigned turns_in_a_year = 12 / months_per_turn;
        auto const turn = name_for_life + static_cast<std::uint64_t>(now.index);
        return (months_old >= first_month_of_offending) &
               ((months_old < grown_month) | (turn % turns_in_a_year == 0));
    }

    /// Of people of this age, where nothing else counts.
    double hazard(Months age, double trend, double years) const
    {
        auto const whole = static_cast<std::size_t>(age.count / 12);
        return by_age_[std::min(whole, oldest)] * trend * years;
    }
    /// Of anybody, in a turn.
    double highest_hazard(double trend) const
    {
        double highest = 0.0;
        for (auto months = first_month_of_offending; months <= static_cast<int>(12 * oldest);
             months += 12) {
            highest = std::max(highest, hazard(Months{months}, trend, years_of_turn(months)));
        }
        return highest;
    }

private:
    static constexpr int grown_month = 25 * 12;
    static constexpr std::size_t oldest = 100;

    Path<double> trend_;
    std::array<double, oldest + 1> by_age_{};
};

}  // namespace smartstart::steps
