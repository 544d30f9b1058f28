#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/service/service_system.hpp"

namespace smartstart {

/// How many places of each service are taken, by pool; adds up over blocks of rows.
class Occupancy {
public:
    explicit Occupancy(std::size_t pools) : counts_(pools) {}

    void add(ServiceKind kind, std::size_t municipality)
    {
        ++counts_[ServiceSystem::pool(kind, municipality)][index(kind)];
    }
    Occupancy& operator+=(Occupancy const& other)
    {
        for (std::size_t pool = 0; pool < counts_.size(); ++pool) {
            for (std::size_t kind = 0; kind < service_kinds; ++kind) {
                counts_[pool][kind] += other.counts_[pool][kind];
            }
        }
        return *this;
    }
    /// Says so to the services of these kinds.
    void report(std::span<ServiceKind const> kinds, ServiceSystem& services) const
    {
        for (auto const kind : kinds) {
            for (std::size_t pool = 0; pool < counts_.size(); ++pool) {
                services.set_taken(kind, pool, counts_[pool][index(kind)]);
            }
        }
    }

private:
    std::vector<PerService<std::int64_t>> counts_;
};

}  // namespace smartstart
