#include "tests/support/small_run.hpp"

#include <algorithm>
#include <bit>
#include <filesystem>

namespace smartstart::test {
namespace {

std::filesystem::path folder()
{
    return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios";
}

bool same_bits(std::vector<double> const& one, std::vector<double> const& other)
{
    return std::ranges::equal(one, other, [](double a, double b) {
        return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
    });
}

}  // namespace

std::vector<Prepared> small(std::vector<std::string> const& scenarios, Small const& size)
{
    RunOptions options;
    options.scale = "1/" + std::to_string(size.one_in);
    options.replicates = size.replicates;
    options.years = "2024-2029";
    options.set = {"rehearsal=2 years"};
    for (auto const& text : size.set) {
        if (text.starts_with("years=")) {
            options.years = text.substr(std::string_view{"years="}.size());
        } else {
            options.set.push_back(text);
        }
    }
    std::vector<std::filesystem::path> files;
    for (auto const& name : scenarios) {
        files.push_back(folder() / (name + ".yaml"));
    }
    return prepare(files, options, our_model());
}

StartPopulation people_of(Prepared const& prepared)
{
    return make_start_population(prepared.blueprint->region(), prepared.scenario.seed,
                                 prepared.scenario.scale);
}

Lives lives_of(std::vector<Prepared> const& scenarios, unsigned threads)
{
    auto const start = people_of(scenarios.front());
    Lives lives(scenarios.size());
    std::vector<std::vector<int>> wanted(scenarios.size());
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        for (int number = 0; number < scenarios[i].scenario.replicates; ++number) {
            wanted[i].push_back(number);
        }
        lives[i].resize(wanted[i].size());
    }
    live_all({scenarios, start, wanted, threads}, {},
             [&](std::size_t scenario, int replicate, ReplicateResult&& numbers) {
                 lives[scenario][static_cast<std::size_t>(replicate)] = std::move(numbers);
             });
    return lives;
}

std::vector<std::string> differences(ReplicateResult const& one, ReplicateResult const& other,
                                     Blueprint const& blueprint)
{
    std::vector<std::string> found;
    for (std::size_t i = 0; i < one.outcomes.size(); ++i) {
        if (!same_bits(one.outcomes[i].numerators, other.outcomes[i].numerators) ||
            !same_bits(one.outcomes[i].denominators, other.outcomes[i].denominators)) {
            found.push_back(blueprint.outcomes()[i].info.id);
        }
    }
    auto const note = [&](bool same, std::string const& name) {
        if (!same) {
            found.push_back(name);
        }
    };
    note(one.cents == other.cents, "cents");
    note(one.planned == other.planned, "planned");
    note(one.realised == other.realised, "realised");
    for (std::size_t i = 0; i < one.tables.size(); ++i) {
        note(same_bits(one.tables[i].values, other.tables[i].values), one.tables[i].id);
    }
    return found;
}

std::vector<std::string> all_scenarios()
{
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator{folder()}) {
        if (entry.path().extension() == ".yaml") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace smartstart::test
