// What common luck is worth: two scenarios are lived by the same people with the same luck.
//     paired_lives BASE OTHER [--scale 1/N] [--years FIRST-LAST] [--replicates N] [--set path=value
//     ...]
// Lines for machines:
//     pairing,outcome,year,difference,sd_paired,sd_independent,ratio_of_variances
//     changed-lives,year,replicates,people,changed,with_another_partner,either
//     helped-in-one-world,year,children,only_base,only_other,sd_paired,sd_by_chance,sd_independent
// The last is of minors who had youth care in the last twelve months, a replicate's mean of each.
// Were chance tossed anew for each child who had it in one world only, and nothing else differed,
// the paired sd would be sd_by_chance: common luck cannot take away more than that.

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/outcome/group.hpp"
#include "engine/population/civil.hpp"
#include "engine/run/executor.hpp"
#include "engine/run/life.hpp"
#include "engine/run/prepare.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_run.hpp"

namespace {

using namespace smartstart;

struct Given {
    std::vector<std::filesystem::path> scenarios;
    RunOptions options;
    std::size_t replicates = 20;
};

Given read(std::vector<std::string> const& words)
{
    Given given;
    given.options.scale = "1/10";
    for (std::size_t i = 0; i < words.size(); ++i) {
        bool const has_value = i + 1 < words.size();
        if (words[i] == "--years" && has_value) {
            given.options.years = words[++i];
        } else if (words[i] == "--scale" && has_value) {
            given.options.scale = words[++i];
        } else if (words[i] == "--set" && has_value) {
            given.options.set.push_back(words[++i]);
        } else if (words[i] == "--replicates" && has_value) {
            given.replicates = std::stoul(words[++i]);
        } else {
            given.scenarios.emplace_back(words[i]);
        }
    }
    if (given.scenarios.empty()) {
        given.scenarios = {"scenarios/today-30-70.yaml", "scenarios/shift-50-50.yaml"};
    }
    return given;
}

/// One person at the end of a run.
struct Known {
    std::vector<int> state;  ///< what a life is known by here
    std::uint64_t partner{};
    bool minor{}, helped{};  ///< had youth care in the last year
    bool operator==(Known const&) const = default;
};
using Everyone = std::unordered_map<std::uint64_t, Known>;

/// Everyone present, by name for life.
Everyone everyone(Blueprint const& blueprint, World const& world)
{
    auto schema = blueprint.schema();
    constexpr std::string_view reader = "paired_lives";
    auto const civil = Civil{schema, reader}.look(world.people, world.families);
    auto const see = [&](auto const& fact) { return world.people.look(schema.see(fact, reader)); };
    auto const education = see(facts::education);
    auto const work = see(facts::work);
    auto const ill = see(facts::ill);
    auto const addicted = see(facts::addicted);
    auto const problem = see(facts::problem);
    auto const suspect = see(facts::suspect);
    auto const good_health = see(facts::good_health);
    auto const left_school = see(facts::left_school_early);
    auto const front = see(facts::care_front);
    auto const back = see(facts::care_back);
    auto const a_year_ago = world.clock.now.index - 12;
    Everyone people;
    for (Row row = 0; row < world.people.size(); ++row) {
        if (civil.present[row] != 0) {
            auto const partner = civil.partner(row);
            people[civil.id[row]] = {
                {education[row], work[row], ill[row], addicted[row], problem[row], suspect[row],
                 good_health[row], left_school[row]},
                partner == no_row ? 0 : civil.id[partner],
                civil.age_in_months(row, world.clock.now) < 18 * 12,
                std::max(front[row], back[row]) > a_year_ago};
        }
    }
    return people;
}

struct Changes {
    std::size_t people{};  ///< who are there in both worlds
    std::size_t changed{}, with_another_partner{}, either{};
    std::size_t minors{}, helped{}, only_base{}, only_other{};
};

Changes changes_between(Everyone const& base, Everyone const& other)
{
    Changes found;
    for (auto const& [id, one] : base) {
        auto const same = other.find(id);
        if (same != other.end()) {
            bool const lives_otherwise = one.state != same->second.state;
            bool const other_partner = one.partner != same->second.partner;
            ++found.people;
            found.changed += lives_otherwise ? 1U : 0U;
            found.with_another_partner += other_partner ? 1U : 0U;
            found.either += lives_otherwise || other_partner ? 1U : 0U;
            if (one.minor) {
                ++found.minors;
                found.helped += one.helped ? 1U : 0U;
                found.only_base += one.helped && !same->second.helped ? 1U : 0U;
                found.only_other += !one.helped && same->second.helped ? 1U : 0U;
            }
        }
    }
    return found;
}

/// What one replicate came to, [outcome][year], for everybody in the region.
using Values = std::vector<std::vector<double>>;

Values values_of(Blueprint const& blueprint, ReplicateResult const& result)
{
    auto const groups = all_groups().size();
    auto const places = blueprint.region().municipalities().size();
    auto const years =
        static_cast<std::size_t>(blueprint.years().last - blueprint.years().first) + 1;
    Values values;
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        auto& of_years = values.emplace_back();
        for (std::size_t year = 0; year < years; ++year) {
            double numerator = 0.0;
            double denominator = 0.0;
            for (std::size_t place = 0; place < places; ++place) {
                auto const cell = (year * places + place) * groups;
                numerator += result.outcomes[i].numerators[cell];
                denominator += result.outcomes[i].denominators[cell];
            }
            of_years.push_back(
                value(blueprint.outcomes()[i].info.transform, numerator, denominator));
        }
    }
    return values;
}

struct LivedTwice {
    Values base, other;
    Changes changes;
};

std::pair<Values, Everyone> live_whole(Blueprint const& blueprint, StartPopulation const& start,
                                       std::uint32_t replicate)
{
    Life life{blueprint, start, replicate, 1};
    while (life.next_year() <= blueprint.years().last) {
        life.live_year(blueprint);
    }
    auto people = everyone(blueprint, life.world());
    return {values_of(blueprint, std::move(life).finish(blueprint)), std::move(people)};
}

void tell_variance(Blueprint const& blueprint, std::vector<LivedTwice> const& lived,
                   std::size_t year)
{
    for (std::size_t i = 0; i < blueprint.outcomes().size(); ++i) {
        std::vector<double> base;
        std::vector<double> other;
        std::vector<double> difference;
        for (auto const& one : lived) {
            base.push_back(one.base[i][year]);
            other.push_back(one.other[i][year]);
            difference.push_back(other.back() - base.back());
        }
        auto const [mean, paired] = test::moments(difference);
        auto const independent = std::hypot(test::moments(base).sd, test::moments(other).sd);
        fmt::print("pairing,{},{},{:.6g},{:.3g},{:.3g},{:.2f}\n", blueprint.outcomes()[i].info.id,
                   blueprint.years().first + static_cast<int>(year), mean, paired, independent,
                   paired > 0.0 ? independent * independent / (paired * paired) : INFINITY);
    }
}

/// How much of the luck of help the worlds share.
void tell_help(int year, std::vector<LivedTwice> const& lived)
{
    std::vector<double> base, other, difference, discordant;
    Changes all;
    for (auto const& [of_base, of_other, changes] : lived) {
        auto const minors = static_cast<double>(changes.minors);
        auto const more = static_cast<double>(changes.only_other);
        auto const fewer = static_cast<double>(changes.only_base);
        base.push_back(static_cast<double>(changes.helped) / minors);
        difference.push_back((more - fewer) / minors);
        other.push_back(base.back() + difference.back());
        discordant.push_back((more + fewer) / (minors * minors));
        all.minors += changes.minors;
        all.only_base += changes.only_base;
        all.only_other += changes.only_other;
    }
    auto const count = static_cast<double>(lived.size());
    fmt::print("helped-in-one-world,{},{:.0f},{:.1f},{:.1f},{:.3g},{:.3g},{:.3g}\n", year,
               static_cast<double>(all.minors) / count, static_cast<double>(all.only_base) / count,
               static_cast<double>(all.only_other) / count, test::moments(difference).sd,
               std::sqrt(test::moments(discordant).mean),
               std::hypot(test::moments(base).sd, test::moments(other).sd));
}

}  // namespace

int main(int count, char** words)
{
    auto const given = read({words + 1, words + count});
    auto const prepared = prepare(given.scenarios, given.options, our_model());
    auto const start = test::people_of(prepared.front());
    auto const& base = *prepared.front().blueprint;
    auto const& other = *prepared.back().blueprint;
    std::vector<LivedTwice> lived(given.replicates);
    run_jobs(
        lived.size(), std::thread::hardware_concurrency(), [] { return true; },
        [&](std::size_t job) {
            auto const replicate = static_cast<std::uint32_t>(job);
            auto [of_base, people] = live_whole(base, start, replicate);
            auto [of_other, the_same] = live_whole(other, start, replicate);
            lived[job] = {std::move(of_base), std::move(of_other),
                          changes_between(people, the_same)};
        });
    tell_help(base.years().last, lived);
    Changes all;
    for (auto const& one : lived) {
        all.people += one.changes.people;
        all.changed += one.changes.changed;
        all.with_another_partner += one.changes.with_another_partner;
        all.either += one.changes.either;
    }
    auto const last = static_cast<std::size_t>(base.years().last - base.years().first);
    for (auto const year : {last / 4, last / 2, last}) {
        tell_variance(base, lived, year);
    }
    fmt::print("changed-lives,{},{},{},{},{},{}\n", base.years().last, given.replicates, all.people,
               all.changed, all.with_another_partner, all.either);
}
