#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "mortality";
constexpr auto stream = name_hash(name);
enum Question : unsigned { dies };

/// The last age of a life table; whoever is older is asked as at this age.
constexpr std::size_t last_age = 110;
/// A certain death as a rate: one in a hundred million lives on.
constexpr double certain = 18.0;

/// Deaths per person-year at each age in whole years.
using Hazards = std::array<double, last_age + 1>;

Hazards hazards(Path<double> const& chances)
{
    Hazards all{};
    for (std::size_t age = 0; age <= last_age; ++age) {
        auto const chance = chances.at(static_cast<double>(age));
        all[age] = chance < 1.0 ? std::min(certain, -std::log1p(-chance)) : certain;
    }
    return all;
}

/// Everyone is asked once in each year of age, in a month of their own, for a whole year: between
/// two birthdays the chance to die is then exactly that of the life table.
bool is_turn(std::uint64_t name_for_life, Clock const& clock)
{
    return (name_for_life + static_cast<std::uint64_t>(clock.now.index)) % 12 == 0;
}

class Mortality final : public Step {
public:
    explicit Mortality(Setup& setup)
        : hazards_{hazards(setup.own.get<Path<double>>("women")),
                   hazards(setup.own.get<Path<double>>("men"))},
          level_{setup.own.get<Path<double>>("level")},
          civil_{setup.schema, name}
    {
    }

    void advance(World& world) const override;

private:
    static double years_asked(CivilView const& people, Row row, int months, Clock const& clock);

    std::array<Hazards, 2> hazards_;  ///< by sex
    Path<double> level_;
    Civil civil_;
};

void Mortality::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const people = civil_.look(world.people, world.families);
    auto const level = level_.at(world.clock.now.index / 12.0);
    auto deaths = collect_rows<VitalEvent>(
        people.present.size(), [&](Row row, std::vector<VitalEvent>& filed) {
            if (people.present[row] == 0) {
                return;
            }
            auto const months = people.age_in_months(row, world.clock.now);
            auto const years = years_asked(people, row, months, world.clock);
            if (years == 0.0) {
                return;
            }
            auto const age = std::min(static_cast<std::size_t>(std::max(0, months) / 12), last_age);
            auto const rate = level * hazards_[people.sex[row]][age];
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            if (draws.happens_at(dies, rate, years)) {
                filed.push_back({.kind = VitalKind::death, .person = row});
            }
        });
    world.civil_register.file(std::move(deaths));
}

/// Infants are asked every month, for their risk does not wait for a turn. The register writes down
/// a newborn at the end of the month of birth: that month is made up for in the next one.
double Mortality::years_asked(CivilView const& people, Row row, int months, Clock const& clock)
{
    if (months >= 12) {
        return is_turn(people.id[row], clock) ? 1.0 : 0.0;
    }
    return (months == 1 ? 2.0 : 1.0) / 12.0;
}

}  // namespace

StepKind mortality()
{
    return {
        name, Phase::people, "People die, by age and sex, as the life table has it.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Mortality>(setup); }};
}

}  // namespace smartstart::steps
