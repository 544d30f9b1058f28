#include <filesystem>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/study/study_report.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/stop.hpp"
#include "engine/run/model.hpp"
#include "engine/store/file_on_disk.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

struct StudyWishes {
    fs::path file;
    fs::path output;
    int threads{};
    bool force{};
    bool quiet{};
};

/// Beside the study, under its own name.
fs::path output_of(StudyWishes const& wishes)
{
    return wishes.output.empty() ? fs::path{"results"} / (wishes.file.stem().string() + ".json")
                                 : wishes.output;
}

void tell(std::size_t done, std::size_t all, Language language)
{
    std::cerr << in_language(language, "punt ", "point ") << done
              << in_language(language, " van ", " of ") << all << "\n";
}

/// Before hours of work, not after them.
void check_output(StudyWishes const& wishes)
{
    auto const output = output_of(wishes);
    if (std::error_code ignored; !wishes.force && fs::exists(output, ignored)) {
        throw OutputExists{output};
    }
    check_can_be_put(output);
}

void write(StudyWishes const& wishes, std::string const& json, Language language)
{
    auto const output = output_of(wishes);
    put_on_disk(output, json, wishes.force ? Overwrite::replace : Overwrite::refuse);
    std::cout << in_language(language, "Geschreven: ", "Written: ") << output.string() << "\n";
}

Exit run_study(StudyWishes const& wishes, Language language)
{
    unsigned const threads = threads_for(wishes.threads);
    Study const study = read_study(wishes.file);
    check_output(wishes);
    Model const model = our_model();
    StopRequest const stop;
    StudyRun run{model, threads, {{}, [] { return StopRequest::is_made(); }}, {}};
    if (!wishes.quiet) {
        run.batch_done = [language](std::size_t done, std::size_t all) {
            tell(done, all, language);
        };
    }
    if (study.method == Method::sweep) {
        auto const found = live_sweep(study, run);
        if (!found) {
            return stopped_without_a_trace(language);
        }
        std::cout << sweep_text(study, *found, language);
        write(wishes, sweep_json(study, *found), language);
        return Exit::done;
    }
    auto const found = live_sensitivity(study, run);
    if (!found) {
        return stopped_without_a_trace(language);
    }
    std::cout << sensitivity_text(study, *found, language);
    write(wishes, sensitivity_json(study, *found), language);
    return Exit::done;
}

Command add_study(CLI::App& program, char const* name, std::string const& what, Language language)
{
    auto const wishes = std::make_shared<StudyWishes>();
    auto* const call = program.add_subcommand(name, what);
    call->add_option("STUDY", wishes->file,
                     in_language(language, "studiebestand (.yaml)", "study file (.yaml)"))
        ->required()
        ->type_name("");
    call->add_option("--output", wishes->output,
                     in_language(language, "waar het resultaat komt (results/STUDY.json)",
                                 "where the result goes (results/STUDY.json)"))
        ->type_name("FILE.json");
    add_threads_option(*call, wishes->threads, language);
    call->add_flag("--force", wishes->force,
                   in_language(language, "vervang een resultaat dat er al is",
                               "replace a result that exists"));
    call->add_flag("--quiet", wishes->quiet,
                   in_language(language, "vertel geen voortgang", "tell no progress"));
    return {call, [wishes, language] { return run_study(*wishes, language); }};
}

}  // namespace

Command add_sensitivity(CLI::App& program, Language language)
{
    return add_study(
        program, "sensitivity",
        in_language(language, "welke getallen van het model de uitkomst bepalen (Sobol, Morris)",
                    "which numbers of the model decide the result (Sobol, Morris)"),
        language);
}

Command add_explore(CLI::App& program, Language language)
{
    return add_study(program, "explore",
                     in_language(language, "reken alle mengsels van hefbomen door en zoek de beste",
                                 "simulate every mixture of levers and find the best"),
                     language);
}

}  // namespace smartstart
