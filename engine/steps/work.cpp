#include <algorithm>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/inherited.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/earning_power.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/social_security.hpp"
#include "engine/steps/work_rates.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "work";
constexpr auto stream = name_hash(name);
enum Question : unsigned { change, which, own_power, idle_time, first_state, own_standing };

constexpr Fact<Person, Flag> working_life{"working_life",
                                          "has finished school and come of age, once (0/1)"};
constexpr Fact<Person, float> standing{
    "standing", "inherited part of earning power, the residual of this trait, N(0,1) over people"};

class Work final : public Step {
public:
    explicit Work(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<Flag const> in_school, ill, addicted, assistance;
        std::span<facts::Number const> education, origin;
        std::span<float const> frailty, cognitive, social, standing;
        std::span<facts::Number> work;
        std::span<facts::When> lost;
        std::span<float> power;
        std::span<Flag> entered;
    };
    View open(World& world) const;

    /// The condition of being out of school and not of pension age.
    auto works_or_could(View const& view) const;
    static Worker in_own_row(View const& view, Row row);
    static Worker worker(View const& view, Row row);
    void begin_working_life(World const& world, View const& view, Row row) const;
    static int months_without(View const& view, Row row)
    {
        return view.now.index - facts::without_work_since(view.lost[row]);
    }
    void live_turns(World const& world, View const& view) const;
    facts::Number after_turn(World const& world, View const& view, Row row, double luck) const;
    static void move(View const& view, Row row, facts::Number to);

    WorkRates rates_;
    int pension_months_;
    EarningPower earning_power_;
    Inherited standing_;

    Civil civil_;
    Seen<Person, Flag> in_school_, ill_, addicted_;
    Seen<Family, Flag> assistance_;
    Seen<Person, facts::Number> education_, origin_;
    Seen<Person, float> frailty_, cognitive_, social_;
    Owned<Person, facts::Number> work_;
    Owned<Person, facts::When> lost_;
    Owned<Person, float> power_;
    Owned<Person, Flag> entered_;
};

Work::Work(Setup& setup)
    : rates_{setup},
      pension_months_{static_cast<int>(12.0 * read_social_security(setup).pension_age)},
      earning_power_{setup},
      standing_{setup, standing, name, "standing_parent_child_correlation", own_standing},
      civil_{setup.schema, name},
      in_school_{setup.schema.see(facts::in_school, name)},
      ill_{setup.schema.see(facts::ill, name)},
      addicted_{setup.schema.see(facts::addicted, name)},
      assistance_{setup.schema.see(facts::assistance, name)},
      education_{setup.schema.see(facts::education, name)},
      origin_{setup.schema.see(facts::origin, name)},
      frailty_{setup.schema.see(facts::frailty, name)},
      cognitive_{setup.schema.see(facts::skill_cognitive, name)},
      social_{setup.schema.see(facts::skill_social, name)},
      work_{setup.schema.own(facts::work, name)},
      lost_{setup.schema.own(facts::lost_work, name)},
      power_{setup.schema.own(facts::earning_power, name)},
      entered_{setup.schema.own(working_life, name)}
{
}

Work::View Work::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .in_school = world.people.look(in_school_),
            .ill = world.people.look(ill_),
            .addicted = world.people.look(addicted_),
            .assistance = world.families.look(assistance_),
            .education = world.people.look(education_),
            .origin = world.people.look(origin_),
            .frailty = world.people.look(frailty_),
            .cognitive = world.people.look(cognitive_),
            .social = world.people.look(social_),
            .standing = standing_.look(world),
            .work = world.people.change(work_),
            .lost = world.people.change(lost_),
            .power = world.people.change(power_),
            .entered = world.people.change(entered_)};
}

auto Work::works_or_could(View const& view) const
{
    return all_of(equal(view.in_school, 0),
                  above(view.people.born, view.now.index - pension_months_));
}

void Work::begin(World& world, StartPopulation const& /*start*/) const
{
    standing_.begin(world, civil_.look(world.people, world.families));
}

void Work::advance(World& world) const
{
    auto const view = open(world);
    standing_.advance(world, view.people);
    live_turns(world, view);
    auto const could = works_or_could(view);
    auto const outside = equal(view.work, facts::outside_work);
    auto const changed =
        with_any(world.roll.adults, all_of(could, outside), all_of(could, equal(view.entered, 0)),
                 all_of(opposite(could), opposite(outside)));
    for_each_row(changed, [&](Row row) {
        if (!could.one(row)) {
            view.work[row] = facts::outside_work;
        } else if (view.entered[row] == 0) {
            begin_working_life(world, view, row);
        } else {
            // Back from school: work is looked for again.
            move(view, row, facts::without_work);
        }
    });
}

/// Everyone's change is judged before any is made: one luck, one change.
void Work::live_turns(World const& world, View const& view) const
{
    struct Move {
        Row row;
        facts::Number to;
    };
    auto const& turns = world.roll.adults_in_turn;
    auto const& names = view.people.id;
    auto const could = works_or_could(view);
    auto const paid = equal(view.work, facts::paid_work);
    auto const disabled = equal(view.work, facts::on_disability);
    auto const entered = set(view.entered);
    auto const chance_of_end = rates_.disability_end() * years_per_turn;
    auto const able_again = ask_and_collect<Row>(
        {world.random, stream, change, world.clock, chance_of_end},
        with_all(turns, disabled, entered, could), names, [&](Row row, double luck, auto& able) {
            if (is_hit(luck, chance_of_end)) {
                able.push_back(row);
            }
        });
    auto const moves = ask_and_collect<Move>(
        {world.random, stream, change, world.clock},
        with_all(turns, opposite(paid), opposite(disabled), entered, could), names,
        sifted(
            [&](Row row, double luck) {
                auto const months = months_without(view, row);
                return (view.work[row] != facts::without_work) |
                       (luck < rates_.finding_at_most(in_own_row(view, row), months));
            },
            [&](Row row, double luck, auto& moving) {
                if (auto const to = after_turn(world, view, row, luck); to != view.work[row]) {
                    moving.push_back({row, to});
                }
            }));
    ask_rows(
        {world.random, stream, change, world.clock, highest_chance_in_turn},
        with_all(turns, paid, could), names,
        sifted([&](Row row,
                   double luck) { return luck < rates_.leaving_at_most(in_own_row(view, row)); },
               [&](Row row, double luck) { move(view, row, after_turn(world, view, row, luck)); }));
    for (auto const row : able_again) {
        move(view, row, facts::without_work);
    }
    for (auto const& [row, to] : moves) {
        move(view, row, to);
    }
}

/// What can be said without a look at the home, for which one has to fetch more. Where people come
/// from is kept until they are thirty.
Worker Work::in_own_row(View const& view, Row row)
{
    auto const months = view.people.age_in_months(row, view.now);
    return {
        .level = static_cast<std::size_t>(std::clamp<int>(view.education[row], 1, 3) - 1),
        .months_old = months,
        .frailty = view.frailty[row],
        .ill = view.ill[row] != 0,
        .addicted = view.addicted[row] != 0,
        .parent_disabled = months < 30 * 12 && (view.origin[row] & facts::origin_disability) != 0};
}

/// Neither at school nor of pension age.
Worker Work::worker(View const& view, Row row)
{
    auto const& people = view.people;
    auto const home = people.family[row];
    auto const leads = people.head[row] != 0;
    auto who = in_own_row(view, row);
    who.lone_parent =
        leads && people.is_single_parent(home) && view.now.index - people.youngest[home] < 12 * 12;
    who.assisted = leads && view.assistance[home] != 0;
    who.place = people.municipality[home];
    return who;
}

/// The balance of a person's own rates, so that those who are adult at the start stand where their
/// working life would have brought them.
void Work::begin_working_life(World const& world, View const& view, Row row) const
{
    view.entered[row] = 1;
    // Whoever finishes school at another time is the same person still.
    auto for_life = world.random.draws(view.people.person(row), stream, Clock{});
    view.power[row] = earning_power_.of(
        {view.cognitive[row], view.social[row], view.standing[row], for_life.normal(own_power)});
    auto draws = world.random.draws(view.people.person(row), stream, world.clock);
    auto const who = worker(view, row);
    auto const disabled = who.assisted ? 0.0 : rates_.disabled_share(who);
    auto const luck = draws.uniform(first_state);
    if (luck < disabled) {
        view.work[row] = facts::on_disability;
    } else if (who.assisted || rates_.is_idle(who, disabled, luck)) {
        auto const months = rates_.months_without(who, draws.uniform(idle_time));
        view.work[row] = facts::without_work;
        auto const since = moment(view.now - Months{months});
        // The young come from school; others are those of the start.
        bool const from_school = who.months_old < 30 * 12;
        view.lost[row] = from_school ? static_cast<facts::When>(-since) : since;
    } else {
        view.work[row] = facts::paid_work;
    }
}

/// What becomes of someone who works or looks for work, and whose luck in this quarter is `luck`.
facts::Number Work::after_turn(World const& world, View const& view, Row row, double luck) const
{
    auto const who = worker(view, row);
    auto const works = view.work[row] == facts::paid_work;
    auto const change_of_work =
        works ? rates_.loss(who) : rates_.finding(who, months_without(view, row));
    auto const disability = rates_.disability(who);
    if (!is_hit_of_two(luck, change_of_work, disability)) {
        return works ? facts::paid_work : facts::without_work;
    }
    auto draws = world.random.draws(view.people.person(row), stream, world.clock);
    auto const total = change_of_work.value() + disability.value();
    auto const disabled = draws.uniform(which) * total < disability.value();
    return disabled ? facts::on_disability : works ? facts::without_work : facts::paid_work;
}

void Work::move(View const& view, Row row, facts::Number to)
{
    if (to == facts::without_work && view.work[row] != facts::without_work) {
        auto const now = moment(view.now);
        view.lost[row] = view.work[row] == facts::paid_work ? now : static_cast<facts::When>(-now);
    }
    view.work[row] = to;
}

}  // namespace

StepKind work()
{
    return {name, Phase::strain,
            "Adults find and lose paid work, go on disability benefit, and retire.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Work>(setup); }};
}

}  // namespace smartstart::steps
