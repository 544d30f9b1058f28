#include "calibration/study/posterior_study.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/assemble.hpp"

namespace smartstart {
namespace {

/// Settings by the words of their paths.
struct Tree {
    std::string value;
    std::map<std::string, std::unique_ptr<Tree>> below;
};

void put(Tree& tree, std::string const& path, std::string const& value)
{
    auto* at = &tree;
    for (std::size_t from = 0; from <= path.size();) {
        auto const to = std::min(path.find('.', from), path.size());
        auto& next = at->below[path.substr(from, to - from)];
        if (!next) {
            next = std::make_unique<Tree>();
        }
        at = next.get();
        from = to + 1;
    }
    at->value = value;
}

/// As a map in YAML, in one line.
std::string text_of(Tree const& tree)
{
    if (tree.below.empty()) {
        return tree.value;
    }
    std::vector<std::string> parts;
    for (auto const& [word, below] : tree.below) {
        parts.push_back(word + ": " + text_of(*below));
    }
    return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

/// The name of a parameter file, and what was in it; other files are left out.
std::map<std::string, std::string> parameter_files(
    std::vector<std::pair<std::string, std::string>> const& inputs)
{
    std::map<std::string, std::string> files;
    for (auto const& [name, digest] : inputs) {
        std::filesystem::path const path{name};
        if (path.parent_path().filename() == "parameters") {
            files[path.filename().string()] = digest;
        }
    }
    return files;
}

[[noreturn]] void refuse(std::filesystem::path const& file, std::string const& why)
{
    throw InputError{Problem{
        {file.string(), 0, 0},
        "this posterior was found with another version of the model: " + why +
            " Calibrate again with this version, or use the version that made the posterior.",
        {}}};
}

}  // namespace

void check_fits(PosteriorFile const& posterior, std::filesystem::path const& file,
                Prepared const& scenario)
{
    auto const ours = labelled_result(scenario);
    if (posterior.program_version != ours.program_version) {
        refuse(file, fmt::format("that was version {}, and this is {}.", posterior.program_version,
                                 ours.program_version));
    }
    auto const& known = scenario.scenario.file.parameters();
    for (auto const& setting : posterior.settings) {
        auto const is_it = [&](auto const& one) {
            return setting == "steps." + one.step + "." + one.name;
        };
        if (std::none_of(known.begin(), known.end(), is_it)) {
            refuse(file, fmt::format("its parameter '{}' is none of this one.", setting));
        }
    }
    auto const now = parameter_files(ours.inputs);
    for (auto const& [name, digest] : parameter_files(posterior.inputs)) {
        auto const found = now.find(name);
        if (found == now.end() || found->second != digest) {
            refuse(file, fmt::format("the parameter file '{}' has changed since.", name));
        }
    }
}

std::string study_of_draws(PosteriorFile const& posterior, DrawsWanted const& wanted)
{
    auto const all = posterior.draws();
    auto const count = wanted.draws == 0 ? all.size() : static_cast<std::size_t>(wanted.draws);
    if (wanted.draws < 0 || count > all.size()) {
        throw InputError{fmt::format("{} draws are asked for, but this posterior has {}.",
                                     wanted.draws, all.size())};
    }
    std::vector<std::string> scenarios;
    for (auto const& scenario : wanted.scenarios) {
        scenarios.push_back(fmt::format("\"{}\"", scenario.generic_string()));
    }
    auto text = fmt::format(
        "format: smartstart-run-study 1\n"
        "# Every scenario under draws of the posterior of calibration '{}'. Made by 'smartstart "
        "run "
        "--draws'.\nstudy:\n  scenarios: [{}]\n  replicates: {}\n  draws:\n",
        posterior.calibration, fmt::join(scenarios, ", "), wanted.replicates);
    for (std::size_t i = 0; i < count; ++i) {
        auto const draw = i * all.size() / count;
        Tree tree;
        for (auto const& set : all[draw]) {
            auto const at = set.find('=');
            put(tree, set.substr(0, at), set.substr(at + 1));
        }
        text += fmt::format("    draw{}: {}\n", draw, text_of(tree));
    }
    return text;
}

}  // namespace smartstart
