#include <array>
#include <cstdint>

#include "engine/parallel/rows.hpp"
#include "engine/population/register.hpp"
#include "engine/population/turn.hpp"

namespace smartstart {
namespace {

/// What each row of a block belongs to, one bit for a list.
using Marks = std::array<std::uint8_t, rows_per_block>;

constexpr std::uint8_t if_so(bool yes, std::uint8_t mark)
{
    return yes ? mark : std::uint8_t{0};
}

void enter(RowList& list, std::size_t block, Marks const& marks, std::uint8_t mark)
{
    list.fill(block, [&](std::uint32_t i) { return (marks[i] & mark) != 0; });
}

constexpr int adult_months = 18 * 12;
constexpr int young_months = 30 * 12;

}  // namespace

void Register::call_roll(Roll& roll, People const& people, Families const& families,
                         Clock const& clock) const
{
    auto const rows = people.size();
    for (auto* list :
         {&roll.adults, &roll.adults_in_turn, &roll.in_turn, &roll.young, &roll.children}) {
        list->open(rows);
    }
    auto const present = people.look(present_);
    auto const id = people.look(id_);
    auto const born = people.look(born_);
    auto const head = people.look(head_);
    for_each_block(roll.adults.blocks(), [&](std::size_t block) {
        Marks marks{};
        detail::each_of_block(rows, block, [&](Row row) {
            auto const months = clock.now.index - born[row];
            bool const grown = months >= adult_months;
            bool const turn = is_turn(id[row], clock);
            auto const mark = if_so(grown, 1) | if_so(grown & turn, 2) | if_so(turn, 4) |
                              if_so(months < young_months, 8) |
                              if_so(!grown & (head[row] == 0), 16);
            marks[row % rows_per_block] = if_so(present[row] != 0, static_cast<std::uint8_t>(mark));
        });
        enter(roll.adults, block, marks, 1);
        enter(roll.adults_in_turn, block, marks, 2);
        enter(roll.in_turn, block, marks, 4);
        enter(roll.young, block, marks, 8);
        enter(roll.children, block, marks, 16);
    });
    call_homes(roll, families, clock);
}

void Register::call_homes(Roll& roll, Families const& families, Clock const& clock) const
{
    auto const rows = families.size();
    for (auto* list :
         {&roll.homes, &roll.homes_in_turn, &roll.homes_with_minors, &roll.homes_watched}) {
        list->open(rows);
    }
    auto const in_use = families.look(in_use_);
    auto const id = families.look(family_id_);
    auto const minors = families.look(minors_);
    auto const formed = families.look(formed_);
    auto const now = moment(clock.now);
    for_each_block(roll.homes.blocks(), [&](std::size_t block) {
        Marks marks{};
        detail::each_of_block(rows, block, [&](Row row) {
            bool const turn = is_turn(id[row], clock);
            bool const minor = minors[row] > 0;
            auto const mark = 1 | if_so(turn, 2) | if_so(minor, 4) |
                              if_so(turn | minor | (formed[row] == now), 8);
            marks[row % rows_per_block] = if_so(in_use[row] != 0, static_cast<std::uint8_t>(mark));
        });
        enter(roll.homes, block, marks, 1);
        enter(roll.homes_in_turn, block, marks, 2);
        enter(roll.homes_with_minors, block, marks, 4);
        enter(roll.homes_watched, block, marks, 8);
    });
}

}  // namespace smartstart
