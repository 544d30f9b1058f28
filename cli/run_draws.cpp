#include "cli/run_draws.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "analysis/text/translation.hpp"
#include "calibration/study/behaviour.hpp"
#include "calibration/study/posterior_study.hpp"
#include "engine/base/error.hpp"
#include "engine/base/sha256.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/study/merge.hpp"
#include "engine/run/study/twice_set.hpp"
#include "engine/store/file_on_disk.hpp"

namespace smartstart {

using namespace studies;

namespace {

namespace fs = std::filesystem;

constexpr auto study_name = "draws.yaml";

std::string text_in(fs::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// The same version with another engine may give other numbers: a small life tells.
void warn_of_other_model(PosteriorFile const& posterior, fs::path const& scenario,
                         Language language)
{
    if (posterior.engine != engine_tree() && posterior.behaviour != behaviour_of(scenario)) {
        std::cerr << in_language(
            language,
            "let op: dit posterior is gevonden met een model dat andere getallen gaf dan nu. Stel "
            "opnieuw af met 'smartstart calibrate'.\n",
            "note: this posterior was found with a model that gave other numbers than now. "
            "Calibrate again with 'smartstart calibrate'.\n");
    }
}

/// Draws that are not all of the uncertainty say so.
void warn_of_method(PosteriorFile const& posterior, Language language)
{
    if (auto const* const method = posterior.maybe_table("posterior", "method")) {
        std::cerr << in_language(language, "let op: ", "note: ")
                  << said_in(language, method->meaning) << "\n";
    }
}

/// Before anything is written: what the user set is not passed over in silence.
void refuse_set_twice(PosteriorFile const& posterior, DrawsAsked const& asked,
                      RunOptions const& options)
{
    Study study;
    study.scenarios = asked.scenarios;
    study.options = options;
    for (auto const& draw : posterior.draws()) {
        study.draws.push_back({{}, draw, {}});
    }
    if (auto problems = set_twice(study); !problems.empty()) {
        throw InputError{std::move(problems)};
    }
}

/// As the study names it. By names alone: what is there already or linked makes no difference.
fs::path from_folder(fs::path const& scenario, fs::path const& folder)
{
    auto const from = fs::absolute(folder).lexically_normal();
    return scenario.is_absolute()
               ? scenario
               : fs::absolute(scenario).lexically_normal().lexically_relative(from);
}

std::string study_text(DrawsAsked const& asked, StudyOrder const& order, Language language)
{
    if (asked.scenarios.empty()) {
        throw InputError{
            "name the scenarios to live under these draws, such as 'scenarios/shift-50-50.yaml'."};
    }
    auto const posterior = read_posterior(asked.posterior);
    auto plain = order.options;
    plain.replicates = 1;
    check_fits(posterior, asked.posterior, prepare(asked.scenarios, plain, our_model()).front());
    refuse_set_twice(posterior, asked, plain);
    warn_of_other_model(posterior, asked.scenarios.front(), language);
    warn_of_method(posterior, language);
    DrawsWanted wanted{{}, order.options.replicates.value_or(1), asked.count};
    for (auto const& scenario : asked.scenarios) {
        wanted.scenarios.push_back(from_folder(scenario, order.folder));
    }
    return study_of_draws(posterior, wanted);
}

/// Never over the study of earlier draws, unless that is asked for.
void keep_study(std::string const& text, StudyOrder const& order)
{
    auto const file = order.folder / study_name;
    auto const there = fs::exists(file);
    if (there && text_in(file) == text) {
        return;
    }
    if (there && order.earlier == Earlier::refuse) {
        throw OutputExists{file};
    }
    if (there && order.earlier == Earlier::resume) {
        throw InputError{fmt::format(
            "the runs that are here are those of other scenarios, draws or replicates: {} asks for "
            "others than this command. Use --force to start again, or --output to write elsewhere.",
            file.string())};
    }
    fs::create_directories(order.folder);
    put_on_disk(file, text, Overwrite::replace);
}

}  // namespace

Exit run_draws_for(DrawsAsked const& asked, StudyOrder order, Executor& executor, Quiet quiet,
                   Language language)
{
    // Named from here, whatever the folder's name: so results name their files as the user did.
    order.study = fs::absolute(order.folder / study_name)
                      .lexically_normal()
                      .lexically_relative(fs::current_path());
    executor.together([&] {
        if (executor.leads()) {
            keep_study(study_text(asked, order, language), order);
            order.read[asked.posterior.lexically_normal().string()] =
                sha256(text_in(asked.posterior));
        }
    });
    auto const ended = run_study_for(order, executor, quiet, language, Merging::follows);
    if (ended != Exit::done || !executor.leads()) {
        return ended;
    }
    auto const overwrite =
        order.earlier == Earlier::refuse ? Overwrite::refuse : Overwrite::replace;
    auto const merged = merge_study(order.folder, overwrite, our_model());
    for (auto const& remark : merged.remarks) {
        std::cerr << said_in(language, remark) << "\n";
    }
    for (auto const& file : merged.files) {
        std::cout << file.string() << "\n";
    }
    return Exit::done;
}

}  // namespace smartstart
