#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "engine/outcome/outcome.hpp"
#include "engine/parallel/rows.hpp"

namespace smartstart {

/// A share of which more is neither better nor worse, to begin with: what it counts is filled in.
inline OutcomeInfo plain_share(std::string id, std::string long_name_en, std::string long_name_nl)
{
    return {.id = std::move(id),
            .long_name_en = std::move(long_name_en),
            .long_name_nl = std::move(long_name_nl),
            .units = "1",
            .numerator = {},
            .denominator = {},
            .source_of_definition = {},
            .better = Better::neither,
            .transform = Transform::ratio,
            .relevant = 0.005};
}

/// One row at the end of a year, for an outcome to look at. For an outcome of families `row` is a
/// household, and only `people`, `now` and `this_year` mean something.
struct At {
    CivilView const& people;
    Row row;
    Month now;

    bool this_year(Moment when) const { return in_year(when, now); }
};

/// What one row adds to an outcome. One that does not matter adds no more than all who are counted
/// add alike: `each`, which the observer adds for all of them at once.
template <int numerator_of_each, int denominator_of_each>
struct Added {
    static constexpr Tally each{numerator_of_each, denominator_of_each};
    bool matters{};
    Tally tally;  ///< beside `each`
};

/// Adds to a share: nothing when not counted, else 0 or 1 of 1.
constexpr Added<0, 0> share(bool counted, bool yes)
{
    return {counted, {yes ? 1.0 : 0.0, 1.0}};
}
/// The same where everyone is counted.
constexpr Added<0, 1> share_of_all(bool yes)
{
    return {yes, {1.0, 0.0}};
}
/// Adds to a mean.
constexpr Added<0, 0> mean(bool counted, double value)
{
    return {counted, {value, 1.0}};
}
constexpr Added<0, 1> mean_of_all(double value)
{
    return {true, {value, 0.0}};
}
/// Adds to a count.
constexpr Added<0, 0> count(bool yes)
{
    return {yes, {1.0, 0.0}};
}
constexpr Added<1, 0> count_of_all()
{
    return {};
}

/// An outcome that looks at a few columns of one row: `look(at, cells...)` gives what the row adds.
template <class Look, class... Columns>
class RowOutcome final : public Outcome {
public:
    explicit RowOutcome(Look look, Columns... columns) : look_{look}, columns_{columns...} {}

    Tally each() const override { return Gives::each; }
    void add(World const& world, Members const& members, Sums& sums) const override
    {
        std::apply(
            [&](auto const&... column) {
                auto const now = world.clock.now;
                add(members, sums,
                    [look = look_, now, &members,
                     ... cells = open(world, column)](std::size_t place) {
                        return look(At{members.people, members.rows[place], now},
                                    cells.at(members, place)...);
                    });
            },
            columns_);
    }

private:
    /// A column at hand, and whether its row is the person's own or that of the household.
    template <class Of, class Cell>
    struct Cells {
        std::span<Cell const> values;
        Cell at(Members const& members, std::size_t place) const
        {
            return values[(std::is_same_v<Of, Person> ? members.rows : members.homes)[place]];
        }
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

    /// Most outcomes are about few: those who matter are picked first, without a branch.
    template <class LookAt>
    static void add(Members const& members, Sums& sums, LookAt const& look_at)
    {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): written before it is read
        std::array<std::uint16_t, rows_per_block> picked;
        std::size_t found = 0;
        for (std::size_t place = 0; place < members.rows.size(); ++place) {
            picked[found] = static_cast<std::uint16_t>(place);
            found += look_at(place).matters ? 1U : 0U;
        }
        for (auto const place : std::span{picked}.first(found)) {
            sums.add(members.cells[place], look_at(place).tally);
        }
    }

    template <class Column>
    struct CellOf;
    template <class Of, class Cell>
    struct CellOf<Seen<Of, Cell>> {
        using Type = Cell;
    };
    using Gives = std::invoke_result_t<Look const&, At const&, typename CellOf<Columns>::Type...>;

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
        static_cast<void>(Civil{schema, id});  // that it looks at these too
        return std::make_unique<RowOutcome<Look, Seen<Of, Cell>...>>(look,
                                                                     schema.see(wanted, id)...);
    };
    return {std::move(info), Counted::people, ages, build};
}

/// The same over families.
template <class Look, class... Cell>
OutcomeKind outcome_of_families(OutcomeInfo info, Look look, Fact<Family, Cell> const&... wanted)
{
    auto build = [look, wanted..., id = info.id](Schema& schema) -> std::unique_ptr<Outcome> {
        static_cast<void>(Civil{schema, id});  // that it looks at these too
        return std::make_unique<RowOutcome<Look, Seen<Family, Cell>...>>(look,
                                                                         schema.see(wanted, id)...);
    };
    return {std::move(info), Counted::families, everybody, build};
}

}  // namespace smartstart
