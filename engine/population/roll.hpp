#pragma once

#include "engine/parallel/rows.hpp"

namespace smartstart {

/// Who is at which point of life this month, so that a step goes straight to those it concerns. The
/// Register calls the roll when it has settled the month; steps of the phase `people` come before
/// that and look at every row instead. Nothing in it has to be kept, and a copy is empty until the
/// roll is called.
struct Roll {
    Roll() = default;
    Roll(Roll const& /*other*/) : Roll{} {}
    Roll& operator=(Roll const& other)
    {
        if (this != &other) {
            for (auto* list :
                 {&adults, &adults_in_turn, &in_turn, &young, &youth, &children, &newborns}) {
                list->open(0, of_people, 0);
            }
            for (auto* list : {&homes, &homes_in_turn, &homes_with_minors, &homes_watched}) {
                list->open(0, of_homes, 0);
            }
        }
        return *this;
    }
    ~Roll() = default;

    RowMarks of_people, of_homes;  ///< which of these lists each row is on

    // Persons who are present.
    RowList adults;          ///< 18 or older
    RowList adults_in_turn;  ///< of them, those whose turn it is (is_turn)
    RowList in_turn;         ///< of any age, those whose turn it is
    RowList young;           ///< under 30, at home or not
    RowList youth;           ///< under 24, at home or not: whom help for the young concerns
    RowList children;        ///< under 18 and no head of their household
    RowList newborns;        ///< of them, those born this month

    // Households that are in use.
    RowList homes;
    RowList homes_in_turn;
    RowList homes_with_minors;
    RowList homes_watched;  ///< with minors, in turn, or of heads who came together or moved in now
};

}  // namespace smartstart
