#include <filesystem>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/text/pilot_text.hpp"
#include "cli/commands.hpp"

namespace smartstart {

Command add_evaluate(CLI::App& program, Language language)
{
    auto const file = std::make_shared<std::filesystem::path>();
    auto* const call = program.add_subcommand(
        "evaluate",
        in_language(language, "wat de meting van proeven kan vinden, en wat zij al vond",
                    "what the measurement of pilots can find, and what it found already"));
    call->add_option("PILOT", *file,
                     in_language(language, "meetplan (.yaml)", "measurement plan (.yaml)"))
        ->required()
        ->type_name("");
    return {call, [file, language] {
                std::cout << pilot_text(read_pilot_plan(*file), language);
                return Exit::done;
            }};
}

}  // namespace smartstart
