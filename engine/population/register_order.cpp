#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/population/register.hpp"
#include "engine/population/register_tables.hpp"

namespace smartstart {

// In the course of decades households would be scattered over the table, and every look at a home
// or a partner would wait for memory. And where neighbours in the table are at the same point of
// life, a processor foresees what comes next. A parent who is gone is forgotten as a row, and stays
// known by name.
//
// Where a row goes to is written down and not where one comes from: the table wants the first, and
// so do the cells that name rows. Two lists of everybody at once would be the most memory of a run.
std::vector<Row> Register::places_of_homes(Tables const& tables)
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
    std::vector<Row> place(rows);
    for_each_row(rows, [&](Row row) { place[row] = key_of(row); });
    // Sorted by counting: where the homes of each key begin.
    std::vector<Row> next(keys + 1);
    for (Row row = 0; row < rows; ++row) {
        next[place[row] + 1] += tables.in_use[row];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (Row row = 0; row < rows; ++row) {
        place[row] = tables.in_use[row] != 0 ? next[place[row]]++ : no_row;
    }
    return place;
}

std::vector<Row> Register::places_of_persons(Tables const& tables, Month now)
{
    auto const homes = tables.first.size();
    auto const for_each_member = [&](std::size_t block, auto const& body) {
        auto const end = std::min((block + 1) * rows_per_block, homes);
        for (auto home = block * rows_per_block; home < end; ++home) {
            for (auto member = tables.first[home]; member != no_row; member = tables.next[member]) {
                body(member, stage_of(now.index - tables.born[member]));
            }
        }
    };
    // How many of each stage live in a block of homes, and then where the next of them goes.
    std::vector<std::array<Row, stages>> next(RowMarks::blocks(homes));
    for_each_block(next.size(), [&](std::size_t block) {
        for_each_member(block, [&](Row, Stage stage) { ++next[block][stage]; });
    });
    Row placed = 0;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        for (auto& of_block : next) {
            auto const here = std::exchange(of_block[stage], placed);
            placed += here;
        }
        stage_ends_[stage] = placed;
    }
    std::vector<Row> place(tables.present.size(), no_row);
    for_each_block(next.size(), [&](std::size_t block) {
        for_each_member(block,
                        [&](Row member, Stage stage) { place[member] = next[block][stage]++; });
    });
    return place;
}

void Register::tidy(People& people, Families& families, Month now)
{
    put_homes_in_order(people, families);
    put_young_first(people, families, now);
}

void Register::put_homes_in_order(People& people, Families& families)
{
    auto tables = open(people, families);
    auto const place = places_of_homes(tables);
    auto const homes = static_cast<std::size_t>(std::ranges::count(tables.in_use, Flag{1}));
    families.reorder(place, homes, {});
    free_families_.clear();
    for_each_row(people.size(), [&](Row row) {
        auto& home = tables.family[row];
        home = home == no_row ? no_row : place[home];
    });
}

void Register::put_young_first(People& people, Families& families, Month now)
{
    auto tables = open(people, families);
    auto const place = places_of_persons(tables, now);
    people.reorder(place, stage_ends_[grown_rows],
                   {stage_ends_[young_rows], stage_ends_[twenties_rows]});
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
