#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "analysis/description/description_parts.hpp"
#include "analysis/description/scenario_schema.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/standard_scenario.hpp"
#include "engine/base/error.hpp"
#include "engine/store/file_on_disk.hpp"

namespace smartstart {
namespace {

struct Wishes {
    std::string part{"steps"};
    std::string format{"text"};
    std::filesystem::path scenario;
    std::filesystem::path page;
};

/// Writes the marked sections of a page anew, in place.
Exit fill(std::filesystem::path const& page, Prepared const& prepared, Language language)
{
    std::ifstream in{page, std::ios::binary};
    if (!in) {
        throw InputError{"there is no page " + page.string() + " that can be read."};
    }
    std::string const before{std::istreambuf_iterator<char>{in}, {}};
    auto const after = filled_page(before, prepared, language);
    if (after != before) {
        put_on_disk(page, after, Overwrite::replace);
    }
    return Exit::done;
}

Exit show(Wishes const& wishes, Language language)
{
    auto const file = wishes.scenario.empty() ? standard_scenario() : wishes.scenario;
    RunOptions options;
    if (wishes.part == "outcomes") {
        options.set = {"outcomes=all"};
    }
    auto const prepared = prepare({file}, options, our_model());
    if (!wishes.page.empty()) {
        return fill(wishes.page, prepared.front(), language);
    }
    if (wishes.format == "schema") {
        std::cout << scenario_schema(prepared.front());
        return Exit::done;
    }
    auto const format = wishes.format == "json"       ? SheetFormat::json
                        : wishes.format == "markdown" ? SheetFormat::markdown
                                                      : SheetFormat::text;
    for (auto const& part : description_parts()) {
        if (wishes.part == part.name) {
            std::cout << described(part, prepared.front(), language, format);
        }
    }
    return Exit::done;
}

}  // namespace

Command add_describe(CLI::App& program, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto const wishes = std::make_shared<Wishes>();
    auto* const call = program.add_subcommand(
        "describe", in("het model zoals het programma het heeft: stappen, instellingen, uitkomsten",
                       "the model as the program has it: steps, settings, outcomes"));
    std::vector<std::string> names;
    for (auto const& part : description_parts()) {
        names.emplace_back(part.name);
    }
    call->add_option("PART", wishes->part,
                     in("steps (gewoon), settings, outcomes, columns, odd, schedule of region",
                        "steps (default), settings, outcomes, columns, odd, schedule or region"))
        ->type_name("")
        ->check(CLI::Validator{one_of(names), ""});
    call->add_option("--format", wishes->format,
                     in("schema is een JSON-schema van scenario's, voor tekstverwerkers",
                        "schema is a JSON Schema of scenarios, for editors"))
        ->type_name("text|markdown|json|schema")
        ->check(CLI::Validator{one_of({"text", "markdown", "json", "schema"}), ""});
    call->add_option("--scenario", wishes->scenario,
                     in("wiens waarden getoond worden (anders today-30-70)",
                        "whose values are shown (default: today-30-70)"))
        ->type_name("FILE");
    call->add_option("--fill", wishes->page,
                     in("schrijf de gemerkte delen van deze bladzijde opnieuw",
                        "write the marked sections of this page anew"))
        ->type_name("FILE");
    return {call, [wishes, language] { return show(*wishes, language); }};
}

}  // namespace smartstart
