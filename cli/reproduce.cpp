#include "engine/run/reproduce.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>

#include "analysis/text/translation.hpp"
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/stop.hpp"

namespace smartstart {
namespace {

struct Asked {
    std::filesystem::path result;
    bool quiet = false;
};

Exit again(Asked const& asked, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    StopRequest const stop;
    Reproduction found;
    {
        ProgressLine line{telling_for(asked.quiet ? Quiet::yes : Quiet::no), language};
        found = reproduce(asked.result, std::max(1U, std::thread::hardware_concurrency()),
                          {[&](Progress const& progress) { line.tell(progress); },
                           [] { return StopRequest::is_made(); }});
    }
    for (auto const& note : found.notes) {
        std::cerr << said_in(language, note) << "\n";
    }
    switch (found.answer) {
        case Reproduction::Answer::equal:
            std::cout << in("gelijk: elk getal komt er weer zo uit.\n",
                            "equal: every number comes out the same.\n");
            return Exit::done;
        case Reproduction::Answer::not_equal:
            std::cout << in("niet gelijk; anders zijn: ", "not equal; these differ: ");
            for (auto const& id : found.differing) {
                std::cout << id << (&id == &found.differing.back() ? "\n" : ", ");
            }
            return Exit::failure;
        case Reproduction::Answer::stopped:
            break;
    }
    std::cerr << in("gestopt.\n", "stopped.\n");
    return Exit::stopped;
}

}  // namespace

Command add_reproduce(CLI::App& program, Language language)
{
    auto const asked = std::make_shared<Asked>();
    auto* const call = program.add_subcommand(
        "reproduce",
        in_language(language, "doe over wat een resultaatbestand zegt, en vertel of het gelijk is",
                    "run again what a result file says, and tell whether it is equal"));
    call->add_option("RESULT", asked->result,
                     in_language(language, "resultaatbestand (.h5)", "result file (.h5)"))
        ->required()
        ->type_name("");
    call->add_flag("--quiet", asked->quiet,
                   in_language(language, "vertel geen voortgang", "tell no progress"));
    return {call, [asked, language] { return again(*asked, language); }};
}

}  // namespace smartstart
