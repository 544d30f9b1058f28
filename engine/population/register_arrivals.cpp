#include <vector>

#include "engine/parallel/rows.hpp"
#include "engine/population/register_tables.hpp"

namespace smartstart {

/// All who arrive in a month are copied together, column by column, and then settle.
void Register::arrive(Tables& tables, std::span<VitalEvent const> arrivals,
                      ArrivalsPool const& pool, Month now)
{
    auto const first = pool.families.look(first_);
    auto const next = pool.people.look(next_);
    auto const born = pool.people.look(born_);
    std::vector<RowCopy> homes;
    std::vector<RowCopy> people;
    std::vector<std::size_t> ends;  // of the members of each household
    for (auto const& arrival : arrivals) {
        homes.push_back({take_row(tables.all_families, free_families_), arrival.person});
        for (auto member = first[arrival.person]; member != no_row; member = next[member]) {
            auto const stage = stage_of(pool.taken.index - born[member]);
            people.push_back({take_row_of(tables.all_people, stage), member});
        }
        ends.push_back(people.size());
    }
    auto const shift = now - pool.taken;
    tables.all_families.copy(homes, pool.families, shift);
    tables.all_people.copy(people, pool.people, shift);
    tables.open();
    for_each_item(arrivals.size(), [&](std::size_t i) {
        auto const from = i == 0 ? 0 : ends[i - 1];
        auto const members = std::span{people}.subspan(from, ends[i] - from);
        settle(tables, arrivals[i], homes[i].to, members, now);
        link(tables, members, pool);
    });
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        auto const members = ends[i] - (i == 0 ? 0 : ends[i - 1]);
        counts_[arrivals[i].place][static_cast<std::size_t>(VitalKind::arrival)] +=
            static_cast<std::int64_t>(members);
        tables.touched.push_back(homes[i].to);
    }
}

/// Gives newcomers who are copies of others names and a home of their own.
void Register::settle(Tables& tables, VitalEvent const& arrival, Row home,
                      std::span<RowCopy const> members, Month now) const
{
    auto const name_of = [&](unsigned ordinal) {
        return migrant(now.index, arrival.place, arrival.number * 64U + ordinal);
    };
    tables.in_use[home] = 1;
    tables.family_id[home] = family_started_by(name_of(0), now.index).value;
    tables.municipality[home] = arrival.place;
    tables.first[home] = tables.head_one[home] = tables.head_two[home] = no_row;
    // As those of the start, they did not come together this month: their past comes with them.
    tables.formed[home] = before_moving_in(now);
    unsigned ordinal = 0;
    for (auto const& [row, source] : members) {
        tables.present[row] = 1;
        tables.id[row] = name_of(ordinal++).value;
        tables.generation[row] |= civil::moved_in;
        auto const leads = tables.head[row];
        tables.head[row] = 0;
        tables.put_in(row, home);
        if (leads != 0) {
            tables.make_head(row);
        }
    }
}

/// Links between the members are the newcomers' own; parents elsewhere stay unknown.
void Register::link(Tables& tables, std::span<RowCopy const> members,
                    ArrivalsPool const& pool) const
{
    auto const pool_ids = pool.people.look(id_);
    for (auto const& [row, source] : members) {
        for (auto const parent : {&Tables::mother_id, &Tables::father_id}) {
            auto& names = tables.*parent;
            auto& rows = parent == &Tables::mother_id ? tables.mother : tables.father;
            auto const wanted = names[row];
            names[row] = 0;
            rows[row] = no_row;
            for (auto const& candidate : members) {
                if (wanted != 0 && pool_ids[candidate.source] == wanted) {
                    names[row] = tables.id[candidate.to];
                    rows[row] = candidate.to;
                }
            }
        }
    }
}

}  // namespace smartstart
