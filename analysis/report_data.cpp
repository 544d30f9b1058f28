#include "analysis/report_data.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/comparison.hpp"
#include "analysis/money.hpp"
#include "analysis/words.hpp"
#include "engine/store/result_values.hpp"

namespace smartstart {
namespace {

using Json = nlohmann::ordered_json;

/// Outcomes that the first page shows when they are there: the first two of them. The choice is
/// made here, before any result is seen, so that no report shows what happens to have gone well.
constexpr std::array headline_outcomes{"placements", "early_school_leavers", "supervision_orders",
                                       "maltreatment", "cito_mean"};
constexpr std::size_t headline_count = 2;

/// Years between those for which groups are shown.
constexpr std::size_t group_step = 5;

Json number(double value)
{
    if (!std::isfinite(value)) {
        return nullptr;
    }
    return std::stod(fmt::format("{:.5g}", value));
}

Json numbers(std::span<double const> values)
{
    Json list = Json::array();
    for (double const value : values) {
        list.push_back(number(value));
    }
    return list;
}

Json interval(Estimate const& estimate)
{
    return {number(estimate.mean), number(estimate.low), number(estimate.high)};
}

Json year_or_null(std::optional<int> year)
{
    return year ? Json(*year) : Json(nullptr);
}

Json both(std::string const& dutch, std::string const& english)
{
    return {{"nl", dutch}, {"en", english}};
}

Json scenario(Result const& result)
{
    return {{"id", result.scenario},
            {"title", both(result.title_nl, result.title_en)},
            {"question", both(result.question_nl, result.question_en)},
            {"differences", {{"nl", result.differences_nl}, {"en", result.differences_en}}},
            {"start", result.start_of_difference},
            {"differs_from", result.differs_from},
            {"digest", values_digest(result)}};
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

/// Where a label stands, so that the page can show its readable name.
std::size_t position(std::vector<std::string> const& labels, std::string const& label)
{
    return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) -
                                    labels.begin());
}

Json outcomes(Comparison const& comparison)
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
                        {"better", static_cast<int>(info.better)},
                        {"relevant", number(relevant)},
                        {"numerator", info.numerator},
                        {"denominator", info.denominator},
                        {"source", info.source_of_definition}});
    }
    return list;
}

/// Bands of one outcome in one place: for each of the five quantiles its years.
Json fan(Result const& result, std::size_t outcome, std::size_t place)
{
    std::array<std::vector<double>, std::tuple_size_v<Band>> lines;
    for (std::size_t year = 0; year < result.years.size(); ++year) {
        Band const found = band(replicate_values(result, {outcome, year, place, 0}));
        for (std::size_t i = 0; i < lines.size(); ++i) {
            lines.at(i).push_back(found.at(i));
        }
    }
    Json list = Json::array();
    for (std::vector<double> const& line : lines) {
        list.push_back(numbers(line));
    }
    return list;
}

Json fans(Result const& result)
{
    Json list = Json::array();
    for (std::size_t outcome = 0; outcome < result.outcomes.size(); ++outcome) {
        Json places = Json::array();
        for (std::size_t place = 0; place <= result.municipalities.size(); ++place) {
            places.push_back(fan(result, outcome, place));
        }
        list.push_back(std::move(places));
    }
    return list;
}

Json cell(Cell const& cell)
{
    auto const more = replicates_still_needed(cell);
    return {number(cell.base),
            number(cell.other),
            number(cell.difference.mean),
            number(cell.difference.low),
            number(cell.difference.high),
            static_cast<int>(cell.verdict),
            more ? Json(*more) : Json(nullptr),
            number(cell.share_better)};
}

/// (outcome, place, year), everybody.
Json differences(Comparison const& comparison)
{
    Json list = Json::array();
    for (std::size_t outcome = 0; outcome < comparison.outcomes.size(); ++outcome) {
        Json places = Json::array();
        for (std::size_t place = 0; place < comparison.places.size(); ++place) {
            Json years = Json::array();
            for (std::size_t year = 0; year < comparison.years.size(); ++year) {
                years.push_back(cell(comparison.cell(outcome, year, place, 0)));
            }
            places.push_back(std::move(years));
        }
        list.push_back(std::move(places));
    }
    return list;
}

std::vector<std::size_t> years_for_groups(Comparison const& comparison)
{
    std::vector<std::size_t> chosen;
    std::size_t const last = comparison.years.size() - 1;
    for (std::size_t year = last % group_step; year <= last; year += group_step) {
        chosen.push_back(year);
    }
    return chosen;
}

/// (outcome, chosen year, group), whole region.
Json groups(Comparison const& comparison)
{
    Json list = Json::array();
    for (std::size_t outcome = 0; outcome < comparison.outcomes.size(); ++outcome) {
        Json years = Json::array();
        for (std::size_t const year : years_for_groups(comparison)) {
            Json row = Json::array();
            for (std::size_t group = 0; group < comparison.groups.size(); ++group) {
                row.push_back(cell(comparison.cell(outcome, year, comparison.region(), group)));
            }
            years.push_back(std::move(row));
        }
        list.push_back(std::move(years));
    }
    return list;
}

Json money(Money const& money, Result const& base)
{
    Json lines = Json::array();
    for (MoneyLine const& line : money.lines) {
        lines.push_back({position(base.payers, line.payer), position(base.items, line.item),
                         position(base.sides, line.side), number(line.base), number(line.other),
                         interval(line.difference)});
    }
    Json net = Json::array();
    for (NetDifference const& payer : money.net) {
        Json rates = Json::array();
        for (Estimate const& estimate : payer.by_rate) {
            rates.push_back(interval(estimate));
        }
        net.push_back(
            {payer.payer.empty() ? Json(nullptr) : Json(position(base.payers, payer.payer)),
             std::move(rates)});
    }
    Json balance = Json::array();
    for (Balance const& year : money.balance) {
        balance.push_back(
            {interval(year.difference), numbers(year.spread), number(year.share_cheaper)});
    }
    return {{"identical", money.identical},
            {"start", year_or_null(money.start)},
            {"lines", std::move(lines)},
            {"net", std::move(net)},
            {"balance", std::move(balance)},
            {"even",
             {{"share", number(money.break_even.share)},
              {"early", year_or_null(money.break_even.early)},
              {"middle", year_or_null(money.break_even.middle)},
              {"late", year_or_null(money.break_even.late)}}}};
}

/// Share of the money for help that went to the front, in the whole region, per year: mean.
Json front_share(Result const& result)
{
    Json years = Json::array();
    std::size_t const sides = result.sides.size();
    std::size_t const front = position(result.sides, "front");
    for (std::size_t year = 0; year < result.years.size(); ++year) {
        std::vector<double> shares;
        for (std::size_t replicate = 0; replicate < result.replicates.size(); ++replicate) {
            double all = 0.0;
            double at_front = 0.0;
            for (std::size_t place = 0; place < result.municipalities.size(); ++place) {
                for (std::size_t side = 0; side < sides; ++side) {
                    auto const cents = static_cast<double>(
                        result.realised_cents[result.cell(replicate, year, place, 0) /
                                                  result.groups.size() * sides +
                                              side]);
                    all += cents;
                    at_front += side == front ? cents : 0.0;
                }
            }
            shares.push_back(at_front / all);
        }
        years.push_back(number(estimate(shares).mean));
    }
    return years;
}

Json headlines(Result const& result)
{
    Json list = Json::array();
    for (char const* const wanted : headline_outcomes) {
        for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
            if (result.outcomes[i].id == wanted && list.size() < headline_count) {
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

std::string report_data(Result const& base, std::span<Result const> others, Language language)
{
    if (others.empty()) {
        throw InputError{
            "a report compares a base with at least one other result, as in "
            "'smartstart compare today-30-70.h5 shift-50-50.h5 --report report.html'"};
    }
    Json data{{"language", language == Language::dutch ? "nl" : "en"},
              {"seed", std::to_string(base.seed)},
              {"scale", base.scale},
              {"program", base.program_version},
              {"commit", base.git_commit},
              {"replicates", base.replicates.size()},
              {"years", base.years},
              {"places", places(base)},
              {"groups", group_names(base)},
              {"headlines", headlines(base)},
              {"payers", names(base.payers, base.payer_names)},
              {"items", names(base.items, base.item_names)},
              {"sides", names(base.sides, base.side_names)},
              {"rates", discount_rates}};
    data["scenarios"] = Json::array({scenario(base)});
    data["fans"] = Json::array({fans(base)});
    data["front_share"] = Json::array({front_share(base)});
    for (Result const& other : others) {
        Comparison const comparison = compare(base, other);
        data["scenarios"].push_back(scenario(other));
        data["fans"].push_back(fans(other));
        data["front_share"].push_back(front_share(other));
        data["differences"].push_back(differences(comparison));
        data["group_cells"].push_back(groups(comparison));
        data["money"].push_back(money(compare_money(base, other), base));
        data["outcomes"] = outcomes(comparison);
        data["group_years"] = years_for_groups(comparison);
    }
    // Texts come from files that people wrote; a broken letter must not cost them the report.
    return safe_inside_html(data.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace smartstart
