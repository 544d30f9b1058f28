// families-bench v1: a second, small model on the engine's public headers, for comparing engines on
// the same work. families/README.md says what it simulates and how it is built.
//     families_bench [--people N=500000] [--years Y=60] [--threads T=1] [--seed S=1] [--csv FILE]
// The last line is for machines, and is about the loop of years alone, without the start:
//     families-bench,people,threads,person-years,cpu_s,wall_s,rss_mb,digest
//
// Of the engine it uses: tables, columns and their keepers (population/schema, table, fact); luck
// that is a function of seed, row, step and year (random); blocks of rows on threads, and
// conditions on sixteen rows at once (parallel); the clock. It does not use: World, Step and
// Blueprint, which carry a region, settings, services and a ledger; the civil Register, which keeps
// months and lineage; the Observer, which knows sums and no quantiles. It has small ones of its
// own: State, Homes, Scores, and a function for each phase. Rows are in order of birth and the row
// is the name: luck is keyed, but not by lineage.

#include <charconv>
#include <cstdio>
#include <ctime>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "tests/speed/families/steps.hpp"

namespace {

using namespace smartstart;

struct Given {
    std::uint64_t people = 500'000, years = 60, threads = 1, seed = 1;
    std::string csv;
};

std::uint64_t number_in(std::string const& text)
{
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw std::runtime_error{"'" + text + "' is not a whole number."};
    }
    return number;
}

Given read(std::vector<std::string> const& words)
{
    Given given;
    std::map<std::string, std::uint64_t*> const numbers{{"--people", &given.people},
                                                        {"--years", &given.years},
                                                        {"--threads", &given.threads},
                                                        {"--seed", &given.seed}};
    for (std::size_t i = 0; i < words.size(); i += 2) {
        auto const found = numbers.find(words[i]);
        if (i + 1 == words.size() || (found == numbers.end() && words[i] != "--csv")) {
            throw std::runtime_error{"'" + words[i] +
                                     "' is not an option with a value. There are: --people, "
                                     "--years, --threads, --seed, --csv."};
        }
        if (found == numbers.end()) {
            given.csv = words[i + 1];
        } else {
            *found->second = number_in(words[i + 1]);
        }
    }
    return given;
}

double seconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void write(std::string const& path, std::vector<families::YearOutput> const& years)
{
    auto* const file = std::fopen(path.c_str(), "w");
    if (file == nullptr) {
        throw std::runtime_error{"cannot write " + path + "."};
    }
    fmt::print(file, "{}\n", fmt::join(families::quantity_names, ","));
    for (auto const& year : years) {
        fmt::print(file, "{}\n", fmt::join(families::quantities(year), ","));
    }
    std::fclose(file);
}

int run(Given const& given)
{
    Workers const workers{static_cast<unsigned>(given.threads)};
    auto state = families::start(given.people, given.seed);
    std::vector<families::YearOutput> years;
    years.reserve(given.years);
    auto const cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    auto const wall = seconds(CLOCK_MONOTONIC);
    for (std::uint64_t year = 0; year < given.years; ++year) {
        families::live_year(state, years);
    }
    auto const cpu_spent = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    auto const wall_spent = seconds(CLOCK_MONOTONIC) - wall;
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::int64_t person_years = 0;
    for (auto const& year : years) {
        person_years += year.people;
    }
    if (!given.csv.empty()) {
        write(given.csv, years);
    }
    fmt::print("{:.1f} million person-years per CPU second\n",
               1e-6 * static_cast<double>(person_years) / cpu_spent);
    fmt::print("families-bench,{},{},{},{:.3f},{:.3f},{},{}\n", given.people, given.threads,
               person_years, cpu_spent, wall_spent, used.ru_maxrss / 1024,
               families::digest_of(years).substr(0, 16));
    return 0;
}

}  // namespace

int main(int count, char** words)
{
    try {
        return run(read({words + 1, words + count}));
    } catch (std::exception const& error) {
        fmt::print(stderr, "families_bench: {}\n", error.what());
        return 2;
    }
}
