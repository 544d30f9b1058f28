#include "engine/step/prices.hpp"

#include <string>

#include "engine/step/limits.hpp"

namespace smartstart {

PerService<double> read_prices(Setup const& setup)
{
    auto const own = setup.levers.section("steps").section("prices");
    auto const front = within<double>(factor_limits, own, "overhead_factor_front");
    auto const back = within<double>(factor_limits, own, "overhead_factor_back");
    PerService<double> prices{};
    for (auto const& service : all_services()) {
        if (service.kind == ServiceKind::none) {
            continue;
        }
        auto const all_in = service.kind == ServiceKind::youth_health_care;
        auto const overhead = service.side == Side::front ? front : back;
        auto const price = within<Euro>(price_limits, own, std::string{service.id} + "_year");
        prices[index(service.kind)] = price.euros() * (all_in ? 1.0 : overhead);
    }
    return prices;
}

}  // namespace smartstart
