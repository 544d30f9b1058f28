#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "mortality";
constexpr auto stream = name_hash(name);
enum Question : unsigned { dies };

/// The last age of a life table; whoever is older is asked as at this age.
constexpr std::size_t last_age = 110;
/// A certain death as a rate: one in a hundred million lives on.
constexpr double certain = 18.0;

/// From this age on many die.
constexpr int old = 65;

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

/// Everyone is asked once in each year of age, half-way between two birthdays, for the whole year:
/// the chance to reach the next birthday is then exactly that of the life table. Infants are asked
/// every month, for their risk does not wait.
constexpr int month_of_turn = 6;
constexpr int infancy = 12;

/// The register writes down a newborn at the end of the month of birth: that month is made up for
/// in the next one.
double years_asked(int months_old)
{
    if (months_old >= infancy) {
        return 1.0;
    }
    return (months_old == 1 ? 2.0 : 1.0) / 12.0;
}

class Mortality final : public Step {
public:
    explicit Mortality(Setup& setup)
        : hazards_{hazards(path_within(part_limits, setup.own, "women")),
                   hazards(path_within(part_limits, setup.own, "men"))},
          level_{factors_by_year(setup.own, "level")},
          civil_{setup.schema, name}
    {
        for (auto const& of_sex : hazards_) {
            highest_of_young_ = std::max(highest_of_young_,
                                         *std::max_element(of_sex.begin(), of_sex.begin() + old));
        }
    }

    void advance(World& world) const override;

private:
    std::array<Hazards, 2> hazards_;  ///< by sex
    double highest_of_young_{};       ///< hazard of those who are not old, in a year
    Path<double> level_;
    Civil civil_;
};

void Mortality::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const people = civil_.look(world.people, world.families);
    auto const level = level_.at(world.clock.now.year());
    auto const now = world.clock.now;
    auto const is_asked = any_of(same_remainder<12>(people.born, now.index - month_of_turn),
                                 above(people.born, now.index - infancy));
    auto const is_old = opposite(above(people.born, now.index - old * 12));
    auto const ask = [&](auto const& asked, double most) {
        world.civil_register.file(ask_and_collect<VitalEvent>(
            {world.random, stream, dies, world.clock, most}, asked, people.id,
            [&](Row row, double luck, std::vector<VitalEvent>& filed) {
                auto const months = people.age_in_months(row, now);
                auto const age =
                    std::min(static_cast<std::size_t>(std::max(0, months) / 12), last_age);
                auto const rate = level * hazards_[people.sex[row]][age];
                if (is_hit(luck, rate * years_asked(months))) {
                    filed.push_back({.kind = VitalKind::death, .person = row});
                }
            }));
    };
    // Few of those who are not old die, so that most luck is settled at once.
    auto const rows = people.present.size();
    ask(with_all(rows, set(people.present), is_asked, opposite(is_old)), level * highest_of_young_);
    ask(with_all(rows, set(people.present), is_asked, is_old), 1.0);
}

}  // namespace

StepKind mortality()
{
    return {
        name, Phase::people, "People die, by age and sex, as the life table has it.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Mortality>(setup); }};
}

}  // namespace smartstart::steps
