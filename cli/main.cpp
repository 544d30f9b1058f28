#include <cstddef>
#include <cstdio>
#include <exception>
#include <span>

#include <CLI/App.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "engine/run/executor.hpp"

int main(int count, char const* const* texts)
try {
    using namespace smartstart;
    std::span const arguments{texts, static_cast<std::size_t>(count)};
    auto const language = language_of(arguments);
    CLI::App program;
    prepare_program(program, language);
    ThreadExecutor executor;
    return static_cast<int>(
        obey(program, {arguments, language}, all_commands(program, language, executor)));
} catch (std::exception const& failure) {
    // What `obey` does not foresee: no memory for the command line itself, for instance.
    std::fputs(failure.what(), stderr);
    return static_cast<int>(smartstart::Exit::our_fault);
} catch (...) {
    return static_cast<int>(smartstart::Exit::our_fault);
}
