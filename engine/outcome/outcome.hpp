#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "engine/outcome/group.hpp"
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

/// Whole years lived at the end of the year, from the first to the last.
struct AgeSpan {
    int from{};
    int to{};
    bool operator==(AgeSpan const&) const = default;
};
inline constexpr AgeSpan everybody{-999, 999};
inline constexpr AgeSpan minors{0, 17};
inline constexpr AgeSpan young{0, 24};  ///< whoever is or was in school or youth care of late

/// Rows of one block whom an outcome counts, each with its household (for an outcome of families
/// that is the row itself) and with the cell to add it to.
struct Members {
    CivilView const& people;
    std::span<Row const> rows, homes;
    std::span<SumCell const> cells;
};

/// Sums of one outcome, by municipality and profile, in whole millionths: exact in any order.
class Sums {
public:
    /// A copy has memory of the heap.
    explicit Sums(std::size_t municipalities,
                  std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : numerators_(municipalities * profiles, memory),
          denominators_(memory),
          events_(municipalities, memory)
    {
    }
    static constexpr std::size_t bytes(std::size_t municipalities)
    {
        return municipalities * (profiles + 1) * sizeof(std::int64_t);
    }

    void add(SumCell cell, Tally const& tally)
    {
        numerators_[cell] += millionths(tally.numerator);
        if (tally.denominator != 0.0) {
            denominators()[cell] += millionths(tally.denominator);
        }
    }
    /// As if so many rows of each cell had added this tally.
    void add_each(std::span<std::int64_t const> rows, Tally const& tally);
    /// Events are counted for everyone together.
    void add_events(std::size_t municipality, std::int64_t events)
    {
        events_[municipality] += events;
    }
    Sums& operator+=(Sums const& other);
    /// [municipality * groups + group], in the order of all_groups().
    std::vector<Tally> by_group() const;

private:
    static constexpr std::int64_t one = 1'000'000;
    /// As std::llround has it, halves away from zero: the largest number below a half is added.
    static std::int64_t millionths(double value)
    {
        return static_cast<std::int64_t>(value * one + std::copysign(0x1.fffffffffffffp-2, value));
    }
    /// Most outcomes add to their numerator only, row by row, and then there are none yet.
    std::pmr::vector<std::int64_t>& denominators()
    {
        if (denominators_.empty()) {
            denominators_.resize(numerators_.size());
        }
        return denominators_;
    }
    std::pmr::vector<std::int64_t> numerators_, denominators_, events_;
};

/// One number that people follow. Made before a run; looks at many rows at a time, because there
/// are many outcomes and many people.
class Outcome {
public:
    Outcome() = default;
    virtual ~Outcome() = default;
    Outcome(Outcome const&) = delete;
    Outcome& operator=(Outcome const&) = delete;
    Outcome(Outcome&&) = delete;
    Outcome& operator=(Outcome&&) = delete;
    /// What everyone who is counted adds alike, such as one to the denominator of a share. The
    /// observer, who knows how many there are, adds it.
    virtual Tally each() const = 0;
    /// Adds what else these rows add at this moment.
    virtual void add(World const& world, Members const& members, Sums& sums) const = 0;
};

/// What an outcome says of itself and how to build it.
struct OutcomeKind {
    OutcomeInfo info;
    Counted counted{};
    AgeSpan ages = everybody;  ///< for an outcome of people: whom it counts
    std::function<std::unique_ptr<Outcome>(Schema&)> build;
    /// For what no row can tell at the end of a year, such as deaths: the events of the civil
    /// register that are added to the numerator of "all", by municipality. Other groups stay at
    /// zero.
    std::optional<VitalKind> vital{};
    /// It only serves to be held against a published figure, and is in a result where the scenario
    /// asks for all outcomes.
    bool for_the_card{};
};

/// Every outcome the engine knows, in the order of the result file.
std::vector<OutcomeKind> const& all_outcomes();

/// True when a month column says "in this calendar year".
constexpr bool in_year(Moment when, Month now)
{
    return when != 0 && when / 12 == now.year();
}

}  // namespace smartstart
