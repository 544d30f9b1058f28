#include <array>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "upbringing";

/// The month of the year in which those who reached the age in that year are looked at.
constexpr int month_of_look = 12;

class Upbringing final : public Step {
public:
    explicit Upbringing(Setup& setup)
        : age_{setup.own.get<Months>("age").count},
          civil_{setup.schema, name},
          income_{setup.schema.see(facts::income, name)},
          assistance_{setup.schema.see(facts::assistance, name)},
          poor_{setup.schema.see(facts::poor, name)},
          debt_{setup.schema.see(facts::debt, name)},
          offences_{setup.schema.see(facts::offences, name)},
          work_{setup.schema.see(facts::work, name)},
          maltreated_month_{setup.schema.see(facts::maltreated_month, name)},
          care_{setup.schema.see(facts::care, name)},
          stay_{setup.schema.see(facts::stay, name)},
          origin_income_{setup.schema.own(facts::origin_income, name)},
          origin_{setup.schema.own(facts::origin, name)},
          care_months_{setup.schema.own(facts::care_months, name)}
    {
    }

    /// Once a month, in its first step: a month of care is a month, however finely it is lived.
    void advance(World& world) const override
    {
        if (world.clock.part != 0) {
            return;
        }
        count_care(world);
        if (world.clock.is_start_of(month_of_look)) {
            remember_homes(world);
        }
    }

private:
    void count_care(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const care = world.people.look(care_);
        auto const stay = world.people.look(stay_);
        auto const months = world.people.change(care_months_);
        auto const helped = only(with_any(world.roll.youth, set(care), set(stay)), [&](Row row) {
            return people.age_in_months(row, world.clock.now) < 18 * 12;
        });
        for_each_row(helped, [&](Row row) { ++months[row]; });
    }

    void remember_homes(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const income = world.families.look(income_);
        auto const origin_income = world.people.change(origin_income_);
        auto const origin = world.people.change(origin_);
        auto const of_that_age = only(world.roll.young, [&](Row row) {
            auto const past = people.age_in_months(row, world.clock.now) - age_;
            return (past >= 0) & (past < 12) & people.is_dependant(row);
        });
        for_each_row(of_that_age, [&](Row row) {
            auto const home = people.family[row];
            if (people.is_adult_head(people.head_one[home], world.clock.now) ||
                people.is_adult_head(people.head_two[home], world.clock.now)) {
                origin_income[row] = income[home];
                origin[row] = static_cast<facts::Number>(of_home(world, people, home));
            }
        });
    }

    unsigned of_home(World const& world, CivilView const& people, Row home) const
    {
        auto const offences = world.people.look(offences_);
        auto const work = world.people.look(work_);
        auto const maltreated = world.people.look(maltreated_month_);
        auto found = world.families.look(assistance_)[home] != 0 ? facts::origin_assistance : 0U;
        found |= world.families.look(poor_)[home] != 0 ? facts::origin_low_income : 0U;
        found |= world.families.look(debt_)[home] != 0 ? facts::origin_debt : 0U;
        for (auto const head : {people.head_one[home], people.head_two[home]}) {
            if (people.is_adult_head(head, world.clock.now)) {
                found |= offences[head] != 0 ? facts::origin_suspect : 0U;
                found |= work[head] == facts::on_disability ? facts::origin_disability : 0U;
                found |= maltreated[head] != 0 ? facts::origin_maltreated : 0U;
            }
        }
        return found;
    }

    int age_;
    Civil civil_;
    Seen<Family, float> income_;
    Seen<Family, Flag> assistance_, poor_, debt_;
    Seen<Person, facts::Number> offences_, work_;
    Seen<Person, facts::When> maltreated_month_;
    Seen<Person, facts::Number> care_, stay_;
    Owned<Person, float> origin_income_;
    Owned<Person, facts::Number> origin_;
    Owned<Person, std::uint16_t> care_months_;
};

}  // namespace

StepKind upbringing()
{
    return {
        name, Phase::strain,
        "Who turns 15 keeps how the home was, and minors keep their months of help.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Upbringing>(setup); }};
}

}  // namespace smartstart::steps
