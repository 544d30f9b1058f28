#pragma once

#include <string>

#include "engine/service/service_kind.hpp"
#include "engine/step/step.hpp"

namespace smartstart::steps {

/// What a place with a service costs in a year, all in, in euro of 2024. Read from the parameter
/// file `prices`, which the budget (what can be bought) and the ledger (what was paid) share.
/// For youth health care, which has no places, the price is of one child.
inline PerService<double> read_prices(Setup const& setup)
{
    auto const own = setup.levers.section("steps").section("prices");
    auto const overhead = own.get<double>("overhead_factor");
    PerService<double> prices{};
    for (auto const& service : all_services()) {
        if (service.kind == ServiceKind::none) {
            continue;
        }
        auto const all_in = service.kind == ServiceKind::youth_health_care;
        prices[index(service.kind)] =
            own.get<Euro>(std::string{service.id} + "_year").euros() * (all_in ? 1.0 : overhead);
    }
    return prices;
}

}  // namespace smartstart::steps
