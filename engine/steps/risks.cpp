#include <bit>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "risks";

/// The risk factors of a family, one bit each.
constexpr unsigned poverty = 1U << 0U;
constexpr unsigned problem_debt = 1U << 1U;
constexpr unsigned no_work = 1U << 2U;
constexpr unsigned low_education = 1U << 3U;
constexpr unsigned single_parent = 1U << 4U;
constexpr unsigned mental_illness = 1U << 5U;
constexpr unsigned addiction_now = 1U << 6U;
constexpr unsigned violence_now = 1U << 7U;
constexpr unsigned teenage_parent = 1U << 8U;
constexpr unsigned offending = 1U << 9U;
constexpr unsigned no_secure_home = 1U << 10U;

constexpr Fact<Family, std::uint16_t> risk_factors{
    "risk_factors",
    "one bit each: 1 poverty, 2 problem debt, 4 no work, 8 low education, 16 single parent, 32 "
    "mental illness, 64 addiction, 128 violence, 256 teenage parent, 512 offending, 1024 no "
    "secure home"};

class Risks final : public Step {
public:
    explicit Risks(Setup& setup);
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Clock clock;
        std::span<Flag const> poor, debt, violence, unsettled, ill, addicted;
        std::span<facts::Number const> work, education, stay;
        std::span<facts::When const> suspect;
        std::span<std::uint16_t> factors, adversity;
        std::span<facts::Number> count;
    };
    View open(World& world) const;
    void count(View const& view, Row household) const;
    unsigned of_heads(View const& view, Row household) const;
    unsigned of_children(View const& view, Row household) const;
    bool began_as_teenager(View const& view, Row child, Row household) const;

    int teenage_until_months_;
    Months offending_lasts_;

    Civil civil_;
    Seen<Family, Flag> poor_, debt_, violence_, unsettled_;
    Seen<Person, Flag> ill_, addicted_;
    Seen<Person, facts::Number> work_, education_, stay_;
    Seen<Person, facts::When> suspect_;
    Owned<Family, std::uint16_t> factors_;
    Owned<Family, facts::Number> count_;
    Owned<Person, std::uint16_t> adversity_;
};

Risks::Risks(Setup& setup)
    : teenage_until_months_{setup.own.get<Months>("teenage_until").count},
      offending_lasts_{setup.own.get<Months>("offending_lasts")},
      civil_{setup.schema, name},
      poor_{setup.schema.see(facts::poor, name)},
      debt_{setup.schema.see(facts::debt, name)},
      violence_{setup.schema.see(facts::violence, name)},
      unsettled_{setup.schema.see(facts::unsettled, name)},
      ill_{setup.schema.see(facts::ill, name)},
      addicted_{setup.schema.see(facts::addicted, name)},
      work_{setup.schema.see(facts::work, name)},
      education_{setup.schema.see(facts::education, name)},
      stay_{setup.schema.see(facts::stay, name)},
      suspect_{setup.schema.see(facts::suspect, name)},
      factors_{setup.schema.own(risk_factors, name)},
      count_{setup.schema.own(facts::risk_count, name)},
      adversity_{setup.schema.own(facts::adversity, name)}
{
}

Risks::View Risks::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .clock = world.clock,
            .poor = world.families.look(poor_),
            .debt = world.families.look(debt_),
            .violence = world.families.look(violence_),
            .unsettled = world.families.look(unsettled_),
            .ill = world.people.look(ill_),
            .addicted = world.people.look(addicted_),
            .work = world.people.look(work_),
            .education = world.people.look(education_),
            .stay = world.people.look(stay_),
            .suspect = world.people.look(suspect_),
            .factors = world.families.change(factors_),
            .adversity = world.people.change(adversity_),
            .count = world.families.change(count_)};
}

/// Once a month, in its first step: a month of adversity is a month, however finely it is lived.
void Risks::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const view = open(world);
    for_each_row(world.roll.homes_watched, [&](Row household) { count(view, household); });
    for_each_row(world.roll.children, [&](Row row) {
        auto const& people = view.people;
        // A child in care away from home does not live what goes on there.
        if (view.stay[row] == 0) {
            view.adversity[row] =
                static_cast<std::uint16_t>(view.adversity[row] + view.count[people.family[row]]);
        }
    });
}

void Risks::count(View const& view, Row household) const
{
    auto const& people = view.people;
    auto const turn = is_turn(people.family_id[household], view.clock);
    auto const new_here = people.formed[household] == moment(view.clock.now);
    auto found = (view.poor[household] != 0 ? poverty : 0U) |
                 (view.debt[household] != 0 ? problem_debt : 0U) |
                 (view.violence[household] != 0 ? violence_now : 0U) |
                 (view.unsettled[household] != 0 ? no_secure_home : 0U) |
                 (people.is_single_parent(household) ? single_parent : 0U) |
                 of_heads(view, household);
    // Who is whose mother changes with births and new heads only: look then, and now and then.
    auto const newborn = people.youngest[household] == moment(view.clock.now);
    found |= turn || new_here || newborn ? of_children(view, household)
                                         : view.factors[household] & teenage_parent;
    view.factors[household] = static_cast<std::uint16_t>(found);
    view.count[household] = static_cast<facts::Number>(std::popcount(found));
}

unsigned Risks::of_heads(View const& view, Row household) const
{
    auto const& people = view.people;
    unsigned found = 0;
    int heads = 0;
    bool idle = false;
    bool earner = false;
    bool educated = false;
    for (auto const head : {people.head_one[household], people.head_two[household]}) {
        if (!people.is_adult_head(head, view.clock.now)) {
            continue;
        }
        ++heads;
        earner = earner || view.work[head] == facts::paid_work;
        idle = idle || view.work[head] == facts::without_work ||
               view.work[head] == facts::on_disability;
        educated = educated || view.education[head] != facts::low_education;
        found |= view.ill[head] != 0 ? mental_illness : 0U;
        found |= view.addicted[head] != 0 ? addiction_now : 0U;
        auto const suspect = years_since(view.suspect[head], view.clock.now);
        found |= suspect < offending_lasts_.years() ? offending : 0U;
    }
    found |= idle && !earner ? no_work : 0U;
    found |= heads > 0 && !educated ? low_education : 0U;
    return found;
}

unsigned Risks::of_children(View const& view, Row household) const
{
    bool found = false;
    view.people.for_each_member(household, [&](Row member) {
        found = found || began_as_teenager(view, member, household);
    });
    return found ? teenage_parent : 0U;
}

/// A minor whose mother, head of this household, was under twenty when the child was born.
bool Risks::began_as_teenager(View const& view, Row child, Row household) const
{
    auto const& people = view.people;
    auto const mother = people.mother[child];
    return people.is_child(child, view.clock.now) && mother != no_row &&
           people.family[mother] == household && people.head[mother] != 0 &&
           people.id[mother] == people.mother_id[child] &&
           people.born[child] - people.born[mother] < teenage_until_months_;
}

}  // namespace

StepKind risks()
{
    return {name, Phase::strain,
            "The risk factors of a family are counted, and children keep the months they lived.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Risks>(setup); }};
}

}  // namespace smartstart::steps
