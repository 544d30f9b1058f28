#include "engine/run/mpi/sent_place.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace smartstart {

SentPlace sent(ProcessPlace const& place)
{
    SentPlace all;
    std::copy_n(place.host.begin(), std::min(place.host.size(), all.host.size() - 1),
                all.host.begin());
    for (auto const number : place.processors) {
        if (static_cast<std::size_t>(number) < SentPlace::most) {
            all.processors.at(static_cast<std::size_t>(number)) = 1;
        }
    }
    all.online = place.online;
    all.threads = place.threads;
    return all;
}

ProcessPlace received(SentPlace const& all)
{
    ProcessPlace place;
    place.host = all.host.data();
    for (std::size_t number = 0; number < SentPlace::most; ++number) {
        if (all.processors.at(number) != 0) {
            place.processors.push_back(static_cast<int>(number));
        }
    }
    place.online = all.online;
    place.threads = all.threads;
    return place;
}

void divide_processors(std::vector<ProcessPlace>& places)
{
    std::map<std::string, std::pair<std::set<int>, std::size_t>> hosts;
    for (auto const& place : places) {
        auto& [processors, ranks] = hosts[place.host];
        processors.insert(place.processors.begin(), place.processors.end());
        ++ranks;
    }
    for (auto& place : places) {
        auto const& [processors, ranks] = hosts[place.host];
        auto const each = std::min(place.processors.size(), processors.size() / ranks);
        place.threads = static_cast<unsigned>(std::max<std::size_t>(1, each));
    }
}

}  // namespace smartstart
