#include "engine/service/service_system.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/parallel/rows.hpp"

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

/// Where a request stands in its line.
struct ServiceSystem::Standing {
    std::pair<std::uint64_t, std::uint64_t> turn_and_name;
    std::size_t number{};  ///< of the request
};

namespace {

/// Who has the lower number goes first, in one line: whoever is owed a place, then the most urgent,
/// then the longest wait, then luck. Waiting time breaks ties before luck does: otherwise a family
/// can stay last for ever.
std::uint64_t turn_of(Request const& one)
{
    constexpr int earliest = std::numeric_limits<Moment>::min();
    auto const wait_began = static_cast<std::uint64_t>(one.since - earliest);  // of 16 bits
    return std::uint64_t{!one.owed} << 56U | std::uint64_t{255U - one.urgency} << 48U |
           wait_began << 32U | one.tie;
}

}  // namespace

/// By line; `ends[line]` is where it ends.
std::vector<ServiceSystem::Standing> ServiceSystem::in_lines(std::vector<Request> const& requests,
                                                             std::vector<std::size_t>& ends) const
{
    auto const line_of = [&](Request const& one) {
        return index(one.kind) * places_.size() + pool(one.kind, one.municipality);
    };
    for (auto const& one : requests) {
        ++ends[line_of(one)];
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    auto at = ends;
    std::vector<Standing> standing(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
        standing[--at[line_of(requests[i])]] = {{turn_of(requests[i]), requests[i].name}, i};
    }
    return standing;
}

std::vector<Request> ServiceSystem::allot(std::vector<Request> const& requests)
{
    auto const pools = places_.size();
    std::vector<std::size_t> ends(service_kinds * pools);
    auto standing = in_lines(requests, ends);
    auto const begin_of = [&](std::size_t line) { return line == 0 ? 0 : ends[line - 1]; };
    std::vector<std::size_t> granted(ends.size());
    for_each_block(ends.size(), [&](std::size_t line) {
        auto const from = begin_of(line);
        if (from != ends[line]) {
            granted[line] = grant(static_cast<ServiceKind>(line / pools), line % pools,
                                  std::span{standing}.subspan(from, ends[line] - from), requests);
        }
    });
    std::vector<Request> all;
    for (std::size_t line = 0; line < ends.size(); ++line) {
        for (auto const& one : std::span{standing}.subspan(begin_of(line), granted[line])) {
            all.push_back(requests[one.number]);
        }
    }
    return all;
}

/// Puts those who get a place first, in their turn, and gives their number. The others need no
/// order.
std::size_t ServiceSystem::grant(ServiceKind kind, std::size_t pool, std::span<Standing> line,
                                 std::vector<Request> const& requests)
{
    auto& taken = taken_[pool][index(kind)];
    auto const all = static_cast<std::int64_t>(line.size());
    auto const owed =
        std::ranges::count_if(line, [&](Standing const& one) { return requests[one.number].owed; });
    auto const free = std::llround(places_[pool][index(kind)]) - taken;
    auto const granted = info(kind).statutory ? all : std::clamp<std::int64_t>(free, owed, all);
    if (granted < all) {
        std::ranges::nth_element(line, line.begin() + granted, {}, &Standing::turn_and_name);
    }
    std::ranges::sort(line.first(static_cast<std::size_t>(granted)), {}, &Standing::turn_and_name);
    taken += granted;
    waiting_[pool][index(kind)] += all - granted;
    return static_cast<std::size_t>(granted);
}

}  // namespace smartstart
