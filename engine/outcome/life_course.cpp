#include "engine/outcome/life_course.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <numeric>

#include "engine/outcome/income_ranks.hpp"
#include "engine/outcome/kin.hpp"
#include "engine/outcome/kinship.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart {
namespace {

constexpr int age = 30;
constexpr int grown_up = 18;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct RankPairs {
    std::vector<double> parents, own;
};

/// Birth years that are told of together.
struct Cohort {
    int first{}, last{};
    std::vector<Lived> people;
    RankPairs ranks;
    std::string name() const { return std::to_string(first) + "-" + std::to_string(last); }
};

/// Of those who lead a household: any other lives on the income of somebody else, as a rule of the
/// very parents with whom it would be compared.
RankPairs rank_pairs(std::vector<Lived> known)
{
    std::erase_if(known, [](Lived const& one) { return one.origin_income == 0.0F || !one.leads; });
    return {income_ranks(known, &Lived::origin_income), income_ranks(known, &Lived::income)};
}

std::vector<Cohort> cohorts_of(int first, int last, std::vector<Lived> const& lived)
{
    std::vector<Cohort> cohorts;
    for (auto year = first; year <= last; year = cohorts.back().last + 1) {
        cohorts.push_back({year, std::min(last, year / 10 * 10 + 9), {}, {}});
    }
    for (auto const& one : lived) {
        for (auto& cohort : cohorts) {
            auto const year = one.born / 12;
            if (year >= cohort.first && year <= cohort.last) {
                cohort.people.push_back(one);
            }
        }
    }
    for_each_block(cohorts.size(),
                   [&](std::size_t at) { cohorts[at].ranks = rank_pairs(cohorts[at].people); });
    return cohorts;
}

/// By least squares: 0 when origin does not matter, 1 when it decides.
double slope(RankPairs const& pairs)
{
    double cross = 0.0;
    double square = 0.0;
    for (std::size_t i = 0; i < pairs.own.size(); ++i) {
        // Both kinds of ranks have mean 1/2 by construction.
        cross += (pairs.parents[i] - 0.5) * (pairs.own[i] - 0.5);
        square += (pairs.parents[i] - 0.5) * (pairs.parents[i] - 0.5);
    }
    return square > 0.0 ? cross / square : unknown;
}

std::vector<double> transition(RankPairs const& pairs)
{
    constexpr std::size_t fifths = 5;
    std::vector<double> shares(fifths * fifths);
    auto const fifth = [](double rank) { return static_cast<std::size_t>(rank * fifths); };
    for (std::size_t i = 0; i < pairs.own.size(); ++i) {
        ++shares[fifth(pairs.parents[i]) * fifths + fifth(pairs.own[i])];
    }
    for (std::size_t row = 0; row < fifths; ++row) {
        auto const from = shares.begin() + static_cast<std::ptrdiff_t>(row * fifths);
        auto const sum = std::accumulate(from, from + fifths, 0.0);
        std::transform(from, from + fifths, from,
                       [&](double count) { return sum > 0.0 ? count / sum : unknown; });
    }
    return shares;
}

/// Odds of having what a parent had, over the odds of having it when no parent had; half a person
/// is added to each cell (Haldane 1956). What a household has is compared of those who lead one.
double odds_ratio(Cohort const& cohort, unsigned bit)
{
    constexpr auto of_household =
        facts::origin_assistance | facts::origin_low_income | facts::origin_debt;
    std::array<std::array<double, 2>, 2> cells{};
    for (auto const& one : cohort.people) {
        // Whether a parent was maltreated is known of those who grew up here.
        auto const known = bit == facts::origin_maltreated
                               ? (one.kin & parents_childhood_is_known) != 0
                               : one.leads || (bit & of_household) == 0;
        if (one.origin_income != 0.0F && known) {
            ++cells[(one.origin & bit) != 0 ? 1 : 0][(one.fate & bit) != 0 ? 1 : 0];
        }
    }
    if (cells[1][0] + cells[1][1] == 0.0 || cells[0][1] + cells[1][1] == 0.0) {
        return unknown;
    }
    return (cells[1][1] + 0.5) * (cells[0][0] + 0.5) / ((cells[1][0] + 0.5) * (cells[0][1] + 0.5));
}

std::vector<double> odds_ratios(Cohort const& cohort)
{
    std::vector<double> ratios;
    for (auto const bit :
         {facts::origin_assistance, facts::origin_suspect, facts::origin_disability,
          facts::origin_maltreated, facts::origin_low_income, facts::origin_debt}) {
        ratios.push_back(odds_ratio(cohort, bit));
    }
    return ratios;
}

constexpr std::array tops{0.01, 0.05, 0.10, 0.20};

/// Which part of all that was borne falls on the most burdened 1, 5, 10 and 20 % of the people.
template <class Number>
std::vector<double> top_shares(Cohort const& cohort, Number Lived::*burden)
{
    std::vector<double> borne(cohort.people.size());
    std::ranges::transform(cohort.people, borne.begin(), burden);
    std::ranges::sort(borne, std::greater{});
    auto const all = std::accumulate(borne.begin(), borne.end(), 0.0);
    std::vector<double> shares;
    for (auto const top : tops) {
        auto const people = top * static_cast<double>(borne.size());
        auto const whole = static_cast<std::size_t>(people);
        auto sum = std::accumulate(borne.begin(), borne.begin() + static_cast<long>(whole), 0.0);
        sum += whole < borne.size() ? (people - static_cast<double>(whole)) * borne[whole] : 0.0;
        shares.push_back(all > 0.0 ? sum / all : unknown);
    }
    return shares;
}

using Values = std::function<std::vector<double>(Cohort const&)>;

/// A row for each cohort.
LifeTable by_cohort(LifeTable table, std::vector<Cohort> const& cohorts, Values const& values)
{
    for (auto const& cohort : cohorts) {
        table.rows.push_back("born " + cohort.name());
        auto const row = values(cohort);
        table.values.insert(table.values.end(), row.begin(), row.end());
    }
    return table;
}

LifeTable transition_table(Cohort const& cohort)
{
    LifeTable table{
        "income_transition_" + std::to_string(cohort.first) + "_" + std::to_string(cohort.last),
        "Own income at 30, of who leads a household, by parents' income at 15, born " +
            cohort.name(),
        "Eigen inkomen op 30, van wie een huishouden leidt, naar inkomen van de ouders op 15, "
        "geboren " +
            cohort.name(),
        LifeTable::Theme::generations,
        {},
        {},
        transition(cohort.ranks)};
    for (int fifth = 1; fifth <= 5; ++fifth) {
        table.rows.push_back(std::string{"parents' quintile "}.append(std::to_string(fifth)));
        table.columns.push_back("own quintile " + std::to_string(fifth));
    }
    return table;
}

}  // namespace

LifeCourse::LifeCourse(Schema& schema, int base_year)
    : base_year_{base_year},
      civil_{schema, "life course"},
      origin_income_{schema.see(facts::origin_income, "life course")},
      test_score_{schema.see(facts::cito, "life course")},
      origin_{schema.see(facts::origin, "life course")},
      offences_{schema.see(facts::offences, "life course")},
      work_{schema.see(facts::work, "life course")},
      education_{schema.see(facts::education, "life course")},
      care_months_{schema.see(facts::care_months, "life course")},
      serious_months_{schema.see(facts::serious_months, "life course")},
      maltreated_month_{schema.see(facts::maltreated_month, "life course")},
      income_{schema.see(facts::income, "life course")},
      assistance_{schema.see(facts::assistance, "life course")},
      poor_{schema.see(facts::poor, "life course")},
      debt_{schema.see(facts::debt, "life course")}
{
}

std::vector<Lived> LifeCourse::look(World const& world) const
{
    auto const year = world.clock.now.year();
    if (year - age < base_year_ - grown_up) {
        return {};
    }
    auto const civil = civil_.look(world.people, world.families);
    auto const& people = world.people;
    auto const& families = world.families;
    auto rows = collect_rows<Row>(people.size(), [&](Row row, std::vector<Row>& found) {
        if (civil.present[row] != 0 && civil.born[row] / 12 == year - age) {
            found.push_back(row);
        }
    });
    // By name: the tables add up in this order, and a row is no name.
    std::ranges::sort(rows, {}, [&](Row row) { return civil.id[row]; });
    std::vector<Lived> out;
    for (auto const row : rows) {
        auto const home = civil.family[row];
        auto const offences = people.look(offences_)[row];
        auto const has = [](bool yes, unsigned bit) { return yes ? bit : 0U; };
        auto const fate =
            has(families.look(assistance_)[home] != 0, facts::origin_assistance) |
            has(offences != 0, facts::origin_suspect) |
            has(people.look(work_)[row] == facts::on_disability, facts::origin_disability) |
            has(people.look(maltreated_month_)[row] != 0, facts::origin_maltreated) |
            has(families.look(poor_)[home] != 0, facts::origin_low_income) |
            has(families.look(debt_)[home] != 0, facts::origin_debt);
        out.push_back({.born = civil.born[row],
                       .origin = people.look(origin_)[row],
                       .fate = static_cast<std::uint8_t>(fate),
                       .origin_income = people.look(origin_income_)[row],
                       .income = families.look(income_)[home],
                       .leads = civil.head[row] != 0,
                       .offences = offences,
                       .care_months = people.look(care_months_)[row],
                       .serious_months = people.look(serious_months_)[row],
                       .education = people.look(education_)[row],
                       .test_score = people.look(test_score_)[row]});
        tell_kin(civil, row, base_year_ - grown_up, out.back());
    }
    return out;
}

std::vector<LifeTable> LifeCourse::tables(Years reported, std::vector<Lived> const& lived) const
{
    auto const first = std::max(reported.first - age, base_year_ - grown_up);
    auto const cohorts = cohorts_of(first, reported.last - age, lived);
    if (cohorts.empty()) {
        return {};
    }
    constexpr auto generations = LifeTable::Theme::generations;
    constexpr auto concentration = LifeTable::Theme::concentration;
    std::vector<LifeTable> tables;
    tables.push_back(by_cohort(
        {"income_rank_slope",
         "Slope of own income rank at 30, of who leads a household, on parents' income "
         "rank at 15",
         "Helling van eigen inkomensrang op 30, van wie een huishouden leidt, naar "
         "inkomensrang van de ouders op 15",
         generations,
         {},
         {"slope", "people"},
         {}},
        cohorts, [](Cohort const& cohort) {
            return std::vector{slope(cohort.ranks), static_cast<double>(cohort.ranks.own.size())};
        }));
    tables.push_back(
        by_cohort({"odds_ratios",
                   "Odds ratio of what a parent had: child against parent; assistance, low income "
                   "and debt of children who lead a household",
                   "Kansverhouding van wat een ouder had: kind tegenover ouder; bijstand, laag "
                   "inkomen en schulden van kinderen die een huishouden leiden",
                   generations,
                   {},
                   {"social assistance", "suspect", "disability benefit", "maltreated",
                    "low income", "problem debt"},
                   {}},
                  cohorts, odds_ratios));
    for (auto const& cohort : cohorts) {
        tables.push_back(transition_table(cohort));
    }
    std::ranges::move(kin_tables(lived), std::back_inserter(tables));
    std::vector<std::string> const tops_named{"top 1 %", "top 5 %", "top 10 %", "top 20 %"};
    auto const burden = [&](char const* id, char const* en, char const* nl, auto Lived::*of) {
        tables.push_back(by_cohort({id, en, nl, concentration, {}, tops_named, {}}, cohorts,
                                   [of](Cohort const& cohort) { return top_shares(cohort, of); }));
    };
    burden("youth_care_months", "Share of the months of youth care that falls on few",
           "Aandeel van de maanden jeugdhulp dat op weinigen neerkomt", &Lived::care_months);
    burden("serious_months", "Share of the months with serious problems that falls on few",
           "Aandeel van de maanden met ernstige problemen dat op weinigen neerkomt",
           &Lived::serious_months);
    burden("offences", "Share of the registered offences that falls on few",
           "Aandeel van de geregistreerde delicten dat op weinigen neerkomt", &Lived::offences);
    return tables;
}

}  // namespace smartstart
