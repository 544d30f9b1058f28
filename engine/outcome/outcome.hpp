#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/outcome/outcome_info.hpp"
#include "engine/population/civil.hpp"
#include "engine/population/register.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// What one row adds to an outcome. Kept as whole millionths, so that sums are exact in any order.
struct Tally {
    double numerator{};
    double denominator{};
};

/// Which rows an outcome counts.
enum class Counted : std::uint8_t { people, families };

/// What one row adds to an outcome, at the end of a year. A row that does not count adds {0, 0}.
using Measure = std::function<Tally(Row)>;

/// One number that people follow. Made before a run; asked once a year for a Measure of that
/// moment.
class Outcome {
public:
    Outcome() = default;
    virtual ~Outcome() = default;
    Outcome(Outcome const&) = delete;
    Outcome& operator=(Outcome const&) = delete;
    Outcome(Outcome&&) = delete;
    Outcome& operator=(Outcome&&) = delete;
    virtual Measure measure(World const& world) const = 0;
};

/// What an outcome says of itself and how to build it.
struct OutcomeKind {
    OutcomeInfo info;
    Counted counted{};
    std::function<std::unique_ptr<Outcome>(Schema&)> build;
    /// For what no row can tell at the end of a year, such as deaths: the events of the civil
    /// register that are added to the numerator of "all", by municipality. Other groups stay at
    /// zero.
    std::optional<VitalKind> vital{};
};

/// Every outcome the engine knows, in the order of the result file.
std::vector<OutcomeKind> const& all_outcomes();

/// True when a month column says "in this calendar year".
constexpr bool in_year(Moment when, Month now)
{
    return when != 0 && when / 12 == now.year();
}

}  // namespace smartstart
