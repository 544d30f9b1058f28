#include "engine/run/life_keeper.hpp"

#include <cmath>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/sha256.hpp"
#include "engine/run/life_on_disk.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

bool is_there(fs::path const& file)
{
    std::error_code ignored;
    return fs::exists(file, ignored);
}

}  // namespace

void check(OnDisk const& asked, Scenario const& scenario)
{
    if (!(asked.every_seconds >= 0.0) || !std::isfinite(asked.every_seconds)) {
        throw InputError{
            fmt::format("'--checkpoint-every' is {}, but must be 0 or more seconds, such as '60'.",
                        asked.every_seconds)};
    }
    auto const first = scenario.base_year - scenario.rehearsal_years;
    for (auto const year : asked.past_years) {
        if (year < first || year > scenario.years.last) {
            throw InputError{fmt::format(
                "'--keep-past-at' is {}, but must be a year that is lived, from {} to {}.", year,
                first, scenario.years.last)};
        }
    }
}

LifeKeeper::LifeKeeper(LifeKeeping keeping, std::vector<Prepared> const& scenarios)
    : keeping_{std::move(keeping)}, scenarios_{scenarios}
{
    past_years_.insert(keeping_.wanted.past_years.begin(), keeping_.wanted.past_years.end());
    for (auto const& prepared : scenarios) {
        past_years_.insert(prepared.scenario.base_year);
        if (auto const start = prepared.scenario.start_of_difference) {
            past_years_.insert(start->year());
        }
    }
}

Past const& LifeKeeper::past(std::size_t scenario) const
{
    std::scoped_lock const lock{guard_};
    return pasts_.try_emplace(scenario, scenarios_[scenario]).first->second;
}

std::optional<KeptLife> LifeKeeper::own_life(std::size_t scenario, int replicate) const
{
    auto const file = keeping_.file_for(scenario, replicate);
    if (!is_there(file)) {
        return {};
    }
    CheckpointReader const checkpoint{file};
    auto const& head = checkpoint.head();
    auto const otherwise = difference(head, past(scenario).head(replicate, head.year));
    if (!otherwise.empty()) {
        checkpoint.refuse(otherwise);
    }
    return KeptLife{file, replicate, head.year};
}

std::optional<KeptLife> LifeKeeper::find(std::size_t scenario, int replicate, int from,
                                         int until) const
{
    if (keeping_.file_for) {
        auto const own = own_life(scenario, replicate);
        if (own && own->year >= from && own->year <= until) {
            return own;
        }
    }
    for (auto year = until; keeps_pasts() && year >= from; --year) {
        if (auto const file = file_of_past(scenario, replicate, year); is_there(file)) {
            return KeptLife{file, replicate, year};
        }
    }
    return {};
}

Life LifeKeeper::read(KeptLife const& kept, std::size_t scenario) const
{
    CheckpointReader const checkpoint{kept.file};
    auto const& head = checkpoint.head();
    auto const wanted = past(scenario).head(kept.replicate, kept.year);
    if (auto const otherwise = difference(head, wanted); !otherwise.empty()) {
        checkpoint.refuse(otherwise);
    }
    return read_life(checkpoint, *scenarios_[scenario].blueprint);
}

void LifeKeeper::keep(Life const& life, std::size_t scenario, int replicate) const
{
    write_life(life, past(scenario).head(replicate, life.next_year()),
               keeping_.file_for(scenario, replicate));
}

void LifeKeeper::forget(std::size_t scenario, int replicate) const
{
    if (keeping_.file_for) {
        remove_checkpoint(keeping_.file_for(scenario, replicate));
    }
}

fs::path LifeKeeper::file_of_past(std::size_t scenario, int replicate, int year) const
{
    auto const head = past(scenario).head(replicate, year);
    auto const key = sha256(head.program + '\n' + head.model + '\n' + head.past);
    constexpr std::size_t digits = 16;
    return keeping_.wanted.pasts /
           fmt::format("{}-replicate-{}-{}.checkpoint", year, replicate, key.substr(0, digits));
}

void LifeKeeper::keep_past(Life const& life, std::size_t scenario, int replicate) const
{
    auto const year = life.next_year();
    auto const file = file_of_past(scenario, replicate, year);
    if (is_there(file)) {
        return;
    }
    try {
        write_life(life, past(scenario).head(replicate, year), file);
    } catch (FileInUse const&) {
        return;  // another run keeps the same past at this moment
    }
}

}  // namespace smartstart
