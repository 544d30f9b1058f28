#include "analysis/text/csv.hpp"

#include <cmath>
#include <ostream>

#include <fmt/format.h>

#include "analysis/text/words.hpp"

namespace smartstart {
namespace {

std::string field(std::string const& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (char const letter : text) {
        quoted += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return quoted + '"';
}

/// The shortest text that reads back as the same number.
std::string field(double number)
{
    return std::isfinite(number) ? fmt::format("{}", number) : std::string{};
}

/// With `replicates` those of the whole comparison.
std::string cell_fields(Cell const& cell, int replicates)
{
    auto const more = replicates_still_needed(cell);
    return fmt::format("{},{},{},{},{},{},{},{},{},{}", field(cell.base), field(cell.other),
                       field(cell.difference.mean), field(cell.difference.low),
                       field(cell.difference.high), replicates - cell.missing,
                       field(cell.share_better), field(cell.relevant), verdict_name(cell.verdict),
                       more ? std::to_string(*more) : std::string{});
}

void write_outcome(std::ostream& out, Comparison const& comparison, std::size_t outcome)
{
    OutcomeInfo const& info = comparison.outcomes[outcome];
    std::string const start =
        fmt::format("{},{},{},{}", field(comparison.base), field(comparison.other), field(info.id),
                    field(info.units));
    for (std::size_t year = 0; year < comparison.years.size(); ++year) {
        for (std::size_t place = 0; place < comparison.places.size(); ++place) {
            PlaceInfo const& where = comparison.places[place];
            for (std::size_t group = 0; group < comparison.groups.size(); ++group) {
                out << fmt::format("{},{},{},{},{},{}\r\n", start, comparison.years[year],
                                   field(where.code), field(where.name),
                                   field(comparison.groups[group].label),
                                   cell_fields(comparison.cell(outcome, year, place, group),
                                               comparison.replicates));
            }
        }
    }
}

}  // namespace

void write_csv(std::ostream& out, std::span<Comparison const> comparisons)
{
    out << "base,scenario,outcome,units,year,municipality_code,municipality,group,base_mean,"
           "scenario_mean,difference,difference_low_90,difference_high_90,replicates,share_better,"
           "relevant_difference,verdict,replicates_still_needed\r\n";
    for (Comparison const& comparison : comparisons) {
        for (std::size_t outcome = 0; outcome < comparison.outcomes.size(); ++outcome) {
            write_outcome(out, comparison, outcome);
        }
    }
}

void write_money_csv(std::ostream& out, std::span<Money const> moneys)
{
    out << "base,scenario,payer,item,side,base_euro,scenario_euro,difference_euro,difference_low_"
           "90,"
           "difference_high_90\r\n";
    for (Money const& money : moneys) {
        for (MoneyLine const& line : money.lines) {
            out << fmt::format("{},{},{},{},{},{},{},{},{},{}\r\n", field(money.base),
                               field(money.other), field(line.payer), field(line.item),
                               field(line.side), field(line.base), field(line.other),
                               field(line.difference.mean), field(line.difference.low),
                               field(line.difference.high));
        }
    }
}

}  // namespace smartstart
