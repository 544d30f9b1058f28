#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "analysis/text/explanation.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "engine/run/look_over.hpp"
#include "engine/run/prepare.hpp"
#include "engine/scenario/idle_settings.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

struct Wishes {
    fs::path scenario;
    fs::path base;
    std::vector<std::string> set;
    std::optional<std::string> seed;
};

Exit show(Wishes const& wishes, Language language)
{
    std::vector<fs::path> files{wishes.scenario};
    if (!wishes.base.empty()) {
        files.push_back(wishes.base);
    }
    RunOptions options;
    refuse_twice(wishes.set,
                 wishes.seed ? std::vector<std::string>{"seed"} : std::vector<std::string>{});
    options.set = wishes.set;
    if (wishes.seed) {
        options.set.push_back("seed=" + *wishes.seed);
    }
    auto prepared = prepare(files, options, our_model());
    auto& scenario = prepared.front().scenario;
    auto remarks = remarks_on_idle_settings(scenario, options);
    if (prepared.size() > 1) {
        auto const& base = prepared.back().scenario;
        scenario.compare_with(base.file, base.name);
        remarks = remarks_on_idle_settings(scenario, base.file);
    }
    std::cout << explanation(scenario, remarks, language);
    return Exit::done;
}

}  // namespace

Command add_explain(CLI::App& program, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto const wishes = std::make_shared<Wishes>();
    auto* const call = program.add_subcommand(
        "explain", in("in zinnen: wat een scenario verandert, vanaf wanneer en hoeveel",
                      "in sentences: what a scenario changes, from when and by how much"));
    call->add_option("SCENARIO", wishes->scenario, in("scenario (.yaml)", "scenario (.yaml)"))
        ->required()
        ->type_name("");
    call->add_option("BASE", wishes->base,
                     in("waarmee vergeleken wordt (anders: het begin van zijn 'extends')",
                        "what to compare it with (default: where its 'extends' begins)"))
        ->type_name("");
    add_seed_option(*call, wishes->seed, language);
    add_set_option(*call, wishes->set, language);
    return {call, [wishes, language] { return show(*wishes, language); }};
}

}  // namespace smartstart
