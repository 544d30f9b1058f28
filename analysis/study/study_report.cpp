#include "analysis/study/study_report.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/report/report_json.hpp"
#include "analysis/study/study_findings.hpp"
#include "analysis/text/table.hpp"
#include "engine/scenario/setting_names.hpp"
#include "engine/settings/form.hpp"

namespace smartstart {
namespace {

using report::both;
using report::Json;
using report::number;

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

/// Luck, parameters and structure as shares of their sum. With one replicate nobody knows how much
/// of it is luck.
Json split_parts(Finding const& finding, bool structures)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    bool const apart = !std::isnan(finding.split.luck);
    double const luck = apart ? finding.split.luck : 0.0;
    double const all = luck + finding.split.parameters + finding.split.structure;
    Json parts = Json::array();
    auto const add = [&](char const* dutch, char const* english, double share) {
        parts.push_back(part(both(dutch, english), {all > 0.0 ? share / all : none, none, none}));
    };
    if (apart) {
        add("toeval van één herhaling", "luck of one replicate", luck);
        add("getallen waarmee gerekend is", "numbers used", finding.split.parameters);
    } else {
        add("getallen waarmee gerekend is, en toeval", "numbers used, and luck",
            finding.split.parameters);
    }
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
                entry["first_again"] = number(finding.indices[i].first_again);
                entry["distribution"] = {
                    number(finding.shifts[i].least), number(finding.shifts[i].median),
                    number(finding.shifts[i].mean), number(finding.shifts[i].largest)};
            } else if (study.method == Method::slopes) {
                entry["mean_square_slope"] = number(finding.slopes[i].mean_square);
                entry["total_at_most"] = number(finding.slopes[i].most_total);
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

/// How evenly the independent points lie; not numbers where there are too many to look at.
Unevenness design_of(Study const& study, Sensitivity const& found)
{
    std::vector<UnitPoint> points;
    for (std::size_t const i : independent_points(study, found)) {
        points.push_back(found.points[i]);
    }
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    constexpr std::size_t most = 4000;
    return points.size() > most ? Unevenness{unknown, unknown} : unevenness(points);
}

/// Where the values of a lever lie on its slider: their sizes where all are quantities of one kind,
/// else their places in the list, as of words.
std::vector<double> sizes_of(Lever const& lever)
{
    auto const kind = kind_of(lever.values.front());
    bool const comparable_ones =
        !kind.empty() && std::ranges::all_of(lever.values, [&](std::string const& value) {
            return kind_of(value) == kind;
        });
    std::vector<double> sizes;
    for (std::string const& value : lever.values) {
        sizes.push_back(comparable_ones ? comparable(value) : static_cast<double>(sizes.size()));
    }
    return sizes;
}

}  // namespace

std::string sensitivity_json(Study const& study, Sensitivity const& found)
{
    auto const all = findings(study, found);
    auto const design = design_of(study, found);
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
        {"centred_discrepancy", number(design.centred)},
        {"mixture_discrepancy", number(design.mixture)},
        {"splits", splits(study, all)},
        {"turnings", turnings(study, all)},
        {"worth_of_knowing_euro", report::numbers(worths_of_knowing(study, found))},
        {"details", details(study, all)}};
    return json.dump(1) + "\n";
}

std::string sweep_json(Study const& study, Sweep const& found)
{
    Json levers = Json::array();
    std::vector<std::vector<double>> sizes;
    for (Lever const& lever : study.levers) {
        sizes.push_back(sizes_of(lever));
        levers.push_back(both(lever.name_nl, lever.name_en));
    }
    double const factor = found.harm.units == "1" ? 100.0 : 1.0;
    std::string const unit = found.harm.units == "1" ? " (%)" : "";
    Json points = Json::array();
    for (MixturePoint const& point : found.points) {
        Json at = Json::array();
        Json settings = Json::array();
        Json texts = Json::array();
        for (std::size_t lever = 0; lever < study.levers.size(); ++lever) {
            std::string const& text = study.levers[lever].values[point.mixture[lever]];
            settings.push_back(text);
            texts.push_back(both(value_in_dutch(text), text));
            at.push_back(sizes[lever][point.mixture[lever]]);
        }
        points.push_back({{"levers", std::move(at)},
                          {"settings", std::move(settings)},
                          {"texts", std::move(texts)},
                          {"cost", number(point.cost.mean)},
                          {"cost_low", number(point.cost.low)},
                          {"cost_high", number(point.cost.high)},
                          {"harm", number(point.harm * factor)},
                          {"frontier", point.on_frontier}});
    }
    Json const json{{"format", "smartstart-sweep 1"},
                    {"levers", std::move(levers)},
                    {"harm", both(found.harm.long_name_nl + unit, found.harm.long_name_en + unit)},
                    {"discounted_to", found.discounted_to},
                    {"note", both(discounting_sentence(found, Language::dutch),
                                  discounting_sentence(found, Language::english))},
                    {"points", std::move(points)}};
    return json.dump(1) + "\n";
}

}  // namespace smartstart
