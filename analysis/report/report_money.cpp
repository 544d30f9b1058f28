#include "analysis/report/report_money.hpp"

#include <algorithm>

namespace smartstart::report {
namespace {

constexpr double cents_per_euro = 100.0;

Json money_lines(Money const& money, Result const& base)
{
    Json list = Json::array();
    for (MoneyLine const& line : money.lines) {
        list.push_back({position(base.payers, line.payer), position(base.items, line.item),
                        position(base.sides, line.side), number(line.base), number(line.other),
                        interval(line.difference)});
    }
    return list;
}

Json net_by_payer(Money const& money, Result const& base)
{
    Json list = Json::array();
    for (NetDifference const& payer : money.net) {
        Json rates = Json::array();
        for (Estimate const& estimate : payer.by_rate) {
            rates.push_back(interval(estimate));
        }
        Json const name =
            payer.payer.empty() ? Json(nullptr) : Json(position(base.payers, payer.payer));
        list.push_back({name, std::move(rates)});
    }
    return list;
}

Json balance(Money const& money)
{
    Json list = Json::array();
    for (Balance const& year : money.balance) {
        list.push_back(
            {interval(year.difference), numbers(year.spread), number(year.share_cheaper)});
    }
    return list;
}

/// Euros of a year in the whole region.
double euros(Result const& result, std::vector<std::int64_t> const& cents, std::size_t replicate,
             std::size_t year, std::size_t side)
{
    std::size_t const sides = result.sides.size();
    std::size_t const places = result.municipalities.size();
    std::size_t const first = (replicate * result.years.size() + year) * places;
    std::int64_t sum = 0;
    for (std::size_t place = 0; place < places; ++place) {
        sum += cents[(first + place) * sides + side];
    }
    return static_cast<double>(sum) / cents_per_euro;
}

/// Means over replicates, (side, year).
Json by_side(Result const& result, std::vector<std::int64_t> const& cents)
{
    Json sides = Json::array();
    for (std::size_t side = 0; side < result.sides.size(); ++side) {
        Json years = Json::array();
        for (std::size_t year = 0; year < result.years.size(); ++year) {
            std::vector<double> found;
            for (std::size_t replicate = 0; replicate < result.replicates.size(); ++replicate) {
                found.push_back(euros(result, cents, replicate, year, side));
            }
            years.push_back(number(estimate(found).mean));
        }
        sides.push_back(std::move(years));
    }
    return sides;
}

/// Share of the front in front and back together, per year: mean, low and high.
Json front_share(Result const& result, std::vector<std::int64_t> const& cents)
{
    std::size_t const front = position(result.sides, "front");
    std::size_t const back = position(result.sides, "back");
    Json years = Json::array();
    if (front == result.sides.size() || back == result.sides.size()) {
        return years;
    }
    for (std::size_t year = 0; year < result.years.size(); ++year) {
        std::vector<double> shares;
        for (std::size_t replicate = 0; replicate < result.replicates.size(); ++replicate) {
            double const at_front = euros(result, cents, replicate, year, front);
            shares.push_back(at_front / (at_front + euros(result, cents, replicate, year, back)));
        }
        years.push_back(interval(estimate(shares, result.draws.size())));
    }
    return years;
}

}  // namespace

std::size_t position(std::vector<std::string> const& labels, std::string const& label)
{
    return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) -
                                    labels.begin());
}

Json money(Money const& money, Result const& base)
{
    BreakEven const& even = money.break_even;
    auto const independent = base.draws.empty() ? even.by_replicate.size() : base.draws.size();
    Estimate const chance = share_estimate(even.share, static_cast<int>(independent));
    return {{"identical", money.identical},
            {"start", year_or_null(money.start)},
            {"lines", money_lines(money, base)},
            {"net", net_by_payer(money, base)},
            {"balance", balance(money)},
            {"even",
             {{"share", interval(chance)},
              {"early", year_or_null(even.early)},
              {"middle", year_or_null(even.middle)},
              {"late", year_or_null(even.late)}}}};
}

Json budget(Result const& result)
{
    return {{"planned", by_side(result, result.planned_cents)},
            {"realised", by_side(result, result.realised_cents)},
            {"front_planned", front_share(result, result.planned_cents)},
            {"front_realised", front_share(result, result.realised_cents)}};
}

}  // namespace smartstart::report
