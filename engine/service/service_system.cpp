#include "engine/service/service_system.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
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

namespace {

/// Who goes before whom in one line. Waiting time breaks ties before luck does: otherwise a family
/// can stay last for ever.
auto turn(Request const& one)
{
    return std::tuple{!one.owed, 255 - one.urgency, one.since, one.tie, one.name};
}

/// By the line in which they stand; `ends[line]` is where it ends.
std::vector<Request> in_lines(std::vector<Request> const& requests,
                              std::vector<std::size_t> const& lines, std::vector<std::size_t>& ends)
{
    for (auto const line : lines) {
        ++ends[line];
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    auto at = ends;
    std::vector<Request> standing(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
        standing[--at[lines[i]]] = requests[i];
    }
    return standing;
}

}  // namespace

std::vector<Request> ServiceSystem::allot(std::vector<Request> const& requests)
{
    auto const pools = places_.size();
    std::vector<std::size_t> lines(requests.size());
    std::ranges::transform(requests, lines.begin(), [&](Request const& one) {
        return index(one.kind) * pools + pool(one.kind, one.municipality);
    });
    std::vector<std::size_t> ends(service_kinds * pools);
    auto standing = in_lines(requests, lines, ends);
    std::vector<Request> granted;
    auto first = standing.begin();
    for (std::size_t line = 0; line < ends.size(); ++line) {
        auto const end = standing.begin() + static_cast<std::ptrdiff_t>(ends[line]);
        if (first != end) {
            auto const kind = static_cast<ServiceKind>(line / pools);
            auto const last = first + grant(kind, line % pools, {first, end});
            granted.insert(granted.end(), first, last);
        }
        first = end;
    }
    return granted;
}

/// Puts those who get a place first, in their turn, and gives their number. The others need no
/// order.
std::ptrdiff_t ServiceSystem::grant(ServiceKind kind, std::size_t pool, std::span<Request> line)
{
    auto& taken = taken_[pool][index(kind)];
    auto const all = static_cast<std::int64_t>(line.size());
    auto const owed = std::ranges::count_if(line, &Request::owed);
    auto const free = std::llround(places_[pool][index(kind)]) - taken;
    auto const granted = info(kind).statutory ? all : std::clamp<std::int64_t>(free, owed, all);
    if (granted < all) {
        std::ranges::nth_element(line, line.begin() + granted, {}, turn);
    }
    std::ranges::sort(line.first(static_cast<std::size_t>(granted)), {}, turn);
    taken += granted;
    waiting_[pool][index(kind)] += all - granted;
    return granted;
}

}  // namespace smartstart
