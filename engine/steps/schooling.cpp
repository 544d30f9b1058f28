#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/higher_education.hpp"
#include "engine/steps/parents_education.hpp"
#include "engine/steps/study.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "schooling";
constexpr auto stream = name_hash(name);
enum Question : unsigned { returns, repeats, no_vocational, goes_on, completes };

/// Values of facts::education.
constexpr facts::Number not_yet = 0;
using facts::high_education, facts::low_education, facts::middle_education;

constexpr int first_school_month = 4 * 12;
constexpr int primary_until = 11 * 12 + 11;  ///< for those who turn 12 before October
constexpr int last_school_month = 30 * 12;
constexpr int last_month_at_school = last_school_month - 1;  ///< who studies still stops now
constexpr int back_until = 23 * 12;  ///< who left early comes back up to this age
constexpr int new_school_year = 8;   ///< August
/// Founders who are at least so old keep the level of education that they start with.
constexpr int level_known_from = 24;
/// Ages at which founders with a known low, middle or high level leave school.
constexpr std::array known_until{17, 20, 23};

/// Tracks from this one on (havo, vwo) end with a start qualification.
constexpr facts::Number general_from = 4;
constexpr auto man = static_cast<std::uint8_t>(Sex::man);

Months in_months(double years)
{
    return {static_cast<int>(std::lround(12.0 * years))};
}

class Schooling final : public Step {
public:
    explicit Schooling(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        std::span<facts::Number const> track;
        std::span<facts::When const> left;
        std::span<float const> cognitive, social;
        std::span<facts::Number> education, study;
        std::span<facts::When> until;
        std::span<Flag> in_school;
    };
    View open(World& world) const;
    void live(World const& world, View const& view, Row row, Clock const& clock) const;
    void move_on(View const& view, Row row, Draws draws, Month now) const;
    void begin_higher(View const& view, Row row, Draws& draws, Month now) const;
    static Pupil pupil(View const& view, Row row);
    static void enrol(View const& view, Row row, Study study, Month until);
    static void end(View const& view, Row row, facts::Number attained);

    Rate returning_;
    double return_years_;
    Path<double> secondary_years_, vocational_years_, higher_years_;
    Share repeats_;
    HigherEducation further_;

    Civil civil_;
    Seen<Person, facts::Number> track_;
    Seen<Person, facts::When> left_;
    Seen<Person, float> cognitive_, social_;
    Owned<Person, facts::Number> education_, study_;
    Owned<Person, facts::When> until_;
    Owned<Person, Flag> in_school_;
};

Schooling::Schooling(Setup& setup)
    : returning_{setup.own.get<Rate>("returning")},
      return_years_{factor(setup.own, "return_years")},
      secondary_years_{factors(setup.own, "secondary_years")},
      vocational_years_{factors(setup.own, "vocational_years")},
      higher_years_{factors(setup.own, "higher_years")},
      repeats_{setup.own.get<Share>("repeats_a_year")},
      further_{setup},
      civil_{setup.schema, name},
      track_{setup.schema.see(facts::track, name)},
      left_{setup.schema.see(facts::left_school_early, name)},
      cognitive_{setup.schema.see(facts::skill_cognitive, name)},
      social_{setup.schema.see(facts::skill_social, name)},
      education_{setup.schema.own(facts::education, name)},
      study_{setup.schema.own(study_now, name)},
      until_{setup.schema.own(study_until, name)},
      in_school_{setup.schema.own(facts::in_school, name)}
{
}

Schooling::View Schooling::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .track = world.people.look(track_),
            .left = world.people.look(left_),
            .cognitive = world.people.look(cognitive_),
            .social = world.people.look(social_),
            .education = world.people.change(education_),
            .study = world.people.change(study_),
            .until = world.people.change(until_),
            .in_school = world.people.change(in_school_)};
}

/// Adults keep the level that the start population gives them and go to school until the usual
/// age. Of the younger ones the school years that lie behind them are lived once more.
void Schooling::begin(World& world, StartPopulation const& start) const
{
    auto const view = open(world);
    auto const now = world.clock.now;
    for_each_row(world.people.size(), [&](Row row) {
        auto const& person = start.persons[row];
        if (person.years_old() >= level_known_from) {
            auto const level = static_cast<std::size_t>(person.education);
            auto const until = person.born + Months{12 * known_until[level]};
            view.education[row] = static_cast<facts::Number>(level + 1);
            if (until > now) {
                view.study[row] = as_at_start;
                view.until[row] = moment(until);
                view.in_school[row] =
                    static_cast<Flag>(view.people.age_in_months(row, now) >= first_school_month);
            }
        }
    });
    // After their parents, whose level counts.
    for_each_row(world.people.size(), [&](Row row) {
        auto const& person = start.persons[row];
        if (person.years_old() < level_known_from) {
            Clock then;
            for (then.now = person.born; then.now < now; ++then.now.index) {
                live(world, view, row, then);
            }
        }
    });
}

void Schooling::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const view = open(world);
    auto const now = world.clock.now;
    auto const out_of_school = equal(view.study, not_at_school);
    // A stage that is over lasts until the new school year, but not one that is known beforehand.
    auto const ends_from = now.of_year() == new_school_year ? primary : as_at_start;
    auto const may_move =
        with_any(world.roll.young,
                 all_of(out_of_school, equal(view.education, not_yet),
                        opposite(above(view.people.born, now.index - first_school_month))),
                 all_of(out_of_school, equal(view.education, low_education), set(view.left),
                        above(view.people.born, now.index - back_until)),
                 all_of(opposite(out_of_school),
                        any_of(equal(view.in_school, 0), equal(view.left, moment(now)),
                               equal(view.people.born, moment(now - Months{last_month_at_school})),
                               all_of(at_least(view.study, ends_from),
                                      opposite(above(view.until, now.index))))));
    for_each_row(may_move, [&](Row row) { live(world, view, row, world.clock); });
}

/// One month of one person.
void Schooling::live(World const& world, View const& view, Row row, Clock const& clock) const
{
    auto const now = clock.now;
    auto const months = view.people.age_in_months(row, now);
    if (months < first_school_month || months >= last_school_month) {
        return;
    }
    auto const study = view.study[row];
    if (study == not_at_school) {
        if (view.education[row] == not_yet) {
            enrol(view, row, primary, Month{view.people.born[row]} + Months{primary_until});
        } else if (view.education[row] == low_education && view.left[row] != 0 &&
                   months < back_until && is_turn(view.people.id[row], clock)) {
            auto draws = world.random.draws(view.people.person(row), stream, clock);
            if (draws.happens_at(returns, returning_.per_year(), years_per_turn)) {
                view.education[row] = not_yet;
                enrol(view, row, vocational, now + in_months(return_years_));
            }
        }
        return;
    }
    view.in_school[row] = 1;
    if (view.left[row] == now.index) {
        end(view, row, low_education);
        return;
    }
    if (view.until[row] <= now.index &&
        (now.of_year() == new_school_year || study == as_at_start)) {
        move_on(view, row, world.random.draws(view.people.person(row), stream, clock), now);
    }
    if (months == last_month_at_school && view.study[row] != not_at_school) {
        end(view, row, std::max(view.education[row], low_education));
    }
}

/// What comes after a stage that is over.
void Schooling::move_on(View const& view, Row row, Draws draws, Month now) const
{
    auto const track = view.track[row];
    switch (view.study[row]) {
        case primary:
            if (track != 0) {
                auto const years = secondary_years_.at(track) +
                                   (draws.happens(repeats, repeats_.value()) ? 1.0 : 0.0);
                enrol(view, row, secondary, now + in_months(years));
            }
            return;
        case secondary:
            if (track >= general_from) {
                view.education[row] = middle_education;
                begin_higher(view, row, draws, now);
            } else if (draws.happens(no_vocational, further_.no_vocational(pupil(view, row)))) {
                end(view, row, low_education);
            } else {
                enrol(view, row, vocational, now + in_months(vocational_years_.at(track)));
            }
            return;
        case vocational:
            view.education[row] = middle_education;
            begin_higher(view, row, draws, now);
            return;
        case higher:
            end(view, row, high_education);
            return;
        default:
            end(view, row, view.education[row]);
    }
}

void Schooling::begin_higher(View const& view, Row row, Draws& draws, Month now) const
{
    auto const who = pupil(view, row);
    if (!draws.happens(goes_on, further_.goes_on(who))) {
        end(view, row, middle_education);
    } else if (draws.happens(completes, further_.completes(who))) {
        enrol(view, row, higher, now + in_months(higher_years_.at(who.track)));
    } else {
        enrol(view, row, higher_in_vain, now + Months{24});
    }
}

/// Whoever has children of this age is done with school: nothing that others change now is read.
Pupil Schooling::pupil(View const& view, Row row)
{
    return {.track = view.track[row],
            .cognitive = view.cognitive[row],
            .social = view.social[row],
            .man = view.people.sex[row] == man,
            .parents = education_of_parents(view.people, view.education, row)};
}

void Schooling::enrol(View const& view, Row row, Study study, Month until)
{
    view.study[row] = study;
    view.until[row] = moment(until);
    view.in_school[row] = 1;
}

void Schooling::end(View const& view, Row row, facts::Number attained)
{
    view.study[row] = not_at_school;
    view.until[row] = 0;
    view.in_school[row] = 0;
    view.education[row] = attained;
}

}  // namespace

StepKind schooling()
{
    return {
        name, Phase::effect,
        "Pupils move from school to school and attain a level; early leavers may come back.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Schooling>(setup); }};
}

}  // namespace smartstart::steps
