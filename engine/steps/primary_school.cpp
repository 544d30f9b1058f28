#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/parents_education.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "primary_school";
constexpr auto stream = name_hash(name);
enum Question : unsigned { test_day, teacher };

/// The test is taken in April by all who turn 12 before October.
constexpr int test_month = 4;
constexpr int tested_from_months = 11 * 12 + 7;
constexpr double lowest_score = 501.0;
constexpr double highest_score = 550.0;
/// Founders who are at least so old keep the level of education that they start with (schooling).
constexpr int level_known_from = 24;

class PrimarySchool final : public Step {
public:
    explicit PrimarySchool(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        std::span<float const> cognitive, social;
        std::span<facts::Number const> education;
        std::span<float> cito;
        std::span<facts::When> month;
        std::span<facts::Number> track;
    };
    View open(World& world) const;
    void test(World const& world, View const& view, Row row, Clock const& clock) const;
    double score(double skills, double luck) const;
    facts::Number advice(double seen) const;

    double mean_, per_cognitive_, per_social_, luck_, ceiling_, softness_;
    double teacher_, parents_;
    std::array<double, 4> bounds_;

    Civil civil_;
    Seen<Person, float> cognitive_, social_;
    Seen<Person, facts::Number> education_;
    Owned<Person, float> cito_;
    Owned<Person, facts::When> month_;
    Owned<Person, facts::Number> track_;
};

PrimarySchool::PrimarySchool(Setup& setup)
    : mean_{setup.own.get<double>("score_at_mean_skills")},
      per_cognitive_{setup.own.get<double>("score_per_cognitive_skill")},
      per_social_{setup.own.get<double>("score_per_social_skill")},
      luck_{factor(setup.own, "score_luck")},
      ceiling_{setup.own.get<double>("ceiling")},
      softness_{more_than_zero(setup.own, "ceiling_softness")},
      teacher_{factor(setup.own, "advice_luck")},
      parents_{setup.own.get<double>("advice_parents_level")},
      bounds_{setup.own.get<double>("advice_from_2"), setup.own.get<double>("advice_from_3"),
              setup.own.get<double>("advice_from_4"), setup.own.get<double>("advice_from_5")},
      civil_{setup.schema, name},
      cognitive_{setup.schema.see(facts::skill_cognitive, name)},
      social_{setup.schema.see(facts::skill_social, name)},
      education_{setup.schema.see(facts::education, name)},
      cito_{setup.schema.own(facts::cito, name)},
      month_{setup.schema.own(facts::cito_month, name)},
      track_{setup.schema.own(facts::track, name)}
{
    if (!std::ranges::is_sorted(bounds_)) {
        setup.own.reject("advice_from_2",
                         "and the bounds after it must rise, one after the other.");
    }
}

PrimarySchool::View PrimarySchool::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .cognitive = world.people.look(cognitive_),
            .social = world.people.look(social_),
            .education = world.people.look(education_),
            .cito = world.people.change(cito_),
            .month = world.people.change(month_),
            .track = world.people.change(track_)};
}

/// Those who are past the test at the start took it in the April in which they were due.
void PrimarySchool::begin(World& world, StartPopulation const& start) const
{
    auto const view = open(world);
    for_each_row(world.people.size(), [&](Row row) {
        if (start.persons[row].years_old() >= level_known_from) {
            return;
        }
        Clock then;
        then.now = Month{view.people.born[row]} + Months{tested_from_months};
        while (then.now.of_year() != test_month) {
            ++then.now.index;
        }
        if (then.now < world.clock.now) {
            test(world, view, row, then);
        }
    });
}

void PrimarySchool::advance(World& world) const
{
    if (!world.clock.is_start_of(test_month)) {
        return;
    }
    auto const view = open(world);
    for_each_row(world.roll.youth, [&](Row row) {
        auto const months = view.people.age_in_months(row, world.clock.now);
        if (months >= tested_from_months && months < 18 * 12 && view.track[row] == 0 &&
            view.education[row] == 0) {
            test(world, view, row, world.clock);
        }
    });
}

void PrimarySchool::test(World const& world, View const& view, Row row, Clock const& clock) const
{
    auto draws = world.random.draws(view.people.person(row), stream, clock);
    auto const skills = per_cognitive_ * view.cognitive[row] + per_social_ * view.social[row];
    auto const result = score(skills, draws.normal(test_day));
    view.cito[row] = static_cast<float>(result);
    view.month[row] = moment(clock.now);
    auto const parents = education_of_parents(view.people, view.education, row);
    view.track[row] = advice(result + parents_ * parents + teacher_ * draws.normal(teacher));
}

/// Rises with skill all the way, ever more slowly towards the ceiling.
double PrimarySchool::score(double skills, double luck) const
{
    auto const below = (ceiling_ - (mean_ + skills + luck_ * luck)) / softness_;
    auto const distance = below > 30.0 ? below : std::log1p(std::exp(below));
    return std::clamp(std::round(ceiling_ - softness_ * distance), lowest_score, highest_score);
}

facts::Number PrimarySchool::advice(double seen) const
{
    return static_cast<facts::Number>(
        1 + std::ranges::count_if(bounds_, [seen](double bound) { return seen >= bound; }));
}

}  // namespace

StepKind primary_school()
{
    return {name, Phase::effect,
            "At twelve, children take the end-of-primary test and get the advice of their school.",
            [](Setup& setup) -> std::unique_ptr<Step> {
                return std::make_unique<PrimarySchool>(setup);
            }};
}

}  // namespace smartstart::steps
