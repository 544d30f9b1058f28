#include "engine/run/study/same_study.hpp"

#include <algorithm>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/sha256.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/study/kept_runs.hpp"

namespace smartstart::studies {
namespace {

namespace fs = std::filesystem;

std::string digest_of(Variation const& variation)
{
    return sha256(fmt::format("{}", fmt::join(variation.set, "\n")));
}

/// Keys of runs with the draw that they are of; replicates share them.
std::set<RunKey> keys_of(OpenStudy const& study)
{
    std::set<RunKey> keys;
    auto const& plan = *study.plan;
    for (std::size_t scenario = 0; scenario < plan.study().scenarios.size(); ++scenario) {
        for (std::size_t combination = 0; combination < plan.combined().size(); ++combination) {
            for (std::size_t draw = 0; draw < plan.draws(); ++draw) {
                keys.insert({study.variants->key(scenario, combination, draw), luck_of(draw, 0)});
            }
        }
    }
    return keys;
}

/// Names of the blocks of which something is on disk.
std::set<std::string> blocks_in(fs::path const& folder)
{
    std::set<std::string> names;
    std::error_code ignored;
    for (auto const& entry : fs::directory_iterator{folder, ignored}) {
        auto name = entry.path().filename();
        if (name.extension() == ".part") {
            name = name.stem();
        }
        if (name.extension() == ".runs") {
            names.insert(name.stem().string());
        }
    }
    return names;
}

bool keeps_all(fs::path const& folder, OpenStudy const& study)
{
    auto const keys = keys_of(study);
    return std::ranges::all_of(blocks_in(folder), [&](std::string const& block) {
        KeptRuns const kept{folder, block};
        return std::ranges::all_of(kept.all(), [&](auto const& one) {
            auto const& [key, run] = one;
            auto const draw = key.luck / luck_of(1, 0);
            return !run.done ||
                   keys.contains({key.key, luck_of(static_cast<std::size_t>(draw), 0)});
        });
    });
}

/// Files by the last part of their names, which is the same from every folder.
bool has_changed(std::string const& name, std::string const& sha256,
                 std::map<std::string, std::string> const& now)
{
    auto changed = false;
    for (auto const& [other, digest] : now) {
        if (fs::path{other}.filename() == fs::path{name}.filename()) {
            if (digest == sha256) {
                return false;
            }
            changed = true;
        }
    }
    return changed;
}

bool has(std::vector<std::string> const& all, std::string const& one)
{
    return std::ranges::find(all, one) != all.end();
}

std::vector<std::string> differences(StudyRecord const& earlier, StudyRecord const& now)
{
    std::vector<std::string> told;
    for (auto const& [name, digest] : earlier.files) {
        if (has_changed(name, digest, now.files)) {
            told.push_back(fmt::format("'{}' has changed since the runs that are here.", name));
        }
    }
    for (auto const& one : earlier.settings) {
        if (!has(now.settings, one)) {
            told.push_back(
                fmt::format("'{}' was set for the runs that are here, and is not any more.", one));
        }
    }
    for (auto const& one : now.settings) {
        if (!has(earlier.settings, one)) {
            told.push_back(fmt::format("'{}' was not set for the runs that are here.", one));
        }
    }
    auto const of_all = !told.empty();  // then every scenario differs by that
    for (auto const& [part, digest] : earlier.parts) {
        auto const found = now.parts.find(part);
        if (found == now.parts.end()) {
            told.push_back(
                fmt::format("'{}' is of the runs that are here, and not of the study now.", part));
        } else if (found->second != digest && !(of_all && part.starts_with("scenario "))) {
            told.push_back(fmt::format("'{}' is other than for the runs that are here.", part));
        }
    }
    return told;
}

}  // namespace

void tell_what_runs_are_made_of(OpenStudy const& study, StudyRecord& record)
{
    auto const& plan = *study.plan;
    auto const& options = plan.study().options;
    record.settings = options.set;
    if (options.seed) {
        record.settings.push_back(fmt::format("seed={}", *options.seed));
    }
    if (options.scale) {
        record.settings.push_back("scale=" + *options.scale);
    }
    if (options.years) {
        record.settings.push_back("years=" + *options.years);
    }
    for (auto const& prepared : study.variants->plain()) {
        for (auto const& input : inputs_of(prepared)) {
            record.files[input.path] = input.sha256;
        }
        record.parts["scenario " + prepared.scenario.name] = identity_of(prepared);
    }
    for (auto const& one :
         plan.study().switches.empty() ? std::vector<Variation>{} : plan.combined()) {
        record.parts["combination " + one.name] = digest_of(one);
    }
    for (auto const& one : plan.study().draws) {
        record.parts["draw " + one.name] = digest_of(one);
    }
}

void check_keeps_runs(fs::path const& folder, OpenStudy const& study, StudyRecord const& earlier,
                      StudyRecord const& now)
{
    if (keeps_all(folder_of_blocks(folder), study)) {
        return;
    }
    std::vector<Problem> problems{
        {{},
         fmt::format(
             "finished runs in {} are of another scenario or of other settings than this "
             "study has now. Put back what differs to go on, use --force to start again, or "
             "--output to write elsewhere.",
             folder.string()),
         {}}};
    constexpr std::size_t most_told = 10;
    for (auto& sentence : differences(earlier, now)) {
        if (problems.size() <= most_told) {
            problems.push_back({{}, std::move(sentence), {}});
        }
    }
    throw InputError{std::move(problems)};
}

}  // namespace smartstart::studies
