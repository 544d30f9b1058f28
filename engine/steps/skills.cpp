#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/population/turn.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/inherited.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/sibling_luck.hpp"
#include "engine/step/step.hpp"
#include "engine/step/technology.hpp"
#include "engine/step/treatment.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "skills";
constexpr auto stream = name_hash(name);
enum Question : unsigned {
    cognitive_shock,
    social_shock,
    cognitive_start,
    social_start,
    way_of_parenting,
    of_siblings = 8  ///< put to the mother, and those after it: four for each period of growth
};
constexpr int months_a_period = 24;  // Cunha, Heckman and Schennach (2010): periods of two years
constexpr int grown_up = 18 * 12;

/// Parental investment is looked at twice a year, in a family's own month.
constexpr int months_between = 6;
static_assert(months_between % months_per_turn == 0);
/// From a euro to 24 million.
constexpr Limits log_income_limits{0.0, 17.0, "from 0 to 17, such as '10.3'"};
bool invests_now(std::uint64_t name_for_life, Clock const& clock)
{
    auto const month = static_cast<std::uint64_t>(clock.now.index);
    return clock.part == 0 && (name_for_life + month) % months_between == 0;
}

constexpr Fact<Person, std::uint16_t> serious_before{
    "serious_before", "months with serious problems until the latest growth of skills", 0,
    CellKind::value, facts::in_youth};

class Skills final : public Step {
public:
    explicit Skills(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    struct View {
        CivilView people;
        std::span<Flag const> ill, maltreated, violence;
        std::span<std::uint16_t const> serious;
        std::span<std::uint8_t const> stay;
        std::span<float const> income, support;
        std::span<float> cognitive, social, investment;
        std::span<std::uint16_t> before;
    };
    View open(World& world) const;
    void invest(World const& world, View const& view, Row home) const;
    double parenting(World const& world, View const& view, Row home) const;
    void bear(World const& world, View const& view, Row row) const;
    void develop(World const& world, View const& view, Row row) const;
    double received(View const& view, Row row) const;

    SkillGrowth growth_;
    Technology early_cognitive_, late_cognitive_, early_social_, late_social_;
    double late_from_, resemblance_, education_, scar_;
    SiblingLuck siblings_;
    double from_skill_, from_income_, mean_income_, from_illness_, from_violence_;
    double parenting_sd_, investment_level_, remembered_;
    double from_maltreatment_, in_foster_care_, in_residence_;
    Preschool preschool_;
    Civil civil_;
    Seen<Person, Flag> ill_, maltreated_;
    Seen<Person, std::uint16_t> serious_;
    Seen<Person, std::uint8_t> stay_;
    Seen<Family, float> income_;
    Seen<Family, Flag> violence_;
    Seen<Family, float> support_;
    Owned<Person, float> cognitive_, social_;
    Owned<Person, std::uint16_t> before_;
    Owned<Family, float> investment_;
};

Skills::Skills(Setup& setup)
    : growth_{Structure::read(setup).skills},
      early_cognitive_{setup.own, "early_cognition", Technology::Makes::cognition, growth_},
      late_cognitive_{setup.own, "late_cognition", Technology::Makes::cognition, growth_},
      early_social_{setup.own, "early_social", Technology::Makes::social, growth_},
      late_social_{setup.own, "late_social", Technology::Makes::social, growth_},
      late_from_{age_in_years(setup.own, "late_stage_from_age")},
      // The parameter is the correlation with the mean of both; with each of them it is less.
      resemblance_{part(setup.own, "start_resemblance") / std::numbers::sqrt2},
      education_{part(setup.own, "founders_skill_per_education_level")},
      scar_{effect(setup.own, "scar_per_year_serious")},
      siblings_{part(setup.own, "shock_shared_by_siblings"), stream, of_siblings},
      from_skill_{effect(setup.own, "investment_per_parent_skill")},
      from_income_{effect(setup.own, "investment_per_log_income")},
      mean_income_{within<double>(log_income_limits, setup.own, "mean_log_income")},
      from_illness_{effect(setup.own, "investment_when_parent_ill")},
      from_violence_{effect(setup.own, "investment_when_violence")},
      parenting_sd_{within<double>(spread_limits, setup.own, "investment_own_sd")},
      investment_level_{effect(setup.own, "investment_level")},
      remembered_{std::exp(-months_between / 12.0 /
                           std::max(1e-9, factor(setup.own, "investment_memory_years")))},
      from_maltreatment_{effect(setup.own, "investment_when_maltreated")},
      in_foster_care_{effect(setup.own, "investment_in_foster_care")},
      in_residence_{effect(setup.own, "investment_in_residence")},
      preschool_{setup},
      civil_{setup.schema, name},
      ill_{setup.schema.see(facts::ill, name)},
      maltreated_{setup.schema.see(facts::maltreated, name)},
      serious_{setup.schema.see(facts::serious_months, name)},
      stay_{setup.schema.see(facts::stay, name)},
      income_{setup.schema.see(facts::income, name)},
      violence_{setup.schema.see(facts::violence, name)},
      support_{setup.schema.see(facts::support_investment, name)},
      cognitive_{setup.schema.own(facts::skill_cognitive, name)},
      social_{setup.schema.own(facts::skill_social, name)},
      before_{setup.schema.own(serious_before, name)},
      investment_{setup.schema.own(facts::investment, name)}
{
}

Skills::View Skills::open(World& world) const
{
    auto& persons = world.people;
    auto& families = world.families;
    return {.people = civil_.look(persons, families),
            .ill = persons.look(ill_),
            .maltreated = persons.look(maltreated_),
            .violence = families.look(violence_),
            .serious = persons.look(serious_),
            .stay = persons.look(stay_),
            .income = families.look(income_),
            .support = families.look(support_),
            .cognitive = persons.change(cognitive_),
            .social = persons.change(social_),
            .investment = families.change(investment_),
            .before = persons.change(before_)};
}

void Skills::begin(World& world, StartPopulation const& start) const
{
    auto const view = open(world);
    // Levels of education spread with a variance of about 0.6.
    auto const own = std::sqrt(std::max(0.0, 1.0 - education_ * education_ * 0.6));
    // Parents come before their children: heads stand first within a household.
    for (Row row = 0; row < world.people.size(); ++row) {
        auto draws = world.random.draws(view.people.person(row), stream, Clock{});
        auto const level = static_cast<double>(start.persons[row].education) - 1.0;
        std::array const parents{view.people.mother[row], view.people.father[row]};
        auto const give = [&](std::span<float> skill, double luck) {
            skill[row] = parents == std::array{no_row, no_row}
                             ? static_cast<float>(education_ * level + own * luck)
                             : inherited(resemblance_, skill, parents, luck);
        };
        give(view.cognitive, draws.normal(cognitive_start));
        give(view.social, draws.normal(social_start));
    }
}

void Skills::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const view = open(world);
    auto const now = world.clock.now;
    // Whose turn of half a year it is has its turn of a quarter as well.
    auto const in_turn =
        only(with_all(world.roll.homes_in_turn, set(view.people.minors)),
             [&](Row home) { return invests_now(view.people.family_id[home], world.clock); });
    for_each_row(in_turn, [&](Row home) { invest(world, view, home); });
    // Births first: a mother who is herself still growing must not change while she is read.
    for_each_row(world.roll.newborns, [&](Row row) { bear(world, view, row); });
    auto const growing = with_all(world.roll.youth, equal(view.people.head, 0),
                                  same_remainder<months_a_period>(view.people.born, now.index),
                                  opposite(equal(view.people.born, moment(now))),
                                  above(view.people.born, now.index - grown_up - 1));
    for_each_row(growing, [&](Row row) { develop(world, view, row); });
}

/// Mean of a skill over the heads; 0 where there is none.
double of_heads(CivilView const& people, Row household, std::span<float const> skill)
{
    auto const one = people.head_one[household];
    auto const two = people.head_two[household];
    double const sum = (one == no_row ? 0.0 : skill[one]) + (two == no_row ? 0.0 : skill[two]);
    return one == no_row || two == no_row ? sum : sum / 2;
}

/// What parents give follows from who they are and how they fare; a period of growth remembers it.
/// Children whom no parent raises are given what foster parents give.
void Skills::invest(World const& world, View const& view, Row home) const
{
    auto const& people = view.people;
    auto& investment = view.investment[home];
    if (people.head_one[home] == no_row && people.head_two[home] == no_row) {
        investment = static_cast<float>(in_foster_care_);
        return;
    }
    bool ill = false;
    for (auto const head : {people.head_one[home], people.head_two[home]}) {
        ill = ill || (head != no_row && view.ill[head] != 0);
    }
    auto const skill =
        0.5 * (of_heads(people, home, view.cognitive) + of_heads(people, home, view.social));
    auto const now = investment_level_ + from_skill_ * skill +
                     from_income_ * (view.income[home] - mean_income_) +
                     (ill ? from_illness_ : 0.0) +
                     (view.violence[home] != 0 ? from_violence_ : 0.0) + view.support[home] +
                     parenting_sd_ * parenting(world, view, home);
    auto const is_new = investment == 0.0F;
    investment = static_cast<float>(is_new ? now : now + remembered_ * (investment - now));
}

/// The parents' own lasting way of parenting, N(0,1) over families.
double Skills::parenting(World const& world, View const& view, Row home) const
{
    double sum = 0.0;
    int heads = 0;
    for (auto const head : {view.people.head_one[home], view.people.head_two[home]}) {
        if (head != no_row) {
            auto draws = world.random.draws(view.people.person(head), stream, Clock{});
            sum += draws.normal(way_of_parenting);
            ++heads;
        }
    }
    return heads == 0 ? 0.0 : sum / std::sqrt(static_cast<double>(heads));
}

void Skills::bear(World const& world, View const& view, Row row) const
{
    // What one is born with goes with the person: a birth some months later changes nothing in it.
    auto draws = world.random.draws(view.people.person(row), stream, Clock{});
    std::array const parents{view.people.mother[row], view.people.father[row]};
    auto const give = [&](std::span<float> skill, double luck) {
        skill[row] = inherited(resemblance_, skill, parents, luck);
    };
    give(view.cognitive, draws.normal(cognitive_start));
    give(view.social, draws.normal(social_start));
}

void Skills::develop(World const& world, View const& view, Row row) const
{
    auto const home = view.people.family[row];
    auto const given = received(view, row) + preschool_.adds(world, row);
    Technology::Inputs const inputs{view.cognitive[row], view.social[row], given,
                                    of_heads(view.people, home, view.cognitive),
                                    of_heads(view.people, home, view.social)};
    auto const late = view.people.age(row, world.clock.now) > late_from_;
    auto const& cognition = late ? late_cognitive_ : early_cognitive_;
    auto const& behaviour = late ? late_social_ : early_social_;
    auto const scar = scar_ * (view.serious[row] - view.before[row]) / 12.0;
    view.before[row] = view.serious[row];
    auto draws = world.random.draws(view.people.person(row), stream, world.clock);
    auto const period = view.people.age_in_months(row, world.clock.now) / months_a_period;
    auto const luck = siblings_.of(world.random, PersonId{view.people.mother_id[row]}, period,
                                   {draws.normal(cognitive_shock), draws.normal(social_shock)});
    view.cognitive[row] =
        static_cast<float>(cognition.next(inputs) - 0.5 * scar + cognition.shock_sd() * luck[0]);
    view.social[row] =
        static_cast<float>(behaviour.next(inputs) - scar + behaviour.shock_sd() * luck[1]);
}

/// Investment that reaches this child: of the parents, or of those who care for it elsewhere.
double Skills::received(View const& view, Row row) const
{
    auto const stay = static_cast<ServiceKind>(view.stay[row]);
    if (stay == ServiceKind::foster_care || stay == ServiceKind::family_home) {
        return in_foster_care_;
    }
    if (stay != ServiceKind::none) {
        return in_residence_;
    }
    auto const given = static_cast<double>(view.investment[view.people.family[row]]);
    return view.maltreated[row] != 0 ? given + from_maltreatment_ : given;
}

}  // namespace

StepKind skills()
{
    return {name, Phase::strain,
            "Parents invest; cognitive and social-emotional skills grow out of one another (CES).",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Skills>(setup); }};
}

}  // namespace smartstart::steps
