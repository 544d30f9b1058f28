// Lives one replicate of a scenario and tells what each step costs.
//     where_time_goes [SCENARIO=scenarios/today-30-70.yaml] [--set path=value ...]
//                     [--years FIRST-LAST] [--scale 1/N] [--threads N] [--each-year]
// The last line is for machines: where-time-goes,person-months,cpu_s,peak_mb,fingerprint

#include <algorithm>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "engine/base/sha256.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/run/life.hpp"
#include "engine/run/prepare.hpp"
#include "tests/support/small_run.hpp"

namespace {

using namespace smartstart;

double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

long peak_megabytes()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
}

struct Given {
    std::string scenario = "scenarios/today-30-70.yaml";
    RunOptions options;
    bool each_year = false;
    unsigned threads = 1;
};

Given read(std::vector<std::string> const& words)
{
    Given given;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--set" && i + 1 < words.size()) {
            given.options.set.push_back(words[++i]);
        } else if (words[i] == "--years" && i + 1 < words.size()) {
            given.options.years = words[++i];
        } else if (words[i] == "--scale" && i + 1 < words.size()) {
            given.options.scale = words[++i];
        } else if (words[i] == "--threads" && i + 1 < words.size()) {
            given.threads = static_cast<unsigned>(std::stoul(words[++i]));
        } else if (words[i] == "--each-year") {
            given.each_year = true;
        } else {
            given.scenario = words[i];
        }
    }
    return given;
}

void print_ranking(std::map<std::string, double, std::less<>> const& seconds, double total,
                   double person_months)
{
    std::vector<std::pair<double, std::string>> ranking;
    for (auto const& [step, spent] : seconds) {
        ranking.emplace_back(spent, step);
    }
    std::ranges::sort(ranking, std::greater{});
    fmt::print("{:<20}{:>10}{:>8}{:>18}\n", "step", "CPU s", "share", "ns per row-month");
    for (auto const& [spent, step] : ranking) {
        fmt::print("{:<20}{:>10.3f}{:>7.1f}%{:>18.2f}\n", step, spent, 100.0 * spent / total,
                   1e9 * spent / person_months);
    }
}

std::string fingerprint(ReplicateResult const& result)
{
    std::string bytes_seen;
    for (auto const& trajectory : result.outcomes) {
        for (auto const* values : {&trajectory.numerators, &trajectory.denominators}) {
            bytes_seen.append(reinterpret_cast<char const*>(values->data()),
                              values->size() * sizeof(double));
        }
    }
    return sha256(bytes_seen);
}

}  // namespace

int main(int count, char** words)
{
    auto const given = read({words + 1, words + count});
    auto prepared = prepare({given.scenario}, given.options, our_model());
    auto blueprint = std::const_pointer_cast<Blueprint>(prepared.front().blueprint);
    auto const before_people = cpu_seconds();
    auto start = test::people_of(prepared.front());
    fmt::print("start population: {:.3f} CPU s, peak {} MB\n", cpu_seconds() - before_people,
               peak_megabytes());
    std::map<std::string, double, std::less<>> seconds;
    double person_months = 0.0;
    auto const begin = cpu_seconds();
    auto last = begin;
    blueprint->after_step = [&](std::string_view step, World const&) {
        auto const now = cpu_seconds();
        seconds[std::string{step}] += now - last;
        last = now;
    };
    Workers const workers{given.threads};
    Life life{*blueprint, start, 0, 1};
    start = {};
    auto const mark = [&](std::string_view name) { blueprint->after_step(name, life.world()); };
    mark("first world");
    while (life.next_year() <= blueprint->years().last) {
        auto const year = life.next_year();
        auto const year_began = cpu_seconds();
        life.live_year(*blueprint);
        mark("observer");
        if (given.each_year) {
            fmt::print("{}: {:.3f} CPU s, {} rows of people, {} of families, peak {} MB\n", year,
                       cpu_seconds() - year_began, life.world().people.size(),
                       life.world().families.size(), peak_megabytes());
        }
        person_months += 12.0 * static_cast<double>(life.world().people.size());
    }
    auto const rows = life.world().people.size();
    auto const bytes = life.world().people.bytes() + life.world().families.bytes();
    auto const peak = peak_megabytes();
    auto const result = std::move(life).finish(*blueprint);
    auto const total = cpu_seconds() - begin;
    print_ranking(seconds, total, person_months);
    fmt::print("rows {}, bytes in tables per row {:.1f}\n", rows,
               static_cast<double>(bytes) / static_cast<double>(rows));
    fmt::print("where-time-goes,{:.0f},{:.3f},{},{}\n", person_months, total, peak,
               fingerprint(result));
}
