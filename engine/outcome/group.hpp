#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/outcome/outcome_info.hpp"
#include "engine/population/civil.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// The groups that every outcome is given for: all, risk count 0 to 4+, income quintile 1 to 5,
/// generation 0 to 3, and children and heads in single-parent households. Whoever moved in, and
/// their children, are in no generation; households that nobody leads have no income and are in no
/// quintile.
std::vector<GroupInfo> all_groups();

/// A profile says in which groups a row is counted: one of each kind, or none. Adding up by profile
/// is one sum where adding up by group is five. Risks, income (0 none), generation (4 none), and
/// whether there is one parent.
inline constexpr std::size_t income_places = 6;
inline constexpr std::size_t generation_places = 5;
inline constexpr std::size_t profiles = std::size_t{5} * income_places * generation_places * 2;
/// The groups of a profile, as places in all_groups().
std::vector<std::size_t> groups_of(std::size_t profile);

/// Where a row is added up: its municipality and its profile, as municipality * profiles + profile.
using SumCell = std::uint32_t;
/// The cell of someone of this generation, where `home` is that of the household for generation 0.
constexpr SumCell of_generation(SumCell home, unsigned generation)
{
    return home + 2 * (generation >= civil::moved_in ? 4U : std::min(3U, generation));
}

/// Finds the municipality and the profile of a row.
class Grouping {
public:
    explicit Grouping(Schema& schema);

    /// For one moment: the columns at hand.
    struct View {
        CivilView civil;
        std::span<std::uint8_t const> risk_count, quintile;
        /// The cell of a household for those of generation 0.
        SumCell of_home(Row household) const;
        bool counts_person(Row row) const { return civil.present[row] != 0; }
        /// Where nobody leads, adults died or left, and children wait for another home.
        bool counts_family(Row row) const
        {
            return (civil.in_use[row] != 0) & (civil.head_one[row] != no_row);
        }
        /// The cell of a household as one that is counted itself: by its first head.
        SumCell of_family(Row row) const
        {
            auto const head = civil.head_one[row];
            return of_generation(of_home(row), head == no_row ? 0U : civil.generation[head]);
        }
    };
    View look(World const& world) const;

private:
    Civil civil_;
    Seen<Family, std::uint8_t> risk_count_, quintile_;
};

}  // namespace smartstart
