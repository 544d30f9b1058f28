#include <array>
#include <cstdint>
#include <tuple>

#include "engine/parallel/rows.hpp"
#include "engine/population/register.hpp"
#include "engine/population/turn.hpp"

namespace smartstart {
namespace {

/// What each row of a block belongs to, one bit for a list. Not bytes: a write to a byte might
/// change anything, in the eyes of a compiler.
using Marks = std::array<std::uint16_t, rows_per_block>;

constexpr std::uint16_t if_so(bool yes, unsigned mark)
{
    return static_cast<std::uint16_t>((0U - unsigned{yes}) & mark);  // no branch
}

void enter(RowList& list, std::size_t block, Marks const& marks, unsigned mark)
{
    list.fill(block, [&](std::uint32_t i) { return (marks[i] & mark) != 0; });
}

/// The same where all who belong are on a shorter list already.
void enter_from(RowList const& those, RowList& list, std::size_t block, Marks const& marks,
                unsigned mark)
{
    list.fill_from(those, block,
                   [&](Row row) { return (marks[row % rows_per_block] & mark) != 0; });
}

constexpr int adult_months = 18 * 12;
constexpr int young_months = 30 * 12;
constexpr int youth_months = 24 * 12;  // help ends at 23: in the year after that, what is left ends

}  // namespace

void Register::call_roll(Roll& roll, People const& people, Families const& families,
                         Clock const& clock) const
{
    auto const rows = people.size();
    for (auto* list : {&roll.adults, &roll.adults_in_turn, &roll.in_turn, &roll.young, &roll.youth,
                       &roll.children}) {
        list->open(rows);
    }
    auto const present = people.look(present_);
    auto const id = people.look(id_);
    auto const born = people.look(born_);
    auto const head = people.look(head_);
    for_each_block(roll.adults.blocks(), [&](std::size_t block) {
        Marks marks{};
        auto const now = clock;
        auto const here = std::tuple{present, id, born, head};
        detail::each_of_block(rows, block, [&, here, now](Row row) {
            auto const& [is_present, names, births, heads] = here;
            auto const months = now.now.index - births[row];
            bool const grown = months >= adult_months;
            bool const turn = is_turn(names[row], now);
            auto const mark = if_so(grown, 1) | if_so(grown & turn, 2) | if_so(turn, 4) |
                              if_so(months < young_months, 8) | if_so(months < youth_months, 32) |
                              if_so(!grown & (heads[row] == 0), 16);
            marks[row % rows_per_block] = if_so(is_present[row] != 0, mark);
        });
        enter(roll.adults, block, marks, 1);
        enter(roll.in_turn, block, marks, 4);
        enter(roll.young, block, marks, 8);
        enter_from(roll.in_turn, roll.adults_in_turn, block, marks, 2);
        enter_from(roll.young, roll.youth, block, marks, 32);
        enter_from(roll.youth, roll.children, block, marks, 16);
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
            auto const mark = 1U | if_so(turn, 2) | if_so(minor, 4) |
                              if_so(turn | minor | (formed[row] == now), 8);
            marks[row % rows_per_block] = if_so(in_use[row] != 0, mark);
        });
        enter(roll.homes, block, marks, 1);
        enter(roll.homes_watched, block, marks, 8);
        enter_from(roll.homes_watched, roll.homes_in_turn, block, marks, 2);
        enter_from(roll.homes_watched, roll.homes_with_minors, block, marks, 4);
    });
}

}  // namespace smartstart
