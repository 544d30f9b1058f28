#include "analysis/study_report.hpp"

#include <cstdlib>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/grid.hpp"
#include "analysis/report_json.hpp"
#include "analysis/study_findings.hpp"
#include "analysis/table.hpp"

namespace smartstart {
namespace {

using report::both;
using report::Json;
using report::number;

constexpr double million = 1e6;

Json triple(Ranged const& ranged)
{
    return {number(ranged.value), number(ranged.low), number(ranged.high)};
}

Json part(Json name, Ranged const& share)
{
    return {{"name", std::move(name)},
            {"share", number(share.value)},
            {"low", number(share.low)},
            {"high", number(share.high)}};
}

/// Luck, parameters and structure as shares of their sum.
Json split_parts(Finding const& finding, bool structures)
{
    double const all = finding.split.luck + finding.split.parameters + finding.split.structure;
    Json parts = Json::array();
    auto const add = [&](char const* dutch, char const* english, double share) {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        parts.push_back(part(both(dutch, english), {all > 0.0 ? share / all : none, none, none}));
    };
    add("toeval van één herhaling", "luck of one replicate", finding.split.luck);
    add("getallen waarmee gerekend is", "numbers used", finding.split.parameters);
    if (structures) {
        add("bouw van het model", "structure of the model", finding.split.structure);
    }
    return parts;
}

/// For the page: first what kind of uncertainty, then which numbers.
Json splits(Study const& study, std::vector<Finding> const& all)
{
    Json list = Json::array();
    for (Finding const& finding : all) {
        if (study.method != Method::sobol) {
            continue;
        }
        list.push_back(
            {{"name", both(finding.name_nl + ": welke soort", finding.name_en + ": what kind")},
             {"parts", split_parts(finding, !study.structures.empty())}});
        Json parts = Json::array();
        for (std::size_t i = 0; i < study.moved.size(); ++i) {
            parts.push_back(
                part(both(study.moved[i].path, study.moved[i].path), finding.indices[i].total));
        }
        list.push_back({{"name", both(finding.name_nl + ": welk getal (totale Sobol-index)",
                                      finding.name_en + ": which number (total Sobol index)")},
                        {"parts", std::move(parts)}});
    }
    return list;
}

std::string turning_sentence(Study const& study, Finding const& finding, Language language)
{
    bool const dutch = language == Language::dutch;
    std::string const share = number_text(100.0 * finding.turned, 0, language);
    std::string const& name = dutch ? finding.name_nl : finding.name_en;
    if (!finding.turning) {
        return dutch ? fmt::format("{}: in geen enkel punt keert de conclusie.", name)
                     : fmt::format("{}: at no point does the conclusion turn.", name);
    }
    Moved const& moved = study.moved[finding.turning->moved];
    char const* const form =
        dutch ? "{}: in {} % van de punten keert de conclusie, het meest waar {} gemiddeld "
                "{:.3g}{} is en niet {:.3g}."
              : "{}: at {} % of the points the conclusion turns, most where {} is on average "
                "{:.3g}{} and not {:.3g}.";
    return fmt::format(fmt::runtime(form), name, share, moved.path, finding.turning->there,
                       moved.unit, finding.turning->elsewhere);
}

Json turnings(Study const& study, std::vector<Finding> const& all)
{
    Json list = Json::array();
    for (Finding const& finding : all) {
        list.push_back(both(turning_sentence(study, finding, Language::dutch),
                            turning_sentence(study, finding, Language::english)));
    }
    return list;
}

Json details(Study const& study, std::vector<Finding> const& all)
{
    Json list = Json::array();
    for (Finding const& finding : all) {
        Json moved = Json::array();
        for (std::size_t i = 0; i < study.moved.size(); ++i) {
            Json entry{{"path", study.moved[i].path}, {"source", study.moved[i].source}};
            if (study.method == Method::sobol) {
                entry["first"] = triple(finding.indices[i].first);
                entry["total"] = triple(finding.indices[i].total);
            } else {
                entry["mean"] = number(finding.effects[i].mean);
                entry["strength"] = triple(finding.effects[i].strength);
                entry["deviation"] = number(finding.effects[i].deviation);
            }
            moved.push_back(std::move(entry));
        }
        list.push_back({{"name", both(finding.name_nl, finding.name_en)},
                        {"values", report::numbers(finding.values)},
                        {"moved", std::move(moved)}});
    }
    return list;
}

std::string with_range(Ranged const& ranged, int decimals, Language language)
{
    return fmt::format("{} ({} - {})", number_text(ranged.value, decimals, language),
                       number_text(ranged.low, decimals, language),
                       number_text(ranged.high, decimals, language));
}

}  // namespace

std::string sensitivity_json(Study const& study, Sensitivity const& found)
{
    auto const all = findings(study, found);
    Json const json{
        {"format", "smartstart-sensitivity 1"},
        {"lead", both(fmt::format("{} getallen zijn samen over hun hele bereik bewogen, in {} "
                                  "punten; in elk punt zijn beide scenario's doorgerekend.",
                                  study.moved.size(), found.points.size()),
                      fmt::format("{} numbers were moved together over their whole range, at {} "
                                  "points; both scenarios were simulated at each.",
                                  study.moved.size(), found.points.size()))},
        {"note", both("Totale index: deel van de spreiding dat overblijft als al het andere bekend "
                      "is; met 90%-interval.",
                      "Total index: part of the spread that is left when everything else is "
                      "known; with 90% interval.")},
        {"splits", splits(study, all)},
        {"turnings", turnings(study, all)},
        {"worth_of_knowing_euro", report::numbers(worths_of_knowing(study, found))},
        {"details", details(study, all)}};
    return json.dump(1) + "\n";
}

std::string sweep_json(Study const& study, Sweep const& found)
{
    Json levers = Json::array();
    for (Lever const& lever : study.levers) {
        levers.push_back(both(lever.name_nl, lever.name_en));
    }
    double const factor = found.harm.units == "1" ? 100.0 : 1.0;
    std::string const unit = found.harm.units == "1" ? " (%)" : "";
    Json points = Json::array();
    for (MixturePoint const& point : found.points) {
        Json at = Json::array();
        Json texts = Json::array();
        for (std::size_t lever = 0; lever < study.levers.size(); ++lever) {
            std::string const& text = study.levers[lever].values[point.mixture[lever]];
            texts.push_back(text);
            at.push_back(std::strtod(text.c_str(), nullptr));
        }
        points.push_back({{"levers", std::move(at)},
                          {"settings", std::move(texts)},
                          {"cost", number(point.cost.mean)},
                          {"cost_low", number(point.cost.low)},
                          {"cost_high", number(point.cost.high)},
                          {"harm", number(point.harm * factor)},
                          {"frontier", point.on_frontier}});
    }
    Json const json{{"format", "smartstart-sweep 1"},
                    {"levers", std::move(levers)},
                    {"harm", both(found.harm.long_name_nl + unit, found.harm.long_name_en + unit)},
                    {"points", std::move(points)}};
    return json.dump(1) + "\n";
}

std::string sensitivity_text(Study const& study, Sensitivity const& found, Language language)
{
    bool const dutch = language == Language::dutch;
    bool const sobol = study.method == Method::sobol;
    std::string text;
    for (Finding const& finding : findings(study, found)) {
        Grid grid{sobol ? std::vector<std::string>{dutch ? "getal" : "number",
                                                   dutch ? "alleen" : "first order",
                                                   dutch ? "totaal" : "total"}
                        : std::vector<std::string>{dutch ? "getal" : "number",
                                                   dutch ? "sterkte" : "strength",
                                                   dutch ? "spreiding" : "deviation"},
                  {Align::left, Align::right, Align::right}};
        for (std::size_t i = 0; i < study.moved.size(); ++i) {
            if (sobol) {
                grid.add({study.moved[i].path, with_range(finding.indices[i].first, 2, language),
                          with_range(finding.indices[i].total, 2, language)},
                         Tone::plain);
            } else {
                grid.add(
                    {study.moved[i].path, fmt::format("{:.3g}", finding.effects[i].strength.value),
                     fmt::format("{:.3g}", finding.effects[i].deviation)},
                    Tone::plain);
            }
        }
        text += (dutch ? finding.name_nl : finding.name_en) + "\n" + grid.text(Colour::off) +
                turning_sentence(study, finding, language) + "\n\n";
    }
    return text;
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
            row.push_back(study.levers[lever].values[point.mixture[lever]]);
        }
        row.push_back(signed_text(point.cost.mean / million, 2, language));
        row.push_back(number_text(point.harm * factor, 2, language));
        row.emplace_back(point.on_frontier ? "*" : "");
        grid.add(row, point.on_frontier ? Tone::good : Tone::plain);
    }
    return grid.text(Colour::off);
}

}  // namespace smartstart
