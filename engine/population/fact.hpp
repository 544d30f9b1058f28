#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace smartstart {

/// What a column describes: each table has one row per person or one row per family (household).
struct Person;
struct Family;

/// A place in a table. Rows are used again after a death or a departure: a row is never a name.
using Row = std::uint32_t;
inline constexpr Row no_row = ~Row{0};

/// A yes or no: 0 or 1.
using Flag = std::uint8_t;

/// What a cell means when someone arrives with a copied past: a calendar month moves along with the
/// newcomer's age, any other value stays.
enum class CellKind : std::uint8_t { value, calendar_month };

/// How long a fact is kept. One that is not kept for life is 0 at the start, is looked at until a
/// birthday, and forgotten when the table is put in order after it: it takes no memory in the rows
/// of older people.
enum class Kept : std::uint8_t {
    for_life,
    in_youth,  ///< until 24: help for the young ends at 23, what is left of it in the year after
    until_thirty,  ///< until 31: at 30 the course of a life is told
};
inline constexpr int youth_months = 24 * 12;
inline constexpr int thirty_months = 31 * 12;

/// The name, meaning and starting value of one fact about every person or family.
template <class Of, class Cell>
struct Fact {
    std::string_view name;
    std::string_view meaning;  ///< with unit and range
    Cell at_start{};
    CellKind kind = CellKind::value;
    Kept kept = Kept::for_life;
};

/// Permission to change a column. Exactly one step holds it.
template <class Of, class Cell>
struct Owned {
    std::size_t column{};
};

/// Permission to look at a column. Changing it does not compile.
template <class Of, class Cell>
struct Seen {
    std::size_t column{};
    Seen() = default;
    explicit Seen(std::size_t index) : column{index} {}
    /// The owner may look at what it changes.
    Seen(Owned<Of, Cell> owned) : column{owned.column} {}  // NOLINT(google-explicit-constructor)
};

}  // namespace smartstart
