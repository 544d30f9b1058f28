#include "engine/run/produce.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/meter.hpp"
#include "engine/run/product.hpp"
#include "engine/run/same_people.hpp"

namespace smartstart {
namespace {

/// Scenarios of one command are lived by the same people, so that they can be compared.
void check_together(std::vector<Prepared> const& all)
{
    std::vector<Problem> problems;
    auto const say = [&](std::string text) { problems.push_back({{}, std::move(text), {}}); };
    for (std::size_t i = 1; i < all.size(); ++i) {
        auto const& first = all.front().scenario;
        auto const& other = all[i].scenario;
        auto const same = [&](Prepared const& one) { return one.scenario.name == other.name; };
        if (std::find_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), same) !=
            all.begin() + static_cast<std::ptrdiff_t>(i)) {
            say(
                fmt::format("two scenarios are called '{}', and their results would have one name; "
                            "run them one after the other, with another --output.",
                            other.name));
        }
        if (!are_of_the_same_people(first, other)) {
            say(
                fmt::format("'{}' and '{}' differ in region, base year, rehearsal, years, seed or "
                            "scale; scenarios of one command are lived by the same people in the "
                            "same years, so run them one after the other.",
                            first.name, other.name));
        }
    }
    if (!problems.empty()) {
        throw InputError{std::move(problems)};
    }
}

StartPopulation people_of(Prepared const& prepared)
{
    auto const& scenario = prepared.scenario;
    return make_start_population(prepared.blueprint->region(), scenario.seed, scenario.scale);
}

}  // namespace

Produced produce(std::vector<Prepared> const& scenarios, Production const& production,
                 Listener const& listener)
{
    check_together(scenarios);
    check(production.on_disk, scenarios.front().scenario);
    Meter const meter;
    std::vector<Product> products;
    for (auto const& prepared : scenarios) {
        products.emplace_back(prepared, production).meet();
    }
    // Nothing of any is thrown away before all are ours.
    for (auto& product : products) {
        product.open();
    }
    std::vector<std::vector<int>> missing;
    auto lacking = false;
    for (auto& product : products) {
        missing.push_back(product.begin());
        lacking = lacking || !missing.back().empty();
    }
    RunLog log;
    auto ended = Ended::whole;
    if (lacking) {
        auto start = people_of(scenarios.front());
        log.people_at_start = static_cast<std::int64_t>(start.persons.size());
        auto counting = listener;
        counting.progress = [&](Progress const& progress) {
            log.years_lived = progress.done;
            if (listener.progress) {
                listener.progress(progress);
            }
        };
        ended =
            live_all({scenarios,
                      start,
                      missing,
                      production.threads,
                      [&] { start = {}; },
                      {production.on_disk,
                       [&](std::size_t scenario, int replicate) {
                           return products[scenario].life_file(replicate);
                       }}},
                     counting, [&](std::size_t scenario, int replicate, ReplicateResult&& numbers) {
                         products[scenario].keep(replicate, numbers);
                     });
    }
    auto const lived = std::exchange(log, meter.read());
    log.people_at_start = lived.people_at_start;
    log.years_lived = lived.years_lived;
    log.threads = production.threads;
    Produced produced{ended, {}, {}, {}, {}};
    for (auto& product : products) {
        product.finish(log);
        product.tell(produced);
    }
    return produced;
}

}  // namespace smartstart
