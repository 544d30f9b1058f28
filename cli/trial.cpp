#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "analysis/text/trial_page.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/stop.hpp"
#include "engine/run/model.hpp"
#include "engine/run/trial/live_trials.hpp"

namespace smartstart {
namespace {

using namespace trials;

struct TrialAsked {
    std::vector<std::filesystem::path> files;
    RunOptions options;
    int replicates = 8;
    std::string format = "text";
    int threads = 0;
    bool quiet = false;
};

/// Trials of one scenario share its past and the world without any trial.
using ByScenario = std::map<std::filesystem::path, std::vector<Trial>>;

ByScenario by_scenario(std::vector<Trial> const& trials)
{
    ByScenario sorted;
    for (auto const& trial : trials) {
        sorted[trial.scenario].push_back(trial);
    }
    return sorted;
}

std::vector<Prepared> prepare_all(ByScenario const& sorted, RunOptions const& options)
{
    std::vector<std::filesystem::path> scenarios;
    for (auto const& [scenario, trials] : sorted) {
        scenarios.push_back(scenario);
    }
    return prepare(scenarios, options, our_model());
}

std::string command_of(TrialAsked const& asked)
{
    std::string text = "smartstart trial";
    for (auto const& file : asked.files) {
        text += " " + file.generic_string();
    }
    if (asked.options.scale) {
        text += " --scale " + *asked.options.scale;
    }
    text += fmt::format(" --replicates {}", asked.replicates);
    for (auto const& set : asked.options.set) {
        text += " --set '" + set + "'";
    }
    return text + " --format " + asked.format;
}

Exit live(TrialAsked const& asked, Language language)
{
    auto const threads = threads_for(asked.threads);
    refuse_twice(asked.options);
    auto const sorted = by_scenario(read_trials(asked.files));
    auto options = asked.options;
    options.replicates = asked.replicates;
    auto const prepared = prepare_all(sorted, options);
    auto const& any = prepared.front().scenario;
    TrialWorld world{{}, any.seed, any.scale, any.replicates, command_of(asked)};
    StopRequest const stop;
    std::vector<LivedTrial> lived;
    for (std::size_t i = 0; auto const& [scenario, own] : sorted) {
        ProgressLine line{telling_for(asked.quiet ? Quiet::yes : Quiet::no), language};
        auto const found = live_trials(prepared[i], own, threads,
                                       {[&](Progress const& progress) { line.tell(progress); },
                                        [] { return StopRequest::is_made(); }});
        if (!found) {
            return stopped_without_a_trace(language);
        }
        world.scenarios.push_back(prepared[i++].scenario.name);
        for (std::size_t k = 0; k < own.size(); ++k) {
            auto& one = lived.emplace_back(LivedTrial{own[k], (*found)[k].size(), {}});
            for (std::size_t measure = 0; measure < own[k].measures.size(); ++measure) {
                one.effects.push_back(trial_effect(own[k], (*found)[k], measure));
            }
        }
    }
    fmt::print("{}", asked.format == "markdown" ? trials_markdown(lived, world, language)
                                                : trials_text(lived, world, language));
    return Exit::done;
}

}  // namespace

Command add_trial(CLI::App& program, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto const asked = std::make_shared<TrialAsked>();
    auto* const call = program.add_subcommand(
        "trial", in("laat gesimuleerde gezinnen meedoen aan gepubliceerde proeven",
                    "let simulated families take part in published trials"));
    call->add_option("FILE", asked->files, in("proeven (.yaml)", "trials (.yaml)"))
        ->required()
        ->type_name("");
    call->add_option("--replicates", asked->replicates,
                     in("aantal herhalingen", "how many replicates"))
        ->type_name("N")
        ->capture_default_str();
    call->add_option(
            "--scale", asked->options.scale,
            in("deel van de huishoudens, zoals 1/10", "share of the households, such as 1/10"))
        ->type_name("1/N");
    add_set_option(*call, asked->options.set, language);
    add_threads_option(*call, asked->threads, language);
    call->add_option("--format", asked->format, in("text of markdown", "text or markdown"))
        ->check(CLI::Validator{one_of({"text", "markdown"}), ""})
        ->capture_default_str();
    call->add_flag("--quiet", asked->quiet, in("vertel geen voortgang", "tell no progress"));
    return {call, [asked, language] { return live(*asked, language); }};
}

}  // namespace smartstart
