#include "engine/outcome/kinship.hpp"

namespace smartstart {

void tell_kin(CivilView const& people, Row row, int first_year, Lived& one)
{
    constexpr int twenty = 20 * 12;
    auto const mother = people.mother_here(row);
    auto const father = people.father_here(row);
    auto const lived_as_child = [&](Row parent) {
        return people.has_known_childhood(parent) && people.born[parent] / 12 >= first_year;
    };
    auto const has_mother = mother != no_row;
    auto const has_father = father != no_row;
    auto known = has_mother ? unsigned{mother_is_known} : 0U;
    if (has_mother && people.born[row] - people.born[mother] < twenty) {
        known |= of_teenage_mother;
    }
    if (has_mother && lived_as_child(mother) && (!has_father || lived_as_child(father))) {
        known |= parents_childhood_is_known;
    }
    one.mother = people.mother_id[row];
    one.kin = static_cast<std::uint8_t>(known);
    one.grandmothers = {has_mother ? people.mother_id[mother] : 0U,
                        has_father ? people.mother_id[father] : 0U};
}

}  // namespace smartstart
