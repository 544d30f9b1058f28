#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/age_factor.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "early_leaving";
constexpr auto stream = name_hash(name);
enum Question : unsigned { leaves };

constexpr int counted_until = 23 * 12;  ///< months of age; by law up to 22 years
constexpr auto man = static_cast<std::uint8_t>(Sex::man);
constexpr facts::Number serious = 2;

class EarlyLeaving final : public Step {
public:
    explicit EarlyLeaving(Setup& setup);
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        std::span<Flag const> in_school;
        std::span<facts::Number const> education, track, problem, offences;
        std::span<float const> social, frailty;
    };
    View open(World const& world) const;
    double shift(View const& view, Row row) const;

    AgeFactor rate_;
    Path<double> track_shift_;
    double men_, frailty_shift_, social_shift_, problem_shift_, offender_;

    Civil civil_;
    Seen<Person, Flag> in_school_;
    Seen<Person, facts::Number> education_, track_, problem_, offences_;
    Seen<Person, float> social_, frailty_;
    Owned<Person, facts::When> left_;
};

EarlyLeaving::EarlyLeaving(Setup& setup)
    : rate_{setup.own.get<Path<Rate>>("leaving")},
      track_shift_{setup.own.get<Path<double>>("track")},
      men_{setup.own.get<double>("men")},
      frailty_shift_{setup.own.get<double>("frailty")},
      social_shift_{setup.own.get<double>("social_skill")},
      problem_shift_{setup.own.get<double>("serious_problem")},
      offender_{setup.own.get<double>("offender")},
      civil_{setup.schema, name},
      in_school_{setup.schema.see(facts::in_school, name)},
      education_{setup.schema.see(facts::education, name)},
      track_{setup.schema.see(facts::track, name)},
      problem_{setup.schema.see(facts::problem, name)},
      offences_{setup.schema.see(facts::offences, name)},
      social_{setup.schema.see(facts::skill_social, name)},
      frailty_{setup.schema.see(facts::frailty, name)},
      left_{setup.schema.own(facts::left_school_early, name)}
{
}

EarlyLeaving::View EarlyLeaving::open(World const& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .in_school = world.people.look(in_school_),
            .education = world.people.look(education_),
            .track = world.people.look(track_),
            .problem = world.people.look(problem_),
            .offences = world.people.look(offences_),
            .social = world.people.look(social_),
            .frailty = world.people.look(frailty_)};
}

void EarlyLeaving::advance(World& world) const
{
    auto const view = open(world);
    auto const left = world.people.change(left_);
    auto const now = world.clock.now;
    auto const pupils =
        only(with_all(world.roll.youth, set(view.in_school), equal(view.education, 0),
                      set(view.track), above(view.people.born, now.index - counted_until)),
             [&](Row row) { return is_turn(view.people.id[row], world.clock); });
    ask_rows({world.random, stream, leaves, world.clock}, pupils, view.people.id,
             [&](Row row, double luck) {
                 auto const usual = rate_.at(view.people.age_in_months(row, now));
                 if (usual > 0.0 &&
                     is_hit(luck, LogRate{usual, shift(view, row)}.over(years_per_turn))) {
                     left[row] = moment(now);
                 }
             });
}

double EarlyLeaving::shift(View const& view, Row row) const
{
    return track_shift_.at(view.track[row]) + (view.people.sex[row] == man ? men_ : 0.0) +
           frailty_shift_ * view.frailty[row] + social_shift_ * view.social[row] +
           (view.problem[row] >= serious ? problem_shift_ : 0.0) +
           (view.offences[row] != 0 ? offender_ : 0.0);
}

}  // namespace

StepKind early_leaving()
{
    return {name, Phase::effect,
            "Pupils leave school without a start qualification, the more so with problems.",
            [](Setup& setup) -> std::unique_ptr<Step> {
                return std::make_unique<EarlyLeaving>(setup);
            }};
}

}  // namespace smartstart::steps
