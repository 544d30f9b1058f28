#pragma once

#include <algorithm>
#include <vector>

#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"

namespace smartstart::steps {

/// What work, benefits, income and debts agree on: rules of the law, and how common social
/// assistance is in each municipality. Read from the parameter file `social_security`.
struct SocialSecurity {
    double pension_age{};  ///< in years
    Months insured;        ///< how long unemployment insurance lasts
    /// Persons on social assistance per inhabitant over the national figure, by municipality; 1 for
    /// a place without figures.
    std::vector<double> relative_assistance;
};

inline SocialSecurity read_social_security(Setup const& setup)
{
    auto const own = setup.levers.section("steps").section("social_security");
    SocialSecurity result{.pension_age = age_in_years(own, "pension_age"),
                          .insured = own.get<Months>("insured"),
                          .relative_assistance = {}};
    auto const national = own.get<Share>("national_assistance").value();
    for (auto const& place : setup.region.municipalities()) {
        auto const share = static_cast<double>(place.social_assistance) /
                           static_cast<double>(std::max<std::int64_t>(1, place.inhabitants));
        auto const known = national > 0.0 && share > 0.0;
        result.relative_assistance.push_back(known ? share / national : 1.0);
    }
    return result;
}

}  // namespace smartstart::steps
