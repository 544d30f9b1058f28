#include "engine/run/story.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "analysis/text/story_text.hpp"
#include "cli/commands.hpp"
#include "cli/stop.hpp"
#include "engine/base/error.hpp"
#include "engine/run/model.hpp"
#include "engine/run/scenario_again.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

struct StoryWishes {
    std::vector<std::filesystem::path> files;  ///< scenarios or results
    StoryWish wish;
    std::optional<std::string> scale, years;
};

/// Two worlds, and the replicate in which they are lived.
struct Worlds {
    std::vector<Prepared> both;
    int replicate{};
};

bool is_result(std::filesystem::path const& file)
{
    return file.extension() == ".h5";
}

Worlds worlds_of_scenarios(StoryWishes const& wishes)
{
    RunOptions options;
    options.scale = wishes.scale.value_or("1/50");
    options.years = wishes.years;
    return {prepare(wishes.files, options, our_model()), 0};
}

/// A result's scenario, with the parameters of its first replicate.
Prepared world_of(Result const& result, StoryWishes const& wishes)
{
    std::vector<std::string> set;
    if (!result.draws.empty()) {
        set = settings_of_draw(result.draws[draw_of(result, result.replicates.front())]);
    }
    if (wishes.years) {
        set.push_back("years=" + *wishes.years);
    }
    return ScenarioAgain{result}.prepare_with(std::move(set));
}

/// The people of the results: their seed, scale and years, in the first of their replicates.
Worlds worlds_of_results(StoryWishes const& wishes)
{
    if (wishes.scale) {
        throw InputError{
            "a result file says itself which share of the households it is of; leave '--scale' "
            "out."};
    }
    auto const base = read_result(wishes.files[0]);
    auto const other = read_result(wishes.files[1]);
    if (base.replicates.front() != other.replicates.front()) {
        throw InputError{fmt::format(
            "'{}' and '{}' begin with replicates {} and {}, so no child is in both.", base.scenario,
            other.scenario, base.replicates.front(), other.replicates.front())};
    }
    return {{world_of(base, wishes), world_of(other, wishes)}, base.replicates.front()};
}

Worlds worlds_of(StoryWishes const& wishes)
{
    auto const results = std::ranges::count_if(wishes.files, is_result);
    if (results == 1) {
        throw InputError{"name two scenario files or two result files, not one of each."};
    }
    return results == 0 ? worlds_of_scenarios(wishes) : worlds_of_results(wishes);
}

std::string title_of(Prepared const& prepared, Language language)
{
    Text const& title = prepared.scenario.title;
    return language == Language::dutch ? title.nl : title.en;
}

Exit tell_story(StoryWishes const& wishes, Language language)
{
    auto const [prepared, replicate] = worlds_of(wishes);
    auto wish = wishes.wish;
    wish.replicate = replicate;
    StopRequest const stop;
    auto const story =
        live_story(prepared[0], prepared[1], wish, [] { return !StopRequest::is_made(); });
    if (!story) {
        return stopped_without_a_trace(language);
    }
    std::cout << story_text(*story, title_of(prepared[0], language),
                            title_of(prepared[1], language), language);
    return Exit::done;
}

}  // namespace

Command add_story(CLI::App& program, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto const wishes = std::make_shared<StoryWishes>();
    auto* const call = program.add_subcommand(
        "story", in("één verzonnen kind in twee werelden, maand voor maand, in gewone woorden",
                    "one made-up child in two worlds, month by month, in plain words"));
    call->add_option("FILE", wishes->files,
                     in("twee scenariobestanden (.yaml), of twee resultaten (.h5)",
                        "two scenario files (.yaml), or two results (.h5)"))
        ->required()
        ->expected(2)
        ->type_name("");
    auto* const family = call->add_option("--family", wishes->wish.family,
                                          in("huishouden bij de start", "household when it begins"))
                             ->type_name("ID");
    call->add_option("--like", wishes->wish.like,
                     in("of een gezin als: poor debt assistance single violence ill addicted "
                        "unsettled many problem",
                        "or a family like: poor debt assistance single violence ill addicted "
                        "unsettled many problem"))
        ->type_name("WORD")
        ->excludes(family);
    call->add_option("--oldest", wishes->wish.oldest,
                     in("hoogste leeftijd van het kind bij de start", "oldest age at the start"))
        ->capture_default_str();
    call->add_option("--scale", wishes->scale,
                     in("deel van de huishoudens bij scenariobestanden (zonder dit: 1/50)",
                        "share of the households with scenario files (without this: 1/50)"))
        ->type_name("1/N");
    call->add_option("--years", wishes->years, in("jaren van het verhaal", "years of the story"))
        ->type_name(in("VAN-TOT", "FROM-TO"));
    return {call, [wishes, language] { return tell_story(*wishes, language); }};
}

}  // namespace smartstart
