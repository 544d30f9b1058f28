#include <algorithm>
#include <cstdint>
#include <tuple>
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
    struct Home {
        std::uint64_t key;
        Row row;
    };
    std::vector<Home> homes;
    homes.reserve(tables.in_use.size());
    for (Row row = 0; row < tables.in_use.size(); ++row) {
        if (tables.in_use[row] == 0) {
            continue;
        }
        auto const head = tables.head_one[row];
        auto const couple = tables.head_two[row] != no_row ? 1U : 0U;
        auto const minors = tables.minors[row] > 0 ? 1U : 0U;
        auto const born = head == no_row ? 0U : static_cast<std::uint16_t>(tables.born[head]);
        homes.push_back({(couple << 17U) | (minors << 16U) | born, row});
    }
    std::ranges::sort(homes, {}, [](Home const& home) { return std::tuple{home.key, home.row}; });
    std::vector<Row> order;
    order.reserve(homes.size());
    for (auto const& home : homes) {
        order.push_back(home.row);
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

void Register::tidy(People& people, Families& families)
{
    auto tables = open(people, families);
    auto const homes = homes_in_order(tables);
    std::vector<Row> persons;
    persons.reserve(people.size());
    for (auto const home : homes) {
        for (auto member = tables.first[home]; member != no_row; member = tables.next[member]) {
            persons.push_back(member);
        }
    }
    auto const person_at = places(persons, people.size());
    auto const home_at = places(homes, families.size());
    people.reorder(persons);
    families.reorder(homes);
    free_people_.clear();
    free_families_.clear();
    tables.open();
    auto const move = [&](Row& row) { row = row == no_row ? no_row : person_at[row]; };
    for_each_row(people.size(), [&](Row row) {
        move(tables.next[row]);
        move(tables.mother[row]);
        move(tables.father[row]);
        tables.family[row] = home_at[tables.family[row]];
    });
    for_each_row(families.size(), [&](Row row) {
        move(tables.first[row]);
        move(tables.head_one[row]);
        move(tables.head_two[row]);
    });
    give_back_memory();
}

}  // namespace smartstart
