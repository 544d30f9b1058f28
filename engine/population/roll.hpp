#pragma once

#include "engine/parallel/rows.hpp"

namespace smartstart {

/// Who is at which point of life this month, so that a step goes straight to those it concerns. The
/// Register calls the roll when it has settled the month; steps of the phase `people` come before
/// that and look at every row instead.
struct Roll {
    // Persons who are present.
    RowList adults;          ///< 18 or older
    RowList adults_in_turn;  ///< of them, those whose turn it is (is_turn)
    RowList in_turn;         ///< of any age, those whose turn it is
    RowList young;           ///< under 30, at home or not
    RowList youth;           ///< under 24, at home or not: whom help for the young concerns
    RowList children;        ///< under 18 and no head of their household

    // Households that are in use.
    RowList homes;
    RowList homes_in_turn;
    RowList homes_with_minors;
    RowList homes_watched;  ///< with minors, in turn, or of heads who came together this month
};

}  // namespace smartstart
