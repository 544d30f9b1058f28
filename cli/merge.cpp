#include "engine/run/study/merge.hpp"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "analysis/text/translation.hpp"
#include "cli/commands.hpp"

namespace smartstart {
namespace {

using namespace studies;

struct Asked {
    std::filesystem::path folder;
    bool force = false;
};

Exit merge(Asked const& asked, Language language)
{
    auto const merged = merge_study(
        asked.folder, asked.force ? Overwrite::replace : Overwrite::refuse, our_model());
    for (auto const& file : merged.files) {
        std::cout << file.string() << "\n";
    }
    for (auto const& remark : merged.remarks) {
        std::cerr << said_in(language, remark) << "\n";
    }
    for (auto const& [file, count] : merged.missing) {
        std::cerr << fmt::format(
            fmt::runtime(in_language(
                language,
                "{} is niet gemaakt: van de {} runs zijn er {} klaar, {} mislukt, {} bezig en {} "
                "nog te doen. 'smartstart run --study ... --resume' doet wat ontbreekt.\n",
                "{} was not made: of its {} runs {} are done, {} failed, {} are running and {} are "
                "still to be done. 'smartstart run --study ... --resume' does what is missing.\n")),
            file.string(), count.all(), count.done, count.failed, count.running, count.waiting);
    }
    return merged.missing.empty() ? Exit::done : Exit::failure;
}

}  // namespace

Command add_merge(CLI::App& program, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto const asked = std::make_shared<Asked>();
    auto* const call = program.add_subcommand(
        "merge", in("maak van de runs van een studie een resultaatbestand per scenario",
                    "make one result file per scenario of the runs of a study"));
    call->add_option("FOLDER", asked->folder, in("map van de studie", "folder of the study"))
        ->required()
        ->type_name("");
    call->add_flag("--force", asked->force,
                   in("vervang resultaten die er al zijn", "replace results that exist"));
    return {call, [asked, language] { return merge(*asked, language); }};
}

}  // namespace smartstart
