#include <vector>

#include "engine/population/register.hpp"
#include "engine/population/register_tables.hpp"

namespace smartstart {

// In the course of decades households would be scattered over the table, and every look at a home
// or a partner would wait for memory. A parent who is gone is forgotten as a row, and stays known
// by name.
void Register::tidy(People& people, Families& families)
{
    auto tables = open(people, families);
    std::vector<Row> order;
    std::vector<Row> place(people.size(), no_row);
    order.reserve(people.size());
    for (Row household = 0; household < families.size(); ++household) {
        for (auto member = tables.first[household]; member != no_row;
             member = tables.next[member]) {
            place[member] = static_cast<Row>(order.size());
            order.push_back(member);
        }
    }
    people.reorder(order);
    free_people_.clear();
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
}

}  // namespace smartstart
