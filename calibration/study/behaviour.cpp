#include "calibration/study/behaviour.hpp"

#include <fmt/format.h>

#include "engine/base/sha256.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/life.hpp"
#include "engine/run/prepare.hpp"

namespace smartstart {

std::string behaviour_of(std::filesystem::path const& scenario)
{
    RunOptions options;
    options.scale = "1/200";
    options.seed = 1;
    options.replicates = 1;
    auto const prepared = prepare({scenario}, options, our_model()).front();
    auto const start = make_start_population(prepared.blueprint->region(), prepared.scenario.seed,
                                             prepared.scenario.scale);
    constexpr int years = 2;
    Life life{*prepared.blueprint, start, 0, 1};
    for (int year = 0; year < years; ++year) {
        life.live_year(*prepared.blueprint);
    }
    std::string left;
    for (auto const& columns :
         {life.world().people.fingerprints(), life.world().families.fingerprints()}) {
        for (auto const& [column, fingerprint] : columns) {
            left += fmt::format("{} {}\n", column, fingerprint);
        }
    }
    return sha256(left);
}

}  // namespace smartstart
