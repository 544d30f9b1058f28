#pragma once

#include "engine/population/civil.hpp"

namespace smartstart {

/// The first adult among the heads. There is none in an empty row, with a guardian elsewhere, and
/// in the rehearsal where those who will lead the household are children themselves.
inline Row first_adult(CivilView const& people, Row household, Month now)
{
    if (people.in_use[household] != 0) {
        for (auto const head : {people.head_one[household], people.head_two[household]}) {
            if (people.is_adult_head(head, now)) {
                return head;
            }
        }
    }
    return no_row;
}

inline bool has_adult(CivilView const& people, Row household, Month now)
{
    return first_adult(people, household, now) != no_row;
}

}  // namespace smartstart
