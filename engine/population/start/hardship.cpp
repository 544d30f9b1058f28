#include "engine/population/start/hardship.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/population/start/assistance.hpp"
#include "engine/population/start/education.hpp"
#include "engine/population/start/integerise.hpp"
#include "engine/population/start/luck.hpp"

namespace smartstart {
namespace {

/// Spread of log standardised household income (prior 0.4 to 0.6): only ranks follow from it.
constexpr double income_spread = 0.5;

/// The households of one municipality, and what each is at risk of.
struct Neighbourhood {
    std::size_t first{};  ///< index of the first family
    std::vector<Circumstances> homes;
};

/// A factor for chances that makes them add up to `wanted`; a chance stays below 0.95.
double factor_for(std::vector<double> const& people, std::vector<double> const& chances,
                  double wanted)
{
    constexpr double most = 0.95;
    double low = 0.0;
    double high = 1000.0;
    for (int round = 0; round < 100; ++round) {
        auto const factor = 0.5 * (low + high);
        double sum = 0.0;
        for (std::size_t i = 0; i < people.size(); ++i) {
            sum += people[i] * std::min(most, factor * chances[i]);
        }
        (sum < wanted ? low : high) = factor;
    }
    return 0.5 * (low + high);
}

/// Marks, of each kind, as many as its chance says: those with the highest need.
class Marking {
public:
    explicit Marking(std::vector<double> chances)
        : chances_{std::move(chances)}, homes_(chances_.size())
    {
    }
    void add(std::size_t kind, std::size_t family, double need)
    {
        homes_[kind].push_back({need, family});
    }
    /// `wanted` in all; calls mark(family) for each.
    template <class Mark>
    void mark(double wanted, Mark const& mark)
    {
        std::vector<double> people(homes_.size());
        std::transform(homes_.begin(), homes_.end(), people.begin(),
                       [](auto const& homes) { return static_cast<double>(homes.size()); });
        auto const factor = factor_for(people, chances_, wanted);
        for (std::size_t kind = 0; kind < people.size(); ++kind) {
            people[kind] *= std::min(0.95, factor * chances_[kind]);
        }
        auto const counts = copies_along(people, 0.5);
        for (std::size_t kind = 0; kind < homes_.size(); ++kind) {
            auto& homes = homes_[kind];
            auto const count = std::min<std::size_t>(counts[kind], homes.size());
            std::partial_sort(homes.begin(), homes.begin() + static_cast<std::ptrdiff_t>(count),
                              homes.end(), std::greater<>{});
            for (std::size_t i = 0; i < count; ++i) {
                mark(homes[i].second);
            }
        }
    }

private:
    std::vector<double> chances_;
    std::vector<std::vector<std::pair<double, std::size_t>>> homes_;
};

/// Gives one municipality after another its hardship.
class Hardship {
public:
    Hardship(StartPopulation& population, Region const& region, std::uint64_t seed, double scale)
        : population_{population},
          region_{region},
          links_{region.pattern().links},
          scale_{scale},
          own_share_{std::sqrt(1.0 - links_.stacking * links_.stacking)},
          advantage_{seed},
          income_{seed, "income"},
          assistance_{seed, "assistance"},
          debts_{seed, "debts"}
    {
    }

    void give(std::size_t place)
    {
        Neighbourhood here{next_, {}};
        for (; next_ < population_.families.size() &&
               population_.families[next_].municipality == place;
             ++next_) {
            here.homes.push_back(
                circumstances_of(population_, population_.families[next_], links_));
        }
        auto const& municipality = region_.municipalities()[place];
        give_low_income(here, municipality);
        give_assistance(here, municipality);
        give_debts(here, municipality);
    }

    /// Ranks households of the whole region: those with a low income first, then by a draw in which
    /// a rich municipality and a family's advantage count.
    void rank_incomes()
    {
        auto const count = population_.families.size();
        std::vector<std::pair<double, std::size_t>> order(count);
        for (std::size_t i = 0; i < count; ++i) {
            auto const& family = population_.families[i];
            auto const mean = region_.municipalities()[family.municipality].income;
            auto const level =
                std::log(std::max(1.0, mean)) - income_spread * need(income_, family);
            order[i] = {family.low_income ? level - 1000.0 : level, i};
        }
        std::sort(order.begin(), order.end());
        for (std::size_t i = 0; i < count; ++i) {
            population_.families[order[i].second].income_rank =
                static_cast<float>((static_cast<double>(i) + 0.5) / static_cast<double>(count));
        }
    }

private:
    /// How hard a risk presses on a family: its common disadvantage and luck of this risk alone.
    double need(StartLuck const& luck, StartFamily const& family) const
    {
        return -links_.stacking * advantage_.of(family.number) +
               own_share_ * luck.bell(family.number);
    }

    double private_households(Municipality const& place) const
    {
        return scale_ * static_cast<double>(place.private_households());
    }

    void give_low_income(Neighbourhood const& here, Municipality const& place)
    {
        auto const& chances = region_.pattern().low_income;
        Marking marking{{chances.begin(), chances.end()}};
        for (std::size_t i = 0; i < here.homes.size(); ++i) {
            if (here.homes[i].kind) {
                marking.add(static_cast<std::size_t>(*here.homes[i].kind), here.first + i,
                            need(income_, population_.families[here.first + i]));
            }
        }
        marking.mark(place.low_income.value() * private_households(place),
                     [&](std::size_t family) { population_.families[family].low_income = true; });
    }

    void give_assistance(Neighbourhood const& here, Municipality const& place)
    {
        std::vector<Claimant> claimants;
        double minors = 0.0;
        for (std::size_t i = 0; i < here.homes.size(); ++i) {
            auto const& family = population_.families[here.first + i];
            auto const& home = here.homes[i];
            for (std::uint32_t member = 0; member < family.persons; ++member) {
                auto const& person = population_.persons[family.first_person + member];
                minors += person.years_old() < 18 ? 1.0 : 0.0;
            }
            if (home.kind && home.claimants > 0) {
                claimants.push_back({.family = here.first + i,
                                     .need = need(assistance_, family),
                                     .low_income = family.low_income,
                                     .circumstances = home});
            }
        }
        AssistanceWanted const wanted{
            .persons = scale_ * static_cast<double>(place.social_assistance),
            .minors = place.minors_on_assistance.value() * minors};
        for (auto const family :
             choose_assistance(population_, std::move(claimants), wanted, links_)) {
            population_.families[family].social_assistance = true;
        }
    }

    void give_debts(Neighbourhood const& here, Municipality const& place)
    {
        Marking marking{{1.0, links_.debt_children_ratio, links_.debt_pension_ratio,
                         links_.debt_children_ratio * links_.debt_pension_ratio}};
        for (std::size_t i = 0; i < here.homes.size(); ++i) {
            auto const& home = here.homes[i];
            auto const& family = population_.families[here.first + i];
            if (home.kind && home.adult) {
                auto const kind = (family.children > 0 ? 1U : 0U) + (home.pension ? 2U : 0U);
                marking.add(kind, here.first + i, need(debts_, family));
            }
        }
        marking.mark(place.problem_debt.value() * private_households(place),
                     [&](std::size_t family) { population_.families[family].problem_debt = true; });
    }

    StartPopulation& population_;
    Region const& region_;
    Links const& links_;
    double scale_;
    double own_share_;
    Advantage advantage_;
    StartLuck income_, assistance_, debts_;
    std::size_t next_{};
};

IncomeKind kind_of(StartFamily const& family, Circumstances const& home)
{
    if (family.home == Home::with_others) {
        return IncomeKind::with_others;
    }
    if (family.children == 0) {
        if (family.heads == 2) {
            return home.pension ? IncomeKind::couple_pension : IncomeKind::couple;
        }
        return home.pension ? IncomeKind::single_pension : IncomeKind::single;
    }
    if (family.heads == 2) {
        return home.minors > 0 ? IncomeKind::couple_minors : IncomeKind::couple_grown_children;
    }
    return home.minors > 0 ? IncomeKind::single_parent_minors
                           : IncomeKind::single_parent_grown_children;
}

}  // namespace

Circumstances circumstances_of(StartPopulation const& population, StartFamily const& family,
                               Links const& links)
{
    constexpr int adult = 18 * 12;
    auto const pension = 12.0 * links.pension_age_years;
    Circumstances home;
    for (std::uint32_t i = 0; i < family.persons; ++i) {
        auto const& person = population.persons[family.first_person + i];
        auto const months = person.months_old();
        if (!person.head) {
            home.minors += static_cast<std::uint8_t>(family.heads > 0 && months < adult);
            continue;
        }
        home.adult = home.adult || months >= adult;
        home.pension = home.pension || months >= pension;
        home.claimants += static_cast<std::uint8_t>(months >= adult && months < pension);
    }
    if (family.home != Home::institution) {
        home.kind = kind_of(family, home);
    }
    return home;
}

void give_hardship(StartPopulation& population, Region const& region, std::uint64_t seed,
                   double scale)
{
    Hardship hardship{population, region, seed, scale};
    for (std::size_t place = 0; place < region.municipalities().size(); ++place) {
        hardship.give(place);
    }
    hardship.rank_incomes();
}

}  // namespace smartstart
