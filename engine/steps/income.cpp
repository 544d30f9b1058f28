#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/age_factor.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/quintiles.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/history.hpp"
#include "engine/steps/livelihood.hpp"
#include "engine/steps/social_security.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "income";
constexpr auto stream = name_hash(name);
enum Question : unsigned { shock };

constexpr int months_in_a_year = 12;
constexpr auto woman = static_cast<std::uint8_t>(Sex::woman);

constexpr Fact<Family, float> income_luck{
    "income_luck", "luck in income that passes, N(0,1): hours, self-employment, a good year"};
constexpr Fact<Family, std::uint16_t> circumstances{
    "circumstances", "what income was last reckoned from; 0 not yet"};

/// What a source brings: a share of what paid work would bring, earned or received, and euro a
/// year.
struct Brings {
    double earned{}, received{}, fixed{};
    bool by_earnings() const { return earned != 0.0 || received != 0.0; }
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

    template <class Homes>
    void reckon(World const& world, View const& view, Livelihoods const& heads,
                Homes const& homes) const;
    static std::uint16_t signature(View const& view, Livelihoods const& heads, Row household);
    double earnings(View const& view, Row head) const;
    Money brought_in(View const& view, Row head, Source source) const;
    double standardised(View const& view, Livelihoods const& heads, Row household) const;
    double next_luck(View const& view, Row household, double share) const;

    std::array<Euro, 3> earnings_;
    AgeFactor by_age_;
    double spread_, women_;
    /// What a household's money is divided by, by the number of its minors and of adult heads.
    std::array<std::array<double, 3>, 256> shared_by_{};
    SocialSecurity law_;
    double assistance_gap_, gap_with_children_, assistance_spread_;
    Euro child_, single_parent_, least_;
    double log_line_, early_from_;
    std::array<Brings, sources> brings_{};
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
    : earnings_{amount(setup.own, "earnings_low"), amount(setup.own, "earnings_middle"),
                amount(setup.own, "earnings_high")},
      by_age_{factors(setup.own, "earnings_by_age")},
      spread_{within<double>(spread_limits, setup.own, "spread")},
      women_{within<double>(factor_limits, setup.own, "women")},
      law_{read_social_security(setup)},
      assistance_gap_{within<double>(log_limits, setup.own, "assistance_gap")},
      gap_with_children_{within<double>(log_limits, setup.own, "assistance_gap_with_children")},
      assistance_spread_{within<double>(spread_limits, setup.own, "assistance_spread")},
      child_{amount(setup.own, "child")},
      single_parent_{amount(setup.own, "single_parent")},
      least_{within<Euro>(income_limits, setup.own, "least")},
      log_line_{std::log(within<Euro>(income_limits, setup.own, "low_income_line").euros())},
      early_from_{age_in_years(setup.own, "early_pension_from")},
      luck_spread_{within<double>(spread_limits, setup.own, "luck_spread")},
      luck_on_benefits_{within<double>(part_limits, setup.own, "luck_on_benefits")},
      luck_memory_{within<double>(part_limits, setup.own, "luck_memory")},
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
    auto const brings = [&](Source source, Brings what) {
        brings_[static_cast<std::size_t>(source)] = what;
    };
    auto const share = [&](char const* key) { return setup.own.get<Share>(key).value(); };
    auto const euros = [&](char const* key) { return amount(setup.own, key).euros(); };
    brings(Source::work, {.earned = 1.0});
    brings(Source::insurance, {.earned = share("replacement")});
    brings(Source::disability, {.fixed = euros("disability_benefit")});
    brings(Source::early_pension, {.received = share("early_pension")});
    brings(Source::pension, {.received = share("pension_share"), .fixed = euros("pension")});
    brings(Source::study, {.fixed = euros("study")});

    auto const child_weight = within<double>(part_limits, setup.own, "child_weight");
    auto const size_power = within<double>(part_limits, setup.own, "size_power");
    for (std::size_t minors = 0; minors < shared_by_.size(); ++minors) {
        auto size = child_weight * static_cast<double>(minors);
        for (auto& divisor : shared_by_[minors]) {
            divisor = std::pow(size, size_power);
            size += 1.0;
        }
    }
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
    if (world.clock.is_start_of(1)) {
        std::ranges::copy(view.poor, view.poor_last_year.begin());
    }
    Livelihoods const heads{{view.people.born, view.lost, view.work, view.in_school},
                            view.now,
                            {early_from_, law_.pension_age, law_.insured}};
    reckon(world, view, heads, world.roll.homes_watched);
    auto const for_the_first_time = with_all(world.roll.homes, equal(view.circumstances, 0));
    reckon(world, view, heads, for_the_first_time);
    // At the end of the year, so that whoever began in it has a rank when groups are counted.
    if (world.clock.is_start_of(12)) {
        give_quintiles(view.income, view.quintile, [&](Row household) {
            return view.people.in_use[household] != 0 && view.circumstances[household] != 0;
        });
    }
}

/// Circumstances are found for all, luck is drawn for those who get new luck, and only what changed
/// is reckoned.
template <class Homes>
void Income::reckon(World const& world, View const& view, Livelihoods const& heads,
                    Homes const& homes) const
{
    auto const month = static_cast<std::uint64_t>(view.now.index);
    auto const yearly = [&](Row household) {
        return (world.clock.part == 0) &
               ((view.people.family_id[household] + month) % months_in_a_year == 0);
    };
    auto const& last = view.circumstances;
    // What is new of those on the list; 0 for who need not be looked at.
    std::vector<std::uint16_t, Unwritten<std::uint16_t>> found(world.families.size());
    for_each_row(homes, [&](Row household) {
        auto const now = signature(view, heads, household);
        bool const due = yearly(household) | (now != last[household]);
        found[household] = static_cast<std::uint16_t>((0U - unsigned{due}) & now);
    });
    auto const with_new_luck = only(homes, [&](Row household) {
        return (found[household] != 0) & (yearly(household) | (last[household] == 0));
    });
    ask_rows({world.random, stream, shock, world.clock}, with_new_luck, view.people.family_id,
             [&](Row household, double share) {
                 view.luck[household] = static_cast<float>(next_luck(view, household, share));
             });
    auto const changed = only(homes, [&](Row household) { return found[household] != 0; });
    for_each_row(changed, [&](Row household) {
        last[household] = found[household];
        view.income[household] = static_cast<float>(standardised(view, heads, household));
        view.poor[household] = view.income[household] < log_line_ ? 1 : 0;
    });
}

/// 0 when no adult leads the household.
std::uint16_t Income::signature(View const& view, Livelihoods const& heads, Row household)
{
    auto const& people = view.people;
    auto bits = (static_cast<unsigned>(heads[people.head_one[household]]) << 3U) |
                static_cast<unsigned>(heads[people.head_two[household]]);
    auto const led = bits != 0;
    bits = (bits << 1U) | view.assistance[household];
    bits = (bits << 5U) | std::min<unsigned>(people.minors[household], 31U);
    return static_cast<std::uint16_t>(led ? bits : 0U);
}

/// What paid work brings, in euro a year after tax.
double Income::earnings(View const& view, Row head) const
{
    auto const level = static_cast<std::size_t>(std::clamp<int>(view.education[head], 1, 3) - 1);
    auto const age = view.people.age_in_months(head, view.now);
    return earnings_[level].euros() * by_age_.at(age) *
           (view.people.sex[head] == woman ? women_ : 1.0) * std::exp(spread_ * view.power[head]);
}

Money Income::brought_in(View const& view, Row head, Source source) const
{
    auto const& brings = brings_[static_cast<std::size_t>(source)];
    auto const could_earn = brings.by_earnings() ? earnings(view, head) : 0.0;
    return {.earned = brings.earned * could_earn,
            .received = brings.fixed + brings.received * could_earn};
}

double Income::standardised(View const& view, Livelihoods const& heads, Row household) const
{
    auto const& people = view.people;
    auto const luck = static_cast<double>(view.luck[household]);
    if (view.assistance[household] != 0) {
        auto const gap = people.minors[household] > 0 ? gap_with_children_ : assistance_gap_;
        return log_line_ + gap + assistance_spread_ * luck;
    }
    Money sum{.received = people.minors[household] * child_.euros() +
                          (people.is_single_parent(household) ? single_parent_.euros() : 0.0)};
    std::size_t adults = 0;
    for (auto const head : {people.head_one[household], people.head_two[household]}) {
        if (auto const source = heads[head]; source != Source::nobody) {
            auto const own = brought_in(view, head, source);
            sum.earned += own.earned;
            sum.received += own.received;
            ++adults;
        }
    }
    auto const factor = std::exp(luck_spread_ * luck);
    auto const received = sum.received == 0.0
                              ? 0.0
                              : sum.received * std::exp(luck_on_benefits_ * luck_spread_ * luck);
    auto const reckoned =
        (sum.earned * factor + received) / shared_by_[people.minors[household]][adults];
    return std::log(std::max(reckoned, least_.euros() * factor));
}

/// Luck keeps its spread over the years, whatever its memory.
double Income::next_luck(View const& view, Row household, double share) const
{
    auto const memory = view.circumstances[household] == 0 ? 0.0 : luck_memory_;
    return memory * view.luck[household] +
           std::sqrt(1.0 - memory * memory) * normal_quantile(share);
}

}  // namespace

StepKind income()
{
    return {name, Phase::strain, "Work, benefits and household size make an income, or poverty.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Income>(setup); }};
}

}  // namespace smartstart::steps
