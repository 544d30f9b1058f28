#include "engine/service/service_system.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace smartstart {

void ServiceSystem::set_places(ServiceKind kind, std::size_t pool, double places)
{
    places_[pool][index(kind)] = places;
}

void ServiceSystem::set_taken(ServiceKind kind, std::size_t pool, std::int64_t count)
{
    taken_[pool][index(kind)] = count;
    waiting_[pool][index(kind)] = 0;
}

std::vector<Request> ServiceSystem::allot(std::vector<Request> requests)
{
    // Waiting time breaks ties before luck does: otherwise a family can stay last for ever.
    std::ranges::sort(requests, {}, [](Request const& one) {
        return std::tuple{one.kind,  pool(one.kind, one.municipality),
                          !one.owed, 255 - one.urgency,
                          one.since, one.tie,
                          one.name};
    });
    std::vector<Request> granted;
    for (auto const& request : requests) {
        auto const at = pool(request.kind, request.municipality);
        auto& taken = taken_[at][index(request.kind)];
        auto const limit = std::llround(places_[at][index(request.kind)]);
        if (request.owed || info(request.kind).statutory || taken < limit) {
            ++taken;
            granted.push_back(request);
        } else {
            ++waiting_[at][index(request.kind)];
        }
    }
    return granted;
}

}  // namespace smartstart
