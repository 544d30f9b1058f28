#include "engine/outcome/spread.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <string>

#include "engine/outcome/outcome.hpp"
#include "engine/parallel/rows.hpp"

namespace smartstart {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Bins of one width; what lies outside counts in the first or the last.
struct Scale {
    double lowest, width;
    std::size_t bins;

    std::size_t bin_of(double value) const
    {
        auto const bin = std::floor((value - lowest) / width);
        return static_cast<std::size_t>(std::clamp(bin, 0.0, static_cast<double>(bins - 1)));
    }
    double middle_of(std::size_t bin) const
    {
        return lowest + width * (static_cast<double>(bin) + 0.5);
    }
};

/// Of the log of a yearly income: from a thousand euro to a million.
constexpr Scale log_income{6.9, 0.002, 3500};
/// Scores are whole numbers.
constexpr Scale score{499.5, 1.0, 52};

struct Subject {
    char const* id;
    char const* long_name_en;
    char const* long_name_nl;
    char const* units;
};
constexpr std::array subjects{
    Subject{"income", "Standardised household income over people, euro of 2021 a year",
            "Gestandaardiseerd huishoudensinkomen over mensen, euro van 2021 per jaar", "EUR"},
    Subject{"cito", "Score at the end of primary school, of those tested in the year",
            "Score aan het einde van de basisschool, van wie in het jaar is getoetst", "points"},
};

}  // namespace

/// How many people are in each bin.
class Spread::Bins {
public:
    explicit Bins(Scale const& scale) : scale_{&scale}, people_(scale.bins) {}
    void add(double value, std::int64_t people) { people_[scale_->bin_of(value)] += people; }
    Bins& operator+=(Bins const& other)
    {
        std::ranges::transform(people_, other.people_, people_.begin(), std::plus{});
        return *this;
    }
    /// The middle of the first bin with which at least this share of all is reached.
    double quantile(double share) const
    {
        auto const all = std::accumulate(people_.begin(), people_.end(), std::int64_t{0});
        auto const wanted = share * static_cast<double>(all);
        std::int64_t below = 0;
        for (std::size_t bin = 0; bin < people_.size(); ++bin) {
            below += people_[bin];
            if (people_[bin] > 0 && static_cast<double>(below) >= wanted) {
                return scale_->middle_of(bin);
            }
        }
        return unknown;
    }

private:
    Scale const* scale_;
    std::vector<std::int64_t> people_;
};

Spread::Spread(Schema& schema)
    : civil_{schema, "spread"},
      income_{schema.see(facts::income, "spread")},
      score_{schema.see(facts::cito, "spread")},
      tested_{schema.see(facts::cito_month, "spread")}
{
}

std::size_t Spread::numbers_of_year()
{
    return subjects.size() * levels.size();
}

/// Everybody counts who lives in a household that somebody leads.
Spread::Bins Spread::of_income(World const& world) const
{
    auto const civil = civil_.look(world.people, world.families);
    auto const income = world.families.look(income_);
    return count_rows(world.families.size(), Bins{log_income}, [&](Row home, Bins& bins) {
        if (civil.in_use[home] != 0 && civil.head_one[home] != no_row) {
            bins.add(income[home], civil.size[home]);
        }
    });
}

/// Tests are of the young.
Spread::Bins Spread::of_score(World const& world) const
{
    auto const civil = civil_.look(world.people, world.families);
    auto const score_of = world.people.look(score_);
    auto const tested = world.people.look(tested_);
    return count_rows(world.people.size(), Bins{score}, [&](Row row, Bins& bins) {
        if (civil.present[row] != 0 && civil.is_young(row, world.clock.now) &&
            in_year(tested[row], world.clock.now)) {
            bins.add(score_of[row], 1);
        }
    });
}

void Spread::look(World const& world, std::size_t year, std::vector<double>& values) const
{
    auto const incomes = of_income(world);
    auto const scores = of_score(world);
    auto at = year * numbers_of_year();
    for (auto const level : levels) {
        values[at] = std::exp(incomes.quantile(level));
        values[at + levels.size()] = scores.quantile(level);
        ++at;
    }
}

std::vector<LifeTable> Spread::tables(Years reported, std::vector<double> const& values)
{
    std::vector<LifeTable> all;
    for (std::size_t subject = 0; subject < subjects.size(); ++subject) {
        auto const& [id, en, nl, units] = subjects[subject];
        LifeTable table{id, en, nl, LifeTable::Theme::quantiles, {}, {}, {}, units};
        for (auto const level : levels) {
            auto text = std::to_string(level);
            table.columns.push_back(text.substr(0, text.find_last_not_of('0') + 1));
        }
        auto at = subject * levels.size();
        for (auto year = reported.first; year <= reported.last; ++year) {
            table.rows.push_back(std::to_string(year));
            for (std::size_t i = 0; i < levels.size() && !values.empty(); ++i) {
                table.values.push_back(values[at + i]);
            }
            at += numbers_of_year();
        }
        all.push_back(std::move(table));
    }
    return all;
}

}  // namespace smartstart
