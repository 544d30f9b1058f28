#include "engine/run/look_over.hpp"

#include <set>
#include <tuple>
#include <utility>

#include "engine/scenario/idle_settings.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

/// The overrides of the command line that leave everything as it is.
std::vector<std::string> idle_overrides(fs::path const& file, std::vector<std::string> const& all)
{
    std::vector<std::string> idle;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto others = all;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        if (SettingsFile::read(file, others).resolved() ==
            SettingsFile::read(file, all).resolved()) {
            idle.push_back(all[i]);
        }
    }
    return idle;
}

void add_remarks(fs::path const& file, Prepared const& prepared, RunOptions const& options,
                 LookedOver& found)
{
    for (auto const& text : idle_overrides(file, options.set)) {
        found.remarks.push_back({"'--set " + text + "' verandert niets in " + file.string() + ".",
                                 "'--set " + text + "' changes nothing in " + file.string() + "."});
    }
    auto const& scenario = prepared.scenario;
    if (!scenario.base.empty() && scenario.changes.empty()) {
        found.remarks.push_back(
            {file.string() + " verandert niets aan zijn basis " + scenario.base + ".",
             file.string() + " changes nothing of its base " + scenario.base + "."});
    }
    for (auto const& remark : remarks_on_idle_settings(scenario, options)) {
        found.remarks.push_back(
            {file.string() + ": " + remark.nl, file.string() + ": " + remark.en});
    }
}

}  // namespace

std::vector<Text> remarks_on_idle_settings(Scenario const& scenario, RunOptions const& options)
{
    auto const& chain = scenario.file.chain();
    return chain.size() < 2
               ? std::vector<Text>{}
               : remarks_on_idle_settings(scenario, SettingsFile::read(chain.back(), options.set));
}

LookedOver look_over(std::vector<fs::path> const& files, RunOptions const& options,
                     Model const& model)
{
    LookedOver found;
    std::set<std::tuple<std::string, int, int, std::string>> said;
    for (auto const& file : files) {
        try {
            auto prepared = prepare({file}, options, model);
            add_remarks(file, prepared.front(), options, found);
            found.sound.push_back(std::move(prepared.front()));
        } catch (InputError const& error) {
            for (auto const& problem : error.problems()) {
                auto const& [name, line, column] = problem.place;
                if (said.emplace(name, line, column, problem.text).second) {
                    found.mistakes.push_back(problem);
                }
            }
        }
    }
    return found;
}

}  // namespace smartstart
