#include <array>
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
    std::array<double, 256> track_shift_{};  ///< by what `track` says
    double frailty_shift_, social_shift_;
    std::array<double, 2> men_, problem_shift_, offender_;  ///< if not, if so

    Civil civil_;
    Seen<Person, Flag> in_school_;
    Seen<Person, facts::Number> education_, track_, problem_, offences_;
    Seen<Person, float> social_, frailty_;
    Owned<Person, facts::When> left_;
};

EarlyLeaving::EarlyLeaving(Setup& setup)
    : rate_{setup.own.get<Path<Rate>>("leaving")},
      frailty_shift_{setup.own.get<double>("frailty")},
      social_shift_{setup.own.get<double>("social_skill")},
      men_{0.0, setup.own.get<double>("men")},
      problem_shift_{0.0, setup.own.get<double>("serious_problem")},
      offender_{0.0, setup.own.get<double>("offender")},
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
    auto const by_track = setup.own.get<Path<double>>("track");
    for (std::size_t track = 0; track < track_shift_.size(); ++track) {
        track_shift_[track] = by_track.at(static_cast<double>(track));
    }
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
        with_all(world.roll.in_turn, set(view.in_school), equal(view.education, 0), set(view.track),
                 above(view.people.born, now.index - counted_until));
    auto const hazard = [&](Row row) {
        return LogRate{rate_.at(view.people.age_in_months(row, now)), shift(view, row)}.over(
            years_per_turn);
    };
    ask_rows(
        {world.random, stream, leaves, world.clock}, pupils, view.people.id,
        [&](Row row) { return hazard(row).at_most(); },
        [&](Row row, double luck) {
            if (is_hit(luck, hazard(row))) {
                left[row] = moment(now);
            }
        });
}

double EarlyLeaving::shift(View const& view, Row row) const
{
    return track_shift_[view.track[row]] + men_[view.people.sex[row] == man ? 1 : 0] +
           frailty_shift_ * view.frailty[row] + social_shift_ * view.social[row] +
           problem_shift_[view.problem[row] >= serious ? 1 : 0] +
           offender_[view.offences[row] != 0 ? 1 : 0];
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
