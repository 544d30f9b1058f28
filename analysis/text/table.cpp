#include "analysis/text/table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "analysis/text/grid.hpp"
#include "analysis/text/words.hpp"

namespace smartstart {
namespace {

constexpr double million = 1e6;

Language constexpr dutch = Language::dutch;

std::string text(Language language, char const* in_dutch, char const* in_english)
{
    return language == dutch ? in_dutch : in_english;
}

Tone tone_of(Verdict verdict)
{
    switch (verdict) {
        case Verdict::better:
            return Tone::good;
        case Verdict::worse:
            return Tone::bad;
        case Verdict::cannot_tell:
            return Tone::unsure;
        default:
            return Tone::plain;
    }
}

std::string range(Estimate const& estimate, NumberFormat const& format, Language language)
{
    if (!std::isfinite(estimate.low)) {
        return text(language, "onbekend", "unknown");
    }
    return fmt::format("{} {} {}",
                       signed_text(estimate.low * format.factor, format.decimals, language),
                       text(language, "tot", "to"),
                       signed_text(estimate.high * format.factor, format.decimals, language));
}

/// An end with so many decimals that it is not read as zero.
std::string end_text(double end, NumberFormat const& format, Language language)
{
    double const shown = end * format.factor;
    int const most = format.decimals + 4;
    int decimals = format.decimals;
    while (shown != 0.0 && decimals < most && std::abs(shown) * std::pow(10.0, decimals) < 0.5) {
        ++decimals;
    }
    return signed_text(shown, decimals, language);
}

/// Where the verdict is that the whole range lies on one side of zero, one sees that it does.
std::string range_of(Cell const& cell, NumberFormat const& format, Language language)
{
    constexpr std::array on_one_side{Verdict::better, Verdict::worse, Verdict::differs,
                                     Verdict::more_seen, Verdict::less_seen};
    if (std::ranges::find(on_one_side, cell.verdict) == on_one_side.end()) {
        return range(cell.difference, format, language);
    }
    return fmt::format("{} {} {}", end_text(cell.difference.low, format, language),
                       text(language, "tot", "to"),
                       end_text(cell.difference.high, format, language));
}

std::vector<std::string> outcome_row(OutcomeInfo const& outcome, Cell const& cell,
                                     Language language)
{
    NumberFormat const format = number_format(outcome, cell.relevant, language);
    auto const shown = [&](double number) {
        return number_text(number * format.factor, format.decimals, language);
    };
    std::string const other_unit = unit_of_difference(outcome, language);
    std::string const unit =
        other_unit == format.unit
            ? format.unit
            : fmt::format("{} ({}: {})", format.unit, text(language, "verschil", "difference"),
                          other_unit);
    std::vector<std::string> row{
        long_name(outcome, language),    shown(cell.base), shown(cell.other), "0", "0", unit,
        verdict_sentence(cell, language)};
    if (cell.verdict != Verdict::identical) {
        row[3] = signed_text(cell.difference.mean * format.factor, format.decimals, language);
        row[4] = range_of(cell, format, language);
    }
    return row;
}

/// Empty where anything differs.
std::string all_equal_text(Comparison const& comparison, Language language)
{
    if (!std::ranges::all_of(comparison.cells, &Cell::equal)) {
        return {};
    }
    std::string const count =
        number_text(static_cast<double>(comparison.cells.size()), 0, language);
    return language == dutch
               ? fmt::format(
                     "Precies gelijk: alle {} waarden, in elk jaar, elke gemeente en elke "
                     "groep, in elke herhaling.\n",
                     count)
               : fmt::format(
                     "Exactly equal: all {} values, in every year, municipality and group, "
                     "in every replicate.\n",
                     count);
}

std::string interval_in_millions(Estimate const& estimate, Language language)
{
    NumberFormat const format{1.0 / million, 2, ""};
    return fmt::format("{} ({})", signed_text(estimate.mean / million, 2, language),
                       range(estimate, format, language));
}

/// "2 of 3 replicates". Those in which a year is equally dear count half.
std::string of_replicates(double share, std::size_t count, Language language)
{
    double const found = share * static_cast<double>(count);
    bool const is_whole = std::abs(found - std::round(found)) < 1e-6;
    return fmt::format("{} {} {}", number_text(found, is_whole ? 0 : 1, language),
                       text(language, "van", "of"), replicates_text(count, language));
}

std::string break_even_text(BreakEven const& even, Language language)
{
    if (even.share == 0.0) {
        return text(language, "In geen enkele herhaling terugverdiend binnen deze jaren.\n",
                    "Breaks even within these years in none of the replicates.\n");
    }
    auto const year = [&](std::optional<int> found) {
        return found ? std::to_string(*found)
                     : text(language, "niet binnen de jaren", "not within the years");
    };
    std::string const found = of_replicates(even.share, even.by_replicate.size(), language);
    return language == dutch
               ? fmt::format(
                     "Terugverdiend in {}. Mediaan: {}; van 5 tot 95 % van de herhalingen: {} tot "
                     "{}.\n",
                     found, year(even.middle), year(even.early), year(even.late))
               : fmt::format(
                     "Breaks even in {}. Median: {}; 5 to 95 % of the replicates: {} to {}.\n",
                     found, year(even.middle), year(even.early), year(even.late));
}

/// At four years that lie evenly apart, but not before any money differs.
std::string cheaper_text(Money const& money, Language language)
{
    std::string line = text(language, "Opgeteld goedkoper tot en met", "Cheaper in total by");
    std::size_t const last = money.balance.size() - 1;
    int told = 0;
    for (std::size_t quarter = 1; quarter <= 4; ++quarter) {
        Balance const& then = money.balance[last * quarter / 4];
        if (then.year != told && then.year >= *money.start) {
            line += fmt::format(
                "{} {}: in {}", told == 0 ? "" : ",", then.year,
                of_replicates(then.share_cheaper, money.total_by_replicate.size(), language));
            told = then.year;
        }
    }
    return line + ".\n";
}

}  // namespace

Colour colour_for(Output output)
{
    char const* const wish = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe)
    bool const unwanted = wish != nullptr && *wish != '\0';
    return !unwanted && output == Output::terminal ? Colour::on : Colour::off;
}

std::string outcome_table(Comparison const& comparison, Language language, Colour colour)
{
    std::size_t const year = comparison.years.size() - 1;
    Grid grid{
        {text(language, "uitkomst", "outcome"), comparison.base, comparison.other,
         text(language, "verschil", "difference"), text(language, "90%-interval", "90 % interval"),
         text(language, "eenheid", "unit"), text(language, "oordeel", "verdict")},
        {Align::left, Align::right, Align::right, Align::right, Align::right, Align::left,
         Align::left}};
    std::set<Verdict> verdicts;
    for (std::size_t outcome = 0; outcome < comparison.outcomes.size(); ++outcome) {
        Cell const& cell = comparison.cell(outcome, year, comparison.region(), 0);
        verdicts.insert(cell.verdict);
        grid.add(outcome_row(comparison.outcomes[outcome], cell, language), tone_of(cell.verdict));
    }
    auto const title = language == dutch ? "{} ten opzichte van {}, hele regio, {}, {}"
                                         : "{} compared with {}, whole region, {}, {}";
    auto const spread = language == dutch ? " over {} trekking{} van de parameters"
                                          : " over {} draw{} of the parameters";
    auto const more = language == dutch ? "en" : "s";
    auto const draws = comparison.draws > 0 ? fmt::format(fmt::runtime(spread), comparison.draws,
                                                          comparison.draws == 1 ? "" : more)
                                            : std::string{};
    return fmt::format(
        "{}{}\n{}{}{}",
        fmt::format(fmt::runtime(title), comparison.other, comparison.base, comparison.years.back(),
                    replicates_text(static_cast<std::size_t>(comparison.replicates), language)),
        draws, grid.text(colour), meant_by(verdicts, language),
        all_equal_text(comparison, language));
}

std::string money_table(Money const& money, Language language, Colour colour)
{
    if (money.net.empty()) {
        return text(language, "Geld: de uitkomsten hebben geen kasboek.\n",
                    "Money: the results have no ledger.\n");
    }
    if (money.identical) {
        return text(language, "Geld: verschil 0, tot op de cent gelijk.\n",
                    "Money: difference 0, identical to the cent.\n");
    }
    Grid grid{{text(language, "betaler", "payer"), text(language, "zonder rente", "undiscounted"),
               language == dutch ? "2,25 %" : "2.25 %", "4 %"},
              {Align::left, Align::right, Align::right, Align::right}};
    for (NetDifference const& net : money.net) {
        std::vector<std::string> row{
            net.payer.empty() ? text(language, "samen", "together")
                              : text(language, net.name_nl.c_str(), net.name_en.c_str())};
        for (Estimate const& estimate : net.by_rate) {
            row.push_back(interval_in_millions(estimate, language));
        }
        Estimate const& plain = net.by_rate.front();
        Tone const tone = plain.high < 0.0 ? Tone::good : plain.low > 0.0 ? Tone::bad : Tone::plain;
        grid.add(row, tone);
    }
    std::string const title =
        language == dutch ? fmt::format(
                                "Wat er meer (+) of minder (-) wordt betaald van {} tot en met {}, "
                                "miljoen euro, met 90%-interval\n",
                                *money.start, money.balance.back().year)
                          : fmt::format(
                                "What is paid more (+) or less (-) from {} up to and including {}, "
                                "million euro, with 90 % interval\n",
                                *money.start, money.balance.back().year);
    return title + grid.text(colour) + break_even_text(money.break_even, language) +
           cheaper_text(money, language);
}

}  // namespace smartstart
