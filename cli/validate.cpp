#include <filesystem>
#include <memory>
#include <string>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "calibration/target.hpp"
#include "calibration/target_fit.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

struct ValidateOptions {
    std::string result;
    std::string targets = "calibration/targets/hart-van-brabant-2025.yaml";
    std::string format = "text";
};

Exit validate(ValidateOptions const& options)
{
    auto const result = read_result(options.result);
    auto const targets = read_targets(options.targets, result.outcomes);
    auto const fits = fit_targets(result, targets);
    fmt::print("{}", options.format == "markdown" ? fit_markdown(fits, result) : fit_text(fits));
    return all_required_hit(fits) ? Exit::done : Exit::validation_failed;
}

}  // namespace

Command add_validate(CLI::App& program, Language language)
{
    auto const say = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto* const call = program.add_subcommand(
        "validate", say("hoe ver een resultaat van gepubliceerde cijfers af ligt",
                        "how far a result is from published figures"));
    auto const options = std::make_shared<ValidateOptions>();
    call->add_option("RESULT", options->result, say("resultaatbestand (.h5)", "result file (.h5)"))
        ->required();
    call->add_option("--targets", options->targets,
                     say("bestand met gepubliceerde cijfers", "file of published figures"))
        ->capture_default_str();
    call->add_option("--format", options->format, say("text of markdown", "text or markdown"))
        ->check(CLI::Validator{one_of({"text", "markdown"}), ""})
        ->capture_default_str();
    return {call, [options] { return validate(*options); }};
}

}  // namespace smartstart
