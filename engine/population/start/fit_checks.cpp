#include "engine/population/start/fit_checks.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace smartstart {
namespace {

/// Without trailing zeros: 1.5, 20.
std::string short_text(double number)
{
    auto text = std::to_string(number);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

/// A margin of counts by slice, with the published shares of their total as target.
template <class Rows, class ShareOf>
FitMargin margin_of(std::string name, Rows const& rows, std::vector<double> const& counts,
                    ShareOf const& share_of)
{
    auto const total = std::accumulate(counts.begin(), counts.end(), 0.0);
    double shares = 0.0;
    for (auto const& row : rows) {
        shares += share_of(row);
    }
    FitMargin margin{std::move(name), {}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        margin.cells.push_back(
            {short_text(rows[i].from) + " to " + short_text(rows[i].to) + " years",
             total * share_of(rows[i]) / shares, counts[i]});
    }
    return margin;
}

/// The first row that ends above the value; the last when there is none.
template <class Rows>
std::size_t row_of(Rows const& rows, double value, double width)
{
    std::size_t row = 0;
    while (row + 1 < rows.size() && value >= rows[row].to + width) {
        ++row;
    }
    return row;
}

constexpr auto share_of_slice = [](Slice const& slice) { return slice.share; };

FitMargin partner_ages(StartPopulation const& population, NationalPattern const& pattern)
{
    auto const& slices = pattern.partner_age_gap;
    std::vector<double> counts(slices.size());
    for (auto const& family : population.families) {
        if (family.heads == 2) {
            auto const* const heads = population.persons.data() + family.first_person;
            auto const woman = heads[0].sex == Sex::woman ? 0 : 1;
            auto const older = heads[1 - woman].months_old() - heads[woman].months_old();
            counts[row_of(slices, older / 12.0, 0.0)] += 1.0;
        }
    }
    return margin_of("not fitted: years the man is older", slices, counts, share_of_slice);
}

FitMargin spacing(StartPopulation const& population, NationalPattern const& pattern)
{
    auto const& slices = pattern.sibling_spacing;
    std::vector<double> counts(slices.size());
    for (auto const& family : population.families) {
        auto const* const members = population.persons.data() + family.first_person;
        for (std::uint32_t i = family.heads + 1U; i < family.persons; ++i) {
            auto const months = members[i - 1].months_old() - members[i].months_old();
            counts[row_of(slices, months / 12.0, 0.0)] += 1.0;
        }
    }
    return margin_of("not fitted: years between children", slices, counts, share_of_slice);
}

FitMargin mothers(StartPopulation const& population, NationalPattern const& pattern)
{
    auto const& rows = pattern.births;
    std::vector<double> counts(rows.size());
    for (auto const& person : population.persons) {
        if (person.mother >= 0 && person.years_old() < 5) {
            auto const& mother = population.persons[static_cast<std::size_t>(person.mother)];
            auto const months = mother.months_old() - person.months_old();
            counts[row_of(rows, months / 12.0, 1.0)] += 1.0;
        }
    }
    return margin_of("not fitted: mother's age at birth, under 5", rows, counts,
                     [](BirthsAtAge const& row) {
                         return std::accumulate(row.births.begin(), row.births.end(), 0.0);
                     });
}

FitMargin newborns(StartPopulation const& population, Region const& region, double scale)
{
    FitMargin margin{"not fitted: under 1, against births", {}};
    for (auto const& place : region.municipalities()) {
        margin.cells.push_back({place.name, scale * place.births, 0.0});
    }
    for (auto const& person : population.persons) {
        if (person.years_old() < 1) {
            margin.cells[population.families[person.family].municipality].achieved += 1.0;
        }
    }
    return margin;
}

}  // namespace

std::vector<FitMargin> checks_not_fitted(StartPopulation const& population, Region const& region,
                                         double scale)
{
    return {partner_ages(population, region.pattern()), spacing(population, region.pattern()),
            mothers(population, region.pattern()), newborns(population, region, scale)};
}

}  // namespace smartstart
