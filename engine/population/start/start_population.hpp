#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/population/region.hpp"
#include "engine/population/start/fit.hpp"
#include "engine/population/traits.hpp"

namespace smartstart {

/// The first day that is simulated is the first of this month; ages are counted on that day.
constexpr Month start_of_population = Month::of(2022, 1);

/// Where a start family lives.
enum class Home : std::uint8_t {
    household,    ///< a private household of its own: a family, a couple, someone alone
    with_others,  ///< a lodger, relative or foster child in a household of others
    institution,
};

struct StartPerson {
    std::uint32_t number{};  ///< from 1, unique
    std::uint32_t family{};  ///< index into StartPopulation::families
    Sex sex{};
    bool head{};
    Education education{};  ///< completed so far; low under 15
    Month born;
    /// Indices into StartPopulation::persons; -1 is unknown or lives elsewhere.
    std::int32_t mother = -1;
    std::int32_t father = -1;
    std::int32_t partner = -1;

    /// Whole months lived on the first day.
    constexpr int months_old() const { return start_of_population.index - 1 - born.index; }
    constexpr int years_old() const { return months_old() / 12; }
};

struct StartFamily {
    std::uint32_t number{};        ///< from 1, unique
    std::uint32_t first_person{};  ///< members stand together: heads first, then the oldest child
    std::uint32_t persons{};
    std::uint16_t municipality{};  ///< index into Region::municipalities
    std::uint8_t heads{};          ///< 0 for a minor without a parent here, else 1 or 2
    std::uint8_t children{};       ///< at home, at any age
    Home home{};
    bool married{};
    bool social_assistance{};  ///< bijstand
    bool low_income{};         ///< under the low-income line
    bool problem_debt{};       ///< registered problematic debts
    float income_rank{};       ///< 0 (lowest standardised income of the region) to 1
};

/// A synthetic population whose counts are the published ones and whose persons are nobody.
struct StartPopulation {
    std::vector<StartPerson> persons;
    std::vector<StartFamily> families;
    Fit fit;
};

/// Draws the people of a region at `scale` (1 for everyone, 0.1 for one in ten): households with
/// family links that fit the margins of every municipality at once, with education, income and
/// hardship. Equal seeds give equal bits. Throws InputError when nobody or no child would live in a
/// municipality, or when the tables ask for people whom no household can hold (naming the cell).
StartPopulation make_start_population(Region const& region, std::uint64_t seed, double scale);

}  // namespace smartstart
