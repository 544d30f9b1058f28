#pragma once

#include "engine/base/clock.hpp"
#include "engine/base/id.hpp"
#include "engine/population/fact.hpp"

/// What the civil register keeps about everyone. Steps may look; only the Register changes it.
namespace smartstart::civil {

inline constexpr Fact<Person, Flag> present{"present", "lives in the region now (0/1)"};
inline constexpr Fact<Person, std::uint64_t> id{"id", "name for life (PersonId)"};
inline constexpr Fact<Person, std::int16_t> born{"born", "month of birth", 0,
                                                 CellKind::calendar_month};
inline constexpr Fact<Person, std::uint8_t> sex{"sex", "0 woman, 1 man"};
inline constexpr Fact<Person, Row> family{"family", "row of the household", no_row};
inline constexpr Fact<Person, Row> next{"next", "row of the next member of the household", no_row};
inline constexpr Fact<Person, Flag> head{"head",
                                         "1 for the one or two adults who lead the household"};
inline constexpr Fact<Person, std::uint64_t> mother_id{"mother_id",
                                                       "name of the mother; 0 unknown"};
inline constexpr Fact<Person, std::uint64_t> father_id{"father_id",
                                                       "name of the father; 0 unknown"};
inline constexpr Fact<Person, Row> mother{"mother", "row where the mother was last known", no_row};
inline constexpr Fact<Person, Row> father{"father", "row where the father was last known", no_row};
inline constexpr Fact<Person, std::uint8_t> births{"births", "children born to her so far"};
inline constexpr Fact<Person, std::int16_t> last_birth{
    "last_birth", "month in which she last gave birth", 0, CellKind::calendar_month};
inline constexpr Fact<Person, std::uint8_t> generation{
    "generation",
    "0 adult at the start, 1 child at the start or child of 0, ...; 128 more for who moved in, by "
    "whether as an adult or a child, and for their children"};
inline constexpr std::uint8_t moved_in = 128;  ///< in `generation`
inline constexpr Fact<Person, std::int16_t> left_home{
    "left_home", "month in which the person left the parents' household", 0,
    CellKind::calendar_month};

inline constexpr Fact<Family, Flag> in_use{"in_use", "the row holds a household (0/1)"};
inline constexpr Fact<Family, std::uint64_t> family_id{"family_id", "name (FamilyId)"};
inline constexpr Fact<Family, PlaceNumber> municipality{"municipality",
                                                        "number in the region's list"};
inline constexpr Fact<Family, Row> first{"first", "row of the first member", no_row};
inline constexpr Fact<Family, Row> head_one{"head_one", "row of the first head", no_row};
inline constexpr Fact<Family, Row> head_two{"head_two", "row of the second head", no_row};
inline constexpr Fact<Family, std::uint8_t> size{"size", "members present"};
inline constexpr Fact<Family, std::uint8_t> minors{"minors", "members under 18 who are no head"};
inline constexpr Fact<Family, std::int16_t> youngest{
    "youngest", "month of birth of the youngest member who is no head; 0 none", 0,
    CellKind::calendar_month};
inline constexpr Fact<Family, std::int16_t> formed{
    "formed",
    "month in which these heads came together or one went on alone; 0 before the start, minus the "
    "month of moving in for who came as they are",
    0, CellKind::calendar_month};

}  // namespace smartstart::civil
