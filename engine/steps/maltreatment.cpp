#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/inherited.hpp"
#include "engine/step/mover_stayer.hpp"
#include "engine/step/step.hpp"
#include "engine/step/structure.hpp"
#include "engine/steps/facts.hpp"

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
constexpr std::size_t most_risks = 11;

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
        std::span<float const> frailty, support, help, harshness;
        std::span<Flag const> violence;
        std::span<std::uint8_t const> stay, noticed;
        std::span<Flag> maltreated;
        std::span<std::int16_t> month, reported, police_report;
    };
    View open(World& world) const;
    void live(World const& world, View const& view, Row row) const;
    double most_rate(View const& view, Row home) const;
    static double harshness_of_heads(View const& view, Row home);
    bool begins(World const& world, View const& view, Draws& draws, Row row) const;
    void tell(World const& world, View const& view, Draws& draws, Row row) const;

    std::array<double, most_risks + 1> by_risks_{};  ///< rate by number of risk factors
    double most_onset_{};                            ///< a year, where there is no violence
    double per_frailty_, per_harshness_, violence_effect_;
    double most_factor_{};  ///< by frailty and harshness together
    Inherited harshness_;
    MoverStayer again_;
    double stop_, help_share_, per_support_;
    double police_, report_, noticed_report_;
    Civil civil_;
    Seen<Family, std::uint8_t> risk_count_;
    Seen<Family, float> family_frailty_;
    Seen<Family, Flag> violence_;
    Seen<Family, float> support_;
    Seen<Person, std::uint8_t> stay_, noticed_;
    Seen<Person, float> help_;
    Owned<Person, Flag> maltreated_;
    Owned<Person, std::int16_t> month_, reported_, police_report_;
};

Maltreatment::Maltreatment(Setup& setup)
    : per_frailty_{setup.own.get<double>("log_rate_per_family_frailty")},
      per_harshness_{setup.own.get<double>("log_rate_per_harshness")},
      violence_effect_{setup.own.get<double>("log_rate_when_violence")},
      harshness_{setup, harshness, name, "harshness_parent_child_correlation", own_harshness},
      again_{.share = setup.own.get<Share>("prone_to_return").value(),
             .shape = setup.own.get<double>("return_shape"),
             .scale_years = setup.own.get<double>("return_scale_years")},
      stop_{setup.own.get<Rate>("stop").per_year()},
      help_share_{setup.own.get<double>("share_of_help_on_stopping")},
      per_support_{setup.own.get<double>("log_rate_per_supported_investment")},
      police_{setup.own.get<Rate>("police_report_when_violence").per_year()},
      report_{setup.own.get<Rate>("report_by_others").per_year()},
      noticed_report_{setup.own.get<Share>("report_when_noticed").value()},
      civil_{setup.schema, name},
      risk_count_{setup.schema.see(facts::risk_count, name)},
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
    auto const onset = setup.own.get<Rate>("onset").per_year();
    RiskEffect const effect{Structure::read(setup).risks,
                            {.per_risk = setup.own.get<double>("log_rate_per_risk"),
                             .most = setup.own.get<double>("most_risks_that_count"),
                             .threshold = setup.own.get<double>("threshold_of_risks")}};
    for (unsigned risks = 0; risks <= most_risks; ++risks) {
        by_risks_[risks] = onset * std::exp(effect.at(risks));
    }
    most_factor_ = std::exp(per_frailty_ * most_frailty + per_harshness_ * most_harshness);
    most_onset_ = *std::ranges::max_element(by_risks_) * most_factor_;
}

Maltreatment::View Maltreatment::open(World& world) const
{
    auto& persons = world.people;
    auto const& families = world.families;
    return {.people = civil_.look(persons, families),
            .clock = world.clock,
            .risks = families.look(risk_count_),
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
            .police_report = persons.change(police_report_)};
}

void Maltreatment::begin(World& world, StartPopulation const& /*start*/) const
{
    harshness_.begin(world, civil_.look(world.people, world.families));
}

void Maltreatment::advance(World& world) const
{
    auto const view = open(world);
    harshness_.advance(world, view.people);
    auto const concerned = [&](Row row) {
        return ((view.maltreated[row] | view.stay[row] | view.violence[view.people.family[row]]) !=
                0) |
               (view.month[row] != 0);
    };
    // For the others there is one question, and hardly anyone's luck is low enough.
    auto const begun = ask_and_collect<Row>(
        {world.random, stream, starts, world.clock, most_onset_ * world.clock.dt()},
        only(world.roll.children, [&](Row row) { return !concerned(row); }), view.people.id,
        [&](Row row, double luck, std::vector<Row>& found) {
            if (luck < most_rate(view, view.people.family[row]) * world.clock.dt()) {
                found.push_back(row);
            }
        });
    for_each_row(only(world.roll.youth, concerned), [&](Row row) {
        if (view.people.is_child(row, world.clock.now)) {
            live(world, view, row);
        } else {
            view.maltreated[row] = 0;
        }
    });
    for (auto const row : begun) {
        live(world, view, row);
    }
}

void Maltreatment::live(World const& world, View const& view, Row row) const
{
    auto draws = world.random.draws(view.people.person(row), stream, world.clock);
    auto& now = view.maltreated[row];
    if (view.stay[row] != 0) {
        now = 0;  // away from home it stops; what happens inside care is not told apart
    } else if (now == 0) {
        now = static_cast<Flag>(begins(world, view, draws, row));
    } else {
        auto const rate = stop_ * std::exp(help_share_ * view.help[row]);
        now = static_cast<Flag>(!draws.happens_at(stops, rate, world.clock.dt()));
    }
    if (now != 0) {
        view.month[row] = moment(world.clock.now);
    }
    tell(world, view, draws, row);
}

/// A year, for the frailest and harshest with this family's number of risks, without violence.
double Maltreatment::most_rate(View const& view, Row home) const
{
    return by_risks_[std::min<std::size_t>(view.risks[home], most_risks)] * most_factor_;
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
bool Maltreatment::begins(World const& world, View const& view, Draws& draws, Row row) const
{
    auto const dt = world.clock.dt();
    auto const home = view.people.family[row];
    auto const luck = draws.uniform(starts);
    auto const violent = view.violence[home] != 0 ? std::exp(violence_effect_) : 1.0;
    auto const base = by_risks_[std::min<std::size_t>(view.risks[home], most_risks)] * violent;
    auto const before = view.month[row] != 0;
    // Most children are above even the highest chance that their family can give: done in a glance.
    auto const most = most_rate(view, home) * violent * dt + (before ? again_.most(dt) : 0.0);
    if (luck > most) {
        return false;
    }
    auto const frailty = std::min<double>(most_frailty, view.frailty[home]);
    auto hazard =
        base *
        std::exp(per_frailty_ * frailty + per_harshness_ * harshness_of_heads(view, home) +
                 per_support_ * view.support[home]) *
        dt;
    if (before) {
        Clock const over{Month{view.month[row]}};
        auto fate = world.random.draws(view.people.person(row), stream, over);
        hazard +=
            fate.happens(prone, again_.share) ? again_.hazard(view.month[row], world.clock) : 0.0;
    }
    return luck < -std::expm1(-hazard);
}

/// Police report what they find in a violent home, all children at once; others report what they
/// see.
void Maltreatment::tell(World const& world, View const& view, Draws& draws, Row row) const
{
    auto const now = moment(world.clock.now);
    auto const home = view.people.family[row];
    if (view.violence[home] != 0 && view.stay[row] == 0) {
        auto visit = world.random.draws(view.people.family_name(home), stream, world.clock);
        if (visit.happens_at(police, police_, world.clock.dt())) {
            view.police_report[row] = view.reported[row] = now;
        }
    }
    if (view.maltreated[row] == 0) {
        return;
    }
    if (draws.happens_at(report, report_, world.clock.dt()) ||
        (view.noticed[row] != 0 && draws.happens(by_professional, noticed_report_))) {
        view.reported[row] = now;
    }
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
