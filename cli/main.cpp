#include <cstddef>
#include <span>
#include <vector>

#include <CLI/App.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"

int main(int count, char const* const* texts)
{
    using namespace smartstart;
    std::span const arguments{texts, static_cast<std::size_t>(count)};
    auto const language = language_of(arguments);
    CLI::App program;
    prepare_program(program, language);
    std::vector<Command> const commands{
        add_run(program, language),         add_check(program, language),
        add_explain(program, language),     add_describe(program, language),
        add_compare(program, language),     add_digest(program, language),
        add_reproduce(program, language),   add_validate(program, language),
        add_sensitivity(program, language), add_explore(program, language),
        add_story(program, language),       add_calibrate(program, language),
    };
    return static_cast<int>(obey(program, {arguments, language}, commands));
}
