#include "analysis/workbook/workbook.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "analysis/text/words.hpp"
#include "analysis/workbook/workbook_writer.hpp"
#include "engine/base/error.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

/// A text in the language of the workbook.
std::string in(Language language, char const* dutch, char const* english)
{
    return language == Language::dutch ? dutch : english;
}

/// The title of a scenario, with its file name where another one has that title too.
std::string title_of(WorkbookContents const& contents, Result const& result, Language language)
{
    auto const title = [&](Result const& one) {
        auto const& text = language == Language::dutch ? one.title_nl : one.title_en;
        return text.empty() ? one.scenario : text;
    };
    auto const is_same = [&](Result const& one) { return title(one) == title(result); };
    auto const count =
        (is_same(contents.base) ? 1 : 0) + std::ranges::count_if(contents.others, is_same);
    return count > 1 ? fmt::format("{} ({})", title(result), result.scenario) : title(result);
}

/// How a label of the ledger reads to people.
std::string name_of(std::vector<std::string> const& labels, ReadableNames const& names,
                    std::string const& label, Language language)
{
    auto const& texts = language == Language::dutch ? names.nl : names.en;
    auto const at = static_cast<std::size_t>(std::ranges::find(labels, label) - labels.begin());
    return at < texts.size() && !texts[at].empty() ? texts[at] : label;
}

/// Excel's form of numbers of an outcome.
std::string form_of(OutcomeInfo const& outcome, double relevant)
{
    NumberFormat const format = number_format(outcome, relevant, Language::english);
    std::string form = outcome.units == "persons" ? "#,##0" : "0";
    if (format.decimals > 0) {
        form += "." + std::string(static_cast<std::size_t>(format.decimals), '0');
    }
    return outcome.units == "1" ? form + "%" : form;
}

/// The same of a difference, which for a percentage is in points of it.
std::string form_of_difference(OutcomeInfo const& outcome, double relevant, Language language)
{
    auto const unit = unit_of_difference(outcome, language);
    auto const form = form_of(outcome, relevant);
    return unit.starts_with('%') ? form + '"' + unit.substr(1) + '"' : form;
}

void heads(WorkbookWriter& out, std::uint32_t row, std::vector<std::string> const& texts)
{
    for (std::size_t i = 0; i < texts.size(); ++i) {
        out.text(row, static_cast<std::uint16_t>(i), texts[i], CellStyle::head);
    }
}

/// One row for each outcome and scenario: everybody in the whole region, in the last year.
void summary(WorkbookWriter& out, WorkbookContents const& contents, Language language)
{
    out.sheet(in(language, "Samenvatting", "Summary"), {44, 30, 8, 14, 12, 12, 14, 14, 14, 16, 40});
    out.freeze(1);
    heads(out, 0,
          {in(language, "Uitkomst", "Outcome"), in(language, "Scenario", "Scenario"),
           in(language, "Jaar", "Year"), in(language, "Gebied", "Area"),
           in(language, "Waarde basis", "Value, base"),
           in(language, "Waarde scenario", "Value, scenario"),
           in(language, "Verschil", "Difference"), in(language, "Verschil, 5%", "Difference, 5%"),
           in(language, "Verschil, 95%", "Difference, 95%"), in(language, "Eenheid", "Unit"),
           in(language, "Oordeel", "Verdict")});
    std::uint32_t row = 1;
    for (std::size_t outcome = 0; outcome < contents.base.outcomes.size(); ++outcome) {
        for (std::size_t other = 0; other < contents.comparisons.size(); ++other) {
            Comparison const& comparison = contents.comparisons[other];
            OutcomeInfo const& info = comparison.outcomes[outcome];
            Cell const& cell =
                comparison.cell(outcome, comparison.years.size() - 1, comparison.region(), 0);
            std::string const form = form_of(info, cell.relevant);
            std::string const of_difference = form_of_difference(info, cell.relevant, language);
            out.text(row, 0, long_name(info, language), CellStyle::plain);
            out.text(row, 1, title_of(contents, contents.others[other], language),
                     CellStyle::plain);
            out.number(row, 2, comparison.years.back(), "0");
            out.text(row, 3, in(language, "hele regio", "whole region"), CellStyle::plain);
            out.number(row, 4, cell.base, form);
            out.number(row, 5, cell.other, form);
            out.number(row, 6, cell.difference.mean, of_difference);
            out.number(row, 7, cell.difference.low, of_difference);
            out.number(row, 8, cell.difference.high, of_difference);
            out.text(row, 9, number_format(info, cell.relevant, language).unit, CellStyle::plain);
            out.text(row, 10, verdict_sentence(cell, language), CellStyle::plain);
            ++row;
        }
    }
}

/// The course of one outcome from this row on: a year in each row, and its chart beside it.
void trajectory(WorkbookWriter& out, WorkbookContents const& contents, std::size_t outcome,
                std::uint32_t row, Language language)
{
    Comparison const& first = contents.comparisons.front();
    OutcomeInfo const& info = first.outcomes[outcome];
    Cell const& last = first.cell(outcome, first.years.size() - 1, first.region(), 0);
    std::string const form = form_of(info, last.relevant);
    out.text(row, 0, long_name(info, language), CellStyle::strong);
    out.text(row + 1, 0, in(language, "Jaar", "Year"), CellStyle::head);
    out.text(row + 1, 1, title_of(contents, contents.base, language), CellStyle::head);
    WorkbookWriter::Chart chart{
        in(language, "Verloop", "Course"), long_name(info, language), row + 2, {}, {1}, row, 5};
    chart.last = row + 1 + static_cast<std::uint32_t>(first.years.size());
    std::uint16_t column = 2;
    for (Result const& other : contents.others) {
        out.text(row + 1, column, title_of(contents, other, language), CellStyle::head);
        chart.columns.push_back(column++);
    }
    chart.at_column = static_cast<std::uint16_t>(column + 1);
    for (std::size_t year = 0; year < first.years.size(); ++year) {
        std::uint32_t const at = row + 2 + static_cast<std::uint32_t>(year);
        out.number(at, 0, first.years[year], "0");
        out.number(at, 1, first.cell(outcome, year, first.region(), 0).base, form);
        column = 2;
        for (Comparison const& comparison : contents.comparisons) {
            out.number(at, column++, comparison.cell(outcome, year, comparison.region(), 0).other,
                       form);
        }
    }
    out.chart(chart);
}

void trajectories(WorkbookWriter& out, WorkbookContents const& contents, Language language)
{
    out.sheet(in(language, "Verloop", "Course"), {14, 22, 22, 22, 22});
    auto const years = contents.base.years.size();
    // A chart is about sixteen rows high.
    auto const rows = static_cast<std::uint32_t>(std::max<std::size_t>(years + 4, 18));
    for (std::size_t outcome = 0; outcome < contents.base.outcomes.size(); ++outcome) {
        trajectory(out, contents, outcome, static_cast<std::uint32_t>(outcome) * rows, language);
    }
}

void money(WorkbookWriter& out, WorkbookContents const& contents, Language language)
{
    out.sheet(in(language, "Geld", "Money"), {30, 30, 34, 14, 18, 18, 18, 18, 18});
    out.freeze(1);
    heads(out, 0,
          {in(language, "Scenario", "Scenario"), in(language, "Betaler", "Payer"),
           in(language, "Soort", "Kind"), in(language, "Kant", "Side"),
           in(language, "Basis, euro", "Base, euro"),
           in(language, "Scenario, euro", "Scenario, euro"),
           in(language, "Verschil, euro", "Difference, euro"),
           in(language, "Verschil, 5%", "Difference, 5%"),
           in(language, "Verschil, 95%", "Difference, 95%")});
    Result const& base = contents.base;
    std::uint32_t row = 1;
    for (std::size_t other = 0; other < contents.moneys.size(); ++other) {
        auto const title = title_of(contents, contents.others[other], language);
        for (MoneyLine const& line : contents.moneys[other].lines) {
            std::uint16_t column = 0;
            for (std::string const& text :
                 {title, name_of(base.payers, base.payer_names, line.payer, language),
                  name_of(base.items, base.item_names, line.item, language),
                  name_of(base.sides, base.side_names, line.side, language)}) {
                out.text(row, column++, text, CellStyle::plain);
            }
            for (double const value : {line.base, line.other, line.difference.mean,
                                       line.difference.low, line.difference.high}) {
                out.number(row, column++, value, "#,##0");
            }
            ++row;
        }
    }
}

/// Of which years the sums of money are.
std::string meaning_of_money(Result const& base, Language language)
{
    auto const form = in(language, "Euro's van {} tot en met {} samen, zonder rente.",
                         "Euros of {} up to and including {} together, undiscounted.");
    return base.years.empty()
               ? std::string{}
               : fmt::format(fmt::runtime(form), base.years.front(), base.years.back());
}

std::string meaning_of_ranges(Result const& base, Language language)
{
    if (base.draws.empty()) {
        return in(language,
                  "De bereiken (5% tot 95%) zijn 90%-intervallen van het gemiddelde en dekken "
                  "alleen toeval.",
                  "The ranges (5% to 95%) are 90% intervals of the mean and cover luck only.");
    }
    return fmt::format(
        fmt::runtime(in(language,
                        "De bereiken (5% tot 95%) zijn waar het verschil zelf ligt, gegeven wat "
                        "niet bekend is van de parameters ({} trekkingen).",
                        "The ranges (5% to 95%) are where the difference itself lies, given what "
                        "is not known of the parameters ({} draws).")),
        base.draws.size());
}

void assumptions(WorkbookWriter& out, WorkbookContents const& contents, Language language)
{
    out.sheet(in(language, "Aannames", "Assumptions"), {34, 110});
    Result const& base = contents.base;
    std::vector<std::pair<std::string, std::string>> rows{
        {in(language, "Let op", "Mind"),
         in(language,
            "De mensen en gezinnen zijn bedacht. Het model vertelt wat volgt uit aannames uit "
            "onderzoek; het voorspelt niet.",
            "The people and families are made up. The model tells what follows from assumptions "
            "taken from research; it does not predict.")},
        {in(language, "Bereiken", "Ranges"), meaning_of_ranges(base, language)},
        {in(language, "Geld", "Money"), meaning_of_money(base, language)},
        {in(language, "Basis", "Base"), title_of(contents, base, language)},
        {in(language, "Vraag", "Question"),
         language == Language::dutch ? base.question_nl : base.question_en},
        {in(language, "Startgetal", "Seed"), std::to_string(base.seed)},
        {in(language, "Herhalingen", "Replicates"), std::to_string(base.replicates.size())},
        {in(language, "Deel van de huishoudens", "Share of households"),
         fmt::format("{}", base.scale)},
        {in(language, "Programma", "Program"), base.program_version + " " + base.git_commit}};
    for (auto const& [name, digest] : base.inputs) {
        rows.emplace_back(name, "SHA-256 " + digest);
    }
    std::uint32_t row = 0;
    for (auto const& [name, value] : rows) {
        out.text(row, 0, name, CellStyle::strong);
        out.text(row, 1, value, CellStyle::wrapped);
        ++row;
    }
}

std::string bytes_of(fs::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    if (!stream) {
        throw StoreError{"cannot read back " + file.string() + "."};
    }
    return bytes.str();
}

}  // namespace

std::string workbook(WorkbookContents const& contents, Language language)
{
    // The library writes to a name only.
    auto pattern = (fs::temp_directory_path() / "smartstart-workbook-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw StoreError{"cannot make a folder in " + fs::temp_directory_path().string() + "."};
    }
    fs::path const folder{pattern};
    fs::path const file = folder / "workbook.xlsx";
    WorkbookWriter out{file.string()};
    summary(out, contents, language);
    trajectories(out, contents, language);
    money(out, contents, language);
    assumptions(out, contents, language);
    out.close();
    auto bytes = bytes_of(file);
    fs::remove_all(folder);
    return bytes;
}

}  // namespace smartstart
