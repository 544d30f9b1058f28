#include "cli/misspelt.hpp"

#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "analysis/text/translation.hpp"
#include "engine/base/nearest.hpp"

namespace smartstart {
namespace {

using Names = std::vector<std::string>;

CLI::App const* chosen(CLI::App const& program)
{
    auto const called = program.get_subcommands();
    return called.empty() ? nullptr : called.front();
}

Names commands_of(CLI::App const& program)
{
    Names names;
    for (auto const* const command : program.get_subcommands([](auto const*) { return true; })) {
        names.push_back(command->get_name());
    }
    return names;
}

Names options_of(CLI::App const& program)
{
    Names names;
    for (auto const* const one : {&program, chosen(program)}) {
        if (one == nullptr) {
            continue;
        }
        for (auto const* const option : one->get_options()) {
            for (auto const& name : option->get_lnames()) {
                names.push_back("--" + name);
            }
        }
    }
    return names;
}

std::string how_called(CLI::App const& program)
{
    auto const* const command = chosen(program);
    return "smartstart" + (command == nullptr ? "" : " " + command->get_name());
}

std::string meant(std::string const& word, Names const& known)
{
    auto const name = nearest_name(word, known);
    return name.empty() ? "" : " Is '" + name + "' meant?";
}

std::string unknown_option(std::string const& word, CLI::App const& program)
{
    auto const name = word.substr(0, word.find('='));
    return "'" + how_called(program) + "' has no option '" + name + "'." +
           meant(name, options_of(program));
}

/// A sentence for each.
Names unknown_words(CLI::App const& program, Names const& words)
{
    Names said;
    for (auto const& word : words) {
        if (word.starts_with('-')) {
            said.push_back(unknown_option(word, program));
        } else if (!said.empty()) {
            continue;  // it belongs to the unknown word before it
        } else if (chosen(program) == nullptr) {
            said.push_back("there is no command '" + word + "'." +
                           meant(word, commands_of(program)));
        } else {
            said.push_back("'" + how_called(program) + "' does not expect '" + word + "' here.");
        }
    }
    return said;
}

/// What stands between two pieces of a text; empty where they do not stand there.
std::string between(std::string const& text, std::string_view before, std::string_view after)
{
    auto const start = text.find(before);
    if (start == std::string::npos) {
        return {};
    }
    auto const from = start + before.size();
    auto const end = after.empty() ? text.size() : text.find(after, from);
    return end == std::string::npos ? std::string{} : text.substr(from, end - from);
}

std::string with_full_stop(std::string const& text)
{
    return text + (text.ends_with('.') || text.ends_with('?') ? "" : ".");
}

/// The other library's words in a sentence of ours.
std::string as_sentence(CLI::ParseError const& error)
{
    std::string const text = error.what();
    auto const kind = error.get_name();
    if (kind == "RequiredError") {
        return "'" + between(text, "", " is required") + "' is missing.";
    }
    if (kind == "ConversionError") {
        return "'" + between(text, ": ", " = ") + "' cannot be '" + between(text, " = ", "") + "'.";
    }
    if (kind == "ValidationError") {
        return "'" + between(text, "", ": ") + "' " + with_full_stop(between(text, ": ", ""));
    }
    if (kind == "ExcludesError") {
        return "'" + between(text, "", " excludes") + "' and '" + between(text, "excludes ", "") +
               "' exclude one another.";
    }
    if (kind == "RequiresError") {
        return "'" + between(text, "", " requires ") + "' needs '" +
               between(text, " requires ", "") + "'.";
    }
    if (kind == "ArgumentMismatch" && text.find("missing") != std::string::npos) {
        return "'" + between(text, "", ": ") + "' needs a value.";
    }
    if (kind == "ArgumentMismatch" && text.find("At Most 1 ") != std::string::npos) {
        return "'" + between(text, "", ": ") + "' is given more than once, but can have one value.";
    }
    if (kind == "ArgumentMismatch" && text.find(": At least ") != std::string::npos) {
        return "of '" + between(text, "", ": ") + "' at least " +
               between(text, "At least ", " required") + " are needed, but " +
               between(text, "received ", "") + " was given.";
    }
    return with_full_stop(text);
}

}  // namespace

std::string complaint(CLI::App const& program, CLI::ParseError const& error, Language language)
{
    auto const unknown = program.remaining(true);
    auto const sentences =
        unknown.empty() ? Names{as_sentence(error)} : unknown_words(program, unknown);
    std::string text;
    for (auto const& sentence : sentences) {
        text += as_error(sentence, language) + "\n";
    }
    auto const help = "'" + how_called(program) + " --help' tells what can be written.";
    return text + said_in(language, help) + "\n";
}

}  // namespace smartstart
