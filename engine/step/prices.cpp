#include "engine/step/prices.hpp"

#include <string>

namespace smartstart {

PerService<double> read_prices(Setup const& setup)
{
    auto const own = setup.levers.section("steps").section("prices");
    auto const front = own.get<double>("overhead_factor_front");
    auto const back = own.get<double>("overhead_factor_back");
    PerService<double> prices{};
    for (auto const& service : all_services()) {
        if (service.kind == ServiceKind::none) {
            continue;
        }
        auto const all_in = service.kind == ServiceKind::youth_health_care;
        auto const overhead = service.side == Side::front ? front : back;
        prices[index(service.kind)] =
            own.get<Euro>(std::string{service.id} + "_year").euros() * (all_in ? 1.0 : overhead);
    }
    return prices;
}

}  // namespace smartstart
