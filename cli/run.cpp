#include <charconv>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "analysis/text/translation.hpp"
#include "cli/commands.hpp"
#include "cli/lives_on_disk.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run_draws.hpp"
#include "cli/run_study.hpp"
#include "cli/stop.hpp"
#include "engine/base/error.hpp"
#include "engine/run/produce.hpp"

namespace smartstart {
namespace {

using namespace studies;

struct Asked {
    std::vector<std::filesystem::path> scenarios;
    RunOptions options;
    std::optional<std::string> seed;        ///< as written, so that the settings judge it
    std::optional<std::string> replicates;  ///< as written
    std::filesystem::path study;
    std::filesystem::path draws;
    int draw_count = 0;  ///< 0: all draws
    std::string share;
    std::filesystem::path output = "results";
    int threads = 0;  ///< 0: as many as there are
    OnDisk on_disk = usually_on_disk();
    bool resume = false;
    bool force = false;
    bool quiet = false;
};

void say_starts(std::vector<Prepared> const& scenarios, Language language)
{
    for (auto const& [scenario, blueprint] : scenarios) {
        if (scenario.start_of_difference) {
            std::cerr << "'" << scenario.name
                      << in_language(language, "' verschilt van '", "' differs from '")
                      << scenario.base << in_language(language, "' vanaf ", "' from ")
                      << scenario.start_of_difference->year()
                      << in_language(language, ".\n", " on.\n");
        }
    }
}

Exit report(Produced const& produced, Language language)
{
    for (auto const& file : produced.files) {
        std::cout << file.string() << "\n";
    }
    for (auto const& remark : produced.remarks) {
        std::cerr << said_in(language, remark) << "\n";
    }
    if (produced.ended == Ended::whole) {
        return Exit::done;
    }
    std::cerr << in_language(language, "gestopt.", "stopped.");
    for (auto const& file : produced.unfinished) {
        std::cerr << in_language(language, " Hele herhalingen staan veilig in ",
                                 " Whole replicates are safe in ")
                  << file.string() << ".";
    }
    if (auto const count = produced.on_their_way.size(); count > 0) {
        std::cerr << in_language(language, " Herhalingen die onderweg zijn, zijn bewaard: ",
                                 " Replicates on their way are kept: ")
                  << count << ".";
    }
    std::cerr << in_language(language, " Met --resume gaat het verder.\n",
                             " --resume goes on from there.\n");
    return Exit::stopped;
}

RunOptions options_of(Asked const& asked)
{
    auto options = asked.options;
    if (asked.replicates) {
        options.set.push_back("replicates=" + *asked.replicates);
    }
    if (asked.seed) {
        options.set.push_back("seed=" + *asked.seed);
    }
    return options;
}

Earlier earlier_for(Asked const& asked)
{
    return asked.force ? Earlier::replace : asked.resume ? Earlier::resume : Earlier::refuse;
}

Exit run_scenarios(Asked const& asked, Language language)
{
    auto const threads = threads_for(asked.threads);
    auto const scenarios = prepare(asked.scenarios, options_of(asked), our_model());
    if (!asked.quiet) {
        say_starts(scenarios, language);
    }
    StopRequest const stop;
    Produced produced;
    {
        ProgressLine line{telling_for(asked.quiet ? Quiet::yes : Quiet::no), language};
        produced = produce(scenarios, {asked.output, earlier_for(asked), threads, asked.on_disk},
                           {[&](Progress const& progress) { line.tell(progress); },
                            [] { return StopRequest::is_made(); },
                            [&](std::string const& sentence) {
                                std::cerr << said_in(language, sentence) << "\n";
                            }});
    }
    return report(produced, language);
}

/// A number for a study, which is needed before any settings are read.
template <class Number>
void read_number(std::optional<std::string> const& text, std::string const& name,
                 std::optional<Number>& number)
{
    if (!text) {
        return;
    }
    auto const* const end = text->data() + text->size();
    Number found{};
    auto const read = std::from_chars(text->data(), end, found);
    if (read.ec != std::errc{} || read.ptr != end) {
        throw InputError{"'--" + name + "' is '" + *text +
                         "', but must be a whole number, such as '20'."};
    }
    number = found;
}

RunOptions study_options_of(Asked const& asked)
{
    auto options = asked.options;
    read_number(asked.replicates, "replicates", options.replicates);
    read_number(asked.seed, "seed", options.seed);
    return options;
}

void refuse_twice(Asked const& asked)
{
    std::vector<std::string> given;
    for (auto const& [name, is_given] : {std::pair{"replicates", asked.replicates.has_value()},
                                         std::pair{"seed", asked.seed.has_value()},
                                         std::pair{"scale", asked.options.scale.has_value()},
                                         std::pair{"years", asked.options.years.has_value()}}) {
        if (is_given) {
            given.emplace_back(name);
        }
    }
    smartstart::refuse_twice(asked.options.set, given);
}

Exit run(Asked const& asked, Executor& executor, Language language)
{
    threads_for(asked.threads);
    refuse_twice(asked);
    if (!asked.draws.empty()) {
        return run_draws_for({asked.draws, asked.draw_count, asked.scenarios},
                             {{},
                              study_options_of(asked),
                              asked.output,
                              earlier_for(asked),
                              static_cast<unsigned>(asked.threads),
                              {},
                              asked.on_disk},
                             executor, asked.quiet ? Quiet::yes : Quiet::no, language);
    }
    if (asked.study.empty()) {
        if (asked.scenarios.empty()) {
            throw InputError{
                "name the scenarios to run, such as 'scenarios/shift-50-50.yaml', or "
                "a study with --study."};
        }
        return executor.leads() ? run_scenarios(asked, language) : Exit::done;
    }
    if (!asked.scenarios.empty()) {
        throw InputError{"a study names its scenarios itself; leave '" +
                         asked.scenarios.front().string() + "' out."};
    }
    return run_study_for(
        {asked.study, study_options_of(asked), asked.output, earlier_for(asked),
         static_cast<unsigned>(asked.threads),
         asked.share.empty() ? StudyShare{} : share_of(asked.share), asked.on_disk},
        executor, asked.quiet ? Quiet::yes : Quiet::no, language);
}

void add_study_options(CLI::App& call, Asked& asked, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto* const study = call.add_option("--study", asked.study,
                                        in("een studie: veel runs die bij elkaar horen",
                                           "a study: many runs that belong together"));
    study->type_name(in("BESTAND", "FILE"));
    call.add_option("--share", asked.share,
                    in("welk deel van de studie dit proces doet, zoals 2/12",
                       "which share of the study this process does, such as 2/12"))
        ->type_name("I/N")
        ->needs(study);
    auto* const draws = call.add_option(
        "--draws", asked.draws,
        in("leef elke trekking van deze kalibratie, met hetzelfde toeval voor elk scenario",
           "live every draw of this calibration, with the same luck for every scenario"));
    draws->type_name("FILE.posterior.h5")->excludes(study);
    call.add_option("--draw-count", asked.draw_count,
                    in("zoveel trekkingen; 0: alle", "so many draws; 0: all"))
        ->type_name("N")
        ->needs(draws);
}

void add_options(CLI::App& call, Asked& asked, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    call.add_option("SCENARIO", asked.scenarios, in("scenariobestanden", "scenario files"))
        ->type_name("");
    call.add_option("--output", asked.output,
                    in("map voor de resultaten", "folder for the results"))
        ->type_name(in("MAP", "FOLDER"))
        ->capture_default_str();
    call.add_option("--replicates", asked.replicates,
                    in("aantal herhalingen", "how many replicates"))
        ->type_name("N");
    add_seed_option(call, asked.seed, language);
    call.add_option(
            "--scale", asked.options.scale,
            in("deel van de huishoudens, zoals 1/10", "share of the households, such as 1/10"))
        ->type_name("1/N");
    call.add_option(
            "--years", asked.options.years,
            in("jaren in de uitkomst, zoals 2025-2065", "years reported, such as 2025-2065"))
        ->type_name(in("VAN-TOT", "FROM-TO"));
    add_set_option(call, asked.options.set, language);
    add_threads_option(call, asked.threads, language);
    auto* const resume =
        call.add_flag("--resume", asked.resume,
                      in("ga verder met een run die stopte", "go on with a run that stopped"));
    call.add_flag("--force", asked.force,
                  in("vervang resultaten die er al zijn", "replace results that exist"))
        ->excludes(resume);
    call.add_flag("--quiet", asked.quiet, in("vertel geen voortgang", "tell no progress"));
}

}  // namespace

Command add_run(CLI::App& program, Language language, Executor& executor)
{
    auto const asked = std::make_shared<Asked>();
    auto* const call = program.add_subcommand(
        "run", in_language(language, "simuleer scenario's; een resultaatbestand voor elk",
                           "simulate scenarios; one result file for each"));
    add_options(*call, *asked, language);
    add_options_on_disk(*call, asked->on_disk, language);
    add_study_options(*call, *asked, language);
    return {call, [asked, &executor, language] { return run(*asked, executor, language); }};
}

}  // namespace smartstart
