#include <filesystem>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

Exit show(std::filesystem::path const& file)
{
    auto const result = read_result(file);
    auto const digests = outcome_digests(result);
    for (std::size_t i = 0; i < digests.size(); ++i) {
        std::cout << digests[i] << "  " << result.outcomes[i].id << "\n";
    }
    std::cout << values_digest(result) << "  all\n";
    return Exit::done;
}

}  // namespace

Command add_digest(CLI::App& program, Language language)
{
    auto const file = std::make_shared<std::filesystem::path>();
    auto* const call = program.add_subcommand(
        "digest", in_language(language, "één regel per uitkomst: vingerafdruk van de waarden",
                              "one line per outcome: a fingerprint of its values"));
    call->add_option("RESULT", *file,
                     in_language(language, "resultaatbestand (.h5)", "result file (.h5)"))
        ->required()
        ->type_name("");
    return {call, [file] { return show(*file); }};
}

}  // namespace smartstart
