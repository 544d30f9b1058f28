#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/age_factor.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/childhood.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "health";
constexpr auto stream = name_hash(name);
enum Question : unsigned { first_luck, luck };

/// What neither age nor life explains of a person's health; it drifts slowly.
constexpr Fact<Person, float> constitution_now{"constitution",
                                               "bodily constitution, N(0,1) over people"};

constexpr int adult_months = 18 * 12;
constexpr facts::Number serious = 2;

/// Everyone's health is looked at once a year: in one of the four turns that they have in it.
constexpr unsigned turns_in_a_year = 12 / months_per_turn;
bool is_turn_of_year(std::uint64_t name_for_life, Clock const& clock)
{
    return (name_for_life + static_cast<std::uint64_t>(clock.now.index)) % turns_in_a_year == 0;
}

class Health final : public Step {
public:
    explicit Health(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<float const> frailty, cognitive, social;
        std::span<facts::Number const> education, problem;
        std::span<Flag const> ill, addicted;
        std::span<std::uint16_t const> adversity;
        std::span<float> constitution, health;
        std::span<Flag> good;
    };
    View open(World& world) const;
    void judge(View const& view, Row row) const;
    double of_life(View const& view, Row row) const;

    AgeFactor by_age_;
    double persistence_, constitution_weight_, frailty_weight_, childhood_;
    double education_weight_, skill_weight_;
    std::array<double, 2> ill_weight_, addicted_weight_, problem_weight_;  ///< not so, so
    double good_from_;
    Childhood past_;

    Civil civil_;
    Seen<Person, float> frailty_, cognitive_, social_;
    Seen<Person, facts::Number> education_, problem_;
    Seen<Person, Flag> ill_, addicted_;
    Seen<Person, std::uint16_t> adversity_;
    Owned<Person, float> constitution_, health_;
    Owned<Person, Flag> good_;
};

Health::Health(Setup& setup)
    : by_age_{setup.own.get<Path<double>>("score_by_age")},
      persistence_{setup.own.get<double>("constitution_persistence")},
      constitution_weight_{factor(setup.own, "constitution")},
      frailty_weight_{setup.own.get<double>("frailty")},
      childhood_{setup.own.get<double>("childhood")},
      education_weight_{setup.own.get<double>("education")},
      skill_weight_{setup.own.get<double>("skills")},
      ill_weight_{0.0, setup.own.get<double>("mentally_ill")},
      addicted_weight_{0.0, setup.own.get<double>("addicted")},
      problem_weight_{0.0, setup.own.get<double>("serious_problem")},
      good_from_{setup.own.get<double>("good_from")},
      past_{setup},
      civil_{setup.schema, name},
      frailty_{setup.schema.see(facts::frailty, name)},
      cognitive_{setup.schema.see(facts::skill_cognitive, name)},
      social_{setup.schema.see(facts::skill_social, name)},
      education_{setup.schema.see(facts::education, name)},
      problem_{setup.schema.see(facts::problem, name)},
      ill_{setup.schema.see(facts::ill, name)},
      addicted_{setup.schema.see(facts::addicted, name)},
      adversity_{setup.schema.see(facts::adversity, name)},
      constitution_{setup.schema.own(constitution_now, name)},
      health_{setup.schema.own(facts::health, name)},
      good_{setup.schema.own(facts::good_health, name)}
{
    if (!(persistence_ >= 0.0 && persistence_ < 1.0)) {
        setup.own.reject("constitution_persistence",
                         "must be a number from 0 to just under 1, such as '0.9'.");
        persistence_ = 0.0;
    }
}

Health::View Health::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .frailty = world.people.look(frailty_),
            .cognitive = world.people.look(cognitive_),
            .social = world.people.look(social_),
            .education = world.people.look(education_),
            .problem = world.people.look(problem_),
            .ill = world.people.look(ill_),
            .addicted = world.people.look(addicted_),
            .adversity = world.people.look(adversity_),
            .constitution = world.people.change(constitution_),
            .health = world.people.change(health_),
            .good = world.people.change(good_)};
}

void Health::begin(World& world, StartPopulation const& /*start*/) const
{
    auto const view = open(world);
    for_each_row(world.people.size(), [&](Row row) {
        auto draws = world.random.draws(view.people.person(row), stream, Clock{});
        view.constitution[row] = static_cast<float>(draws.normal(first_luck));
        judge(view, row);
    });
}

void Health::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const view = open(world);
    auto const renewed = std::sqrt(1.0 - persistence_ * persistence_);
    for_each_row(world.roll.newborns, [&](Row row) {
        auto draws = world.random.draws(view.people.person(row), stream, Clock{});
        view.constitution[row] = static_cast<float>(draws.normal(first_luck));
        judge(view, row);
    });
    auto const looked_at = only(world.roll.in_turn, [&](Row row) {
        return is_turn_of_year(view.people.id[row], world.clock) &
               (view.people.born[row] != view.now.index);
    });
    ask_rows({world.random, stream, luck, world.clock}, looked_at, view.people.id,
             [&](Row row, double share) {
                 view.constitution[row] = static_cast<float>(persistence_ * view.constitution[row] +
                                                             renewed * normal_quantile(share));
                 judge(view, row);
             });
}

void Health::judge(View const& view, Row row) const
{
    auto const score = by_age_.at(view.people.age_in_months(row, view.now)) +
                       constitution_weight_ * view.constitution[row] +
                       frailty_weight_ * view.frailty[row] + of_life(view, row);
    view.health[row] = static_cast<float>(score);
    view.good[row] = static_cast<Flag>(score > good_from_);
}

/// What life does: childhood, schooling, illness, addiction and problems.
double Health::of_life(View const& view, Row row) const
{
    auto const& people = view.people;
    auto const months = people.age_in_months(row, view.now);
    bool const troubled = people.is_young(row, view.now) && view.problem[row] >= serious;
    auto sum = ill_weight_[view.ill[row] != 0 ? 1 : 0] +
               addicted_weight_[view.addicted[row] != 0 ? 1 : 0] +
               problem_weight_[troubled ? 1 : 0] +
               childhood_ * past_.burden_so_far(people, view.adversity, row, view.now);
    if (months >= adult_months && view.education[row] != 0) {
        sum += education_weight_ * (view.education[row] - 2.0);
    } else {
        sum += skill_weight_ * 0.5 * (view.cognitive[row] + view.social[row]);
    }
    return sum;
}

}  // namespace

StepKind health()
{
    return {name, Phase::effect,
            "Health falls with age and reflects childhood, schooling, illness and addiction.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Health>(setup); }};
}

}  // namespace smartstart::steps
