#include "engine/steps/offending.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/past_years.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/childhood.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "offending";
constexpr auto stream = name_hash(name);
enum Question : unsigned { offends, own_proneness };

/// What runs in families without passing from deed to deed: the residual of this trait.
constexpr Fact<Person, float> proneness_to_crime{
    "proneness", "inherited proneness to crime, N(0,1) over people"};

constexpr auto woman = static_cast<std::uint8_t>(Sex::woman);
constexpr facts::Number serious = 2;

/// Nobody's log rate lies further above the usual one: most people can then be passed over quickly.
constexpr double highest_shift = 5.0;

class Offending final : public Step {
public:
    explicit Offending(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        std::span<float const> social, frailty;
        std::span<facts::Number const> problem;
        std::span<std::uint16_t const> adversity;
        std::span<float> proneness;
        std::span<facts::When> suspect;
        std::span<facts::Number> offences;
    };
    /// A stretch of one person's life: from when, how long, and whether parents count.
    struct Stretch {
        Month now;
        double years{};
        double trend{};  ///< of this year
        bool with_parents{};
    };
    View open(World& world) const;
    float inherited(World const& world, View const& view, Row row) const;
    double usual(Months age, Stretch const& stretch) const
    {
        return usual_.hazard(age, stretch.trend, stretch.years);
    }
    double hazard_at_most(View const& view, Row row, Stretch const& stretch) const;
    double lasting_shift(View const& view, Row row, Stretch const& stretch) const;
    bool is_suspect(View const& view, Row row, double luck, Stretch const& stretch) const;
    double shift(View const& view, Row row, Stretch const& stretch) const;
    static bool parent_offends(View const& view, Row row);
    static void register_suspect(View const& view, Row row, Month now);

    UsualOffending usual_;
    double highest_factor_;
    double proneness_weight_, resemblance_, social_, frailty_weight_;
    double childhood_, again_, parent_;
    std::array<double, 2> of_sex_, of_problem_, at_most_again_;  ///< not so, so
    Months again_lasts_;
    Childhood past_;

    Civil civil_;
    Seen<Person, float> skill_, frailty_;
    Seen<Person, facts::Number> problem_;
    Seen<Person, std::uint16_t> adversity_;
    Owned<Person, float> proneness_;
    Owned<Person, facts::When> suspect_;
    Owned<Person, facts::Number> offences_;
};

Offending::Offending(Setup& setup)
    : usual_{setup},
      highest_factor_{std::exp(highest_shift)},
      proneness_weight_{setup.own.get<double>("proneness")},
      resemblance_{setup.own.get<double>("proneness_parent_child_correlation")},
      social_{setup.own.get<double>("social_skill")},
      frailty_weight_{setup.own.get<double>("frailty")},
      childhood_{setup.own.get<double>("childhood")},
      again_{setup.own.get<double>("again")},
      parent_{setup.own.get<double>("offending_parent") *
              setup.own.get<Share>("offending_parent_causal_share").value()},
      of_sex_{0.0, setup.own.get<double>("women")},
      of_problem_{0.0, setup.own.get<double>("serious_problem")},
      at_most_again_{0.0, std::max(0.0, again_)},
      again_lasts_{setup.own.get<Months>("again_lasts")},
      past_{setup},
      civil_{setup.schema, name},
      skill_{setup.schema.see(facts::skill_social, name)},
      frailty_{setup.schema.see(facts::frailty, name)},
      problem_{setup.schema.see(facts::problem, name)},
      adversity_{setup.schema.see(facts::adversity, name)},
      proneness_{setup.schema.own(proneness_to_crime, name)},
      suspect_{setup.schema.own(facts::suspect, name)},
      offences_{setup.schema.own(facts::offences, name)}
{
    if (!(resemblance_ >= 0.0 && resemblance_ * resemblance_ <= 0.5)) {
        setup.own.reject("proneness_parent_child_correlation",
                         "must be a number from 0 to 0.7, such as '0.3'.");
        resemblance_ = 0.0;
    }
}

Offending::View Offending::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .social = world.people.look(skill_),
            .frailty = world.people.look(frailty_),
            .problem = world.people.look(problem_),
            .adversity = world.people.look(adversity_),
            .proneness = world.people.change(proneness_),
            .suspect = world.people.change(suspect_),
            .offences = world.people.change(offences_)};
}

/// Founders get the proneness that runs in their family and the record of the years behind them.
void Offending::begin(World& world, StartPopulation const& /*start*/) const
{
    auto const view = open(world);
    // Parents come before their children: heads stand first within a household.
    for (Row row = 0; row < world.people.size(); ++row) {
        view.proneness[row] = inherited(world, view, row);
    }
    // The years from twelve until now, without the influence of parents.
    // For adults without a record it stays the same: worked out once, it settles most luck.
    std::vector<double> most(world.people.size(), highest_factor_);
    for_each_row(most.size(), [&](Row row) {
        if (!view.people.has_known_childhood(row) && view.suspect[row] == 0) {
            auto const same = std::min(highest_shift, shift(view, row, {world.clock.now}));
            most[row] = std::exp(same) * (1.0 + 1e-9);  // a hair more, for rounding
        }
    });
    auto const year = [&](Month then) { return Stretch{then, 1.0, usual_.trend(then), false}; };
    ask_of_past(
        {world.random, stream, offends, Months{first_month_of_offending + 6}, world.clock.now},
        view.people,
        [&](Months age, Month then) { return usual(age, year(then)) * highest_factor_; },
        [&](Row row, double luck, Month then) {
            auto const often = usual(then - Month{view.people.born[row]}, year(then));
            if (luck < often * most[row] && is_suspect(view, row, luck, year(then))) {
                register_suspect(view, row, then);
                most[row] = highest_factor_;
            }
        });
}

void Offending::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const view = open(world);
    auto const now = world.clock.now;
    // Who is a suspect depends on the record of others, so all are judged before any is written.
    if (!world.rehearsal) {
        for_each_row(world.roll.newborns,
                     [&](Row row) { view.proneness[row] = inherited(world, view, row); });
    }
    auto const trend = usual_.trend(now);
    auto const months = [&](Row row) { return view.people.age_in_months(row, now); };
    auto const stretch = [&](Row row) {
        return Stretch{now, UsualOffending::years_of_turn(months(row)), trend, true};
    };
    auto const asked = only(world.roll.in_turn, [&](Row row) {
        return UsualOffending::is_asked(view.people.id[row], months(row), now);
    });
    auto const most = usual_.highest_hazard(trend) * highest_factor_;
    auto const suspects = ask_and_collect<Row>(
        {world.random, stream, offends, world.clock, most}, asked, view.people.id,
        sifted([&](Row row, double luck) { return luck < hazard_at_most(view, row, stretch(row)); },
               [&](Row row, double luck, std::vector<Row>& found) {
                   if (is_suspect(view, row, luck, stretch(row))) {
                       found.push_back(row);
                   }
               }));
    for (auto const row : suspects) {
        register_suspect(view, row, now);
    }
}

/// Partly the parents', partly one's own; N(0,1) again in every generation.
float Offending::inherited(World const& world, View const& view, Row row) const
{
    auto draws = world.random.draws(view.people.person(row), stream, Clock{});
    auto const own = draws.normal(own_proneness);
    double parents = 0.0;
    int known = 0;
    for (auto const parent : {view.people.mother[row], view.people.father[row]}) {
        if (parent != no_row) {
            parents += view.proneness[parent];
            ++known;
        }
    }
    return static_cast<float>(resemblance_ * parents +
                              std::sqrt(1.0 - known * resemblance_ * resemblance_) * own);
}

/// Never below the hazard of a stretch, and without a branch: as if everyone with a record had it
/// since today, and a parent with one as well.
double Offending::hazard_at_most(View const& view, Row row, Stretch const& stretch) const
{
    auto const most = lasting_shift(view, row, stretch) + std::max(0.0, parent_) +
                      at_most_again_[view.suspect[row] != 0 ? 1 : 0];
    auto const age = Months{view.people.age_in_months(row, stretch.now)};
    return LogRate{usual(age, stretch), std::min(highest_shift, most)}.at_most();
}

bool Offending::is_suspect(View const& view, Row row, double luck, Stretch const& stretch) const
{
    auto const often = usual(Months{view.people.age_in_months(row, stretch.now)}, stretch);
    if (luck >= often * highest_factor_) {
        return false;
    }
    // Parents are looked up only for the few for whom they could matter.
    auto const own = shift(view, row, stretch);
    auto const hit = [&](double sum) {
        return is_hit(luck, {often, std::min(highest_shift, sum)});
    };
    if (!stretch.with_parents) {
        return hit(own);
    }
    return hit(own + std::max(0.0, parent_)) &&
           hit(parent_offends(view, row) ? own + parent_ : own);
}

/// Of the log rate, by all but parents and a record.
double Offending::lasting_shift(View const& view, Row row, Stretch const& stretch) const
{
    auto const& people = view.people;
    bool const troubled = people.is_young(row, stretch.now) && view.problem[row] >= serious;
    return of_sex_[people.sex[row] == woman ? 1 : 0] + proneness_weight_ * view.proneness[row] +
           social_ * view.social[row] + frailty_weight_ * view.frailty[row] +
           of_problem_[troubled ? 1 : 0] +
           childhood_ * past_.burden_so_far(people, view.adversity, row, stretch.now);
}

/// The same with a record, which matters less as it gets older.
double Offending::shift(View const& view, Row row, Stretch const& stretch) const
{
    auto sum = lasting_shift(view, row, stretch);
    if (view.suspect[row] != 0) {
        auto const since = years_since(view.suspect[row], stretch.now);
        sum += again_ * std::exp(-since / again_lasts_.years());
    }
    return sum;
}

/// Somebody who leads this household while one is a child of it, or a known parent elsewhere.
bool Offending::parent_offends(View const& view, Row row)
{
    auto const& people = view.people;
    auto const has_record = [&](Row other) { return other != no_row && view.offences[other] != 0; };
    if (people.head[row] == 0) {
        auto const home = people.family[row];
        if (has_record(people.head_one[home]) || has_record(people.head_two[home])) {
            return true;
        }
    }
    // First the look that settles it for most.
    return (has_record(people.mother[row]) && has_record(people.mother_here(row))) ||
           (has_record(people.father[row]) && has_record(people.father_here(row)));
}

void Offending::register_suspect(View const& view, Row row, Month now)
{
    constexpr facts::Number most = 255;
    view.suspect[row] = moment(now);
    view.offences[row] = static_cast<facts::Number>(std::min<int>(most, view.offences[row] + 1));
}

}  // namespace

StepKind offending()
{
    return {
        name, Phase::effect,
        "People become suspects of a crime by age, sex, traits, past and parents.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Offending>(setup); }};
}

}  // namespace smartstart::steps
