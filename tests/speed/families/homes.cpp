#include "tests/speed/families/homes.hpp"

#include "tests/speed/families/risks.hpp"

namespace smartstart::families {
namespace {

constexpr std::string_view name = "homes";

}  // namespace

Homes::Homes(Schema& schema)
    : bond_{schema.own(facts::bond, name)},
      household_{schema.own(facts::household, name)},
      partner_{schema.own(facts::partner, name)},
      next_{schema.own(facts::next, name)},
      mother_{schema.own(facts::mother, name)},
      father_{schema.own(facts::father, name)},
      youngest_{schema.own(facts::youngest, name)},
      elder_by_mother_{schema.own(facts::elder_by_mother, name)},
      elder_by_father_{schema.own(facts::elder_by_father, name)},
      first_{schema.own(facts::first, name)},
      size_{schema.own(facts::size, name)},
      risks_{schema.own(facts::risks, name)},
      unrest_{schema.own(facts::unrest, name)}
{
}

Links Homes::open(People& people, Families& families) const
{
    return {.bond = people.change(bond_),
            .household = people.change(household_),
            .partner = people.change(partner_),
            .next = people.change(next_),
            .mother = people.change(mother_),
            .father = people.change(father_),
            .youngest = people.change(youngest_),
            .elder_by_mother = people.change(elder_by_mother_),
            .elder_by_father = people.change(elder_by_father_),
            .first = families.change(first_),
            .size = families.change(size_),
            .risks = families.change(risks_),
            .unrest = families.change(unrest_)};
}

void Homes::make_room(Families& families, Place& place, std::size_t households)
{
    while (place.free.size() < households) {
        place.free.push_back(families.append());
    }
}

void Homes::set_risks(Links const& links, Row household, std::uint8_t risks)
{
    links.risks[household] = risks;
    links.unrest[household] = unrest_of(risks);
}

void Homes::close(Links& links, Place& place, Row household)
{
    links.first[household] = no_row;
    links.size[household] = 0;
    links.risks[household] = 0;
    links.unrest[household] = 0;
    place.free.push_back(household);
    --place.households;
}

void Homes::leave(Links& links, Place& place, Row person)
{
    auto const household = links.household[person];
    if (household == no_row) {
        return;
    }
    if (links.first[household] == person) {
        links.first[household] = links.next[person];
    } else {
        auto before = links.first[household];
        while (links.next[before] != person) {
            before = links.next[before];
        }
        links.next[before] = links.next[person];
    }
    if (--links.size[household] == 0) {
        close(links, place, household);
    }
}

void Homes::move_in(Links& links, Row person, Row household)
{
    links.household[person] = household;
    links.next[person] = links.first[household];
    links.first[household] = person;
    ++links.size[household];
}

void Homes::start_home(Links& links, Place& place, Row person, std::uint8_t risks)
{
    leave(links, place, person);
    auto const household = place.free.back();
    place.free.pop_back();
    ++place.households;
    move_in(links, person, household);
    set_risks(links, household, risks);
}

void Homes::give_child(Links& links, Row child, Row mother, Row father)
{
    links.mother[child] = mother;
    links.elder_by_mother[child] = links.youngest[mother];
    links.youngest[mother] = child;
    if (father != no_row) {
        links.father[child] = father;
        links.elder_by_father[child] = links.youngest[father];
        links.youngest[father] = child;
    }
}

void Homes::die(Links& links, Place& place, Row person)
{
    auto const partner = links.partner[person];
    if (partner != no_row) {
        links.partner[partner] = no_row;
        links.bond[partner] = single;
    }
    leave(links, place, person);
    links.bond[person] = gone;
    links.partner[person] = no_row;
    links.household[person] = no_row;
    ++place.deaths;
}

void Homes::separate(Links& links, Place& place, Row woman)
{
    auto const man = links.partner[woman];
    auto const risks = links.risks[links.household[woman]];
    for (auto const person : {woman, man}) {
        links.partner[person] = no_row;
        links.bond[person] = single;
    }
    start_home(links, place, man, risks);
    ++place.dissolutions;
}

void Homes::unite(Links& links, Place& place, Row woman, Row man)
{
    links.partner[woman] = man;
    links.partner[man] = woman;
    links.bond[woman] = couple;
    links.bond[man] = couple;
    ++place.unions;
    auto const to = links.household[woman];
    auto const from = links.household[man];
    if (from == to) {
        return;
    }
    auto last = links.first[from];
    links.household[last] = to;
    while (links.next[last] != no_row) {
        last = links.next[last];
        links.household[last] = to;
    }
    links.next[last] = links.first[to];
    links.first[to] = links.first[from];
    links.size[to] = static_cast<std::uint16_t>(links.size[to] + links.size[from]);
    set_risks(links, to, links.risks[to] | links.risks[from]);
    close(links, place, from);
}

}  // namespace smartstart::families
