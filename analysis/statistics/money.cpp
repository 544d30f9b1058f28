#include "analysis/statistics/money.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/statistics/pairing.hpp"
#include "engine/parallel/rows.hpp"

namespace smartstart {
namespace {

constexpr double cents_per_euro = 100.0;

/// Cents per replicate and year.
using Yearly = std::vector<std::vector<std::int64_t>>;

/// The ledger of a result for the whole region, by position.
class Ledger {
public:
    explicit Ledger(Result const& result)
        : result_{result},
          kinds_{result.payers.size() * result.items.size() * result.sides.size()},
          sums_(result.replicates.size() * result.years.size() * kinds_)
    {
        for_each_block(result.replicates.size(), [this](std::size_t replicate) { add(replicate); });
    }
    std::size_t kinds() const { return kinds_; }  ///< payer, item and side together
    std::size_t payer(std::size_t kind) const
    {
        return kind / (result_.items.size() * result_.sides.size());
    }
    std::size_t item(std::size_t kind) const
    {
        return kind / result_.sides.size() % result_.items.size();
    }
    std::size_t side(std::size_t kind) const { return kind % result_.sides.size(); }

    std::int64_t cents(std::size_t replicate, std::size_t year, std::size_t kind) const
    {
        return sums_[(replicate * result_.years.size() + year) * kinds_ + kind];
    }

private:
    void add(std::size_t replicate)
    {
        std::size_t const places = result_.municipalities.size();
        for (std::size_t year = 0; year < result_.years.size(); ++year) {
            std::size_t const at = replicate * result_.years.size() + year;
            for (std::size_t place = 0; place < places; ++place) {
                for (std::size_t kind = 0; kind < kinds_; ++kind) {
                    sums_[at * kinds_ + kind] +=
                        result_.cents[(at * places + place) * kinds_ + kind];
                }
            }
        }
    }

    Result const& result_;
    std::size_t kinds_;
    std::vector<std::int64_t> sums_;  ///< (replicate, year, kind)
};

/// Cents that the other pays more, for all kinds together and for each payer.
struct Paid {
    Yearly all;
    std::vector<Yearly> by_payer;
};

Yearly no_money(Result const& result)
{
    return Yearly(result.replicates.size(), std::vector<std::int64_t>(result.years.size()));
}

Paid paid_more(Result const& base, Ledger const& one, Ledger const& two)
{
    Paid paid{no_money(base), std::vector<Yearly>(base.payers.size(), no_money(base))};
    for (std::size_t replicate = 0; replicate < base.replicates.size(); ++replicate) {
        for (std::size_t year = 0; year < base.years.size(); ++year) {
            for (std::size_t kind = 0; kind < one.kinds(); ++kind) {
                std::int64_t const more =
                    two.cents(replicate, year, kind) - one.cents(replicate, year, kind);
                paid.all[replicate][year] += more;
                paid.by_payer[one.payer(kind)][replicate][year] += more;
            }
        }
    }
    return paid;
}

std::optional<std::size_t> first_difference(Result const& base, Result const& other)
{
    std::size_t const replicates = base.replicates.size();
    std::size_t const years = base.years.size();
    std::size_t const year_size = years == 0 ? 0 : base.cents.size() / (replicates * years);
    std::size_t earliest = years;
    for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
        auto const from = static_cast<std::ptrdiff_t>(replicate * years * year_size);
        auto const to = from + static_cast<std::ptrdiff_t>(earliest * year_size);
        auto const found = std::mismatch(base.cents.begin() + from, base.cents.begin() + to,
                                         other.cents.begin() + from);
        if (found.first != base.cents.begin() + to) {
            earliest =
                static_cast<std::size_t>(found.first - base.cents.begin() - from) / year_size;
        }
    }
    return earliest < years ? std::optional{earliest} : std::nullopt;
}

std::vector<MoneyLine> money_lines(Result const& base, Ledger const& one, Ledger const& two)
{
    std::vector<MoneyLine> lines;
    for (std::size_t kind = 0; kind < one.kinds(); ++kind) {
        std::vector<double> before;
        std::vector<double> after;
        std::vector<double> more;
        bool any = false;
        for (std::size_t replicate = 0; replicate < base.replicates.size(); ++replicate) {
            std::int64_t first = 0;
            std::int64_t second = 0;
            for (std::size_t year = 0; year < base.years.size(); ++year) {
                first += one.cents(replicate, year, kind);
                second += two.cents(replicate, year, kind);
            }
            any = any || first != 0 || second != 0;
            before.push_back(static_cast<double>(first) / cents_per_euro);
            after.push_back(static_cast<double>(second) / cents_per_euro);
            more.push_back(static_cast<double>(second - first) / cents_per_euro);
        }
        if (any) {
            lines.push_back({base.payers[one.payer(kind)], base.items[one.item(kind)],
                             base.sides[one.side(kind)], estimate(before).mean,
                             estimate(after).mean, estimate(more, base.draws.size())});
        }
    }
    return lines;
}

std::string name_at(std::vector<std::string> const& names, std::size_t at, std::string const& label)
{
    return at < names.size() && !names[at].empty() ? names[at] : label;
}

/// Euros by replicate from the year `start` on, to which they are discounted.
std::vector<double> discounted(Yearly const& yearly, std::size_t start, double rate)
{
    std::vector<double> totals;
    for (std::vector<std::int64_t> const& years : yearly) {
        double total = 0.0;
        for (std::size_t year = start; year < years.size(); ++year) {
            double const worth = std::pow(1.0 + rate, -static_cast<double>(year - start));
            total += worth * static_cast<double>(years[year]) / cents_per_euro;
        }
        totals.push_back(total);
    }
    return totals;
}

NetDifference net_difference(std::string payer, Yearly const& yearly, std::size_t start,
                             std::size_t draws)
{
    NetDifference net{std::move(payer), {}, {}, {}};
    for (std::size_t rate = 0; rate < discount_rates.size(); ++rate) {
        net.by_rate.at(rate) = estimate(discounted(yearly, start, discount_rates.at(rate)), draws);
    }
    return net;
}

std::vector<Balance> balances(Yearly const& yearly, std::vector<int> const& years,
                              std::size_t draws)
{
    std::vector<std::int64_t> sums(yearly.size());
    std::vector<Balance> result;
    for (std::size_t year = 0; year < years.size(); ++year) {
        std::vector<double> euros;
        double cheaper = 0.0;
        for (std::size_t replicate = 0; replicate < yearly.size(); ++replicate) {
            sums[replicate] += yearly[replicate][year];
            euros.push_back(static_cast<double>(sums[replicate]) / cents_per_euro);
            cheaper += sums[replicate] < 0 ? 1.0 : sums[replicate] == 0 ? 0.5 : 0.0;
        }
        result.push_back({years[year], estimate(euros, draws), band(euros),
                          cheaper / static_cast<double>(yearly.size())});
    }
    return result;
}

/// The first year from which the sum stays at or below zero, not before money differs at all.
std::optional<int> break_even_year(std::vector<std::int64_t> const& yearly,
                                   std::vector<int> const& years)
{
    auto const started =
        std::find_if(yearly.begin(), yearly.end(), [](std::int64_t cents) { return cents != 0; });
    std::int64_t sum = 0;
    std::optional<int> since;
    for (auto at = started; at != yearly.end(); ++at) {
        sum += *at;
        if (sum > 0) {
            since.reset();
        } else if (!since) {
            since = years[static_cast<std::size_t>(at - yearly.begin())];
        }
    }
    return since;
}

}  // namespace

BreakEven break_even(std::vector<std::vector<std::int64_t>> const& yearly,
                     std::vector<int> const& years)
{
    BreakEven result;
    std::vector<int> found;
    for (std::vector<std::int64_t> const& replicate : yearly) {
        result.by_replicate.push_back(break_even_year(replicate, years));
        if (result.by_replicate.back()) {
            found.push_back(*result.by_replicate.back());
        }
    }
    if (yearly.empty()) {
        return result;
    }
    std::sort(found.begin(), found.end());
    auto const replicates = static_cast<double>(yearly.size());
    result.share = static_cast<double>(found.size()) / replicates;
    auto const year_of = [&](double share) -> std::optional<int> {
        auto const wanted = static_cast<std::size_t>(std::ceil(share * replicates));
        std::size_t const position = std::max<std::size_t>(wanted, 1) - 1;
        return position < found.size() ? std::optional{found[position]} : std::nullopt;
    };
    result.early = year_of(0.05);
    result.middle = year_of(0.5);
    result.late = year_of(0.95);
    return result;
}

Money compare_money(Result const& base, Result const& other)
{
    check_pairing(base, other);
    Money money;
    money.base = base.scenario;
    money.other = other.scenario;
    auto const start = first_difference(base, other);
    money.identical = !start.has_value();
    if (base.payers.empty()) {
        return money;
    }
    Ledger const one{base};
    Ledger const two{other};
    money.lines = money_lines(base, one, two);
    Paid const paid = paid_more(base, one, two);
    auto const from = start.value_or(0);
    auto const draws = base.draws.size();
    for (std::size_t payer = 0; payer < base.payers.size(); ++payer) {
        auto& net = money.net.emplace_back(
            net_difference(base.payers[payer], paid.by_payer[payer], from, draws));
        net.name_nl = name_at(base.payer_names.nl, payer, net.payer);
        net.name_en = name_at(base.payer_names.en, payer, net.payer);
    }
    money.net.push_back(net_difference("", paid.all, from, draws));
    money.total_by_replicate = discounted(paid.all, 0, discount_rates[1]);
    money.balance = balances(paid.all, base.years, draws);
    if (start) {
        money.start = base.years[*start];
        money.break_even = break_even(paid.all, base.years);
    }
    return money;
}

}  // namespace smartstart
