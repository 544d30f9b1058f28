// Lives one replicate of a scenario and tells what each step costs.
//     where_time_goes [SCENARIO=scenarios/today-30-70.yaml] [--set path=value ...]
//                     [--years FIRST-LAST] [--scale 1/N] [--threads N] [--parts N] [--each-year]
// With --parts a month is lived in so many equal steps.
// Lines for machines: step,name,cpu_s,share,ns_per_person_month and
// where-time-goes,scenario,scale,years,threads,people,person-months,rehearsal_cpu_s,cpu_s,wall_s,
// peak_mb,bytes_in_tables_per_person,fingerprint. With --each-year also
// year,number,cpu_s,rows_of_people,rows_of_families,peak_mb

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "engine/base/sha256.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/population/facts.hpp"
#include "engine/run/life.hpp"
#include "engine/run/prepare.hpp"
#include "tests/support/small_run.hpp"

namespace {

using namespace smartstart;

double seconds_of(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}
double cpu_seconds()
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

/// Of a million bytes.
double peak_megabytes()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return 1024e-6 * static_cast<double>(used.ru_maxrss);
}

struct Given {
    std::string scenario = "scenarios/today-30-70.yaml";
    RunOptions options;
    bool each_year = false;
    unsigned threads = 1;
    int parts = 1;
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
        } else if (words[i] == "--parts" && i + 1 < words.size()) {
            given.parts = std::stoi(words[++i]);
        } else if (words[i] == "--each-year") {
            given.each_year = true;
        } else {
            given.scenario = words[i];
        }
    }
    return given;
}

struct Seconds {
    double cpu = 0.0;
    double wall = 0.0;
    static Seconds now() { return {cpu_seconds(), seconds_of(CLOCK_MONOTONIC)}; }
};

void print_ranking(std::map<std::string, Seconds, std::less<>> const& seconds, double total,
                   double person_months)
{
    std::vector<std::pair<std::string, Seconds>> ranking{seconds.begin(), seconds.end()};
    std::ranges::sort(ranking, std::greater{}, [](auto const& step) { return step.second.cpu; });
    for (auto const& [step, spent] : ranking) {
        fmt::print("step,{},{:.3f},{:.1f} %,{:.2f},{:.3f}\n", step, spent.cpu,
                   100.0 * spent.cpu / total, 1e9 * spent.cpu / person_months, spent.wall);
    }
}

/// Who lives there now; some rows are of nobody.
std::size_t people_of(World const& world)
{
    auto const& people = world.people;
    for (std::size_t at = 0; at < people.columns(); ++at) {
        if (people.name_of(at) == civil::present.name) {
            auto const cells = people.bytes_of(at);
            return cells.size() - static_cast<std::size_t>(std::ranges::count(cells, std::byte{0}));
        }
    }
    return 0;
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
    fmt::print("start population: {:.3f} CPU s, peak {:.1f} MB\n", cpu_seconds() - before_people,
               peak_megabytes());
    std::map<std::string, Seconds, std::less<>> seconds;
    double person_months = 0.0;
    double rehearsal = 0.0;
    auto const begin = Seconds::now();
    auto last = begin;
    auto const spent_on = [&](std::string_view step) {
        auto const now = Seconds::now();
        auto& spent = seconds[std::string{step}];
        spent.cpu += now.cpu - last.cpu;
        spent.wall += now.wall - last.wall;
        last = now;
    };
    blueprint->after_step = [&](std::string_view step, World const&) { spent_on(step); };
    Workers const workers{given.threads};
    Life life{*blueprint, start, 0, given.parts};
    start = {};
    spent_on("first world");
    while (life.next_year() <= blueprint->years().last) {
        auto const year = life.next_year();
        auto const year_began = cpu_seconds();
        life.live_year(*blueprint);
        spent_on("observer");
        rehearsal += year < blueprint->years().first ? cpu_seconds() - year_began : 0.0;
        if (given.each_year) {
            fmt::print("year,{},{:.3f},{},{},{:.1f}\n", year, cpu_seconds() - year_began,
                       life.world().people.size(), life.world().families.size(), peak_megabytes());
        }
        person_months += 12.0 * static_cast<double>(people_of(life.world()));
    }
    auto const alive = people_of(life.world());
    auto const bytes = life.world().people.bytes() + life.world().families.bytes();
    auto const result = std::move(life).finish(*blueprint);
    auto const peak = peak_megabytes();
    spent_on("results");
    auto const total = cpu_seconds() - begin.cpu;
    print_ranking(seconds, total, person_months);
    fmt::print(
        "where-time-goes,{},{:.6g},{}-{},{},{},{:.0f},{:.3f},{:.3f},{:.3f},{:.1f},{:.1f},{}\n",
        std::filesystem::path{given.scenario}.stem().string(), blueprint->scale(),
        blueprint->years().first, blueprint->years().last, given.threads, alive, person_months,
        rehearsal, total, seconds_of(CLOCK_MONOTONIC) - begin.wall, peak,
        static_cast<double>(bytes) / static_cast<double>(alive), fingerprint(result));
}
