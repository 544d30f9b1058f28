#pragma once

#include "engine/service/service_kind.hpp"
#include "engine/step/step.hpp"

namespace smartstart {

/// What a place with a service costs in a year, all in, in euro of 2024. Read from the parameter
/// file `prices`, which the budget (what can be bought) and the ledger (what was paid) share.
/// For youth health care, which has no places, the price is of one child.
PerService<double> read_prices(Setup const& setup);

}  // namespace smartstart
