#include "cli/command_line.hpp"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "cli/misspelt.hpp"
#include "cli/options.hpp"
#include "generated/build_info.hpp"

namespace smartstart {
namespace {

constexpr std::size_t name_width = 30;

std::string version()
{
    std::string text{"smartstart "};
    text += build_info::version;
    if (!build_info::git_commit.empty()) {
        text += " (commit " + std::string{build_info::git_commit.substr(0, 12)} +
                (build_info::git_changed ? ", changed)" : ")");
    }
    return text + "\n";
}

std::string examples(Language language)
{
    return in_language(language, "Voorbeelden:", "Examples:") + R"(
  smartstart check scenarios/shift-50-50.yaml
  smartstart explain scenarios/shift-50-50.yaml
  smartstart run scenarios/today-30-70.yaml scenarios/shift-50-50.yaml --scale 1/10
  smartstart compare results/today-30-70.h5 results/shift-50-50.h5 --report results/report.html
)" +
           in_language(language, "\n'smartstart COMMANDO --help' vertelt meer over een commando.",
                       "\n'smartstart COMMAND --help' tells more about a command.");
}

}  // namespace

Language language_of(std::span<char const* const> arguments)
{
    std::string_view asked;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        std::string_view const argument{arguments[i]};
        if (argument == "--language" && i + 1 < arguments.size()) {
            asked = arguments[i + 1];
        } else if (argument.starts_with("--language=")) {
            asked = argument.substr(argument.find('=') + 1);
        }
    }
    for (auto const* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        auto const* const value = std::getenv(name);
        if (asked.empty() && value != nullptr) {
            asked = value;
        }
    }
    return asked.starts_with("nl") ? Language::dutch : Language::english;
}

void prepare_program(CLI::App& program, Language language)
{
    std::signal(SIGXFSZ, SIG_IGN);
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    program.name("smartstart");
    program.description(
        in("Wat vroege hulp doet met gezinnen, jaar na jaar, en wie wat betaalt.",
           "What early help does to families, year by year, and what it costs whom."));
    auto const words = std::make_shared<CLI::Formatter>();
    words->column_width(name_width);
    words->label("Usage", in("Gebruik", "Usage"));
    words->label("OPTIONS", in("OPTIES", "OPTIONS"));
    words->label("SUBCOMMAND", in("COMMANDO", "COMMAND"));
    words->label("Commands", in("Commando's", "Commands"));
    words->label("Positionals", in("Gegevens", "Given"));
    words->label("REQUIRED", in("(nodig)", "(needed)"));
    program.formatter(words);
    program.option_defaults()->group(in("Opties", "Options"));
    program.set_help_flag("-h,--help", in("toon deze hulp", "show this help"));
    program.set_version_flag("--version", version(),
                             in("toon versie en commit", "show version and commit"));
    std::string const about_language =
        in("taal van tabellen en zinnen: nl of en (anders die van de computer)",
           "language of tables and sentences: nl or en (default: the computer's)");
    program.add_option("--language", about_language)
        ->type_name("nl|en")
        ->check(CLI::Validator{one_of({"nl", "en"}), ""});
    program.fallthrough();
    program.require_subcommand(0, 1);
    program.footer(examples(language));
}

Exit obey(CLI::App& program, Call const& call, std::vector<Command> const& commands)
{
    for (auto const& command : commands) {
        command.call->footer("");  // the examples are for the program as a whole
        command.call->group(program.get_formatter()->get_label("Commands"));
    }
    try {
        program.parse(static_cast<int>(call.arguments.size()), call.arguments.data());
    } catch (CLI::Success const& asked) {
        program.exit(asked);
        return Exit::done;
    } catch (CLI::ParseError const& error) {
        std::cerr << complaint(program, error, call.language);
        return Exit::input;
    }
    for (auto const& command : commands) {
        if (command.call->parsed()) {
            return guarded(command.act, call.language);
        }
    }
    std::cout << program.help();
    return Exit::done;
}

}  // namespace smartstart
