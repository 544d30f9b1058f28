#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/outcome/group.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// How someone who just turned 30 grew up, and what became of them.
struct Lived {
    std::int16_t born{};
    float origin_income{};  ///< of the household they lived in at 15, log; 0 when not known
    float income{};         ///< of their household now, log
    std::uint8_t origin_quintile{}, quintile{};
    std::uint8_t origin{};  ///< one bit each, as in facts::origin
    std::uint8_t fate{};    ///< the same bits for the person's own life
    std::uint16_t care_months{}, serious_months{};
    std::uint8_t offences{};
};

/// A table that is told of people who turn 30, by decade of birth.
struct LifeTable {
    enum class Theme : std::uint8_t { generations, concentration };
    std::string id, long_name_en, long_name_nl;
    Theme theme{};
    std::vector<std::string> rows, columns;
};

/// Looks at everyone who turned 30 in a year, and makes tables of how parents' lives and burdens
/// pass on and pile up. Sees World const&, so it cannot disturb.
class LifeCourse {
public:
    static constexpr int age = 30;

    explicit LifeCourse(Schema& schema);

    /// Those who turned 30 in the year that ends now, in the order of their rows.
    std::vector<Lived> look(World const& world) const;

    /// The tables of a run that reports these years.
    static std::vector<LifeTable> tables(int first_year, int last_year);
    /// Their values, (row, column) each; not a number where too few people are known.
    static std::vector<std::vector<double>> values(std::vector<Lived> const& lived, int first_year,
                                                   int last_year);

private:
    Civil civil_;
    Seen<Person, float> origin_income_;
    Seen<Person, std::uint8_t> origin_quintile_, origin_;
    Seen<Person, std::uint16_t> care_months_, serious_months_;
    Seen<Person, std::uint8_t> offences_, work_;
    Seen<Person, std::int16_t> maltreated_month_;
    Seen<Family, float> income_;
    Seen<Family, std::uint8_t> quintile_;
    Seen<Family, Flag> assistance_;
};

}  // namespace smartstart
