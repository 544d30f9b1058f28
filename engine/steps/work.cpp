#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/spell.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/social_security.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "work";
constexpr auto stream = name_hash(name);
enum Question : unsigned { change, which, own_power, idle_time, first_state };

constexpr Fact<Person, Flag> working_life{"working_life",
                                          "has finished school and come of age, once (0/1)"};

/// Events per year of one person.
struct Hazards {
    double loss{}, finding{}, disability{};
};

class Work final : public Step {
public:
    explicit Work(Setup& setup);
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<Flag const> in_school, ill, addicted, assistance;
        std::span<facts::Number const> education;
        std::span<float const> frailty, cognitive, social;
        std::span<facts::Number> work;
        std::span<facts::When> lost;
        std::span<float> power;
        std::span<Flag> entered;
    };
    View open(World& world) const;

    Hazards hazards(View const& view, Row row) const;
    double finding_now(View const& view, Row row, Hazards const& rates) const;
    double disabled_share(double age, double yearly_onset) const;
    void begin_working_life(View const& view, Row row, Draws& draws) const;
    void live(View const& view, Row row, Draws& draws) const;

    std::array<Rate, 3> loss_, finding_, disability_;
    Path<double> loss_by_age_, finding_by_age_, disability_by_age_;
    Rate disability_end_;
    double frailty_loss_, frailty_finding_, frailty_disability_;
    double ill_loss_, ill_finding_, ill_disability_, addicted_loss_;
    double single_parent_loss_, single_parent_finding_, assisted_finding_;
    Spell without_;  ///< spells without work, for who finds work once a year after a year
    double pension_age_{};
    double power_of_cognitive_, power_of_social_;
    std::vector<double> place_;  ///< shift of the log rate of finding work, by municipality

    Civil civil_;
    Seen<Person, Flag> in_school_, ill_, addicted_;
    Seen<Family, Flag> assistance_;
    Seen<Person, facts::Number> education_;
    Seen<Person, float> frailty_, cognitive_, social_;
    Owned<Person, facts::Number> work_;
    Owned<Person, facts::When> lost_;
    Owned<Person, float> power_;
    Owned<Person, Flag> entered_;
};

std::array<Rate, 3> by_education(Settings const& own, std::string const& key)
{
    return {own.get<Rate>(key + "_low"), own.get<Rate>(key + "_middle"),
            own.get<Rate>(key + "_high")};
}

/// Who waits longer finds work less easily: a power of the time without work, 1 at one year, held
/// between three months and ten years.
Spell spells_without_work(double waiting)
{
    std::vector<double> hazard(40);
    for (std::size_t turn = 0; turn < hazard.size(); ++turn) {
        hazard[turn] =
            years_per_turn * std::pow(years_per_turn * static_cast<double>(turn + 1), -waiting);
    }
    return {std::move(hazard), years_per_turn};
}

Work::Work(Setup& setup)
    : loss_{by_education(setup.own, "loss")},
      finding_{by_education(setup.own, "finding")},
      disability_{by_education(setup.own, "disability")},
      loss_by_age_{setup.own.get<Path<double>>("loss_by_age")},
      finding_by_age_{setup.own.get<Path<double>>("finding_by_age")},
      disability_by_age_{setup.own.get<Path<double>>("disability_by_age")},
      disability_end_{setup.own.get<Rate>("disability_end")},
      frailty_loss_{setup.own.get<double>("frailty_loss")},
      frailty_finding_{setup.own.get<double>("frailty_finding")},
      frailty_disability_{setup.own.get<double>("frailty_disability")},
      ill_loss_{setup.own.get<double>("ill_loss")},
      ill_finding_{setup.own.get<double>("ill_finding")},
      ill_disability_{setup.own.get<double>("ill_disability")},
      addicted_loss_{setup.own.get<double>("addicted_loss")},
      single_parent_loss_{setup.own.get<double>("single_parent_loss")},
      single_parent_finding_{setup.own.get<double>("single_parent_finding")},
      assisted_finding_{setup.own.get<double>("assisted_finding")},
      without_{spells_without_work(setup.own.get<double>("waiting"))},
      power_of_cognitive_{setup.own.get<double>("power_of_cognitive")},
      power_of_social_{setup.own.get<double>("power_of_social")},
      civil_{setup.schema, name},
      in_school_{setup.schema.see(facts::in_school, name)},
      ill_{setup.schema.see(facts::ill, name)},
      addicted_{setup.schema.see(facts::addicted, name)},
      assistance_{setup.schema.see(facts::assistance, name)},
      education_{setup.schema.see(facts::education, name)},
      frailty_{setup.schema.see(facts::frailty, name)},
      cognitive_{setup.schema.see(facts::skill_cognitive, name)},
      social_{setup.schema.see(facts::skill_social, name)},
      work_{setup.schema.own(facts::work, name)},
      lost_{setup.schema.own(facts::lost_work, name)},
      power_{setup.schema.own(facts::earning_power, name)},
      entered_{setup.schema.own(working_life, name)}
{
    auto const shared = read_social_security(setup);
    pension_age_ = shared.pension_age;
    auto const weight = setup.own.get<double>("place_weight");
    for (auto const relative : shared.relative_assistance) {
        place_.push_back(-weight * std::log(relative));
    }
}

Work::View Work::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .in_school = world.people.look(in_school_),
            .ill = world.people.look(ill_),
            .addicted = world.people.look(addicted_),
            .assistance = world.families.look(assistance_),
            .education = world.people.look(education_),
            .frailty = world.people.look(frailty_),
            .cognitive = world.people.look(cognitive_),
            .social = world.people.look(social_),
            .work = world.people.change(work_),
            .lost = world.people.change(lost_),
            .power = world.people.change(power_),
            .entered = world.people.change(entered_)};
}

void Work::advance(World& world) const
{
    auto const view = open(world);
    for_each_row(world.people.size(), [&](Row row) {
        auto const months = view.people.age_in_months(row, view.now);
        if (view.people.present[row] == 0 || months < 18 * 12) {
            return;
        }
        if (view.in_school[row] != 0 || months >= pension_age_ * 12) {
            view.work[row] = facts::outside_work;
            return;
        }
        if (view.entered[row] == 0) {
            auto draws = world.random.draws(view.people.person(row), stream, world.clock);
            begin_working_life(view, row, draws);
            return;
        }
        // Back from school: work is looked for again.
        if (view.work[row] == facts::outside_work) {
            view.work[row] = facts::without_work;
            view.lost[row] = moment(view.now);
        }
        if (is_turn(view.people.id[row], world.clock)) {
            auto draws = world.random.draws(view.people.person(row), stream, world.clock);
            live(view, row, draws);
        }
    });
}

Hazards Work::hazards(View const& view, Row row) const
{
    auto const level = std::clamp<int>(view.education[row], 1, 3) - 1;
    auto const at = static_cast<std::size_t>(level);
    auto const age = view.people.age(row, view.now);
    auto const frailty = static_cast<double>(view.frailty[row]);
    auto const ill = static_cast<double>(view.ill[row]);
    auto const home = view.people.family[row];
    auto const assisted = view.people.head[row] != 0 && view.assistance[home] != 0;
    auto const lone_parent = view.people.head[row] != 0 && view.people.is_single_parent(home) &&
                             view.now.index - view.people.youngest[home] < 12 * 12;
    return {.loss = loss_[at].per_year() * loss_by_age_.at(age) *
                    std::exp(frailty_loss_ * frailty + ill_loss_ * ill +
                             addicted_loss_ * view.addicted[row] +
                             (lone_parent ? single_parent_loss_ : 0.0)),
            .finding = finding_[at].per_year() * finding_by_age_.at(age) *
                       std::exp(frailty_finding_ * frailty + ill_finding_ * ill +
                                (lone_parent ? single_parent_finding_ : 0.0) +
                                (assisted ? assisted_finding_ : 0.0) +
                                place_[view.people.municipality[home]]),
            .disability = disability_[at].per_year() * disability_by_age_.at(age) *
                          std::exp(frailty_disability_ * frailty + ill_disability_ * ill)};
}

/// Events per year in the quarter that ends now.
double Work::finding_now(View const& view, Row row, Hazards const& rates) const
{
    auto const turns = std::max(0, view.now.index - view.lost[row] - 1) / months_per_turn;
    return rates.finding * without_.hazard(static_cast<std::size_t>(turns)) / years_per_turn;
}

/// The share that would be on disability now after living with this onset since 18.
double Work::disabled_share(double age, double yearly_onset) const
{
    double share = 0.0;
    for (double lived = 18.0; lived < age; lived += 1.0) {
        share += yearly_onset * disability_by_age_.at(lived) * (1.0 - share) -
                 disability_end_.per_year() * share;
    }
    return std::clamp(share, 0.0, 1.0);
}

/// The balance of a person's own hazards, so that those who are adult at the start stand where
/// their working life would have brought them.
void Work::begin_working_life(View const& view, Row row, Draws& draws) const
{
    view.entered[row] = 1;
    auto const& people = view.people;
    auto const own = draws.normal(own_power);
    auto const grew_up_here = people.generation[row] != 0;
    auto const a = power_of_cognitive_;
    auto const b = power_of_social_;
    view.power[row] =
        static_cast<float>(grew_up_here ? a * view.cognitive[row] + b * view.social[row] +
                                              std::sqrt(std::max(0.0, 1.0 - a * a - b * b)) * own
                                        : own);
    auto const rates = hazards(view, row);
    auto const age = people.age(row, view.now);
    auto const on_disability =
        disabled_share(age, rates.disability / std::max(1e-9, disability_by_age_.at(age)));
    auto const load = rates.loss * without_.mean(rates.finding);
    auto const idle = 1.0 - 1.0 / (1.0 + load);
    auto const luck = draws.uniform(first_state);
    auto const assisted = people.head[row] != 0 && view.assistance[people.family[row]] != 0;
    if (!assisted && luck < on_disability) {
        view.work[row] = facts::on_disability;
        return;
    }
    if (assisted || luck < on_disability + (1.0 - on_disability) * idle) {
        view.work[row] = facts::without_work;
        auto const turns = without_.elapsed(rates.finding, draws.uniform(idle_time));
        auto const months =
            std::min(12.0 * (age - 18.0), months_per_turn * static_cast<double>(turns));
        view.lost[row] = moment(view.now - Months{static_cast<int>(months)});
        return;
    }
    view.work[row] = facts::paid_work;
}

void Work::live(View const& view, Row row, Draws& draws) const
{
    auto& work = view.work[row];
    if (work == facts::on_disability) {
        if (draws.happens_at(change, disability_end_.per_year(), years_per_turn)) {
            work = facts::without_work;
            view.lost[row] = moment(view.now);
        }
        return;
    }
    auto const rates = hazards(view, row);
    auto const other = work == facts::paid_work ? rates.loss : finding_now(view, row, rates);
    auto const total = other + rates.disability;
    if (!draws.happens_at(change, total, years_per_turn)) {
        return;
    }
    if (draws.uniform(which) * total < rates.disability) {
        work = facts::on_disability;
        return;
    }
    if (work == facts::paid_work) {
        view.lost[row] = moment(view.now);
    }
    work = work == facts::paid_work ? facts::without_work : facts::paid_work;
}

}  // namespace

StepKind work()
{
    return {name, Phase::strain,
            "Adults find and lose paid work, go on disability benefit, and retire.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Work>(setup); }};
}

}  // namespace smartstart::steps
