#include "analysis/report/report_data.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "analysis/report/report_deciding.hpp"
#include "analysis/report/report_json.hpp"
#include "analysis/report/report_money.hpp"
#include "analysis/report/report_series.hpp"
#include "analysis/report/themes.hpp"
#include "analysis/statistics/comparison.hpp"
#include "analysis/statistics/money.hpp"
#include "analysis/text/translation.hpp"
#include "analysis/text/words.hpp"
#include "engine/store/command_again.hpp"

namespace smartstart {
namespace {

using report::both;
using report::Json;

/// Outcomes that the first page shows, the first of them largest. The choice is made here, before
/// any result is seen, so that no report shows what happens to have gone well.
constexpr std::array headline_outcomes{"placements",           "problem_serious",
                                       "early_school_leavers", "supervision_orders",
                                       "maltreatment",         "waiting_months"};

Json scenario(Result const& result)
{
    return {{"id", result.scenario},
            {"title", both(result.title_nl, result.title_en)},
            {"question", both(result.question_nl, result.question_en)},
            {"differences", {{"nl", result.differences_nl}, {"en", result.differences_en}}},
            {"start", result.start_of_difference},
            {"differs_from", result.differs_from},
            {"digest",
             result.digest_when_read.empty() ? values_digest(result) : result.digest_when_read},
            {"budget", report::budget(result)}};
}

Json names(std::vector<std::string> const& labels, ReadableNames const& readable)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        list.push_back(both(readable.nl.empty() ? labels[i] : readable.nl[i],
                            readable.en.empty() ? labels[i] : readable.en[i]));
    }
    return list;
}

/// Part of a definition in both languages.
Json defined(std::string const& english)
{
    return both(defined_in(Language::dutch, english), english);
}

Json outcomes(Comparison const& comparison, std::vector<double> const& steps)
{
    Json list = Json::array();
    std::size_t const year = comparison.years.size() - 1;
    for (std::size_t i = 0; i < comparison.outcomes.size(); ++i) {
        OutcomeInfo const& info = comparison.outcomes[i];
        double const relevant = comparison.cell(i, year, comparison.region(), 0).relevant;
        NumberFormat const format = number_format(info, relevant, Language::english);
        NumberFormat const in_dutch = number_format(info, relevant, Language::dutch);
        list.push_back({{"id", info.id},
                        {"name", both(info.long_name_nl, info.long_name_en)},
                        {"unit", both(in_dutch.unit, format.unit)},
                        {"factor", format.factor},
                        {"decimals", format.decimals},
                        {"step", steps[i]},
                        {"better", static_cast<int>(info.better)},
                        {"relevant", report::number(info.relevant)},
                        {"theme", theme_of(info.id)},
                        {"numerator", defined(info.numerator)},
                        {"denominator", defined(info.denominator)},
                        {"source", defined(info.source_of_definition)}});
    }
    return list;
}

Json headlines(Result const& result)
{
    Json list = Json::array();
    for (char const* const wanted : headline_outcomes) {
        for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
            if (result.outcomes[i].id == wanted) {
                list.push_back(i);
            }
        }
    }
    return list;
}

Json places(Result const& result)
{
    Json list = Json::array();
    for (PlaceInfo const& place : result.municipalities) {
        list.push_back({{"code", place.code}, {"name", place.name}});
    }
    return list;
}

Json group_names(Result const& result)
{
    Json list = Json::array();
    for (GroupInfo const& group : result.groups) {
        list.push_back({{"name", both(group.label_nl, group.label)}, {"kind", group.kind}});
    }
    return list;
}

Json themes()
{
    Json list = Json::array();
    for (Theme const& theme : all_themes()) {
        list.push_back(both(theme.dutch, theme.english));
    }
    return list;
}

/// Files read and the start of their digests.
Json inputs(Result const& result)
{
    constexpr std::size_t enough = 16;
    Json list = Json::array();
    for (auto const& [name, digest] : result.inputs) {
        list.push_back({name, digest.substr(0, enough)});
    }
    return list;
}

/// Stands where the page names the file of the draws, when the results do not.
constexpr auto posterior_mark = "{posterior}";

/// What all scenarios share.
Json frame(Result const& base, Language language)
{
    return {{"language", language == Language::dutch ? "nl" : "en"},
            {"seed", std::to_string(base.seed)},
            {"scale", base.scale},
            {"program", base.program_version},
            {"commit", base.git_commit},
            {"replicates", base.replicates.size()},
            {"draws", base.draws.size()},
            {"years", base.years},
            {"places", places(base)},
            {"groups", group_names(base)},
            {"themes", themes()},
            {"headlines", headlines(base)},
            {"inputs", inputs(base)},
            {"payers", names(base.payers, base.payer_names)},
            {"items", names(base.items, base.item_names)},
            {"sides", names(base.sides, base.side_names)},
            {"rates", discount_rates}};
}

Json scorecard(std::vector<Score> const& scores)
{
    Json list = Json::array();
    for (Score const& score : scores) {
        list.push_back({{"name", score.name},
                        {"title", both(score.title_nl, score.title_en)},
                        {"place", score.place},
                        {"figure", report::number(score.figure)},
                        {"below", score.below},
                        {"out_of", score.out_of},
                        {"mean", report::number(score.mean)},
                        {"lowest", report::number(score.lowest)},
                        {"highest", report::number(score.highest)},
                        {"tolerance", score.tolerance},
                        {"share", score.is_share},
                        {"required", score.required},
                        {"verdict", static_cast<int>(score.verdict)},
                        {"source", both(score.source_nl, score.source_en)}});
    }
    return list;
}

Json map_of(Map const& map)
{
    Json shapes = Json::array();
    for (Shape const& shape : map.shapes) {
        shapes.push_back({shape.path, shape.x, shape.y});
    }
    return {{"height", map.height}, {"credit", map.credit}, {"shapes", std::move(shapes)}};
}

void add_extras(Json& data, ReportExtras const& extras)
{
    data["scorecard"] = scorecard(extras.scorecard);
    data["map"] = extras.map ? map_of(*extras.map) : Json(nullptr);
    auto const parsed = [](std::string const& text) {
        return text.empty() ? Json(nullptr) : Json::parse(text);
    };
    data["sensitivity"] = parsed(extras.sensitivity);
    data["sweep"] = parsed(extras.sweep);
}

/// HTML would end the block of data at "</script".
std::string safe_inside_html(std::string const& json)
{
    std::string text;
    text.reserve(json.size());
    for (char const letter : json) {
        if (letter == '<') {
            text += "\\u003c";
        } else {
            text.push_back(letter);
        }
    }
    return text;
}

}  // namespace

std::string report_data(Result const& base, std::span<Result const> others, Language language,
                        ReportExtras const& extras)
{
    if (others.empty()) {
        throw InputError{
            "a report compares a base with at least one other result, as in "
            "'smartstart compare today-30-70.h5 shift-50-50.h5 --report report.html'"};
    }
    Json data = frame(base, language);
    std::vector<Result const*> all{&base};
    std::ranges::transform(others, std::back_inserter(all), [](Result const& one) { return &one; });
    data["command"] = command_again(all, posterior_mark);
    add_extras(data, extras);
    auto minimum_cell = base.minimum_cell;
    for (Result const& other : others) {
        minimum_cell = std::max(minimum_cell, other.minimum_cell);
    }
    if (minimum_cell > 0) {
        data["minimum_cell"] = minimum_cell;
    }
    std::vector<double> steps;
    for (std::size_t i = 0; i < others.size(); ++i) {
        Result const& other = others[i];
        std::optional<Comparison> own;
        if (i >= extras.comparisons.size()) {
            own = compare(base, other);
        }
        Comparison const& comparison = own ? *own : extras.comparisons[i];
        if (steps.empty()) {
            steps = report::steps_of(comparison);
            data["outcomes"] = outcomes(comparison, steps);
            data["group_years"] = report::years_for_groups(comparison);
            data["base"] = scenario(base);
            data["base"]["fans"] = report::fans(base, other, steps);
        }
        Json entry = scenario(other);
        entry["fans"] = report::fans(other, base, steps);
        entry["base_fans"] = i == 0 ? Json::object()
                                    : report::fans_that_differ(data["base"]["fans"],
                                                               report::fans(base, other, steps));
        entry["cells"] = report::differences(comparison, steps);
        entry["group_cells"] = report::groups(comparison, steps);
        entry["tables"] = report::tables(base, other);
        entry["fairness"] = report::fairness(base, other);
        Money const money =
            i < extras.moneys.size() ? extras.moneys[i] : compare_money(base, other);
        entry["effort"] = report::effort(base, other, money.start);
        entry["money"] = report::money(money, base);
        data["others"].push_back(std::move(entry));
    }
    // Texts come from files that people wrote; a broken letter must not cost them the report.
    return safe_inside_html(data.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace smartstart
