#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/statistics/money.hpp"
#include "analysis/study/study_report.hpp"
#include "analysis/text/grid.hpp"
#include "analysis/text/table.hpp"
#include "engine/scenario/setting_names.hpp"

namespace smartstart {
namespace {

constexpr double million = 1e6;

std::string with_range(Ranged const& ranged, int decimals, Language language)
{
    return fmt::format("{} ({} - {})", number_text(ranged.value, decimals, language),
                       number_text(ranged.low, decimals, language),
                       number_text(ranged.high, decimals, language));
}

/// A number of any size as people write it.
std::string three_digits(double number, Language language)
{
    std::string text = fmt::format("{:.3g}", number);
    if (language == Language::dutch) {
        std::replace(text.begin(), text.end(), '.', ',');
    }
    return text;
}

/// How many points in a hundred; never 0 where there are any.
std::string per_cent(double share, Language language)
{
    return share < 0.01 ? language == Language::dutch ? "minder dan 1" : "less than 1"
                        : number_text(100.0 * share, 0, language);
}

std::vector<std::string> head_of(Method method, Language language)
{
    bool const dutch = language == Language::dutch;
    if (method == Method::sobol) {
        return dutch ? std::vector<std::string>{"getal", "alleen", "totaal", "verschuiving"}
                     : std::vector<std::string>{"number", "first order", "total", "shift"};
    }
    if (method == Method::slopes) {
        return dutch ? std::vector<std::string>{"getal", "helling²", "totaal hoogstens"}
                     : std::vector<std::string>{"number", "slope²", "total at most"};
    }
    return dutch ? std::vector<std::string>{"getal", "sterkte", "spreiding"}
                 : std::vector<std::string>{"number", "strength", "deviation"};
}

std::vector<std::string> row_of(Study const& study, Finding const& finding, std::size_t moved,
                                Language language)
{
    std::string const& path = study.moved[moved].path;
    if (study.method == Method::sobol) {
        return {path, with_range(finding.indices[moved].first, 2, language),
                with_range(finding.indices[moved].total, 2, language),
                number_text(finding.shifts[moved].median, 2, language)};
    }
    if (study.method == Method::slopes) {
        return {path, three_digits(finding.slopes[moved].mean_square, language),
                number_text(finding.slopes[moved].most_total, 3, language)};
    }
    return {path, three_digits(finding.effects[moved].strength.value, language),
            three_digits(finding.effects[moved].deviation, language)};
}

/// A line where two formulas for the same index do not agree.
std::string few_samples(Finding const& finding, Language language)
{
    double apart = 0.0;
    for (SobolIndex const& index : finding.indices) {
        apart = std::max(apart, std::abs(index.first.value - index.first_again));
    }
    constexpr double much = 0.1;
    if (!(apart > much)) {
        return {};
    }
    auto const size = number_text(apart, 2, language);
    return language == Language::dutch
               ? "Twee formules voor 'alleen' schelen tot " + size + ": neem meer steekproeven.\n"
               : "Two formulas for 'first order' differ by up to " + size +
                     ": take more samples.\n";
}

}  // namespace

std::string turning_sentence(Study const& study, Finding const& finding, Language language)
{
    bool const dutch = language == Language::dutch;
    std::string const& name = dutch ? finding.name_nl : finding.name_en;
    if (!finding.turning) {
        return dutch ? fmt::format("{}: in geen enkel punt keert de conclusie.", name)
                     : fmt::format("{}: at no point does the conclusion turn.", name);
    }
    Moved const& moved = study.moved[finding.turning->moved];
    auto const unit = dutch ? value_in_dutch(moved.unit) : moved.unit;
    char const* const form =
        dutch ? "{}: in {} % van de punten keert de conclusie, het meest waar {} gemiddeld "
                "{}{} is en niet {}."
              : "{}: at {} % of the points the conclusion turns, most where {} is on average "
                "{}{} and not {}.";
    return fmt::format(fmt::runtime(form), name, per_cent(finding.turned, language), moved.path,
                       three_digits(finding.turning->there, language), unit,
                       three_digits(finding.turning->elsewhere, language));
}

std::string sensitivity_text(Study const& study, Sensitivity const& found, Language language)
{
    bool const dutch = language == Language::dutch;
    std::string text;
    for (Finding const& finding : findings(study, found)) {
        auto const head = head_of(study.method, language);
        std::vector<Align> aligned(head.size(), Align::right);
        aligned.front() = Align::left;
        Grid grid{head, aligned};
        for (std::size_t i = 0; i < study.moved.size(); ++i) {
            grid.add(row_of(study, finding, i, language), Tone::plain);
        }
        text += (dutch ? finding.name_nl : finding.name_en) + "\n" + grid.text(Colour::off) +
                few_samples(finding, language) + turning_sentence(study, finding, language) +
                "\n\n";
    }
    return text;
}

std::string discounting_sentence(Sweep const& found, Language language)
{
    auto const rate = number_text(100.0 * discount_rates[1], 2, language);
    return language == Language::dutch
               ? fmt::format(
                     "Netto kosten zijn bij elk mengsel opgeteld vanaf {}; elk jaar later "
                     "telt {} % minder.",
                     found.discounted_to, rate)
               : fmt::format(
                     "Net costs are added up from {} on at every mixture; each year later "
                     "counts {} % less.",
                     found.discounted_to, rate);
}

std::string sweep_text(Study const& study, Sweep const& found, Language language)
{
    bool const dutch = language == Language::dutch;
    std::vector<std::string> head;
    std::vector<Align> aligned;
    for (Lever const& lever : study.levers) {
        head.push_back(dutch ? lever.name_nl : lever.name_en);
        aligned.push_back(Align::right);
    }
    head.insert(head.end(), {dutch ? "netto, miljoen euro" : "net, million euro",
                             dutch ? found.harm.long_name_nl : found.harm.long_name_en,
                             dutch ? "rand" : "frontier"});
    aligned.insert(aligned.end(), {Align::right, Align::right, Align::left});
    Grid grid{head, aligned};
    double const factor = found.harm.units == "1" ? 100.0 : 1.0;
    for (MixturePoint const& point : found.points) {
        std::vector<std::string> row;
        for (std::size_t lever = 0; lever < study.levers.size(); ++lever) {
            std::string const& value = study.levers[lever].values[point.mixture[lever]];
            row.push_back(dutch ? value_in_dutch(value) : value);
        }
        row.push_back(signed_text(point.cost.mean / million, 2, language));
        row.push_back(number_text(point.harm * factor, 2, language));
        row.emplace_back(point.on_frontier ? "*" : "");
        grid.add(row, point.on_frontier ? Tone::good : Tone::plain);
    }
    return grid.text(Colour::off) + discounting_sentence(found, language) + "\n";
}

}  // namespace smartstart
