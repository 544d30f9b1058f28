#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "separation";
constexpr auto stream = name_hash(name);
enum Question : unsigned { separates, woman_stays };

constexpr std::uint8_t woman = 0;
/// Values of facts::education.
constexpr facts::Number low = 1;
constexpr facts::Number middle = 2;

/// More children than this count as this many.
constexpr int most_children = 6;

/// Every couple is asked twice a year, in a turn of its own.
constexpr int months_per_turn = 6;
constexpr double years_per_turn = months_per_turn / 12.0;
bool is_turn(std::uint64_t name_for_life, Clock const& clock)
{
    auto const month = static_cast<std::uint64_t>(clock.now.index);
    return (name_for_life + month) % months_per_turn == 0;
}

class Separation final : public Step {
public:
    explicit Separation(Setup& setup);
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<Flag const> ill;
        std::span<facts::Number const> education;
    };
    double rate(View const& view, Row household) const;
    double highest_rate() const;
    double of_time_together(View const& view, Row household, Row wife) const;
    Row leaver(View const& view, Row household, Draws& draws) const;

    Rate base_;
    Path<double> by_age_;
    double first_year_, per_year_, together_from_;
    double per_child_, toddler_;
    double woman_ill_, man_ill_, man_low_, man_middle_;
    Share with_mother_;
    double highest_chance_;  ///< in a turn, of any couple
    Civil civil_;
    Seen<Person, Flag> ill_;
    Seen<Person, facts::Number> education_;
};

Separation::Separation(Setup& setup)
    : base_{setup.own.get<Rate>("base")},
      by_age_{factors(setup.own, "by_age")},
      first_year_{setup.own.get<double>("first_year")},
      per_year_{setup.own.get<double>("per_year")},
      together_from_{age_in_years(setup.own, "together_from_age")},
      per_child_{setup.own.get<double>("per_child")},
      toddler_{setup.own.get<double>("toddler")},
      woman_ill_{setup.own.get<double>("woman_ill")},
      man_ill_{setup.own.get<double>("man_ill")},
      man_low_{setup.own.get<double>("man_low_education")},
      man_middle_{setup.own.get<double>("man_middle_education")},
      with_mother_{setup.own.get<Share>("with_mother")},
      highest_chance_{-std::expm1(-highest_rate() * years_per_turn)},
      civil_{setup.schema, name},
      ill_{setup.schema.see(facts::ill, name)},
      education_{setup.schema.see(facts::education, name)}
{
}

void Separation::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    View const view{.people = civil_.look(world.people, world.families),
                    .now = world.clock.now,
                    .ill = world.people.look(ill_),
                    .education = world.people.look(education_)};
    auto const& people = view.people;
    auto const asked =
        only(with_all(people.in_use.size(), set(people.in_use),
                      opposite(equal(people.head_two, no_row))),
             [&](Row household) { return is_turn(people.family_id[household], world.clock); });
    auto leavers = ask_and_collect<VitalEvent>(
        {world.random, stream, separates, world.clock, highest_chance_}, asked, people.family_id,
        [&](Row household, double luck, std::vector<VitalEvent>& filed) {
            if (luck < -std::expm1(-rate(view, household) * years_per_turn)) {
                auto draws = world.random.draws(people.family_name(household), stream, world.clock);
                filed.push_back(
                    {.kind = VitalKind::separation, .person = leaver(view, household, draws)});
            }
        });
    world.civil_register.file(std::move(leavers));
}

double Separation::rate(View const& view, Row household) const
{
    auto const& people = view.people;
    auto wife = people.head_one[household];
    auto man = people.head_two[household];
    if (people.sex[wife] != woman) {
        std::swap(wife, man);
    }
    auto shift = of_time_together(view, household, wife) +
                 per_child_ * std::min<int>(people.minors[household], most_children);
    auto const youngest = people.youngest[household];
    shift += youngest != 0 && years_since(youngest, view.now) < 3.0 ? toddler_ : 0.0;
    shift += woman_ill_ * view.ill[wife] + man_ill_ * view.ill[man];
    auto const level = view.education[man];
    shift += level == low ? man_low_ : level == middle ? man_middle_ : 0.0;
    return base_.per_year() * by_age_.at(people.age(wife, view.now)) * std::exp(shift);
}

/// The rate of a couple that has everything against it.
double Separation::highest_rate() const
{
    double highest = 0.0;
    for (auto const& [age, factor] : by_age_.points()) {
        highest = std::max(highest, factor);
    }
    auto const shift = std::max({first_year_, per_year_ * 100.0, 0.0}) +
                       most_children * std::max(per_child_, 0.0) + std::max(toddler_, 0.0) +
                       std::max(woman_ill_, 0.0) + std::max(man_ill_, 0.0) +
                       std::max({man_low_, man_middle_, 0.0});
    return base_.per_year() * highest * std::exp(shift);
}

/// A couple that was together when the history began, or when it moved in, is taken to have been so
/// since the woman was of a certain age, and for a year at least.
double Separation::of_time_together(View const& view, Row household, Row wife) const
{
    auto const formed = view.people.formed[household];
    auto const years = formed > 0 ? years_since(formed, view.now)
                                  : std::max(1.0, view.people.age(wife, view.now) - together_from_);
    return years < 1.0 ? first_year_ : per_year_ * years;
}

/// Who goes on alone in a home of their own; the register lets children who are the leaver's alone
/// go along.
Row Separation::leaver(View const& view, Row household, Draws& draws) const
{
    auto const& people = view.people;
    auto const one = people.head_one[household];
    auto const two = people.head_two[household];
    auto const one_is_woman = people.sex[one] == woman;
    if (people.sex[one] == people.sex[two] || people.minors[household] == 0) {
        return draws.happens(woman_stays, 0.5) == one_is_woman ? two : one;
    }
    return draws.happens(woman_stays, with_mother_.value()) == one_is_woman ? two : one;
}

}  // namespace

StepKind separation()
{
    return {
        name, Phase::people,
        "Couples part, by age, time together, children, education and mental illness.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Separation>(setup); }};
}

}  // namespace smartstart::steps
