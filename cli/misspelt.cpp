#include "cli/misspelt.hpp"

#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

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
    return "error: '" + how_called(program) + "' has no option '" + name + "'." +
           meant(name, options_of(program)) + "\n";
}

std::string unknown_words(CLI::App const& program, Names const& words)
{
    std::string text;
    for (auto const& word : words) {
        if (word.starts_with('-')) {
            text += unknown_option(word, program);
        } else if (!text.empty()) {
            continue;  // it belongs to the unknown word before it
        } else if (chosen(program) == nullptr) {
            text += "error: there is no command '" + word + "'." +
                    meant(word, commands_of(program)) + "\n";
        } else {
            text += "error: '" + how_called(program) + "' does not expect '" + word + "' here.\n";
        }
    }
    return text;
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
    if (kind == "ArgumentMismatch" && text.find("missing") != std::string::npos) {
        return "'" + between(text, "", ": ") + "' needs a value.";
    }
    return with_full_stop(text);
}

}  // namespace

std::string complaint(CLI::App const& program, CLI::ParseError const& error)
{
    auto const unknown = program.remaining(true);
    auto const text =
        unknown.empty() ? "error: " + as_sentence(error) + "\n" : unknown_words(program, unknown);
    return text + "'" + how_called(program) + " --help' tells what can be written.\n";
}

}  // namespace smartstart
