#include "engine/parallel/rows.hpp"
#include "engine/population/register.hpp"
#include "engine/population/turn.hpp"

namespace smartstart {
namespace {

/// Everyone in 4096 rows is looked at once. A branch that no processor can foresee costs more than
/// a word that is written and not counted: so rows are written always, and counted if they belong.
class Pen {
public:
    Pen(RowList& list, std::size_t block) : rows_{&list.block(block)}
    {
        rows_->resize(rows_per_block);
    }
    void add(Row row, bool belongs)
    {
        (*rows_)[count_] = row;
        count_ += belongs ? 1U : 0U;
    }
    void close() { rows_->resize(count_); }

private:
    std::vector<Row>* rows_;
    std::size_t count_{};
};

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
        Pen adults{roll.adults, block};
        Pen adults_in_turn{roll.adults_in_turn, block};
        Pen in_turn{roll.in_turn, block};
        Pen young{roll.young, block};
        Pen children{roll.children, block};
        detail::each_of_block(rows, block, [&](Row row) {
            auto const months = clock.now.index - born[row];
            bool const here = present[row] != 0;
            bool const adult = here & (months >= adult_months);
            adults.add(row, adult);
            bool const turn = here & is_turn(id[row], clock);
            in_turn.add(row, turn);
            adults_in_turn.add(row, adult & turn);
            young.add(row, here & (months < young_months));
            children.add(row, here & (months < adult_months) & (head[row] == 0));
        });
        for (auto* pen : {&adults, &adults_in_turn, &in_turn, &young, &children}) {
            pen->close();
        }
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
        Pen homes{roll.homes, block};
        Pen in_turn{roll.homes_in_turn, block};
        Pen with_minors{roll.homes_with_minors, block};
        Pen watched{roll.homes_watched, block};
        detail::each_of_block(rows, block, [&](Row row) {
            bool const used = in_use[row] != 0;
            homes.add(row, used);
            bool const turn = used & is_turn(id[row], clock);
            bool const minor = used & (minors[row] > 0);
            bool const is_new = used & (formed[row] == now);
            in_turn.add(row, turn);
            with_minors.add(row, minor);
            watched.add(row, turn | minor | is_new);
        });
        for (auto* pen : {&homes, &in_turn, &with_minors, &watched}) {
            pen->close();
        }
    });
}

}  // namespace smartstart
