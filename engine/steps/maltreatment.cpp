#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/extent.hpp"
#include "engine/step/inherited.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/mover_stayer.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/history.hpp"
#include "engine/steps/maltreatment_onset.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "maltreatment";
constexpr auto stream = name_hash(name);
enum Question : unsigned { starts, stops, police, report, by_professional, prone, own_harshness };

/// Frailty beyond this many sd counts as this much.
constexpr double most_frailty = 3.0;
constexpr double most_harshness = 2.5;
constexpr Fact<Person, float> harshness{
    "harshness", "inherited proneness to maltreat, the residual of this trait, N(0,1) over people"};
/// A bound is put this little higher, so that rounding never takes it below what it is the bound
/// of.
constexpr double above_rounding = 1.0 + 1e-9;

/// Whether a professional noticed, not the family itself or who follows up an earlier report.
bool is_professional(facts::Number noticed)
{
    return noticed != 0 && noticed != facts::by_family && noticed != facts::by_report;
}

class Maltreatment final : public Step {
public:
    explicit Maltreatment(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    struct View {
        CivilView people;
        Clock clock;
        std::span<std::uint8_t const> risks;
        std::span<std::uint16_t const> factors;
        std::span<float const> frailty, support, help, harshness;
        std::span<Flag const> violence;
        std::span<std::uint8_t const> stay, noticed;
        std::span<Flag> maltreated;
        std::span<std::int16_t> month, reported, police_report;
        double most_factor{};  ///< by frailty, harshness and harmful help together, in any home
    };
    View open(World& world) const;
    double most_by_support(std::span<float const> support) const;
    bool begins(World const& world, View const& view, ReturnHazards const& again, Row row,
                double luck) const;
    double most(View const& view, ReturnHazards const& again, Row row) const;
    /// Per year, before frailty, harshness and help.
    double usual(View const& view, Row row) const
    {
        auto const home = view.people.family[row];
        return onset_.at({view.risks[home], view.factors[home], view.violence[home] != 0},
                         view.people.age_in_months(row, view.clock.now));
    }
    static double harshness_of_heads(View const& view, Row home);
    void endure(World const& world, View const& view, Row row) const;
    void suffer(World const& world, View const& view, Draws& draws, Row row) const;
    void police_visits(World const& world, View const& view) const;

    MaltreatmentOnset onset_;
    double per_frailty_, per_harshness_;
    double most_factor_;  ///< by frailty and harshness together
    Inherited harshness_;
    MoverStayer again_;
    double stop_, help_share_, per_support_;
    double police_, report_, noticed_report_;
    Civil civil_;
    Seen<Family, std::uint8_t> risk_count_;
    Seen<Family, std::uint16_t> risk_factors_;
    Seen<Family, float> family_frailty_;
    Seen<Family, Flag> violence_;
    Seen<Family, float> support_;
    Seen<Person, std::uint8_t> stay_, noticed_;
    Seen<Person, float> help_;
    Owned<Person, Flag> maltreated_;
    Owned<Person, std::int16_t> month_, reported_, police_report_;
};

Maltreatment::Maltreatment(Setup& setup)
    : onset_{setup},
      per_frailty_{setup.own.get<double>("log_rate_per_family_frailty")},
      per_harshness_{setup.own.get<double>("log_rate_per_harshness")},
      most_factor_{std::exp(per_frailty_ * most_frailty + per_harshness_ * most_harshness)},
      harshness_{setup, harshness, name, "harshness_parent_child_correlation", own_harshness},
      again_{.share = setup.own.get<Share>("prone_to_return").value(),
             .shape = more_than_zero(setup.own, "return_shape"),
             .scale_years = more_than_zero(setup.own, "return_scale_years")},
      stop_{setup.own.get<Rate>("stop").per_year()},
      help_share_{part(setup.own, "share_of_help_on_stopping")},
      per_support_{setup.own.get<double>("log_rate_per_supported_investment")},
      police_{setup.own.get<Rate>("police_report_when_violence").per_year()},
      report_{setup.own.get<Rate>("report_by_others").per_year()},
      noticed_report_{setup.own.get<Share>("report_when_noticed").value()},
      civil_{setup.schema, name},
      risk_count_{setup.schema.see(facts::risk_count, name)},
      risk_factors_{setup.schema.see(facts::risk_factors, name)},
      family_frailty_{setup.schema.see(facts::family_frailty, name)},
      violence_{setup.schema.see(facts::violence, name)},
      support_{setup.schema.see(facts::support_investment, name)},
      stay_{setup.schema.see(facts::stay, name)},
      noticed_{setup.schema.see(facts::noticed, name)},
      help_{setup.schema.see(facts::care_recovery, name)},
      maltreated_{setup.schema.own(facts::maltreated, name)},
      month_{setup.schema.own(facts::maltreated_month, name)},
      reported_{setup.schema.own(facts::reported, name)},
      police_report_{setup.schema.own(facts::police_report, name)}
{
}

Maltreatment::View Maltreatment::open(World& world) const
{
    auto& persons = world.people;
    auto const& families = world.families;
    return {.people = civil_.look(persons, families),
            .clock = world.clock,
            .risks = families.look(risk_count_),
            .factors = families.look(risk_factors_),
            .frailty = families.look(family_frailty_),
            .support = families.look(support_),
            .help = persons.look(help_),
            .harshness = harshness_.look(world),
            .violence = families.look(violence_),
            .stay = persons.look(stay_),
            .noticed = persons.look(noticed_),
            .maltreated = persons.change(maltreated_),
            .month = persons.change(month_),
            .reported = persons.change(reported_),
            .police_report = persons.change(police_report_),
            .most_factor = most_factor_ * most_by_support(families.look(support_))};
}

/// How many times as often it begins where help harms most; 1 where it harms nobody.
double Maltreatment::most_by_support(std::span<float const> support) const
{
    auto const [least, most] = extent_with_zero(support);
    return std::exp(std::max(per_support_ * least, per_support_ * most));
}

void Maltreatment::begin(World& world, StartPopulation const& /*start*/) const
{
    harshness_.begin(world, civil_.look(world.people, world.families));
}

void Maltreatment::advance(World& world) const
{
    auto const view = open(world);
    harshness_.advance(world, view.people);
    ReturnHazards const again{again_, world.clock};
    // Most children are above even the highest chance that their family can give. Away from home it
    // does not begin; what happens inside care is not told apart.
    auto const may = [&](Row row, double luck) {
        return (luck <= most(view, again, row)) & (view.maltreated[row] == 0) &
               (view.stay[row] == 0);
    };
    auto const note_begun = [&](Row row, double luck, std::vector<Row>& found) {
        if (begins(world, view, again, row, luck)) {
            found.push_back(row);
        }
    };
    auto const highest = onset_.highest() * view.most_factor * world.clock.dt() + again.most();
    auto const begun =
        ask_and_collect<Row>({world.random, stream, starts, world.clock, highest},
                             world.roll.children, view.people.id, sifted(may, note_begun));
    auto const maltreated = with_all(world.roll.youth, set(view.maltreated));
    for_each_row(maltreated, [&](Row row) { endure(world, view, row); });
    for (auto const row : begun) {
        auto draws = world.random.draws(view.people.person(row), stream, world.clock);
        suffer(world, view, draws, row);
    }
    police_visits(world, view);
}

/// What there was last month goes on or stops.
void Maltreatment::endure(World const& world, View const& view, Row row) const
{
    auto const dt = world.clock.dt();
    if (view.stay[row] != 0 || !view.people.is_child(row, world.clock.now)) {
        view.maltreated[row] = 0;
        return;
    }
    auto draws = world.random.draws(view.people.person(row), stream, world.clock);
    auto const rate = stop_ * std::exp(help_share_ * view.help[row]);
    if (draws.happens_at(stops, rate, dt)) {
        view.maltreated[row] = 0;
    } else {
        suffer(world, view, draws, row);
    }
}

/// A month of maltreatment, which others may report: those who see it, and professionals.
void Maltreatment::suffer(World const& world, View const& view, Draws& draws, Row row) const
{
    auto const now = moment(world.clock.now);
    view.maltreated[row] = 1;
    view.month[row] = now;
    if (draws.happens_at(report, report_, world.clock.dt()) ||
        (is_professional(view.noticed[row]) && draws.happens(by_professional, noticed_report_))) {
        view.reported[row] = now;
    }
}

/// The highest chance for the frailest and harshest in a home such as this child's.
double Maltreatment::most(View const& view, ReturnHazards const& again, Row row) const
{
    return usual(view, row) * view.most_factor * view.clock.dt() +
           (view.month[row] != 0 ? again.most() : 0.0);
}

/// The mean of the heads, scaled so that its sd is 1 for a couple as well.
double Maltreatment::harshness_of_heads(View const& view, Row home)
{
    double sum = 0.0;
    int heads = 0;
    for (auto const head : {view.people.head_one[home], view.people.head_two[home]}) {
        sum += head == no_row ? 0.0 : static_cast<double>(view.harshness[head]);
        heads += head == no_row ? 0 : 1;
    }
    return std::min(most_harshness, heads == 2 ? sum / std::numbers::sqrt2 : sum);
}

/// Onset by the family's risks, frailty, harshness and violence, and a return among those who are
/// prone to it.
bool Maltreatment::begins(World const& world, View const& view, ReturnHazards const& again, Row row,
                          double luck) const
{
    auto const dt = world.clock.dt();
    auto const home = view.people.family[row];
    auto const before = view.month[row] != 0;
    auto const frailty = std::min<double>(most_frailty, view.frailty[home]);
    LogRate const onset{usual(view, row), per_frailty_ * frailty +
                                              per_harshness_ * harshness_of_heads(view, home) +
                                              per_support_ * view.support[home]};
    // It was over in the month after its last.
    auto const over = static_cast<Moment>(view.month[row] + 1);
    auto const returns = before ? again.at(over) : 0.0;
    // And most of the others above the highest that theirs can be.
    if (luck > (onset.over(dt).at_most() + std::max(0.0, returns)) * above_rounding) {
        return false;
    }
    auto hazard = onset.value() * dt;
    if (before) {
        Clock const last{Month{view.month[row]}};
        auto fate = world.random.draws(view.people.person(row), stream, last);
        hazard += fate.happens(prone, again_.share) ? returns : 0.0;
    }
    return luck < -std::expm1(-hazard);
}

/// Police report what they find in a violent home, all children at once.
void Maltreatment::police_visits(World const& world, View const& view) const
{
    auto const now = world.clock.now;
    auto const hazard = police_ * world.clock.dt();
    auto const violent = with_all(world.roll.homes_with_minors, set(view.violence));
    ask_rows({world.random, stream, police, world.clock, hazard}, violent, view.people.family_id,
             [&](Row home, double luck) {
                 if (!is_hit(luck, hazard)) {
                     return;
                 }
                 view.people.for_each_member(home, [&](Row row) {
                     if (view.people.is_child(row, now) && view.stay[row] == 0) {
                         view.police_report[row] = view.reported[row] = moment(now);
                     }
                 });
             });
}

}  // namespace

StepKind maltreatment()
{
    return {name, Phase::signal,
            "Maltreatment and neglect begin and stop; police and others report what they see.",
            [](Setup& setup) -> std::unique_ptr<Step> {
                return std::make_unique<Maltreatment>(setup);
            }};
}

}  // namespace smartstart::steps
