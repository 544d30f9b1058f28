#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "engine/parallel/rows.hpp"
#include "engine/population/register.hpp"
#include "engine/population/turn.hpp"

namespace smartstart {
namespace {

constexpr int adult_months = 18 * 12;
constexpr int young_months = 30 * 12;

/// One number for each row of a block. Not bytes: a write to a byte might change anything, in the
/// eyes of a compiler, and then it looks at one row at a time.
using Numbers = std::array<std::int16_t, rows_per_block>;

constexpr std::int16_t if_so(bool yes, unsigned mark)
{
    return static_cast<std::int16_t>((0U - unsigned{yes}) & mark);  // no branch
}

/// The rows of a block that a table has.
template <class Cell>
std::span<Cell const> part_of(std::span<Cell const> column, std::size_t block)
{
    auto const first = block * rows_per_block;
    return column.subspan(first, std::min(rows_per_block, column.size() - first));
}

void find_turns(std::span<std::uint64_t const> names, Clock const& clock, Numbers& turns)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        turns[i] = is_turn(names[i], clock) ? 1 : 0;
    }
}

/// A list and the bit that marks its rows.
using MarkedList = std::pair<RowList*, unsigned>;

/// Opens the lists of a table and its marks, and lets `mark_block(block)` mark each block of rows.
template <class MarkBlock>
void call(std::size_t rows, RowMarks& marks, std::span<MarkedList const> lists,
          MarkBlock const& mark_block)
{
    marks.open(rows);
    for (auto const& [list, bit] : lists) {
        list->open(rows, marks, bit);
    }
    for_each_block(RowMarks::blocks(rows), [&](std::size_t block) {
        mark_block(block);
        for (auto const& [list, bit] : lists) {
            list->count(block);
        }
    });
}

void store(Numbers const& marks, std::size_t count, std::span<std::uint8_t> to)
{
    std::array<std::uint8_t, rows_per_block> bytes{};
    for (std::size_t i = 0; i < count; ++i) {
        bytes[i] = static_cast<std::uint8_t>(marks[i]);
    }
    std::ranges::copy(bytes, to.begin());
}

}  // namespace

void Register::call_roll(Roll& roll, People const& people, Families const& families,
                         Clock const& clock) const
{
    enum Mark : unsigned {
        adult = 1,
        adult_in_turn = 2,
        in_turn = 4,
        young = 8,
        youth = 16,
        child = 32,
        newborn = 64
    };
    std::array<MarkedList, 7> const lists{{{&roll.adults, adult},
                                           {&roll.adults_in_turn, adult_in_turn},
                                           {&roll.in_turn, in_turn},
                                           {&roll.young, young},
                                           {&roll.youth, youth},
                                           {&roll.children, child},
                                           {&roll.newborns, newborn}}};
    auto const now = moment(clock.now);
    call(people.size(), roll.of_people, lists, [&](std::size_t block) {
        auto const present = part_of(people.look(present_), block);
        auto const born = part_of(people.look(born_), block);
        auto const head = part_of(people.look(head_), block);
        Numbers turns;
        find_turns(part_of(people.look(id_), block), clock, turns);
        Numbers marks;
        for (std::size_t i = 0; i < present.size(); ++i) {
            auto const months = static_cast<std::int16_t>(now - born[i]);
            bool const grown = months >= adult_months;
            bool const turn = turns[i] != 0;
            bool const small = !grown & (head[i] == 0);
            auto const mark = if_so(grown, adult) | if_so(grown & turn, adult_in_turn) |
                              if_so(turn, in_turn) | if_so(months < young_months, young) |
                              if_so(months < youth_months, youth) | if_so(small, child) |
                              if_so(small & (months == 0), newborn);
            marks[i] = static_cast<std::int16_t>(if_so(present[i] != 0, 0xFF) & mark);
        }
        store(marks, present.size(), roll.of_people.block(block));
    });
    call_homes(roll, families, clock);
}

void Register::call_homes(Roll& roll, Families const& families, Clock const& clock) const
{
    enum Mark : unsigned { used = 1, in_turn = 2, with_minors = 4, watched = 8 };
    std::array<MarkedList, 4> const lists{{{&roll.homes, used},
                                           {&roll.homes_in_turn, in_turn},
                                           {&roll.homes_with_minors, with_minors},
                                           {&roll.homes_watched, watched}}};
    auto const now = moment(clock.now);
    auto const moved_in = before_moving_in(clock.now);
    call(families.size(), roll.of_homes, lists, [&](std::size_t block) {
        auto const in_use = part_of(families.look(in_use_), block);
        auto const minors = part_of(families.look(minors_), block);
        auto const formed = part_of(families.look(formed_), block);
        Numbers turns;
        find_turns(part_of(families.look(family_id_), block), clock, turns);
        Numbers marks;
        for (std::size_t i = 0; i < in_use.size(); ++i) {
            bool const turn = turns[i] != 0;
            bool const minor = minors[i] > 0;
            bool const fresh = (formed[i] == now) | (formed[i] == moved_in);
            auto const mark = used | if_so(turn, in_turn) | if_so(minor, with_minors) |
                              if_so(turn | minor | fresh, watched);
            marks[i] = static_cast<std::int16_t>(if_so(in_use[i] != 0, 0xFF) & mark);
        }
        store(marks, in_use.size(), roll.of_homes.block(block));
    });
}

}  // namespace smartstart
