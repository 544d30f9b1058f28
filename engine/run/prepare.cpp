#include "engine/run/prepare.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "engine/base/sha256.hpp"

namespace smartstart {
namespace {

/// Every mistake found so far, each once: scenarios share bases, parameters and regions.
class Mistakes {
public:
    /// Does this; keeps the mistakes that it throws.
    template <class Act>
    void collect(Act const& act)
    {
        try {
            act();
        } catch (InputError const& error) {
            for (auto const& problem : error.problems()) {
                auto const& [file, line, column] = problem.place;
                if (seen_.emplace(file, line, column, problem.text).second) {
                    all_.push_back(problem);
                }
            }
        }
    }
    void finish()
    {
        if (!all_.empty()) {
            throw InputError{std::move(all_)};
        }
    }

private:
    std::vector<Problem> all_;
    std::set<std::tuple<std::string, int, int, std::string>> seen_;
};

std::shared_ptr<Blueprint const> build(Scenario const& scenario, Model const& model,
                                       Mistakes& mistakes)
{
    Region region;
    if (!scenario.region.empty()) {
        mistakes.collect([&] { region = Region::read(scenario.region); });
    }
    // The steps are built on an unreadable region too, so that their own mistakes are told as well.
    auto blueprint = std::make_shared<Blueprint const>(scenario, model, std::move(region));
    mistakes.collect([&] { scenario.file.finish(); });
    return blueprint;
}

}  // namespace

std::vector<Prepared> prepare(std::vector<std::filesystem::path> const& files,
                              RunOptions const& options, Model const& model)
{
    Mistakes mistakes;
    std::vector<Prepared> all;
    for (auto const& file : files) {
        std::optional<Scenario> scenario;
        mistakes.collect([&] { scenario = Scenario::read(file, options); });
        if (scenario) {
            auto blueprint = build(*scenario, model, mistakes);
            all.push_back({std::move(*scenario), std::move(blueprint)});
        }
    }
    mistakes.finish();
    return all;
}

std::vector<SettingsFile::Input> inputs_of(Prepared const& prepared)
{
    auto inputs = prepared.scenario.file.inputs();
    auto tables = tables_of(prepared);
    std::ranges::move(tables, std::back_inserter(inputs));
    return inputs;
}

std::vector<SettingsFile::Input> tables_of(Prepared const& prepared)
{
    std::vector<SettingsFile::Input> inputs;
    for (auto const& table : prepared.blueprint->region().files()) {
        std::ifstream file{table, std::ios::binary};
        std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
        if (!file) {
            throw InputError{"'" + table.string() + "' could be read before, but not any more."};
        }
        inputs.push_back({table.lexically_normal().string(), sha256(bytes)});
    }
    return inputs;
}

}  // namespace smartstart
