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
#include "engine/steps/facts.hpp"
#include "engine/steps/social_security.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "assistance";
constexpr auto stream = name_hash(name);
enum Question : unsigned { begins, ends };

class Assistance final : public Step {
public:
    explicit Assistance(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<facts::Number const> work, education;
        std::span<facts::When const> lost;
        std::span<Flag const> in_school;
        std::span<float const> frailty;
        std::span<Flag> assistance;
    };
    View open(World& world) const;

    /// What the law asks of a household, and what makes it likelier to claim.
    struct Need {
        bool in_need{};
        double years_without{};  ///< since the latest loss of work of a head
        bool low_education{};    ///< of all heads
    };
    Need need(View const& view, Row household) const;
    LogRate entry_rate(View const& view, Row household, Need const& need) const;

    Rate entry_, end_;
    Months insured_;
    double children_, single_parent_, couple_, low_education_, frailty_weight_, pension_age_{};
    std::vector<double> place_;  ///< shift of the log rate, by municipality

    Civil civil_;
    Seen<Person, facts::Number> work_, education_;
    Seen<Person, facts::When> lost_;
    Seen<Person, Flag> in_school_;
    Seen<Family, float> frailty_;
    Owned<Family, Flag> assistance_;
};

Assistance::Assistance(Setup& setup)
    : entry_{setup.own.get<Rate>("entry")},
      end_{setup.own.get<Rate>("end")},
      children_{setup.own.get<double>("children")},
      single_parent_{setup.own.get<double>("single_parent")},
      couple_{setup.own.get<double>("couple")},
      low_education_{setup.own.get<double>("low_education")},
      frailty_weight_{setup.own.get<double>("frailty")},
      civil_{setup.schema, name},
      work_{setup.schema.see(facts::work, name)},
      education_{setup.schema.see(facts::education, name)},
      lost_{setup.schema.see(facts::lost_work, name)},
      in_school_{setup.schema.see(facts::in_school, name)},
      frailty_{setup.schema.see(facts::family_frailty, name)},
      assistance_{setup.schema.own(facts::assistance, name)}
{
    auto const shared = read_social_security(setup);
    insured_ = shared.insured;
    pension_age_ = shared.pension_age;
    auto const weight = factor(setup.own, "place_weight");
    for (auto const relative : shared.relative_assistance) {
        place_.push_back(weight * std::log(relative));
    }
}

Assistance::View Assistance::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .work = world.people.look(work_),
            .education = world.people.look(education_),
            .lost = world.people.look(lost_),
            .in_school = world.people.look(in_school_),
            .frailty = world.families.look(frailty_),
            .assistance = world.families.change(assistance_)};
}

void Assistance::begin(World& world, StartPopulation const& start) const
{
    auto const view = open(world);
    for (Row row = 0; row < start.families.size(); ++row) {
        for (auto const head : {view.people.head_one[row], view.people.head_two[row]}) {
            if (start.families[row].social_assistance &&
                view.people.is_adult_head(head, view.now) &&
                view.people.age(head, view.now) < pension_age_) {
                view.assistance[row] = 1;
            }
        }
    }
}

void Assistance::advance(World& world) const
{
    auto const view = open(world);
    auto const dt = world.clock.dt();
    auto const assisted = with_any(world.roll.homes, set(view.assistance));
    auto const no_longer_in_need = collect_rows<Row>(assisted, [&](Row household, auto& found) {
        if (!need(view, household).in_need) {
            found.push_back(household);
        }
    });
    auto const chance_of_end = end_.per_year() * dt;
    auto const ended =
        ask_and_collect<Row>({world.random, stream, ends, world.clock, chance_of_end}, assisted,
                             view.people.family_id, [&](Row household, double luck, auto& found) {
                                 if (is_hit(luck, chance_of_end)) {
                                     found.push_back(household);
                                 }
                             });
    auto const without_work = [&](Row head) {
        return (head != no_row) & (view.work[head == no_row ? 0 : head] == facts::without_work);
    };
    // Nobody else can be in need, and few are without work.
    auto const may_be_in_need = only(world.roll.homes_in_turn, [&](Row household) {
        return (view.assistance[household] == 0) & (without_work(view.people.head_one[household]) |
                                                    without_work(view.people.head_two[household]));
    });
    for_each_row(may_be_in_need, [&](Row household) {
        auto const found = need(view, household);
        if (found.in_need && found.years_without >= insured_.years()) {
            auto draws =
                world.random.draws(view.people.family_name(household), stream, world.clock);
            auto const rate = entry_rate(view, household, found).over(years_per_turn);
            view.assistance[household] = is_hit(draws.uniform(begins), rate) ? 1 : 0;
        }
    });
    for (auto const& homes : {no_longer_in_need, ended}) {
        for (auto const household : homes) {
            view.assistance[household] = 0;
        }
    }
}

/// In need: a head without work, and nobody among the heads who earns, is on disability or has
/// reached pension age. A student brings in nothing and bars nothing.
Assistance::Need Assistance::need(View const& view, Row household) const
{
    Need found{.in_need = false, .years_without = 1e9, .low_education = true};
    for (auto const head : {view.people.head_one[household], view.people.head_two[household]}) {
        if (!view.people.is_adult_head(head, view.now)) {
            continue;
        }
        auto const work = view.work[head];
        if (work == facts::paid_work || work == facts::on_disability ||
            (view.in_school[head] == 0 && view.people.age(head, view.now) >= pension_age_)) {
            return {};
        }
        if (work == facts::without_work) {
            found.in_need = true;
            found.years_without =
                std::min(found.years_without,
                         years_since(facts::without_work_since(view.lost[head]), view.now));
        }
        found.low_education = found.low_education && view.education[head] <= facts::low_education;
    }
    return found;
}

LogRate Assistance::entry_rate(View const& view, Row household, Need const& need) const
{
    auto const& people = view.people;
    return {entry_.per_year(), (people.minors[household] > 0 ? children_ : 0.0) +
                                   (people.is_single_parent(household) ? single_parent_ : 0.0) +
                                   (people.is_couple(household) ? couple_ : 0.0) +
                                   (need.low_education ? low_education_ : 0.0) +
                                   frailty_weight_ * view.frailty[household] +
                                   place_[people.municipality[household]]};
}

}  // namespace

StepKind assistance()
{
    return {
        name, Phase::strain,
        "Households without an earner come to live on social assistance, and leave it for work.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Assistance>(setup); }};
}

}  // namespace smartstart::steps
