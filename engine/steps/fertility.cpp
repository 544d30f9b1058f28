#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "fertility";
constexpr auto stream = name_hash(name);
enum Question : unsigned { gives_birth, is_boy };

constexpr int first_age = 15 * 12;
constexpr int end_age = 50 * 12;
constexpr std::uint8_t woman = 0;
/// Orders of birth that are told apart: first, second, third, later.
constexpr std::size_t orders = 4;
constexpr std::array<std::string_view, orders> order_names{"first", "second", "third", "later"};
/// Months since the last birth that are told apart.
constexpr std::size_t longest_wait = 240;

/// Every woman is asked every third month, in the months of her own birthday and its quarters.
constexpr int months_per_turn = 3;
constexpr double years_per_turn = months_per_turn / 12.0;

class Fertility final : public Step {
public:
    explicit Fertility(Setup& setup);
    void advance(World& world) const override;

private:
    double rate_with_partner(CivilView const& people, Row mother, Month now) const;
    double rate(CivilView const& people, Row mother, double with_partner) const;
    /// The factor for who has no partner.
    double alone(CivilView const& people, Row mother) const
    {
        return people.births[mother] == 0 ? alone_first_ : alone_later_;
    }

    /// Births a year of a woman with a partner, by order and age in months.
    std::array<std::array<float, end_age - first_age>, orders> rates_{};
    std::array<float, longest_wait> spacing_{};          ///< factor by months since the last birth
    std::array<double, end_age - first_age> most_at_{};  ///< no rate is higher at this age
    double most_{};                                      ///< nor at any, whoever she is
    Path<double> level_;
    double alone_first_, alone_later_;
    Share boys_;
    Civil civil_;
};

Fertility::Fertility(Setup& setup)
    : level_{factors_by_year(setup.own, "level")},
      alone_first_{factor(setup.own, "alone_first")},
      alone_later_{factor(setup.own, "alone_later")},
      boys_{setup.own.get<Share>("boys")},
      civil_{setup.schema, name}
{
    for (std::size_t order = 0; order < orders; ++order) {
        auto const by_age =
            setup.own.get<Path<Rate>>(std::string{order_names[order]} + "_birth_by_age");
        for (int month = first_age; month < end_age; ++month) {
            rates_[order][static_cast<std::size_t>(month - first_age)] =
                static_cast<float>(by_age.at((month + 0.5) / 12.0));
        }
    }
    auto const spacing = factors(setup.own, "spacing");
    for (std::size_t month = 0; month < longest_wait; ++month) {
        spacing_[month] = static_cast<float>(spacing.at(static_cast<double>(month)));
    }
    // A hair more, for a product may be rounded up.
    auto const most_factor = (1.0 + 1e-12) * std::max({1.0, alone_first_, alone_later_}) *
                             std::max(1.0F, *std::ranges::max_element(spacing_));
    for (std::size_t age = 0; age < most_at_.size(); ++age) {
        for (auto const& by_age : rates_) {
            most_at_[age] = std::max(most_at_[age], by_age[age] * most_factor);
        }
        most_ = std::max(most_, most_at_[age]);
    }
}

void Fertility::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const people = civil_.look(world.people, world.families);
    auto const now = world.clock.now;
    auto const level = level_.at(now.year());
    auto const highest_chance = level * most_ * years_per_turn;
    auto const asked = with_all(people.present.size(), equal(people.sex, woman),
                                set(people.present), above(people.born, now.index - end_age),
                                opposite(above(people.born, now.index - first_age)),
                                same_remainder<months_per_turn>(people.born, now.index));
    auto births = ask_and_collect<VitalEvent>(
        {world.random, stream, gives_birth, world.clock, highest_chance}, asked, people.id,
        [&](Row row, double luck, std::vector<VitalEvent>& filed) {
            // Those at hand first: most luck is settled before the partner need be looked up.
            auto const age = static_cast<std::size_t>(people.age_in_months(row, now) - first_age);
            if (luck >= level * most_at_[age] * years_per_turn) {
                return;
            }
            auto const with_partner = rate_with_partner(people, row, now);
            if (luck >=
                    level * (with_partner * std::max(1.0, alone(people, row))) * years_per_turn ||
                !is_hit(luck, level * rate(people, row, with_partner) * years_per_turn)) {
                return;
            }
            // A child is a girl or a boy whenever it comes: its luck has no month.
            auto const child = child_of(people.person(row), people.births[row] + 1U);
            auto of_child = world.random.draws(child, stream, Clock{});
            auto const boy = of_child.happens(is_boy, boys_.value());
            filed.push_back({.kind = VitalKind::birth, .person = row, .number = boy ? 1U : 0U});
        });
    world.civil_register.file(std::move(births));
}

/// Births a year: by order and age, and after an earlier birth by the time since then.
double Fertility::rate_with_partner(CivilView const& people, Row mother, Month now) const
{
    auto const births = people.births[mother];
    auto const order = std::min<std::size_t>(births, orders - 1);
    auto const age = static_cast<std::size_t>(people.age_in_months(mother, now) - first_age);
    double const rate = rates_[order][age];
    if (births == 0) {
        return rate;
    }
    auto const wait =
        std::clamp(now.index - people.last_birth[mother], 0, static_cast<int>(longest_wait) - 1);
    return rate * spacing_[static_cast<std::size_t>(wait)];
}

/// Less without a partner.
double Fertility::rate(CivilView const& people, Row mother, double with_partner) const
{
    return people.partner(mother) == no_row ? with_partner * alone(people, mother) : with_partner;
}

}  // namespace

StepKind fertility()
{
    return {
        name, Phase::people,
        "Women have children, by age, earlier children and time since the last, and partner.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Fertility>(setup); }};
}

}  // namespace smartstart::steps
