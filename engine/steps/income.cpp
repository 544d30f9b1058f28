#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/adults.hpp"
#include "engine/step/quintiles.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/social_security.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "income";
constexpr auto stream = name_hash(name);
enum Question : unsigned { shock };

constexpr auto woman = static_cast<std::uint8_t>(Sex::woman);

constexpr Fact<Family, float> income_shock{
    "income_shock", "passing part of the log income: self-employment, hours, partners' luck"};
constexpr Fact<Family, std::uint16_t> circumstances{
    "circumstances", "what income was last reckoned from; 0 not yet"};

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
        std::span<float> income, passing;
        std::span<std::uint16_t> circumstances;
        std::span<facts::Number> quintile;
        std::span<Flag> poor;
    };
    View open(World& world) const;

    enum class Source : std::uint8_t {
        nobody,
        nothing,
        work,
        insurance,
        disability,
        pension,
        study
    };
    Source source(View const& view, Row head) const;
    std::uint16_t signature(View const& view, Row household) const;
    double earnings(View const& view, Row head) const;
    double brought_in(View const& view, Row head) const;
    double standardised(View const& view, Row household) const;
    double next_shock(View const& view, Row household, Draws draws) const;
    static void rank(View const& view);

    std::array<Euro, 3> earnings_;
    Path<double> by_age_;
    double spread_, women_, replacement_, size_power_, child_weight_;
    Months insured_;
    double pension_age_, assistance_gap_, assistance_spread_;
    Euro disability_, pension_, study_, child_, single_parent_, least_, line_;
    double pension_share_, shock_sd_, shock_memory_;

    Civil civil_;
    Seen<Person, facts::Number> work_, education_;
    Seen<Person, facts::When> lost_;
    Seen<Person, Flag> in_school_;
    Seen<Family, Flag> assistance_;
    Seen<Person, float> power_;
    Owned<Family, float> income_, passing_;
    Owned<Family, std::uint16_t> circumstances_;
    Owned<Family, facts::Number> quintile_;
    Owned<Family, Flag> poor_;
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
      insured_{read_social_security(setup).insured},
      pension_age_{read_social_security(setup).pension_age},
      assistance_gap_{setup.own.get<double>("assistance_gap")},
      assistance_spread_{setup.own.get<double>("assistance_spread")},
      disability_{setup.own.get<Euro>("disability_benefit")},
      pension_{setup.own.get<Euro>("pension")},
      study_{setup.own.get<Euro>("study")},
      child_{setup.own.get<Euro>("child")},
      single_parent_{setup.own.get<Euro>("single_parent")},
      least_{setup.own.get<Euro>("least")},
      line_{setup.own.get<Euro>("low_income_line")},
      pension_share_{setup.own.get<Share>("pension_share").value()},
      shock_sd_{setup.own.get<double>("shock_sd")},
      shock_memory_{setup.own.get<double>("shock_memory")},
      civil_{setup.schema, name},
      work_{setup.schema.see(facts::work, name)},
      education_{setup.schema.see(facts::education, name)},
      lost_{setup.schema.see(facts::lost_work, name)},
      in_school_{setup.schema.see(facts::in_school, name)},
      assistance_{setup.schema.see(facts::assistance, name)},
      power_{setup.schema.see(facts::earning_power, name)},
      income_{setup.schema.own(facts::income, name)},
      passing_{setup.schema.own(income_shock, name)},
      circumstances_{setup.schema.own(circumstances, name)},
      quintile_{setup.schema.own(facts::quintile, name)},
      poor_{setup.schema.own(facts::poor, name)}
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
            .passing = world.families.change(passing_),
            .circumstances = world.families.change(circumstances_),
            .quintile = world.families.change(quintile_),
            .poor = world.families.change(poor_)};
}

/// Income is reckoned anew in a household's own month of the year, and at once when its heads, its
/// size, their work or their benefit changed.
void Income::advance(World& world) const
{
    auto const view = open(world);
    auto const line = std::log(line_.euros());
    for_each_row(world.families.size(), [&](Row household) {
        if (!has_adult(view.people, household, view.now)) {
            return;
        }
        auto const name_for_life = view.people.family_id[household];
        auto const month = static_cast<std::uint64_t>(world.clock.now.of_year());
        auto const yearly = world.clock.part == 0 && name_for_life % 12 + 1 == month;
        auto const found = signature(view, household);
        auto& last = view.circumstances[household];
        if (!yearly && found == last) {
            return;
        }
        if (yearly || last == 0) {
            view.passing[household] = static_cast<float>(next_shock(
                view, household,
                world.random.draws(view.people.family_name(household), stream, world.clock)));
        }
        last = found;
        view.income[household] = static_cast<float>(standardised(view, household));
        view.poor[household] = view.income[household] < line ? 1 : 0;
    });
    if (world.clock.is_start_of(1)) {
        rank(view);
    }
}

/// What a head lives on. Whoever changes it changes the income of the household at once.
Income::Source Income::source(View const& view, Row head) const
{
    if (!view.people.is_adult_head(head, view.now)) {
        return Source::nobody;
    }
    if (view.in_school[head] != 0) {
        return Source::study;
    }
    if (view.people.age(head, view.now) >= pension_age_) {
        return Source::pension;
    }
    switch (view.work[head]) {
        case facts::paid_work:
            return Source::work;
        case facts::on_disability:
            return Source::disability;
        case facts::without_work:
            return years_since(view.lost[head], view.now) < insured_.years() ? Source::insurance
                                                                             : Source::nothing;
        default:
            return Source::nothing;
    }
}

std::uint16_t Income::signature(View const& view, Row household) const
{
    auto bits = 1U;
    for (auto const head : {view.people.head_one[household], view.people.head_two[household]}) {
        bits = (bits << 3U) | static_cast<unsigned>(source(view, head));
    }
    bits = (bits << 1U) | view.assistance[household];
    bits = (bits << 5U) | std::min<unsigned>(view.people.size[household], 31U);
    return static_cast<std::uint16_t>(bits);
}

/// What paid work brings, in euro a year after tax.
double Income::earnings(View const& view, Row head) const
{
    auto const level = static_cast<std::size_t>(std::clamp<int>(view.education[head], 1, 3) - 1);
    auto const age = view.people.age(head, view.now);
    return earnings_[level].euros() * by_age_.at(age) *
           (view.people.sex[head] == woman ? women_ : 1.0) * std::exp(spread_ * view.power[head]);
}

double Income::brought_in(View const& view, Row head) const
{
    switch (source(view, head)) {
        case Source::work:
            return earnings(view, head);
        case Source::insurance:
            return replacement_ * earnings(view, head);
        case Source::disability:
            return disability_.euros();
        case Source::pension:
            return pension_.euros() + pension_share_ * earnings(view, head);
        case Source::study:
            return study_.euros();
        default:
            return 0.0;
    }
}

double Income::standardised(View const& view, Row household) const
{
    auto const& people = view.people;
    if (view.assistance[household] != 0) {
        return std::log(line_.euros()) + assistance_gap_ +
               assistance_spread_ / shock_sd_ * view.passing[household];
    }
    double sum = people.minors[household] * child_.euros() +
                 (people.is_single_parent(household) ? single_parent_.euros() : 0.0);
    int heads = 0;
    for (auto const head : {people.head_one[household], people.head_two[household]}) {
        if (people.is_adult_head(head, view.now)) {
            sum += brought_in(view, head);
            ++heads;
        }
    }
    auto const others = std::max(0, people.size[household] - heads);
    auto const size = heads + child_weight_ * others;
    auto const reckoned = sum * std::exp(view.passing[household]) / std::pow(size, size_power_);
    return std::log(std::max(reckoned, least_.euros()));
}

/// The passing part keeps its spread over the years, whatever its memory.
double Income::next_shock(View const& view, Row household, Draws draws) const
{
    auto const memory = view.circumstances[household] == 0 ? 0.0 : shock_memory_;
    return memory * view.passing[household] +
           shock_sd_ * std::sqrt(1.0 - memory * memory) * draws.normal(shock);
}

/// Gives every household its quintile among the households of the region.
void Income::rank(View const& view)
{
    auto const households = view.income.size();
    auto const counted = [&](Row household) {
        return view.people.in_use[household] != 0 && view.circumstances[household] != 0;
    };
    auto const all = sum_rows(households, IncomeCounts{}, [&](Row household, IncomeCounts& tally) {
        if (counted(household)) {
            ++tally.counts[IncomeCounts::bin(view.income[household])];
        }
    });
    for_each_row(households, [&, quintiles = all.quintiles()](Row household) {
        if (counted(household)) {
            view.quintile[household] = quintiles[IncomeCounts::bin(view.income[household])];
        }
    });
}

}  // namespace

StepKind income()
{
    return {name, Phase::strain, "Work, benefits and household size make an income, or poverty.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Income>(setup); }};
}

}  // namespace smartstart::steps
