#pragma once

#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/population/fact.hpp"

namespace smartstart {

/// The cells of one column, of any of the kinds that a column can have.
using Cells =
    std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::int16_t>,
                 std::vector<std::uint32_t>, std::vector<std::uint64_t>, std::vector<float>>;

/// What is known of one column before a run: for `describe`, for the checks and for the tables.
struct ColumnInfo {
    std::string name, meaning, owner;
    std::vector<std::string> readers;
    CellKind kind{};
    Kept kept{};
    Cells empty;  ///< the kind of cell, and one cell: its value at the start
};

/// Collects, before a run, which columns exist, who changes them and who reads them.
class Schema {
public:
    template <class Of, class Cell>
    Owned<Of, Cell> own(Fact<Of, Cell> const& fact, std::string_view step)
    {
        auto const at = mention(fact);
        claim(columns<Of>()[at], step);
        return {at};
    }

    template <class Of, class Cell>
    Seen<Of, Cell> see(Fact<Of, Cell> const& fact, std::string_view reader)
    {
        auto const at = mention(fact);
        columns<Of>()[at].readers.emplace_back(reader);
        return Seen<Of, Cell>{at};
    }

    /// One sentence for each column that is read and that nobody keeps.
    std::vector<std::string> unmet() const;

    std::vector<ColumnInfo> const& people() const { return people_; }
    std::vector<ColumnInfo> const& families() const { return families_; }

private:
    template <class Of>
    std::vector<ColumnInfo>& columns()
    {
        return std::is_same_v<Of, Person> ? people_ : families_;
    }

    template <class Of, class Cell>
    std::size_t mention(Fact<Of, Cell> const& fact)
    {
        auto& all = columns<Of>();
        for (std::size_t at = 0; at < all.size(); ++at) {
            if (all[at].name == fact.name) {
                return at;
            }
        }
        all.push_back({std::string{fact.name},
                       std::string{fact.meaning},
                       {},
                       {},
                       fact.kind,
                       fact.kept,
                       std::vector<Cell>{fact.at_start}});
        return all.size() - 1;
    }

    /// Throws BrokenPromise when the column has an owner already.
    static void claim(ColumnInfo& column, std::string_view step);

    std::vector<ColumnInfo> people_;
    std::vector<ColumnInfo> families_;
};

}  // namespace smartstart
