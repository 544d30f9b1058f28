#pragma once

#include "engine/base/clock.hpp"
#include "engine/ledger/ledger.hpp"
#include "engine/population/register.hpp"
#include "engine/population/table.hpp"
#include "engine/random/random.hpp"
#include "engine/service/service_system.hpp"

namespace smartstart {

/// Everything that changes during a run.
struct World {
    Random random;
    Clock clock;
    People people;
    Families families;
    Register civil_register;
    ArrivalsPool pool;
    ServiceSystem services;
    Ledger ledger;
    /// The years before the region's real history begins are rehearsed: people grow up in the
    /// households that they have at the start, so that the start finds histories, services and
    /// queues in balance. Nobody moves, marries or dies then.
    bool rehearsal{};
    /// Called anew every month, and nothing that has to be kept.
    Roll roll{};
};

}  // namespace smartstart
