#pragma once

#include <array>
#include <span>
#include <string_view>

#include "engine/parallel/rows.hpp"
#include "engine/population/civil.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/history.hpp"
#include "engine/world/world.hpp"

namespace smartstart::facts {

/// The bits of `first_days`. The first five are the fields of CBS, Statistische Trends 2023.
inline constexpr unsigned lacks_education = 1U << 0U;
inline constexpr unsigned lacks_work = 1U << 1U;
inline constexpr unsigned lacks_prosperity = 1U << 2U;
inline constexpr unsigned lacks_stability = 1U << 3U;
inline constexpr unsigned lacks_mental_health = 1U << 4U;
inline constexpr unsigned five_fields = (1U << 5U) - 1U;
inline constexpr unsigned was_assisted = 1U << 5U;
inline constexpr unsigned has_infant = 1U << 6U;
inline constexpr Fact<Family, Number> first_days{
    "first_days",
    "of a household whose youngest was born in the calendar year before, at the end of the year: 1 "
    "no parent with a start qualification, 2 no earner in three years, 4 poor or in problem debt, "
    "8 one parent, 16 mental illness, 32 social assistance in any of the three years, 64 always"};

/// One bit for each of three years, the latest lowest.
inline constexpr unsigned three_years = 7U;
inline constexpr Fact<Person, Number> assisted_years{
    "assisted_years",
    "of heads, at the ends of the last three years, one bit each: household on social assistance"};
inline constexpr Fact<Person, Number> worked_years{
    "worked_years", "the same: a head of the household had paid work"};

}  // namespace smartstart::facts

namespace smartstart::steps {

/// Keeps what only outcomes look back on: what children lack in the year before their birth, the
/// year of it and the year after, as CBS counts it from registers.
class FirstDays {
public:
    FirstDays(Schema& schema, std::string_view step);
    /// To be called once a year, at its end. `factors` are the risk factors of each household now.
    void note(World& world, CivilView const& people, std::span<std::uint16_t const> factors) const;

private:
    struct View {
        CivilView const& people;
        Month now;
        std::span<facts::Number const> work;
        std::span<Flag const> assistance;
        std::span<std::uint16_t const> factors;
        std::span<facts::Number> assisted, worked, first_days;
    };
    static std::array<Row, 2> heads_of(CivilView const& people, Row household)
    {
        return {people.head_one[household], people.head_two[household]};
    }
    static void remember(View const& view, Row household);
    static facts::Number lacking(View const& view, Row household);

    Seen<Person, facts::Number> work_;
    Seen<Family, Flag> assistance_;
    Owned<Person, facts::Number> assisted_, worked_;
    Owned<Family, facts::Number> first_days_;
};

inline FirstDays::FirstDays(Schema& schema, std::string_view step)
    : work_{schema.see(facts::work, step)},
      assistance_{schema.see(facts::assistance, step)},
      assisted_{schema.own(facts::assisted_years, step)},
      worked_{schema.own(facts::worked_years, step)},
      first_days_{schema.own(facts::first_days, step)}
{
}

inline void FirstDays::note(World& world, CivilView const& people,
                            std::span<std::uint16_t const> factors) const
{
    View const view{.people = people,
                    .now = world.clock.now,
                    .work = world.people.look(work_),
                    .assistance = world.families.look(assistance_),
                    .factors = factors,
                    .assisted = world.people.change(assisted_),
                    .worked = world.people.change(worked_),
                    .first_days = world.families.change(first_days_)};
    for_each_row(world.roll.homes, [&](Row household) { remember(view, household); });
    auto const of_last_time = with_all(world.roll.homes, set(view.first_days));
    for_each_row(of_last_time, [&](Row household) { view.first_days[household] = 0; });
    auto const last_year = 12 * (world.clock.now.year() - 1);
    auto const concerned = with_all(world.roll.homes, above(people.youngest, last_year - 1),
                                    opposite(above(people.youngest, last_year + 11)));
    for_each_row(concerned,
                 [&](Row household) { view.first_days[household] = lacking(view, household); });
}

/// Another year of the heads, who are heads of no other household.
inline void FirstDays::remember(View const& view, Row household)
{
    auto const heads = heads_of(view.people, household);
    bool earns = false;
    for (auto const head : heads) {
        earns = earns ||
                (view.people.is_adult_head(head, view.now) && view.work[head] == facts::paid_work);
    }
    auto const add = [](facts::Number years, bool yes) {
        return static_cast<facts::Number>(((years << 1U) | (yes ? 1U : 0U)) & facts::three_years);
    };
    for (auto const head : heads) {
        if (head != no_row) {
            view.assisted[head] = add(view.assisted[head], view.assistance[household] != 0);
            view.worked[head] = add(view.worked[head], earns);
        }
    }
}

/// Of either parent who lives in the region, together or not, and of the heads of the household.
inline facts::Number FirstDays::lacking(View const& view, Row household)
{
    auto const& people = view.people;
    auto const youngest = people.youngest[household];
    if (youngest == 0 || youngest / 12 != view.now.year() - 1) {
        return 0;
    }
    auto assisted = 0U;
    auto worked = 0U;
    auto const look = [&](Row row) {
        assisted |= row == no_row ? 0U : view.assisted[row];
        worked |= row == no_row ? 0U : view.worked[row];
    };
    for (auto const head : heads_of(people, household)) {
        look(head);
    }
    people.for_each_member(household, [&](Row child) {
        if (people.born[child] == youngest) {
            look(people.mother_here(child));
            look(people.father_here(child));
        }
    });
    auto const factors = view.factors[household];
    auto const if_so = [&](unsigned bits, unsigned bit) {
        return (factors & bits) != 0 ? bit : 0U;
    };
    return static_cast<facts::Number>(
        facts::has_infant | (assisted != 0 ? facts::was_assisted : 0U) |
        (worked == 0 ? facts::lacks_work : 0U) |
        if_so(facts::risk_low_education, facts::lacks_education) |
        if_so(facts::risk_poverty | facts::risk_debt, facts::lacks_prosperity) |
        if_so(facts::risk_single_parent, facts::lacks_stability) |
        if_so(facts::risk_mental_illness, facts::lacks_mental_health));
}

}  // namespace smartstart::steps
