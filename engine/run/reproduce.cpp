#include "engine/run/reproduce.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/produce.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

/// The settings of a result as a scenario file of that name, for as long as this object lives.
class ScenarioFile {
public:
    explicit ScenarioFile(Result const& result)
        : folder_{fs::temp_directory_path() / fmt::format("smartstart-reproduce-{}", getpid())},
          file_{folder_ / (result.scenario + ".yaml")}
    {
        fs::create_directories(folder_);
        std::ofstream stream{file_, std::ios::binary};
        stream << result.scenario_resolved;
        stream.close();
        if (!stream) {
            throw StoreError{fmt::format("cannot write {}.", file_.string())};
        }
    }
    ~ScenarioFile()
    {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    ScenarioFile(ScenarioFile const&) = delete;
    ScenarioFile& operator=(ScenarioFile const&) = delete;
    ScenarioFile(ScenarioFile&&) = delete;
    ScenarioFile& operator=(ScenarioFile&&) = delete;

    fs::path const& path() const { return file_; }

private:
    fs::path folder_, file_;
};

/// Where the tables of the region were when the result was made.
fs::path region_folder(Result const& result, std::string const& as_written)
{
    auto const wanted = fs::path{as_written}.lexically_normal().generic_string();
    for (auto const& [name, digest] : result.inputs) {
        auto const folder = fs::path{name}.parent_path();
        if (folder.generic_string().ends_with(wanted)) {
            return fs::absolute(folder);
        }
    }
    throw InputError{fmt::format("the result names no table of the region '{}'.", as_written)};
}

void check_region(Result const& result, fs::path const& folder, Prepared const& prepared)
{
    auto const now = inputs_of(prepared);
    for (auto const& [name, digest] : result.inputs) {
        if (fs::absolute(fs::path{name}.parent_path()) != folder) {
            continue;
        }
        auto const file = fs::path{name}.filename();
        auto const same = std::ranges::any_of(now, [&](SettingsFile::Input const& input) {
            return fs::path{input.path}.filename() == file && input.sha256 == digest;
        });
        if (!same) {
            throw InputError{
                fmt::format("{} is not as it was when the result was made; put that "
                            "version back to run it again.",
                            name)};
        }
    }
}

std::vector<std::string> differing_tables(std::vector<ResultTable> const& before,
                                          std::vector<ResultTable> const& now)
{
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < std::max(before.size(), now.size()); ++i) {
        auto const same =
            i < before.size() && i < now.size() && before[i].id == now[i].id &&
            std::ranges::equal(before[i].values, now[i].values,
                               [](double a, double b) { return a == b || (a != a && b != b); });
        if (!same) {
            ids.push_back(i < before.size() ? before[i].id : now[i].id);
        }
    }
    return ids;
}

std::vector<std::string> differing(Result const& before, Result const& now)
{
    std::vector<std::string> ids;
    auto const old = outcome_digests(before);
    auto const fresh = outcome_digests(now);
    for (std::size_t i = 0; i < old.size(); ++i) {
        if (i >= fresh.size() || old[i] != fresh[i]) {
            ids.push_back(before.outcomes[i].id);
        }
    }
    if (std::tie(before.cents, before.planned_cents, before.realised_cents) !=
        std::tie(now.cents, now.planned_cents, now.realised_cents)) {
        ids.emplace_back("ledger");
    }
    for (auto const tables : {&Result::generations, &Result::concentration}) {
        for (auto& id : differing_tables(before.*tables, now.*tables)) {
            ids.push_back(std::move(id));
        }
    }
    if (ids.empty()) {
        ids.emplace_back("labels");
    }
    return ids;
}

}  // namespace

Reproduction reproduce(fs::path const& file, unsigned threads, Listener const& listener)
{
    auto const before = read_result(file);
    ScenarioFile const scenario{before};
    auto const region = region_folder(
        before, SettingsFile::read(scenario.path(), {}).root().get<std::string>("region"));
    RunOptions options;
    options.set = {"region=\"" + region.string() + "\""};
    auto const prepared = prepare({scenario.path()}, options, our_model());
    check_region(before, region, prepared.front());
    Reproduction found;
    auto const ours = labelled_result(prepared.front());
    if (before.git_commit != ours.git_commit || before.compiler != ours.compiler) {
        found.notes.push_back(fmt::format("the result was made by commit {} ({}); this is {} ({}).",
                                          before.git_commit, before.compiler, ours.git_commit,
                                          ours.compiler));
    }
    auto const now = run_in_memory(prepared.front(), threads, listener);
    if (!now) {
        found.answer = Reproduction::Answer::stopped;
    } else if (values_digest(before) == values_digest(*now)) {
        found.answer = Reproduction::Answer::equal;
    } else {
        found.answer = Reproduction::Answer::not_equal;
        found.differing = differing(before, *now);
    }
    return found;
}

}  // namespace smartstart
