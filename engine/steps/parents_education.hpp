#pragma once

#include <span>

#include "engine/population/civil.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {

/// Mean level of education of the mother and the father who live in the region and have one, less
/// the middle level: from -1 to 1, and 0 when there is none. What parents have of school weighs on
/// advice and choices beside the skills that they pass on (the secondary effect of Boudon 1974).
inline double education_of_parents(CivilView const& people,
                                   std::span<facts::Number const> education, Row row)
{
    double sum = 0.0;
    double known = 0.0;
    for (auto const parent : {people.mother_here(row), people.father_here(row)}) {
        if (parent != no_row && education[parent] != 0) {
            sum += education[parent] - facts::middle_education;
            known += 1.0;
        }
    }
    return known > 0.0 ? sum / known : 0.0;
}

}  // namespace smartstart::steps
