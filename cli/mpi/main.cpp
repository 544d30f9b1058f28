#include <cstddef>
#include <cstdio>
#include <exception>
#include <iostream>
#include <span>
#include <streambuf>
#include <utility>

#include <CLI/App.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "engine/run/mpi/mpi_executor.hpp"

namespace {

/// Where the words of the ranks go that do not speak.
class Nowhere final : public std::streambuf {
    int overflow(int letter) override { return traits_type::not_eof(letter); }
};

}  // namespace

/// Every rank reads the same command line. Rank 0 speaks; the others take part in runs of a study
/// and leave everything else to it.
int main(int count, char const* const* texts)
try {
    using namespace smartstart;
    MpiExecutor executor;
    Nowhere nowhere;
    std::pair const spoken{std::cout.rdbuf(), std::cerr.rdbuf()};
    if (!executor.leads()) {
        std::cout.rdbuf(&nowhere);
        std::cerr.rdbuf(&nowhere);
    }
    std::span const arguments{texts, static_cast<std::size_t>(count)};
    auto const language = language_of(arguments);
    CLI::App program;
    prepare_program(program, language);
    auto commands = all_commands(program, language, executor);
    for (auto& command : commands) {
        if (!executor.leads() && command.call->get_name() != "run") {
            // The call writes to options that the act holds, so it has to stay.
            command.act = [kept = std::move(command.act)] { return Exit::done; };
        }
    }
    auto const exit = obey(program, {arguments, language}, commands);
    std::cout.rdbuf(spoken.first);
    std::cerr.rdbuf(spoken.second);
    return static_cast<int>(exit);
} catch (std::exception const& failure) {
    // What `obey` does not foresee: no memory for the command line itself, for instance.
    std::fputs(failure.what(), stderr);
    return static_cast<int>(smartstart::Exit::our_fault);
} catch (...) {
    return static_cast<int>(smartstart::Exit::our_fault);
}
