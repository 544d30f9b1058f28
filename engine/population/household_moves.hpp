#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/population/region.hpp"

namespace smartstart {

/// Moves of households between the municipalities, as far as they show in the age structure: where
/// the step from one age group to the next is larger than in the whole region, people came from
/// elsewhere in it. Only of 25 to 39; the young move when they leave home.
class HouseholdMoves {
public:
    HouseholdMoves(Region const& region, double factor)
    {
        auto const& all = region.municipalities();
        rates_.resize(all.size());
        for (std::size_t i = 0; i < bands; ++i) {
            double before = 0.0;
            double after = 0.0;
            for (auto const& place : all) {
                before += persons(place, first + i);
                after += persons(place, first + i + 1);
            }
            double came = 0.0;
            for (std::size_t place = 0; place < all.size(); ++place) {
                auto const here = persons(all[place], first + i);
                auto const expected = here * after / std::max(1.0, before);
                auto const gain = persons(all[place], first + i + 1) - expected;
                rates_[place][i] =
                    here > 0.0 ? factor * std::max(0.0, -gain) / here / years_a_band : 0.0;
                came += std::max(0.0, gain);
                came_[i].push_back(came);
            }
        }
    }

    static bool is_age(double age)
    {
        return age >= years_a_band * first && age < years_a_band * (first + bands);
    }
    /// How often a household with a head of this age leaves for elsewhere in the region, per year.
    double rate(PlaceNumber from, double age) const { return rates_[from][band(age)]; }
    double highest_rate() const
    {
        double highest = 0.0;
        for (auto const& by_age : rates_) {
            highest = std::max(highest, *std::ranges::max_element(by_age));
        }
        return highest;
    }
    PlaceNumber goes_to(double age, double luck) const
    {
        auto const& came = came_[band(age)];
        auto const at = std::ranges::upper_bound(came, luck * came.back());
        return static_cast<PlaceNumber>(std::min<std::ptrdiff_t>(
            at - came.begin(), static_cast<std::ptrdiff_t>(came.size()) - 1));
    }

private:
    static constexpr std::size_t first = age_band(25 * 12);
    static constexpr std::size_t bands = 3;
    static constexpr double years_a_band = 5.0;
    static std::size_t band(double age)
    {
        return static_cast<std::size_t>(age / years_a_band) - first;
    }
    static double persons(Municipality const& place, std::size_t band)
    {
        return static_cast<double>(place.people[band][0] + place.people[band][1]);
    }

    std::vector<std::array<double, bands>> rates_;  ///< by municipality and age group
    std::array<std::vector<double>, bands> came_;   ///< by municipality, added up
};

}  // namespace smartstart
