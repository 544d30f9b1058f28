#pragma once

#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

#include "engine/outcome/outcome.hpp"

namespace smartstart {

/// One row at the end of a year, for an outcome to look at. For an outcome of families `row` is a
/// household, and only `people`, `now` and `this_year` mean something.
struct At {
    CivilView const& people;
    Row row;
    Month now;

    bool this_year(Moment when) const { return in_year(when, now); }
};

/// Adds to a share: nothing when not counted, else 0 or 1 of 1.
constexpr Tally share(bool counted, bool yes)
{
    return {counted && yes ? 1.0 : 0.0, counted ? 1.0 : 0.0};
}
/// Adds to a mean.
constexpr Tally mean(bool counted, double value)
{
    return counted ? Tally{value, 1.0} : Tally{};
}
/// Adds to a count.
constexpr Tally count(bool yes)
{
    return {yes ? 1.0 : 0.0, 0.0};
}

/// An outcome that looks at a few columns of one row: `look(at, cells...)` gives what the row adds.
template <class Look, class... Columns>
class RowOutcome final : public Outcome {
public:
    RowOutcome(Civil civil, Counted counted, Look look, Columns... columns)
        : civil_{civil}, counted_{counted}, look_{look}, columns_{columns...}
    {
    }

    void add(World const& world, Members const& members, Sums& sums) const override
    {
        with_columns(world, [&](auto const& look_at) {
            for (auto const place : members.counted) {
                sums.add(members.of[place], look_at(members.first + place));
            }
        });
    }

private:
    /// A column at hand, and whether its row is the person's own or that of the household.
    template <class Of, class Cell>
    struct Cells {
        std::span<Cell const> values;
        Cell at(Row row, Row home) const { return values[std::is_same_v<Of, Person> ? row : home]; }
    };
    template <class Cell>
    static Cells<Person, Cell> open(World const& world, Seen<Person, Cell> column)
    {
        return {world.people.look(column)};
    }
    template <class Cell>
    static Cells<Family, Cell> open(World const& world, Seen<Family, Cell> column)
    {
        return {world.families.look(column)};
    }

    /// Calls `use(look_at)`, where look_at(row) gives what a row adds.
    template <class Use>
    auto with_columns(World const& world, Use const& use) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.clock.now;
        return std::apply(
            [&](auto const&... column) {
                auto const cells = std::tuple{open(world, column)...};
                return use([&](Row row) {
                    auto const home = counted_ == Counted::people ? people.family[row] : row;
                    return std::apply(
                        [&](auto const&... cell) {
                            return look_(At{people, row, now}, cell.at(row, home)...);
                        },
                        cells);
                });
            },
            columns_);
    }

    Civil civil_;
    Counted counted_;
    Look look_;
    std::tuple<Columns...> columns_;
};

/// An outcome over people of these ages: `look(at, cells...)` gets the cells of these facts, of the
/// person or of the person's family, in this order.
template <class Look, class... Of, class... Cell>
OutcomeKind outcome_of_people(OutcomeInfo info, AgeSpan ages, Look look,
                              Fact<Of, Cell> const&... wanted)
{
    auto build = [look, wanted..., id = info.id](Schema& schema) -> std::unique_ptr<Outcome> {
        return std::make_unique<RowOutcome<Look, Seen<Of, Cell>...>>(
            Civil{schema, id}, Counted::people, look, schema.see(wanted, id)...);
    };
    return {std::move(info), Counted::people, ages, build};
}

/// The same over families.
template <class Look, class... Cell>
OutcomeKind outcome_of_families(OutcomeInfo info, Look look, Fact<Family, Cell> const&... wanted)
{
    auto build = [look, wanted..., id = info.id](Schema& schema) -> std::unique_ptr<Outcome> {
        return std::make_unique<RowOutcome<Look, Seen<Family, Cell>...>>(
            Civil{schema, id}, Counted::families, look, schema.see(wanted, id)...);
    };
    return {std::move(info), Counted::families, everybody, build};
}

}  // namespace smartstart
