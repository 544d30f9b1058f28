#include "engine/population/start/start_population.hpp"

#include <cmath>
#include <sstream>
#include <string>

#include "engine/base/error.hpp"
#include "engine/population/start/candidates.hpp"
#include "engine/population/start/education.hpp"
#include "engine/population/start/fit_report.hpp"
#include "engine/population/start/hardship.hpp"
#include "engine/population/start/members.hpp"
#include "engine/population/start/weigh.hpp"

namespace smartstart {
namespace {

std::string text_of(double number)
{
    std::ostringstream text;
    text << number;
    return text.str();
}

void refuse_impossible(double scale)
{
    if (!(scale > 0.0 && scale <= 1.0)) {
        throw InputError{"a start population of scale " + text_of(scale) +
                         " cannot be drawn. A scale is above 0 and at most 1, such as 1/10."};
    }
}

/// A municipality without people, or without children, has nothing to follow.
void refuse_empty(StartPopulation const& population, std::size_t first, Municipality const& place,
                  double scale)
{
    std::size_t children = 0;
    for (auto i = first; i < population.persons.size(); ++i) {
        children += population.persons[i].years_old() < 18 ? 1 : 0;
    }
    if (children > 0) {
        return;
    }
    auto const people = population.persons.size() - first;
    throw InputError{
        "at scale " + text_of(scale) + " '" + place.name + "' (" + place.code + ") has " +
        (people == 0 ? "nobody" : std::to_string(people) + " people, but nobody under 18") +
        ", of " + std::to_string(place.inhabitants) +
        " inhabitants. This model follows children: take a larger scale, such as 1/10."};
}

}  // namespace

StartPopulation make_start_population(Region const& region, std::uint64_t seed, double scale)
{
    refuse_impossible(scale);
    auto const candidates = make_candidates(region.pattern(), seed);
    StartPopulation population;
    auto const expected = static_cast<double>(region.inhabitants()) * scale;
    population.persons.reserve(static_cast<std::size_t>(expected * 1.01) + 100);
    population.families.reserve(static_cast<std::size_t>(expected * 0.5) + 100);
    std::vector<double> tilts;
    for (std::size_t i = 0; i < region.municipalities().size(); ++i) {
        auto const& place = region.municipalities()[i];
        auto weighed = weigh({candidates, place, tilts, seed, scale});
        auto const first = population.persons.size();
        add_households(population, {candidates, weighed.copies, region.pattern().links,
                                    static_cast<std::uint16_t>(i), seed});
        refuse_empty(population, first, place, scale);
        tilts = std::move(weighed.tilts);
    }
    give_education(population, region, seed);
    give_hardship(population, region, seed, scale);
    population.fit = measure_fit(population, region, scale);
    return population;
}

}  // namespace smartstart
