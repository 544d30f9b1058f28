#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/age_factor.hpp"
#include "engine/step/quintiles.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/history.hpp"
#include "engine/steps/social_security.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "income";
constexpr auto stream = name_hash(name);
enum Question : unsigned { shock };

constexpr auto woman = static_cast<std::uint8_t>(Sex::woman);

constexpr Fact<Family, float> income_luck{
    "income_luck", "luck in income that passes, N(0,1): hours, self-employment, a good year"};
constexpr Fact<Family, std::uint16_t> circumstances{
    "circumstances", "what income was last reckoned from; 0 not yet"};

/// What a head lives on.
enum class Source : std::uint8_t {
    nobody,
    nothing,
    work,
    insurance,
    early_pension,
    disability,
    pension,
    study
};

/// Euro a year. What is earned is open to luck, what is received much less.
struct Money {
    double earned{};
    double received{};
};

class Income final : public Step {
public:
    explicit Income(Setup& setup);
    void advance(World& world) const override;

private:
    struct View {
        CivilView people;
        Month now;
        std::span<facts::Number const> work, education;
        std::span<facts::When const> lost;
        std::span<Flag const> in_school, assistance;
        std::span<float const> power;
        std::span<float> income, luck;
        std::span<std::uint16_t> circumstances;
        std::span<facts::Number> quintile;
        std::span<Flag> poor, poor_last_year;
    };
    View open(World& world) const;

    Source source(View const& view, Row head) const;
    std::uint16_t signature(View const& view, Row household) const;
    double earnings(View const& view, Row head) const;
    Money brought_in(View const& view, Row head) const;
    double standardised(View const& view, Row household) const;
    double next_luck(View const& view, Row household, Draws draws) const;

    std::array<Euro, 3> earnings_;
    AgeFactor by_age_;
    double spread_, women_, replacement_, size_power_, child_weight_;
    SocialSecurity law_;
    double assistance_gap_, gap_with_children_, assistance_spread_;
    Euro disability_, pension_, study_, child_, single_parent_, least_, line_;
    double pension_share_, early_from_, early_share_;
    double luck_spread_, luck_on_benefits_, luck_memory_;

    Civil civil_;
    Seen<Person, facts::Number> work_, education_;
    Seen<Person, facts::When> lost_;
    Seen<Person, Flag> in_school_;
    Seen<Family, Flag> assistance_;
    Seen<Person, float> power_;
    Owned<Family, float> income_, luck_;
    Owned<Family, std::uint16_t> circumstances_;
    Owned<Family, facts::Number> quintile_;
    Owned<Family, Flag> poor_, poor_last_year_;
};

Income::Income(Setup& setup)
    : earnings_{setup.own.get<Euro>("earnings_low"), setup.own.get<Euro>("earnings_middle"),
                setup.own.get<Euro>("earnings_high")},
      by_age_{setup.own.get<Path<double>>("earnings_by_age")},
      spread_{setup.own.get<double>("spread")},
      women_{setup.own.get<double>("women")},
      replacement_{setup.own.get<Share>("replacement").value()},
      size_power_{setup.own.get<double>("size_power")},
      child_weight_{setup.own.get<double>("child_weight")},
      law_{read_social_security(setup)},
      assistance_gap_{setup.own.get<double>("assistance_gap")},
      gap_with_children_{setup.own.get<double>("assistance_gap_with_children")},
      assistance_spread_{setup.own.get<double>("assistance_spread")},
      disability_{setup.own.get<Euro>("disability_benefit")},
      pension_{setup.own.get<Euro>("pension")},
      study_{setup.own.get<Euro>("study")},
      child_{setup.own.get<Euro>("child")},
      single_parent_{setup.own.get<Euro>("single_parent")},
      least_{setup.own.get<Euro>("least")},
      line_{setup.own.get<Euro>("low_income_line")},
      pension_share_{setup.own.get<Share>("pension_share").value()},
      early_from_{setup.own.get<double>("early_pension_from")},
      early_share_{setup.own.get<Share>("early_pension").value()},
      luck_spread_{setup.own.get<double>("luck_spread")},
      luck_on_benefits_{setup.own.get<double>("luck_on_benefits")},
      luck_memory_{setup.own.get<double>("luck_memory")},
      civil_{setup.schema, name},
      work_{setup.schema.see(facts::work, name)},
      education_{setup.schema.see(facts::education, name)},
      lost_{setup.schema.see(facts::lost_work, name)},
      in_school_{setup.schema.see(facts::in_school, name)},
      assistance_{setup.schema.see(facts::assistance, name)},
      power_{setup.schema.see(facts::earning_power, name)},
      income_{setup.schema.own(facts::income, name)},
      luck_{setup.schema.own(income_luck, name)},
      circumstances_{setup.schema.own(circumstances, name)},
      quintile_{setup.schema.own(facts::quintile, name)},
      poor_{setup.schema.own(facts::poor, name)},
      poor_last_year_{setup.schema.own(facts::poor_last_year, name)}
{
}

Income::View Income::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .work = world.people.look(work_),
            .education = world.people.look(education_),
            .lost = world.people.look(lost_),
            .in_school = world.people.look(in_school_),
            .assistance = world.families.look(assistance_),
            .power = world.people.look(power_),
            .income = world.families.change(income_),
            .luck = world.families.change(luck_),
            .circumstances = world.families.change(circumstances_),
            .quintile = world.families.change(quintile_),
            .poor = world.families.change(poor_),
            .poor_last_year = world.families.change(poor_last_year_)};
}

/// Income is reckoned anew in a household's own month of the year, and when its heads, its size,
/// their work or their benefit changed: at once where minors live, elsewhere at the next turn.
void Income::advance(World& world) const
{
    auto const view = open(world);
    auto const line = std::log(line_.euros());
    auto const month = static_cast<std::uint64_t>(world.clock.now.index);
    if (world.clock.is_start_of(1)) {
        std::ranges::copy(view.poor, view.poor_last_year.begin());
    }
    auto const reckon = [&](Row household) {
        auto const found = signature(view, household);
        auto const yearly =
            world.clock.part == 0 && (view.people.family_id[household] + month) % 12 == 0;
        auto& last = view.circumstances[household];
        if (found == 0 || (!yearly && found == last)) {
            return;
        }
        if (yearly || last == 0) {
            view.luck[household] = static_cast<float>(next_luck(
                view, household,
                world.random.draws(view.people.family_name(household), stream, world.clock)));
        }
        last = found;
        view.income[household] = static_cast<float>(standardised(view, household));
        view.poor[household] = view.income[household] < line ? 1 : 0;
    };
    for_each_row(world.roll.homes_watched, reckon);
    auto const for_the_first_time = with_all(world.roll.homes, equal(view.circumstances, 0));
    for_each_row(for_the_first_time, reckon);
    if (world.clock.is_start_of(1)) {
        give_quintiles(view.income, view.quintile, [&](Row household) {
            return view.people.in_use[household] != 0 && view.circumstances[household] != 0;
        });
    }
}

/// What a head lives on. Whoever changes it changes the income of the household at once.
Source Income::source(View const& view, Row head) const
{
    // Chosen without branches: any row will do for nobody.
    auto const who = head == no_row ? Row{0} : head;
    auto const months = view.people.age_in_months(who, view.now);
    auto const lost = view.lost[who];
    bool const insured = (lost != 0) & (view.now.index - lost < law_.insured.count);
    auto const aside = months >= 12.0 * early_from_ ? Source::early_pension : Source::nothing;
    auto const work = view.work[who];
    auto source = work == facts::paid_work ? Source::work : Source::nothing;
    source = work == facts::on_disability ? Source::disability : source;
    source = work == facts::without_work ? (insured ? Source::insurance : aside) : source;
    source = months >= 12.0 * law_.pension_age ? Source::pension : source;
    source = view.in_school[who] != 0 ? Source::study : source;
    return view.people.is_adult_head(head, view.now) ? source : Source::nobody;
}

/// 0 when no adult leads the household.
std::uint16_t Income::signature(View const& view, Row household) const
{
    auto bits = 0U;
    for (auto const head : {view.people.head_one[household], view.people.head_two[household]}) {
        bits = (bits << 3U) | static_cast<unsigned>(source(view, head));
    }
    if (bits == 0) {
        return 0;
    }
    bits = (bits << 1U) | view.assistance[household];
    bits = (bits << 5U) | std::min<unsigned>(view.people.minors[household], 31U);
    return static_cast<std::uint16_t>(bits);
}

/// What paid work brings, in euro a year after tax.
double Income::earnings(View const& view, Row head) const
{
    auto const level = static_cast<std::size_t>(std::clamp<int>(view.education[head], 1, 3) - 1);
    auto const age = view.people.age_in_months(head, view.now);
    return earnings_[level].euros() * by_age_.at(age) *
           (view.people.sex[head] == woman ? women_ : 1.0) * std::exp(spread_ * view.power[head]);
}

Money Income::brought_in(View const& view, Row head) const
{
    switch (source(view, head)) {
        case Source::work:
            return {.earned = earnings(view, head)};
        case Source::insurance:
            return {.earned = replacement_ * earnings(view, head)};
        case Source::disability:
            return {.received = disability_.euros()};
        case Source::early_pension:
            return {.received = early_share_ * earnings(view, head)};
        case Source::pension:
            return {.received = pension_.euros() + pension_share_ * earnings(view, head)};
        case Source::study:
            return {.received = study_.euros()};
        default:
            return {};
    }
}

double Income::standardised(View const& view, Row household) const
{
    auto const& people = view.people;
    auto const luck = static_cast<double>(view.luck[household]);
    if (view.assistance[household] != 0) {
        auto const gap = people.minors[household] > 0 ? gap_with_children_ : assistance_gap_;
        return std::log(line_.euros()) + gap + assistance_spread_ * luck;
    }
    Money sum{.received = people.minors[household] * child_.euros() +
                          (people.is_single_parent(household) ? single_parent_.euros() : 0.0)};
    auto size = child_weight_ * people.minors[household];
    for (auto const head : {people.head_one[household], people.head_two[household]}) {
        if (people.is_adult_head(head, view.now)) {
            auto const own = brought_in(view, head);
            sum.earned += own.earned;
            sum.received += own.received;
            size += 1.0;
        }
    }
    auto const factor = std::exp(luck_spread_ * luck);
    auto const reckoned =
        (sum.earned * factor + sum.received * std::exp(luck_on_benefits_ * luck_spread_ * luck)) /
        std::pow(size, size_power_);
    return std::log(std::max(reckoned, least_.euros() * factor));
}

/// Luck keeps its spread over the years, whatever its memory.
double Income::next_luck(View const& view, Row household, Draws draws) const
{
    auto const memory = view.circumstances[household] == 0 ? 0.0 : luck_memory_;
    return memory * view.luck[household] + std::sqrt(1.0 - memory * memory) * draws.normal(shock);
}

}  // namespace

StepKind income()
{
    return {name, Phase::strain, "Work, benefits and household size make an income, or poverty.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Income>(setup); }};
}

}  // namespace smartstart::steps
