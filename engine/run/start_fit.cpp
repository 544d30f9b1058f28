#include "engine/run/start_fit.hpp"

#include "engine/population/start/start_population.hpp"

namespace smartstart {

Fit fit_of_start(Prepared const& prepared)
{
    auto const& scenario = prepared.scenario;
    return make_start_population(prepared.blueprint->region(), scenario.seed, scenario.scale).fit;
}

}  // namespace smartstart
