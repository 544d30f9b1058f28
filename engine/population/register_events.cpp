#include <algorithm>
#include <vector>

#include "engine/population/register_tables.hpp"

namespace smartstart {

Row Register::take_row(Columns& table, std::vector<Row>& free)
{
    if (free.empty()) {
        return table.grow();
    }
    auto const row = free.back();
    free.pop_back();
    return row;
}

Row Register::take_row_of(People& people, Stage stage)
{
    auto at = static_cast<std::size_t>(stage);
    while (at > young_rows && free_people_[at].empty()) {
        --at;
    }
    return take_row(people, free_people_[at]);
}

Row Register::new_family(Tables& tables, FamilyId id, PlaceNumber municipality, Month now)
{
    auto const row = take_row(tables.all_families, free_families_);
    tables.all_families.reset({&row, 1});
    tables.open();
    tables.in_use[row] = 1;
    tables.family_id[row] = id.value;
    tables.municipality[row] = municipality;
    tables.formed[row] = moment(now);
    return row;
}

void Register::join(Tables& tables, Row person, Row household)
{
    tables.put_in(person, household);
    tables.touched.push_back(household);
}

void Register::leave(Tables& tables, Row person)
{
    tables.step_down(person);
    auto const household = tables.family[person];
    if (tables.first[household] == person) {
        tables.first[household] = tables.next[person];
    } else {
        auto before = tables.first[household];
        while (tables.next[before] != person) {
            before = tables.next[before];
        }
        tables.next[before] = tables.next[person];
    }
    tables.next[person] = no_row;
    tables.family[person] = no_row;
    tables.touched.push_back(household);
}

void Register::close_if_empty(Tables& tables, Row household)
{
    if (tables.first[household] == no_row) {
        tables.in_use[household] = 0;
        free_families_.push_back(household);
    }
}

void Register::remove_person(Tables& tables, Row person)
{
    leave(tables, person);
    tables.present[person] = 0;
    free_people_[stage_at(person)].push_back(person);
}

void Register::count(Tables const& tables, Row household, VitalKind kind)
{
    ++counts_[tables.municipality[household]][static_cast<std::size_t>(kind)];
}

void Register::die(Tables& tables, Row person, Month now)
{
    if (tables.present[person] == 0) {
        return;
    }
    auto const household = tables.family[person];
    count(tables, household, VitalKind::death);
    if (tables.head[person] != 0) {
        tables.formed[household] = moment(now);
    }
    remove_person(tables, person);
    close_if_empty(tables, household);
}

void Register::depart(Tables& tables, Row person)
{
    if (!tables.is_head(person)) {
        return;
    }
    auto const household = tables.family[person];
    while (tables.first[household] != no_row) {
        count(tables, household, VitalKind::departure);
        remove_person(tables, tables.first[household]);
    }
    close_if_empty(tables, household);
}

/// Dependants who are a child of this person, and of nobody who leads the home that is left, come
/// along from there.
void Register::bring_own(Tables& tables, Row parent, Row from)
{
    auto const is_child_of = [&](Row member, Row who) {
        return who != no_row && (tables.mother_id[member] == tables.id[who] ||
                                 tables.father_id[member] == tables.id[who]);
    };
    auto const home = tables.family[parent];
    for (auto member = tables.first[from]; member != no_row;) {
        auto const next = tables.next[member];
        if (tables.head[member] == 0 && is_child_of(member, parent) &&
            !is_child_of(member, tables.head_one[from]) &&
            !is_child_of(member, tables.head_two[from])) {
            leave(tables, member);
            join(tables, member, home);
        }
        member = next;
    }
}

void Register::separate(Tables& tables, Row leaver, Month now)
{
    if (!tables.is_head(leaver) || tables.head_two[tables.family[leaver]] == no_row) {
        return;
    }
    auto const old_home = tables.family[leaver];
    auto const place = tables.municipality[old_home];
    count(tables, old_home, VitalKind::separation);
    leave(tables, leaver);
    tables.formed[old_home] = moment(now);
    auto const home =
        new_family(tables, family_started_by({tables.id[leaver]}, now.index), place, now);
    join(tables, leaver, home);
    tables.make_head(leaver);
    bring_own(tables, leaver, old_home);
}

void Register::unite(Tables& tables, VitalEvent const& event, Month now)
{
    auto const one = event.person;
    auto const other = event.other;
    auto const is_free = [&](Row person) {
        return tables.present[person] != 0 &&
               (tables.head[person] == 0 || tables.head_two[tables.family[person]] == no_row);
    };
    if (!is_free(one) || !is_free(other) || tables.family[one] == tables.family[other]) {
        return;
    }
    // A home of one's own is kept: the first one's, else the other's, else a new one.
    auto const host = tables.head[one] != 0 ? one : tables.head[other] != 0 ? other : no_row;
    auto const place = tables.municipality[tables.family[one]];
    auto const home =
        host != no_row
            ? tables.family[host]
            : new_family(tables, family_started_by({tables.id[one]}, now.index), place, now);
    for (auto const person : {one, other}) {
        auto const from = tables.family[person];
        if (from == home) {
            continue;
        }
        // A head brings the children along; a child of the house brings its own only.
        auto const with_all = tables.head[person] != 0;
        leave(tables, person);
        join(tables, person, home);
        if (!with_all) {
            tables.left_home[person] = moment(now);
            bring_own(tables, person, from);
        }
        while (with_all && tables.first[from] != no_row) {
            auto const dependant = tables.first[from];
            leave(tables, dependant);
            join(tables, dependant, home);
        }
        close_if_empty(tables, from);
    }
    for (auto const person : {one, other}) {
        if (tables.head[person] == 0) {
            tables.make_head(person);
        }
    }
    tables.formed[home] = moment(now);
    count(tables, home, VitalKind::union_formed);
}

void Register::leave_home(Tables& tables, VitalEvent const& event, Month now)
{
    auto const person = event.person;
    if (tables.present[person] == 0 || tables.head[person] != 0) {
        return;
    }
    auto const from = tables.family[person];
    auto const place = event.place == same_place ? tables.municipality[from] : event.place;
    leave(tables, person);
    auto const home =
        new_family(tables, family_started_by({tables.id[person]}, now.index), place, now);
    join(tables, person, home);
    tables.make_head(person);
    bring_own(tables, person, from);
    close_if_empty(tables, from);
    tables.left_home[person] = moment(now);
    count(tables, home, VitalKind::leaving_home);
}

/// All who are born in a month are entered together, column by column.
void Register::give_birth(Tables& tables, std::span<VitalEvent const> births, Month now)
{
    std::vector<Row> children(births.size());
    std::ranges::generate(children, [&] { return take_row_of(tables.all_people, young_rows); });
    tables.all_people.reset(children);
    tables.open();
    for (std::size_t i = 0; i < births.size(); ++i) {
        enter_child(tables, births[i], children[i], now);
    }
}

void Register::enter_child(Tables& tables, VitalEvent const& event, Row child, Month now)
{
    auto const mother = event.person;
    auto const home = tables.family[mother];
    tables.present[child] = 1;
    tables.id[child] =
        child_of({tables.id[mother]}, static_cast<unsigned>(tables.births[mother]) + 1U).value;
    tables.born[child] = moment(now);
    tables.sex[child] = static_cast<std::uint8_t>(event.number);
    tables.mother[child] = mother;
    tables.mother_id[child] = tables.id[mother];
    tables.generation[child] = static_cast<std::uint8_t>(tables.generation[mother] + 1);
    auto const leads = tables.head[mother] != 0;
    auto const father = !leads                            ? no_row
                        : tables.head_one[home] == mother ? tables.head_two[home]
                                                          : tables.head_one[home];
    if (father != no_row && tables.sex[father] == 1) {
        tables.father[child] = father;
        tables.father_id[child] = tables.id[father];
    }
    join(tables, child, home);
    ++tables.births[mother];
    tables.last_birth[mother] = moment(now);
    count(tables, home, VitalKind::birth);
}

/// A household that lost its heads: its eldest adult goes on as head; children without one go to
/// their other parent, or stay together in the care of a guardian (no head).
void Register::rehome_orphans(Tables& tables, Row household, Month now)
{
    auto eldest = no_row;
    for (auto member = tables.first[household]; member != no_row; member = tables.next[member]) {
        if (now.index - tables.born[member] >= 18 * 12 &&
            (eldest == no_row || tables.born[member] < tables.born[eldest])) {
            eldest = member;
        }
    }
    if (eldest != no_row) {
        tables.make_head(eldest);
        tables.formed[household] = moment(now);
        upkeep(tables, household, now);
        return;
    }
    std::vector<Row> members;
    for (auto member = tables.first[household]; member != no_row; member = tables.next[member]) {
        members.push_back(member);
    }
    for (auto const child : members) {
        auto const mother = tables.living(tables.mother[child], tables.mother_id[child]);
        auto const father = tables.living(tables.father[child], tables.father_id[child]);
        auto const parent = mother != no_row ? mother : father;
        if (parent != no_row && tables.family[parent] != household) {
            leave(tables, child);
            join(tables, child, tables.family[parent]);
            upkeep(tables, tables.family[parent], now);
        }
    }
    close_if_empty(tables, household);
    if (tables.in_use[household] != 0) {
        upkeep(tables, household, now);
    }
}

}  // namespace smartstart
