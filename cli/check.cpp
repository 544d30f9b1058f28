#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "analysis/text/looked_over_text.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "engine/run/look_over.hpp"

namespace smartstart {
namespace {

struct Wishes {
    std::vector<std::filesystem::path> files;
    RunOptions options;
    std::optional<std::string> seed;
};

Exit show(Wishes const& wishes, Language language)
{
    refuse_twice(wishes.options.set,
                 wishes.seed ? std::vector<std::string>{"seed"} : std::vector<std::string>{});
    auto options = wishes.options;
    if (wishes.seed) {
        options.set.push_back("seed=" + *wishes.seed);
    }
    auto const found = look_over(wishes.files, options, our_model());
    std::cout << sound_text(found, language);
    std::cout.flush();
    std::cerr << mistakes_text(found, language);
    return found.mistakes.empty() ? Exit::done : Exit::input;
}

}  // namespace

Command add_check(CLI::App& program, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto const wishes = std::make_shared<Wishes>();
    auto* const call = program.add_subcommand(
        "check", in("alle fouten van alle scenario's, zonder iets door te rekenen",
                    "every mistake of every scenario, without running anything"));
    call->add_option("FILE", wishes->files, in("scenario's (.yaml)", "scenarios (.yaml)"))
        ->required()
        ->type_name("");
    add_seed_option(*call, wishes->seed, language);
    add_set_option(*call, wishes->options.set, language);
    return {call, [wishes, language] { return show(*wishes, language); }};
}

}  // namespace smartstart
