#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "analysis/text/translation.hpp"
#include "calibration/pages/calibration_report.hpp"
#include "calibration/study/calibration_run.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output_file.hpp"
#include "cli/stop.hpp"
#include "engine/base/error.hpp"
#include "engine/store/file_on_disk.hpp"
#include "engine/store/posterior_file.hpp"

namespace smartstart {
namespace {

struct CalibrateAsked {
    std::filesystem::path file, report, markdown, against;
    std::filesystem::path output = "results";
    int threads = 0, truths = 0;
    bool resume = false, force = false, quiet = false;
};

CalibrationAsked asked_of(CalibrateAsked const& asked, Language language)
{
    if (asked.truths < 0 || asked.truths > 10'000) {
        throw InputError{"'--sbc' is " + std::to_string(asked.truths) +
                         ", but must be from 0 to 10000 truths, such as 250."};
    }
    CalibrationAsked result;
    result.truths = asked.truths;
    result.folder = asked.output;
    result.earlier = asked.force ? Found::replace : asked.resume ? Found::go_on : Found::refuse;
    result.threads = threads_for(asked.threads);
    result.goes_on = [] { return !StopRequest::is_made(); };
    if (!asked.quiet) {
        result.tell = [language](std::string const& line) {
            std::cerr << said_in(language, line) << "\n";
        };
    }
    return result;
}

/// The pages, before hours of work and not after them.
void check_pages(CalibrateAsked const& asked)
{
    std::vector<OutputFile> const pages{{asked.report, "--report", "results/calibration.html"},
                                        {asked.markdown, "--markdown", "results/calibration.md"}};
    check_endings(pages);
    refuse_existing(pages, overwrite_for(asked.force),
                    " Here --force lives all runs again: take another name for the page, or remove "
                    "it, to keep them.");
}

Exit calibrate(CalibrateAsked const& asked, Language language)
{
    check_pages(asked);
    auto const order = asked_of(asked, language);
    auto const study = read_calibration_plan(asked.file);
    auto const other =
        asked.against.empty() ? std::nullopt : std::optional{read_posterior(asked.against)};
    auto const* const beside = other ? &*other : nullptr;
    StopRequest const stop;
    try {
        auto const begin = std::chrono::steady_clock::now();
        auto const done = calibrate_study(study, order);
        std::chrono::duration<double, std::ratio<60>> const minutes =
            std::chrono::steady_clock::now() - begin;
        auto const cost =
            fmt::format("With {} runs made for it, it took {:.1f} minutes on {} threads.",
                        done.made, minutes.count(), order.threads);
        if (!asked.report.empty()) {
            put_on_disk(asked.report, calibration_html(done.posterior, beside),
                        overwrite_for(asked.force));
        }
        if (!asked.markdown.empty()) {
            put_on_disk(asked.markdown, calibration_markdown(done.posterior, cost, beside),
                        overwrite_for(asked.force));
        }
        std::cout << done.file.string() << "\n";
        return Exit::done;
    } catch (CalibrationStopped const& stopped) {
        std::cerr << in_language(language, "gestopt. ", "stopped. ")
                  << said_in(language, stopped.what())
                  << in_language(language, " Met --resume gaat het verder.\n",
                                 " --resume goes on from there.\n");
        return Exit::stopped;
    }
}

}  // namespace

Command add_calibrate(CLI::App& program, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto const asked = std::make_shared<CalibrateAsked>();
    auto* const call = program.add_subcommand(
        "calibrate", in("stel parameters af op gepubliceerde cijfers, met hun onzekerheid",
                        "fit parameters to published figures, with their uncertainty"));
    call->add_option("CALIBRATION", asked->file, in("bestand met de vraag", "calibration file"))
        ->required()
        ->type_name("");
    call->add_option("--output", asked->output,
                     in("map voor runs en uitkomst", "folder for runs and posterior"))
        ->type_name(in("MAP", "FOLDER"))
        ->capture_default_str();
    call->add_option("--report", asked->report, in("schrijf een webpagina", "write a web page"))
        ->type_name("FILE.html");
    call->add_option("--markdown", asked->markdown,
                     in("schrijf een pagina in Markdown", "write a page in Markdown"))
        ->type_name("FILE.md");
    add_threads_option(*call, asked->threads, language);
    call->add_option("--sbc", asked->truths,
                     in("probeer de afstelling op zoveel bekende waarheden (simulation-based "
                        "calibration)",
                        "try the calibration on this many known truths (simulation-based "
                        "calibration)"))
        ->type_name("N")
        ->capture_default_str();
    call->add_option("--against", asked->against,
                     in("zet er op de pagina een andere afstelling naast",
                        "put another calibration beside it on the page"))
        ->type_name("FILE.posterior.h5");
    auto* const resume = call->add_flag(
        "--resume", asked->resume,
        in("ga verder met de runs die er zijn", "go on from the runs that are there"));
    call->add_flag("--force", asked->force,
                   in("begin opnieuw, ook als er iets is", "start again, whatever is there"))
        ->excludes(resume);
    call->add_flag("--quiet", asked->quiet, in("vertel geen voortgang", "tell no progress"));
    return {call, [asked, language] { return calibrate(*asked, language); }};
}

}  // namespace smartstart
