#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <sstream>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "analysis/report/report.hpp"
#include "analysis/text/csv.hpp"
#include "analysis/text/table.hpp"
#include "analysis/workbook/workbook.hpp"
#include "cli/commands.hpp"
#include "cli/compare_extras.hpp"
#include "cli/output_file.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/store/file_on_disk.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

struct Wishes {
    fs::path base;
    std::vector<fs::path> others;
    fs::path csv;
    fs::path report;
    fs::path xlsx;
    ExtraFiles extras;
    bool force = false;
};

/// Files for a page that nobody asked for would be passed over in silence.
void check_purpose(Wishes const& wishes)
{
    std::vector<Problem> problems;
    auto const need = [&](char const* option, bool is_given) {
        if (is_given && wishes.report.empty()) {
            problems.push_back({{}, "'" + std::string{option} + "' needs '--report'.", {}});
        }
    };
    need("--geometry", !wishes.extras.geometry.empty());
    need("--targets", !wishes.extras.targets.empty());
    need("--sensitivity", !wishes.extras.sensitivity.empty());
    need("--sweep", !wishes.extras.sweep.empty());
    if (!problems.empty()) {
        throw InputError{problems};
    }
}

std::vector<Result> read_all(std::vector<fs::path> const& files)
{
    std::vector<Result> results;
    std::vector<Problem> problems;
    for (auto const& file : files) {
        try {
            results.push_back(read_result(file));
        } catch (InputError const& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        }
    }
    if (!problems.empty()) {
        throw InputError{problems};
    }
    return results;
}

fs::path money_beside(fs::path const& csv)
{
    return csv.parent_path() / (csv.stem().string() + "-money.csv");
}

/// Before anything is read: nothing that is there is lost without being asked for.
void check_outputs(Wishes const& wishes)
{
    std::vector<OutputFile> files{{wishes.csv, "--csv", "results/comparison.csv"},
                                  {wishes.report, "--report", "results/comparison.html"},
                                  {wishes.xlsx, "--xlsx", "results/comparison.xlsx"}};
    if (!wishes.csv.empty()) {
        files.push_back({money_beside(wishes.csv), "--csv", "results/comparison-money.csv"});
    }
    check_endings(files);
    refuse_existing(files, overwrite_for(wishes.force));
}

void put(fs::path const& file, std::string const& text, Wishes const& wishes, Language language)
{
    put_on_disk(file, text, overwrite_for(wishes.force));
    std::cout << in_language(language, "Geschreven: ", "Written: ") << file.string() << "\n";
}

void write_tables(Wishes const& wishes, std::vector<Comparison> const& comparisons,
                  std::vector<Money> const& moneys, Language language)
{
    std::ostringstream outcomes;
    write_csv(outcomes, comparisons);
    put(wishes.csv, outcomes.str(), wishes, language);
    std::ostringstream money;
    write_money_csv(money, moneys);
    put(money_beside(wishes.csv), money.str(), wishes, language);
}

/// The figures that come with the program, where it is run from its own folder.
constexpr char const* our_targets = "calibration/targets/hart-van-brabant-2025.yaml";

ExtraFiles extra_files(Wishes const& wishes)
{
    auto files = wishes.extras;
    if (files.targets.empty() && fs::exists(our_targets)) {
        files.usual_targets = our_targets;
    }
    return files;
}

/// Says what a result that was made to be published does not tell.
void tell_suppressed(std::vector<Result> const& results, Language language)
{
    auto const smallest = [](Result const& result) { return result.minimum_cell; };
    auto const minimum = std::ranges::max(results, {}, smallest).minimum_cell;
    if (minimum > 0) {
        std::cout << in_language(language, "Aantallen onder ", "Counts under ") << minimum
                  << in_language(language,
                                 " en wat die zou verraden zijn weggelaten, ook uit het totaal van "
                                 "de regio; daar staat 'weggelaten'.\n",
                                 " and what would reveal them are left out, of totals of the "
                                 "region as well; it says 'left out' there.\n");
    }
}

void print_tables(std::vector<Comparison> const& comparisons, std::vector<Money> const& moneys,
                  Language language)
{
    auto const colour = colour_for(isatty(STDOUT_FILENO) != 0 ? Output::terminal : Output::file);
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        std::cout << outcome_table(comparisons[i], language, colour) << "\n"
                  << money_table(moneys[i], language, colour) << "\n";
    }
}

Exit show(Wishes const& wishes, Language language)
{
    check_purpose(wishes);
    check_outputs(wishes);
    Workers const workers{std::max(1U, std::thread::hardware_concurrency())};
    auto files = wishes.others;
    files.insert(files.begin(), wishes.base);
    auto const results = read_all(files);
    // What is brought for the page is looked at before anything is told.
    auto extras =
        wishes.report.empty() ? ReportExtras{} : read_extras(extra_files(wishes), results.front());
    std::vector<Comparison> comparisons;
    std::vector<Money> moneys;
    for (auto const& other : std::span{results}.subspan(1)) {
        comparisons.push_back(compare(results.front(), other));
        moneys.push_back(compare_money(results.front(), other));
    }
    print_tables(comparisons, moneys, language);
    tell_suppressed(results, language);
    if (!wishes.csv.empty()) {
        write_tables(wishes, comparisons, moneys, language);
    }
    auto const others = std::span{results}.subspan(1);
    if (!wishes.xlsx.empty()) {
        put(wishes.xlsx, workbook({results.front(), others, comparisons, moneys}, language), wishes,
            language);
    }
    if (!wishes.report.empty()) {
        extras.comparisons = comparisons;
        extras.moneys = moneys;
        put(wishes.report, report_html(results.front(), others, language, extras), wishes,
            language);
    }
    return Exit::done;
}

/// What the page can show besides.
void add_extra_options(CLI::App& call, ExtraFiles& files, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    call.add_option("--geometry", files.geometry,
                    in("grenzen van gemeenten voor de kaart op de pagina (GeoJSON met GM-codes)",
                       "outlines of municipalities for the map on the page (GeoJSON, GM codes)"))
        ->type_name("FILE.geojson");
    call.add_option("--targets", files.targets,
                    in("gepubliceerde cijfers om op de pagina naast het model te leggen",
                       "published figures to hold the model against on the page"))
        ->type_name("FILE.yaml");
    call.add_option("--sensitivity", files.sensitivity,
                    in("wat 'smartstart sensitivity' schreef, voor de pagina",
                       "what 'smartstart sensitivity' wrote, for the page"))
        ->type_name("FILE.json");
    call.add_option("--sweep", files.sweep,
                    in("wat 'smartstart explore' schreef, voor de pagina",
                       "what 'smartstart explore' wrote, for the page"))
        ->type_name("FILE.json");
}

}  // namespace

Command add_compare(CLI::App& program, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto const wishes = std::make_shared<Wishes>();
    auto* const call = program.add_subcommand(
        "compare", in("wat er anders is tussen resultaten, met marges en een oordeel",
                      "what differs between results, with ranges and a verdict"));
    call->add_option("BASE", wishes->base,
                     in("resultaat waarmee vergeleken wordt (.h5)", "result to compare with (.h5)"))
        ->required()
        ->type_name("");
    call->add_option("OTHER", wishes->others, in("andere resultaten (.h5)", "other results (.h5)"))
        ->required()
        ->type_name("");
    call->add_option("--csv", wishes->csv,
                     in("schrijf alle waarden als CSV, en het geld in FILE-money.csv",
                        "write every value as CSV, and the money in FILE-money.csv"))
        ->type_name("FILE.csv");
    call->add_option("--xlsx", wishes->xlsx,
                     in("schrijf een Excel-werkmap met samenvatting, verloop en grafieken",
                        "write an Excel workbook with a summary, trajectories and charts"))
        ->type_name("FILE.xlsx");
    call->add_option("--report", wishes->report,
                     in("schrijf één webpagina met grafieken die overal opent",
                        "write one web page with charts that opens anywhere"))
        ->type_name("FILE.html");
    add_extra_options(*call, wishes->extras, language);
    add_force_option(*call, wishes->force, language);
    return {call, [wishes, language] { return show(*wishes, language); }};
}

}  // namespace smartstart
