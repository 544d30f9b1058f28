#include "engine/run/story.hpp"

#include <filesystem>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/text/story_text.hpp"
#include "cli/commands.hpp"
#include "cli/stop.hpp"
#include "engine/run/model.hpp"

namespace smartstart {
namespace {

struct StoryWishes {
    std::vector<std::filesystem::path> scenarios;
    StoryWish wish;
    RunOptions options;
};

std::string title_of(Prepared const& prepared, Language language)
{
    Text const& title = prepared.scenario.title;
    return language == Language::dutch ? title.nl : title.en;
}

Exit tell_story(StoryWishes const& wishes, Language language)
{
    auto const prepared = prepare(wishes.scenarios, wishes.options, our_model());
    StopRequest const stop;
    auto const story =
        live_story(prepared[0], prepared[1], wishes.wish, [] { return !StopRequest::is_made(); });
    if (!story) {
        return Exit::stopped;
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
    wishes->options.scale = "1/50";
    auto* const call = program.add_subcommand(
        "story", in("één verzonnen kind in twee werelden, maand voor maand, in gewone woorden",
                    "one made-up child in two worlds, month by month, in plain words"));
    call->add_option("SCENARIO", wishes->scenarios,
                     in("twee scenariobestanden (.yaml)", "two scenario files (.yaml)"))
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
    call->add_option("--scale", wishes->options.scale,
                     in("deel van de huishoudens", "share of the households"))
        ->type_name("1/N");
    call->add_option("--years", wishes->options.years,
                     in("jaren van het verhaal", "years of the story"))
        ->type_name(in("VAN-TOT", "FROM-TO"));
    return {call, [wishes, language] { return tell_story(*wishes, language); }};
}

}  // namespace smartstart
