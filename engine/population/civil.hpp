#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "engine/base/id.hpp"
#include "engine/population/facts.hpp"
#include "engine/population/table.hpp"

namespace smartstart {

/// The civil facts of everyone, at hand for one step in one month.
struct CivilView {
    std::span<Flag const> present;
    std::span<std::uint64_t const> id;
    std::span<Moment const> born;
    std::span<std::uint8_t const> sex;
    std::span<Row const> family;
    std::span<Row const> next;
    std::span<Flag const> head;
    std::span<std::uint64_t const> mother_id, father_id;
    std::span<Row const> mother, father;
    std::span<std::uint8_t const> births;
    std::span<Moment const> last_birth;
    std::span<std::uint8_t const> generation;
    std::span<Moment const> left_home;

    std::span<Flag const> in_use;
    std::span<std::uint64_t const> family_id;
    std::span<PlaceNumber const> municipality;
    std::span<Row const> first;
    std::span<Row const> head_one, head_two;
    std::span<std::uint8_t const> size, minors;
    std::span<Moment const> youngest, formed;

    PersonId person(Row row) const { return {id[row]}; }
    FamilyId family_name(Row row) const { return {family_id[row]}; }
    double age(Row row, Month now) const { return (now.index - born[row]) / 12.0; }
    int age_in_months(Row row, Month now) const { return now.index - born[row]; }
    /// Of an age at which facts that are kept in youth may be looked at. Of the older nobody does,
    /// not even to see that there is nothing: to look takes memory (Columns::forgotten).
    bool is_young(Row row, Month now) const { return age_in_months(row, now) < youth_months; }
    /// Lives with others as their child (of any age), not as head of the household.
    bool is_dependant(Row row) const { return (present[row] != 0) & (head[row] == 0); }
    /// A dependant under 18.
    bool is_child(Row row, Month now) const
    {
        return is_dependant(row) && age_in_months(row, now) < 18 * 12;
    }
    /// Whether the head that a household names (head_one, head_two) is there and grown up. In the
    /// rehearsal heads may be children, or not born yet.
    bool is_adult_head(Row named, Month now) const
    {
        return named != no_row && age_in_months(named, now) >= 18 * 12;
    }
    bool is_couple(Row household) const
    {
        return head_one[household] != no_row && head_two[household] != no_row;
    }
    /// Years since these heads came together here or one went on alone here; a huge number for
    /// those who were as they are before the start or before they moved in.
    double years_since_formed(Row household, Month now) const
    {
        return years_since(std::max(formed[household], Moment{0}), now);
    }
    bool is_single_parent(Row household) const
    {
        return head_one[household] != no_row && !is_couple(household) && minors[household] > 0;
    }
    /// Whether somebody was a child here, or came as one: then the childhood is on record.
    bool has_known_childhood(Row person) const
    {
        return (generation[person] & ~unsigned{civil::moved_in}) != 0;
    }
    /// Of a parent who lives in the region, else no_row. The row that a parent had may be somebody
    /// else's by now, or as it was left.
    Row mother_here(Row row) const { return if_here(mother[row], mother_id[row]); }
    Row father_here(Row row) const { return if_here(father[row], father_id[row]); }
    /// In one household with both.
    bool lives_with_both_parents(Row row) const
    {
        auto const one = mother_here(row);
        auto const other = father_here(row);
        return one != no_row && other != no_row && family[one] == family[row] &&
               family[other] == family[row];
    }
    /// The other head of the same household, or no_row.
    Row partner(Row row) const
    {
        auto const home = family[row];
        if (head[row] == 0) {
            return no_row;
        }
        return head_one[home] == row ? head_two[home] : head_one[home];
    }
    /// Calls `body(member)` for every member who is present.
    template <class Body>
    void for_each_member(Row household, Body const& body) const
    {
        for (auto member = first[household]; member != no_row; member = next[member]) {
            if (present[member] != 0) {
                body(member);
            }
        }
    }

private:
    Row if_here(Row row, std::uint64_t name) const
    {
        return row != no_row && present[row] != 0 && id[row] == name ? row : no_row;
    }
};

/// Permission to look at the civil facts; held by every step that needs them.
class Civil {
public:
    Civil(Schema& schema, std::string_view reader);
    CivilView look(People const& people, Families const& families) const;

private:
    Seen<Person, Flag> present_;
    Seen<Person, std::uint64_t> id_;
    Seen<Person, std::int16_t> born_;
    Seen<Person, std::uint8_t> sex_;
    Seen<Person, Row> family_, next_;
    Seen<Person, Flag> head_;
    Seen<Person, std::uint64_t> mother_id_, father_id_;
    Seen<Person, Row> mother_, father_;
    Seen<Person, std::uint8_t> births_;
    Seen<Person, std::int16_t> last_birth_;
    Seen<Person, std::uint8_t> generation_;
    Seen<Person, std::int16_t> left_home_;
    Seen<Family, Flag> in_use_;
    Seen<Family, std::uint64_t> family_id_;
    Seen<Family, PlaceNumber> municipality_;
    Seen<Family, Row> first_, head_one_, head_two_;
    Seen<Family, std::uint8_t> size_, minors_;
    Seen<Family, std::int16_t> youngest_, formed_;
};

}  // namespace smartstart
