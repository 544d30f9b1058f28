#include <cmath>
#include <string>

#include "engine/population/region_reader.hpp"

namespace smartstart {
namespace {

std::string text(std::int64_t number)
{
    return std::to_string(number);
}

std::int64_t everyone_in(Municipality const& place, Position position)
{
    std::int64_t sum = 0;
    for (auto const& row : place.places) {
        sum += row[static_cast<std::size_t>(position)];
    }
    return sum;
}

}  // namespace

void RegionReader::want_rows(RegionTable& table, std::map<std::size_t, std::size_t> const& found,
                             std::size_t wanted) const
{
    for (std::size_t i = 0; i < region_.municipalities_.size() && table.has_rows(); ++i) {
        auto const entry = found.find(i);
        auto const rows = entry == found.end() ? 0 : entry->second;
        if (rows != wanted) {
            table.object(table.rows(), 0,
                         "'" + region_.municipalities_[i].name + "' has " + std::to_string(rows) +
                             (rows == 1 ? " row" : " rows") + " here, but must have " +
                             std::to_string(wanted) + ".");
        }
    }
}

void RegionReader::check_sums()
{
    double weighted = 0.0;
    for (auto const& place : region_.municipalities_) {
        check_people(place);
        check_families(place);
        weighted += place.deprivation * static_cast<double>(place.inhabitants);
    }
    auto const mean = weighted / static_cast<double>(region_.inhabitants());
    if (std::abs(mean - 1.0) > 0.01) {
        object("municipalities.csv", "the mean of 'deprivation' over the inhabitants is " +
                                         std::to_string(mean) +
                                         ", but must be 1: divide each by it.");
    }
}

void RegionReader::check_people(Municipality const& place)
{
    std::int64_t sum = 0;
    std::int64_t minors = 0;
    for (std::size_t band = 0; band < age_bands; ++band) {
        auto const here = place.people[band][0] + place.people[band][1];
        sum += here;
        minors += band < 3 ? here : 0;
    }
    if (sum != place.inhabitants) {
        object("population.csv", "'" + place.name + "' (" + place.code + ") adds up to " +
                                     text(sum) +
                                     " people over ages and sexes, but municipalities.csv gives " +
                                     text(place.inhabitants) + " inhabitants.");
    }
    if (minors == 0) {
        object("population.csv", "'" + place.name + "' (" + place.code +
                                     ") has nobody under 15. This model follows children, so every "
                                     "municipality must have some.");
    }
}

void RegionReader::check_families(Municipality const& place)
{
    auto const compare = [&](FamilyKind kind, Position position) {
        auto const with_children =
            position != Position::unmarried_partner && position != Position::married_partner;
        auto const& row = place.families[static_cast<std::size_t>(kind)];
        auto const households = with_children ? row[1] + row[2] + row[3] : row[0];
        auto const heads = kind == FamilyKind::single_parent ? 1 : 2;
        auto const people = everyone_in(place, position);
        if (households * heads != people) {
            object("households.csv", "'" + std::string{name_of(kind)} + "' of '" + place.name +
                                         "' " + (with_children ? "with" : "without") +
                                         " children: " + text(households) + " households have " +
                                         text(households * heads) +
                                         " heads, but household_positions.csv has " + text(people) +
                                         " people as '" + std::string{name_of(position)} + "'.");
        }
    };
    compare(FamilyKind::unmarried_couple, Position::unmarried_partner);
    compare(FamilyKind::married_couple, Position::married_partner);
    compare(FamilyKind::unmarried_couple, Position::unmarried_parent);
    compare(FamilyKind::married_couple, Position::married_parent);
    compare(FamilyKind::single_parent, Position::single_parent);

    std::int64_t least = 0;
    std::int64_t large = 0;
    for (auto const& row : place.families) {
        least += row[1] + 2 * row[2] + 3 * row[3];
        large += row[3];
    }
    auto const children = everyone_in(place, Position::child);
    if (children < least || (large == 0 && children > least)) {
        object("households.csv",
               "the families of '" + place.name + "' need at least " + text(least) +
                   " children at home, but household_positions.csv has " + text(children) + ".");
    }
    if (place.families[2][0] != 0) {
        object("households.csv",
               "'" + place.name + "' has " + text(place.families[2][0]) +
                   " single parents without children, but a single parent has one "
                   "or more.");
    }
}

}  // namespace smartstart
