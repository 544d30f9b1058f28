#pragma once

#include "engine/parallel/rows.hpp"
#include "engine/population/register.hpp"

namespace smartstart {

/// The columns that the register changes. Opened anew after rows were added, for spans move then.
struct Register::Tables {
    People& all_people;
    Families& all_families;
    Register const& owner;
    std::vector<Row> touched;  ///< households that someone joined or left

    std::span<Flag> present, head;
    std::span<std::uint64_t> id, mother_id, father_id;
    std::span<std::int16_t> born, last_birth, left_home;
    std::span<std::uint8_t> sex, births, generation;
    std::span<Row> family, next, mother, father;

    std::span<Flag> in_use;
    std::span<std::uint64_t> family_id;
    std::span<PlaceNumber> municipality;
    std::span<std::uint8_t> size, minors;
    std::span<Row> first, head_one, head_two;
    std::span<std::int16_t> youngest, formed;

    Tables(People& people, Families& families, Register const& keeper)
        : all_people{people}, all_families{families}, owner{keeper}
    {
        open();
    }

    void open()
    {
        auto& p = all_people;
        present = p.change(owner.present_);
        head = p.change(owner.head_);
        id = p.change(owner.id_);
        mother_id = p.change(owner.mother_id_);
        father_id = p.change(owner.father_id_);
        born = p.change(owner.born_);
        last_birth = p.change(owner.last_birth_);
        left_home = p.change(owner.left_home_);
        sex = p.change(owner.sex_);
        births = p.change(owner.births_);
        generation = p.change(owner.generation_);
        family = p.change(owner.family_);
        next = p.change(owner.next_);
        mother = p.change(owner.mother_);
        father = p.change(owner.father_);
        auto& f = all_families;
        in_use = f.change(owner.in_use_);
        family_id = f.change(owner.family_id_);
        municipality = f.change(owner.municipality_);
        size = f.change(owner.size_);
        minors = f.change(owner.minors_);
        first = f.change(owner.first_);
        head_one = f.change(owner.head_one_);
        head_two = f.change(owner.head_two_);
        youngest = f.change(owner.youngest_);
        formed = f.change(owner.formed_);
    }

    /// The homes of dependants who turn 18 this month.
    std::vector<Row> homes_of_new_adults(Month now) const
    {
        auto const due = with_all(all_people.size(), equal(born, moment(now - Months{18 * 12})),
                                  set(present), equal(head, 0));
        return collect_rows<Row>(
            due, [&](Row person, std::vector<Row>& found) { found.push_back(family[person]); });
    }
    bool is_head(Row person) const { return present[person] != 0 && head[person] != 0; }
    void put_in(Row person, Row household)
    {
        family[person] = household;
        next[person] = first[household];
        first[household] = person;
    }
    void make_head(Row person)
    {
        auto const home = family[person];
        head[person] = 1;
        (head_one[home] == no_row ? head_one : head_two)[home] = person;
    }
    void step_down(Row person)
    {
        auto const home = family[person];
        if (head_one[home] == person) {
            head_one[home] = head_two[home];
            head_two[home] = no_row;
        } else if (head_two[home] == person) {
            head_two[home] = no_row;
        }
        head[person] = 0;
    }
    /// A parent's row, if that parent is still present under the same name.
    Row living(Row where, std::uint64_t name) const
    {
        return where != no_row && present[where] != 0 && id[where] == name ? where : no_row;
    }
};

}  // namespace smartstart
