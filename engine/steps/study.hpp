#pragma once

#include "engine/steps/facts.hpp"

namespace smartstart::steps {

/// Stages of school: the values of the column `study`.
enum Study : facts::Number {
    not_at_school,
    primary,
    secondary,
    vocational,
    higher,
    higher_in_vain,  ///< ends without a diploma
    as_at_start,     ///< whose level is known from the start population
};
inline constexpr Fact<Person, facts::Number> study_now{
    "study",
    "0 not at school, 1 primary, 2 secondary, 3 vocational (mbo), 4 higher, 5 higher without a "
    "diploma, 6 as known at the start",
    0, CellKind::value, Kept::until_thirty};
inline constexpr Fact<Person, facts::When> study_until{
    "study_until", "month in which this stage ends", 0, facts::calendar, Kept::until_thirty};

}  // namespace smartstart::steps
