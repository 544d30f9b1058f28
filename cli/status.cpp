#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/output_file.hpp"
#include "cli/run_study.hpp"
#include "cli/status_of_results.hpp"
#include "engine/base/error.hpp"
#include "engine/run/study/kept_runs.hpp"
#include "engine/store/file_on_disk.hpp"
#include "engine/store/study_record.hpp"

namespace smartstart {
namespace {

using namespace studies;

struct Asked {
    std::filesystem::path folder;
    std::filesystem::path csv;
    bool force = false;
};

std::string state_text(RunState state, Language language)
{
    switch (state) {
        case RunState::waiting:
            return in_language(language, "wacht", "waiting");
        case RunState::running:
            return in_language(language, "bezig", "running");
        case RunState::done:
            return in_language(language, "klaar", "done");
        case RunState::failed:
            return in_language(language, "mislukt", "failed");
    }
    return {};
}

std::string cell(std::string const& text)
{
    std::string safe = "\"";
    for (auto const letter : text) {
        safe += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return safe + "\"";
}

/// The table of all runs: what was asked of each, and how far it is.
class RunTable {
public:
    RunTable(std::filesystem::path const& folder, Language language)
        : language_{language}, study_{open_study(folder, our_model())}
    {
        for (auto const& block : study_.plan->blocks()) {
            for (auto& run :
                 runs_of(*study_.plan, *study_.variants, block, folder_of_blocks(folder))) {
                runs_.push_back(std::move(run));
            }
        }
    }

    void write_csv(std::ostream& out) const
    {
        // Programs read this: it is the same in every language.
        out << "scenario,combination,draw,replicate,seed,luck,state,processor_seconds,settings,"
               "reason\n";
        auto const& study = study_.plan->study();
        auto const seed = study_.variants->plain().front().scenario.seed;
        for (auto const& run : runs_) {
            std::string settings;
            for (auto const& one :
                 study_.variants->overrides(run.unit.combination, run.unit.draw)) {
                settings += (settings.empty() ? "" : "; ") + one;
            }
            out << cell(study.scenarios[run.scenario].stem().string()) << ','
                << study_.plan->combined()[run.unit.combination].name << ','
                << (study.draws.empty() ? "" : study.draws[run.unit.draw].name)
                << ','
                // As the result has it: 100000 times the draw, plus the replicate.
                << run.luck << ',' << seed << ',' << run.luck << ','
                << state_text(run.state, Language::english) << ','
                << fmt::format("{:.3f}", run.processor_seconds) << ',' << cell(settings) << ','
                << cell(run.sentence) << '\n';
        }
    }

    void write_summary(std::ostream& out) const
    {
        std::map<std::pair<std::size_t, std::size_t>, std::vector<StudyRun>> by_result;
        double seconds = 0.0;
        for (auto const& run : runs_) {
            by_result[{run.unit.combination, run.scenario}].push_back(run);
            seconds += run.processor_seconds;
        }
        out << in_language(language_, " klaar mislukt   bezig   wacht  resultaat\n",
                           "  done  failed running waiting  result\n");
        for (auto const& [result, runs] : by_result) {
            StudyCount counted;
            count(runs, counted);
            auto const& combination = study_.plan->combined()[result.first].name;
            out << fmt::format("{:6} {:7} {:7} {:7}  {}{}\n", counted.done, counted.failed,
                               counted.running, counted.waiting,
                               combination.empty() ? "" : combination + "/",
                               study_.plan->study().scenarios[result.second].stem().string());
        }
        out << fmt::format(
            fmt::runtime(in_language(language_, "Processortijd van wat klaar is: {:.1f} s.\n",
                                     "Processor time of what is done: {:.1f} s.\n")),
            seconds);
        for (auto const& run : runs_) {
            if (run.state == RunState::failed) {
                out << run_text(run, *study_.plan, language_) << ": " << run.sentence << "\n";
            }
        }
    }

private:
    Language language_;
    OpenStudy study_;
    std::vector<StudyRun> runs_;
};

void put(std::string const& csv, Asked const& asked)
{
    if (!asked.csv.empty()) {
        put_on_disk(asked.csv, csv, overwrite_for(asked.force));
    }
}

Exit show(Asked const& asked, Language language)
{
    std::vector<OutputFile> const table_file{{asked.csv, "--csv", "results/runs.csv"}};
    check_endings(table_file);
    refuse_existing(table_file, overwrite_for(asked.force));
    if (!std::filesystem::exists(study_record_in(asked.folder))) {
        if (auto const csv = tell_of_results(asked.folder, language)) {
            put(*csv, asked);
            return Exit::done;
        }
    }
    RunTable const table{asked.folder, language};
    table.write_summary(std::cout);
    std::ostringstream written;
    table.write_csv(written);
    put(written.str(), asked);
    return Exit::done;
}

}  // namespace

Command add_status(CLI::App& program, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto const asked = std::make_shared<Asked>();
    auto* const call = program.add_subcommand(
        "status", in("hoe ver een studie of een run is, en wat mislukte en waarom",
                     "how far a study or a run is, and what failed and why"));
    call->add_option("FOLDER", asked->folder,
                     in("map van de studie of de resultaten", "folder of the study or the results"))
        ->required()
        ->type_name("");
    call->add_option(
            "--csv", asked->csv,
            in("schrijf de tabel van alle runs hierheen", "write the table of all runs here"))
        ->type_name("FILE.csv");
    add_force_option(*call, asked->force, language);
    return {call, [asked, language] { return show(*asked, language); }};
}

}  // namespace smartstart
