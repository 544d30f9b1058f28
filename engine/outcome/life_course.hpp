#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/population/civil.hpp"
#include "engine/settings/values.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// Someone who just turned 30: where they came from and what became of them. Of all who do there is
/// one until the end of a run, so its members lie without room between them.
struct Lived {
    std::int16_t born{};
    std::uint8_t origin{};  ///< what the parents lived with, one bit each: facts::origin
    std::uint8_t fate{};    ///< the same bits for the person's own life
    float origin_income{};  ///< log income of the household lived in at 15; 0 when not known
    float income{};         ///< of the household now
    bool leads{true};       ///< that household; else its income, assistance and debts are others'
    std::uint8_t offences{};
    std::uint16_t care_months{}, serious_months{};
    std::uint8_t kin{};        ///< what is known of the parents, one bit each: kinship.hpp
    std::uint8_t education{};  ///< facts::education
    float test_score{};        ///< at the end of primary school; 0 not known
    std::uint64_t mother{};    ///< by name; 0 not known
    /// The mother's and the father's mother, by name; 0 not known.
    std::array<std::uint64_t, 2> grandmothers{};
};
static_assert(sizeof(Lived) == 48);

/// A table over people who turned 30, most of them with a row for each decade of birth.
struct LifeTable {
    enum class Theme : std::uint8_t { generations, concentration, quantiles };
    std::string id, long_name_en, long_name_nl;
    Theme theme{};
    std::vector<std::string> rows, columns;
    std::vector<double> values;  ///< (row, column); not a number where too little is known
    std::string units{"1"};      ///< shares, ratios, slopes and people
};

/// How parents' lives pass on to their children, and over how many people burdens are spread. Looks
/// at those who turn 30 and whose whole childhood was simulated. Sees World const&: it cannot
/// disturb.
class LifeCourse {
public:
    LifeCourse(Schema& schema, int base_year);

    /// Those who turned 30 in the year that ends now, in the order of their rows.
    std::vector<Lived> look(World const& world) const;
    /// The tables of a run that reports these years; none when it ends too early for any.
    std::vector<LifeTable> tables(Years reported, std::vector<Lived> const& lived) const;

private:
    int base_year_;
    Civil civil_;
    Seen<Person, float> origin_income_, test_score_;
    Seen<Person, std::uint8_t> origin_, offences_, work_, education_;
    Seen<Person, std::uint16_t> care_months_, serious_months_;
    Seen<Person, std::int16_t> maltreated_month_;
    Seen<Family, float> income_;
    Seen<Family, Flag> assistance_, poor_, debt_;
};

}  // namespace smartstart
