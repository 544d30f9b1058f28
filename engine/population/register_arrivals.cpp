#include <utility>
#include <vector>

#include "engine/population/register_tables.hpp"

namespace smartstart {

void Register::arrive(Tables& tables, VitalEvent const& event, ArrivalsPool const& pool, Month now)
{
    auto const shift = now - pool.taken;
    auto const first_id = migrant(now.index, event.place, event.number * 64U);
    auto const home = new_family(tables, family_started_by(first_id, now.index), event.place, now);
    auto const name = tables.family_id[home];
    tables.all_families.copy(home, pool.families, event.person, shift);
    tables.open();
    tables.family_id[home] = name;
    tables.municipality[home] = event.place;
    tables.first[home] = tables.head_one[home] = tables.head_two[home] = no_row;
    tables.formed[home] = moment(now);
    unsigned ordinal = 0;
    auto const next = pool.people.look(Seen<Person, Row>{next_});
    auto member = pool.families.look(Seen<Family, Row>{first_})[event.person];
    std::vector<std::pair<Row, Row>> copies;
    for (; member != no_row; member = next[member]) {
        auto const row = new_person(tables);
        tables.all_people.copy(row, pool.people, member, shift);
        tables.present[row] = 1;
        tables.id[row] = migrant(now.index, event.place, event.number * 64U + ordinal++).value;
        auto const leads = tables.head[row];
        tables.head[row] = 0;
        copies.emplace_back(member, row);
        join(tables, row, home);
        if (leads != 0) {
            tables.make_head(row);
        }
        count(tables, home, VitalKind::arrival);
    }
    // Links between the members are the newcomers' own; parents elsewhere stay unknown.
    auto const pool_ids = pool.people.look(Seen<Person, std::uint64_t>{id_});
    for (auto const& [source, row] : copies) {
        for (auto const parent : {&Tables::mother_id, &Tables::father_id}) {
            auto& names = tables.*parent;
            auto& rows = parent == &Tables::mother_id ? tables.mother : tables.father;
            auto const wanted = names[row];
            names[row] = 0;
            rows[row] = no_row;
            for (auto const& [candidate, candidate_row] : copies) {
                if (wanted != 0 && pool_ids[candidate] == wanted) {
                    names[row] = tables.id[candidate_row];
                    rows[row] = candidate_row;
                }
            }
        }
    }
}

}  // namespace smartstart
