#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "calibration/observations/target_fit.hpp"
#include "calibration/scorecard/pattern_fit.hpp"
#include "calibration/scorecard/scorecard.hpp"
#include "calibration/scorecard/verification.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output_file.hpp"
#include "cli/progress.hpp"
#include "cli/standard_scenario.hpp"
#include "cli/validate_trials.hpp"
#include "engine/base/error.hpp"
#include "engine/store/file_on_disk.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

constexpr auto standard_targets = "calibration/targets/hart-van-brabant-2025.yaml";
constexpr auto standard_patterns = "calibration/patterns.yaml";

struct ValidateOptions {
    std::string result;
    std::string other;
    std::string targets;
    std::string patterns;
    std::string format{"text"};
    std::string html;
    bool quick{};
    bool force{};
    bool trials{};
    bool quiet{};
};

/// The file that was named, or else the project's own.
std::filesystem::path named_or(std::string const& named, char const* own, char const* option)
{
    if (!named.empty()) {
        return named;
    }
    if (auto const found = project_file(own)) {
        return *found;
    }
    throw InputError{
        fmt::format("there is no {} here, nor where the program was installed. Name "
                    "such a file with {}.",
                    own, option)};
}

CardFormat format_named(std::string const& name)
{
    static std::map<std::string, CardFormat> const formats{{"text", CardFormat::text},
                                                           {"csv", CardFormat::csv},
                                                           {"markdown", CardFormat::markdown},
                                                           {"html", CardFormat::html}};
    return formats.at(name);
}

/// Lives the runs of the scorecard's own, which take a quarter of a minute, and tells how far.
Verified verify_aloud(VerificationPlan const& plan, Telling telling, Language language)
{
    auto const verified = verify(plan, [&](int done, int all) {
        if (telling == Telling::nothing) {
            return;
        }
        std::cerr << (telling == Telling::redrawn ? "\r\033[K" : "")
                  << in_language(language, "eigen proefruns: ", "runs of its own: ") << done
                  << in_language(language, " van ", " of ") << all
                  << (telling == Telling::redrawn ? "" : "\n") << std::flush;
    });
    std::cerr << (telling == Telling::redrawn ? "\r\033[K" : "") << std::flush;
    return verified;
}

TrialNumbers live_trials_aloud(TrialPlan const& plan, Telling telling, Language language)
{
    ProgressLine line{telling, language};
    return effects_of(plan, {[&](Progress const& progress) { line.tell(progress); }, {}});
}

Exit validate(ValidateOptions const& options, Language language)
{
    std::vector<OutputFile> const page{{options.html, "--html", "results/scorecard.html"}};
    check_endings(page);
    refuse_existing(page, overwrite_for(options.force));
    auto const base = read_result(options.result);
    auto const other =
        options.other.empty() ? std::nullopt : std::optional{read_result(options.other)};
    auto const targets =
        read_targets(named_or(options.targets, standard_targets, "--targets"), base.outcomes);
    auto const patterns =
        read_patterns(named_or(options.patterns, standard_patterns, "--patterns"));
    auto const telling = telling_for(options.quiet ? Quiet::yes : Quiet::no);
    auto const verified = options.quick
                              ? std::nullopt
                              : std::optional{verify_aloud(patterns.runs, telling, language)};
    auto const trials = options.trials
                            ? std::optional{live_trials_aloud(patterns.trials, telling, language)}
                            : std::nullopt;
    auto const* const second = other ? &*other : nullptr;
    Scorecard const card{
        base, second,
        fit_patterns({base, second, verified ? &*verified : nullptr, trials ? &*trials : nullptr},
                     patterns.patterns),
        fit_targets(base, targets), patterns.calibrated};
    auto const in = language == Language::dutch ? CardLanguage::dutch : CardLanguage::english;
    // First what nothing can keep from being told.
    fmt::print("{}", written(card, format_named(options.format), in));
    if (!options.html.empty()) {
        put_on_disk(options.html, written(card, CardFormat::html, in),
                    overwrite_for(options.force));
    }
    return all_required_hit(card.figures) && all_required_hold(card.patterns)
               ? Exit::done
               : Exit::validation_failed;
}

}  // namespace

Command add_validate(CLI::App& program, Language language)
{
    auto const say = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto* const call = program.add_subcommand(
        "validate", say("scorekaart: wat het model laat zien naast wat gepubliceerd is",
                        "scorecard: what the model shows beside what was published"));
    auto const options = std::make_shared<ValidateOptions>();
    call->add_option("RESULT", options->result,
                     say("resultaatbestand van vandaag (.h5)", "result file of today (.h5)"))
        ->required();
    call->add_option("OTHER", options->other,
                     say("resultaatbestand van een verschuiving, voor de patronen van een verschil",
                         "result file of a shift, for the patterns of a difference"));
    call->add_option("--targets", options->targets,
                     say("bestand met gepubliceerde cijfers (anders dat van het project)",
                         "file of published figures (default: the project's)"));
    call->add_option("--patterns", options->patterns,
                     say("bestand met patronen (anders dat van het project)",
                         "file of patterns (default: the project's)"));
    call->add_option("--format", options->format,
                     say("text, csv, markdown of html", "text, csv, markdown or html"))
        ->check(CLI::Validator{one_of({"text", "csv", "markdown", "html"}), ""})
        ->capture_default_str();
    call->add_option("--html", options->html,
                     say("schrijf ook deze pagina", "write this page as well"))
        ->type_name("FILE.html");
    add_force_option(*call, options->force, language);
    call->add_flag("--quick", options->quick,
                   say("zonder de eigen proefruns (patroon 8 en 10)",
                       "without runs of its own (patterns 8 and 10)"));
    call->add_flag("--trials", options->trials,
                   say("laat ook gepubliceerde proeven in het model leven (patroon 9); minuten",
                       "live published trials inside the model as well (pattern 9); minutes"));
    call->add_flag("--quiet", options->quiet, say("vertel geen voortgang", "tell no progress"));
    return {call, [options, language] { return validate(*options, language); }};
}

}  // namespace smartstart
