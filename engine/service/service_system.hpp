#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/clock.hpp"
#include "engine/base/id.hpp"
#include "engine/population/fact.hpp"
#include "engine/service/service_kind.hpp"

namespace smartstart {

/// One plea for a place with a service.
struct Request {
    ServiceKind kind{};
    PlaceNumber municipality{};
    bool owed{};             ///< ordered by a court or demanded by law: never refused
    std::uint8_t urgency{};  ///< higher goes first
    Moment since{};          ///< the month in which the wait began
    std::uint32_t tie{};     ///< keyed luck, asked once a wait: breaks ties and nothing else
    std::uint64_t name{};    ///< of the person or family; breaks the last tie
    Row row{no_row};         ///< for the caller
};

/// The places of every service in every municipality: how many there are and how many are taken.
/// A regional service has one pool, kept under municipality 0.
class ServiceSystem {
public:
    explicit ServiceSystem(std::size_t municipalities)
        : places_(municipalities), taken_(municipalities), waiting_(municipalities)
    {
    }

    std::size_t municipalities() const { return places_.size(); }
    /// Where the places of a service are counted.
    static std::size_t pool(ServiceKind kind, std::size_t municipality)
    {
        return info(kind).regional ? 0 : municipality;
    }

    void set_places(ServiceKind kind, std::size_t pool, double places);
    double places(ServiceKind kind, std::size_t pool) const { return places_[pool][index(kind)]; }
    std::int64_t taken(ServiceKind kind, std::size_t pool) const
    {
        return taken_[pool][index(kind)];
    }
    std::int64_t waiting(ServiceKind kind, std::size_t pool) const
    {
        return waiting_[pool][index(kind)];
    }
    /// Says how many places are taken now, before anything is allotted.
    void set_taken(ServiceKind kind, std::size_t pool, std::int64_t count);

    /// Grants requests up to the free places: those that are owed and those to a statutory service
    /// always and first; the others by urgency, then the longest wait, then keyed luck. The result
    /// does not depend on the order of `requests`.
    std::vector<Request> allot(std::vector<Request> const& requests);

    /// Names what is not the same every month, for who keeps it on disk.
    template <class Self, class Visit>
    static void each_part(Self& self, Visit const& visit)
    {
        visit("places", self.places_);
        visit("taken", self.taken_);
        visit("waiting", self.waiting_);
    }

private:
    struct Standing;
    std::vector<Standing> in_lines(std::vector<Request> const& requests,
                                   std::vector<std::size_t>& ends) const;
    std::size_t grant(ServiceKind kind, std::size_t pool, std::span<Standing> line,
                      std::vector<Request> const& requests);

    std::vector<PerService<double>> places_;
    std::vector<PerService<std::int64_t>> taken_, waiting_;
};

}  // namespace smartstart
