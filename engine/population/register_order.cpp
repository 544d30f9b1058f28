#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/population/register.hpp"
#include "engine/population/register_tables.hpp"

namespace smartstart {

// In the course of decades households would be scattered over the table, and every look at a home
// or a partner would wait for memory. And where neighbours in the table are at the same point of
// life, a processor foresees what comes next. A parent who is gone is forgotten as a row, and stays
// known by name.
std::vector<Row> Register::homes_in_order(Tables const& tables)
{
    constexpr std::size_t keys = std::size_t{1} << 18U;
    auto const key_of = [&](Row row) {
        auto const head = tables.head_one[row];
        auto const couple = tables.head_two[row] != no_row ? 1U : 0U;
        auto const minors = tables.minors[row] > 0 ? 1U : 0U;
        auto const born = head == no_row ? 0U : static_cast<std::uint16_t>(tables.born[head]);
        return (couple << 17U) | (minors << 16U) | born;
    };
    auto const rows = tables.in_use.size();
    std::vector<std::uint32_t> key(rows);
    for_each_row(rows, [&](Row row) { key[row] = key_of(row); });
    // Sorted by counting: where the homes of each key begin.
    std::vector<Row> place(keys + 1);
    for (Row row = 0; row < rows; ++row) {
        place[key[row] + 1] += tables.in_use[row];
    }
    std::partial_sum(place.begin(), place.end(), place.begin());
    std::vector<Row> order(place.back());
    for (Row row = 0; row < rows; ++row) {
        if (tables.in_use[row] != 0) {
            order[place[key[row]]++] = row;
        }
    }
    return order;
}

namespace {

/// Where each row of a table goes that is put into this order; no_row for the others.
std::vector<Row> places(std::vector<Row> const& order, std::size_t rows)
{
    std::vector<Row> place(rows, no_row);
    for (std::size_t at = 0; at < order.size(); ++at) {
        place[order[at]] = static_cast<Row>(at);
    }
    return place;
}

}  // namespace

std::vector<Row> Register::persons_in_order(Tables const& tables, Month now)
{
    std::array<std::vector<Row>, stages> of_stage;
    for (std::size_t stage = 0, before = 0; stage < stages; before = stage_ends_[stage++]) {
        of_stage[stage].reserve((stage_ends_[stage] - before) * 9 / 8);
    }
    for (auto member : tables.first) {
        for (; member != no_row; member = tables.next[member]) {
            of_stage[stage_of(now.index - tables.born[member])].push_back(member);
        }
    }
    std::vector<Row> order;
    order.reserve(tables.present.size());
    for (std::size_t stage = 0; stage < stages; ++stage) {
        order.insert(order.end(), of_stage[stage].begin(), of_stage[stage].end());
        stage_ends_[stage] = static_cast<Row>(order.size());
    }
    return order;
}

void Register::tidy(People& people, Families& families, Month now)
{
    put_homes_in_order(people, families);
    put_young_first(people, families, now);
}

void Register::put_homes_in_order(People& people, Families& families)
{
    auto tables = open(people, families);
    auto const order = homes_in_order(tables);
    auto const place = places(order, families.size());
    families.reorder(order, {});
    free_families_.clear();
    for_each_row(people.size(), [&](Row row) {
        auto& home = tables.family[row];
        home = home == no_row ? no_row : place[home];
    });
}

void Register::put_young_first(People& people, Families& families, Month now)
{
    auto tables = open(people, families);
    auto const order = persons_in_order(tables, now);
    auto const rows = people.size();
    people.reorder(order, {stage_ends_[young_rows], stage_ends_[twenties_rows]});
    auto const place = places(order, rows);
    free_people_ = {};
    tables.open();
    auto const move = [&](Row& row) { row = row == no_row ? no_row : place[row]; };
    for_each_row(people.size(), [&](Row row) {
        move(tables.next[row]);
        move(tables.mother[row]);
        move(tables.father[row]);
    });
    for_each_row(families.size(), [&](Row row) {
        move(tables.first[row]);
        move(tables.head_one[row]);
        move(tables.head_two[row]);
    });
    give_back_memory();
}

}  // namespace smartstart
