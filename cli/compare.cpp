#include <filesystem>
#include <iostream>
#include <memory>
#include <sstream>
#include <vector>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "analysis/csv.hpp"
#include "analysis/report.hpp"
#include "analysis/table.hpp"
#include "cli/commands.hpp"
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
};

// A result file that is named here by mistake would be lost: it takes hours to make again.
void check_ending(fs::path const& file, char const* option, char const* ending)
{
    if (!file.empty() && file.extension() != ending) {
        throw InputError{std::string{option} + " is '" + file.string() + "', but must end in '" +
                         ending + "', such as 'results/comparison" + ending + "'."};
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

void put(fs::path const& file, std::string const& text, Language language)
{
    put_on_disk(file, text, Overwrite::replace);
    std::cout << in_language(language, "Geschreven: ", "Written: ") << file.string() << "\n";
}

void write_tables(Wishes const& wishes, std::vector<Comparison> const& comparisons,
                  std::vector<Money> const& moneys, Language language)
{
    std::ostringstream outcomes;
    write_csv(outcomes, comparisons);
    put(wishes.csv, outcomes.str(), language);
    std::ostringstream money;
    write_money_csv(money, moneys);
    auto const beside = wishes.csv.stem().string() + "-money.csv";
    put(wishes.csv.parent_path() / beside, money.str(), language);
}

Exit show(Wishes const& wishes, Language language)
{
    check_ending(wishes.csv, "--csv", ".csv");
    check_ending(wishes.report, "--report", ".html");
    auto files = wishes.others;
    files.insert(files.begin(), wishes.base);
    auto const results = read_all(files);
    auto const colour = colour_for(isatty(STDOUT_FILENO) != 0 ? Output::terminal : Output::file);
    std::vector<Comparison> comparisons;
    std::vector<Money> moneys;
    for (std::size_t i = 1; i < results.size(); ++i) {
        comparisons.push_back(compare(results.front(), results[i]));
        moneys.push_back(compare_money(results.front(), results[i]));
        std::cout << outcome_table(comparisons.back(), language, colour) << "\n"
                  << money_table(moneys.back(), language, colour) << "\n";
    }
    if (!wishes.csv.empty()) {
        write_tables(wishes, comparisons, moneys, language);
    }
    if (!wishes.report.empty()) {
        auto const others = std::span{results}.subspan(1);
        put(wishes.report, report_html(results.front(), others, language), language);
    }
    return Exit::done;
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
    call->add_option("--report", wishes->report,
                     in("schrijf één webpagina met grafieken die overal opent",
                        "write one web page with charts that opens anywhere"))
        ->type_name("FILE.html");
    return {call, [wishes, language] { return show(*wishes, language); }};
}

}  // namespace smartstart
