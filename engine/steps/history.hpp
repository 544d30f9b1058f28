#pragma once

#include <span>

#include "engine/population/fact.hpp"
#include "engine/population/schema.hpp"
#include "engine/population/table.hpp"
#include "engine/steps/facts.hpp"

/// Facts that only outcomes look back on: no step lives by them.
namespace smartstart::facts {

inline constexpr Fact<Person, When> placed_by_court{
    "placed_by_court", "month of the first placement under an order", 0, calendar, in_youth};
inline constexpr Fact<Person, When> placed_again{
    "placed_again", "month of the latest placement after a return home", 0, calendar, in_youth};

inline constexpr Fact<Family, Flag> poor_last_year{"poor_last_year",
                                                   "poor at the end of the last calendar year"};

/// The bits of `risk_factors`, as far as somebody beside the step of risks needs them.
inline constexpr unsigned risk_poverty = 1U << 0U;
inline constexpr unsigned risk_debt = 1U << 1U;
inline constexpr unsigned risk_no_work = 1U << 2U;
inline constexpr unsigned risk_low_education = 1U << 3U;
inline constexpr unsigned risk_single_parent = 1U << 4U;
inline constexpr unsigned risk_mental_illness = 1U << 5U;
inline constexpr Fact<Family, std::uint16_t> risk_factors{
    "risk_factors",
    "one bit each: 1 poverty, 2 problem debt, 4 no work, 8 low education, 16 single parent, 32 "
    "mental illness, 64 addiction, 128 violence, 256 teenage parent, 512 offending, 1024 no "
    "secure home"};

}  // namespace smartstart::facts

namespace smartstart::steps {

/// Keeps what outcomes look back on when an order begins or ends, or a child is placed away from
/// home.
class PlacementHistory {
public:
    PlacementHistory(Schema& schema, std::string_view step)
        : order_since_{schema.own(facts::order_since, step)},
          by_court_{schema.own(facts::placed_by_court, step)},
          again_{schema.own(facts::placed_again, step)}
    {
    }
    /// The month in which the order of each child last changed.
    std::span<facts::When> order_since(People& people) const { return people.change(order_since_); }
    /// The child in this row goes away now, with this order (0: none) and this latest return.
    void note(People& people, Row row, facts::Number order, facts::When returned,
              facts::When now) const
    {
        auto& by_court = people.change(by_court_)[row];
        by_court = by_court == 0 && order != 0 ? now : by_court;
        auto& again = people.change(again_)[row];
        again = returned != 0 ? now : again;
    }

private:
    Owned<Person, facts::When> order_since_, by_court_, again_;
};

}  // namespace smartstart::steps
