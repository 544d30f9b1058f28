#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/outcome/outcome_info.hpp"
#include "engine/population/civil.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// The groups that every outcome is given for: all, risk count 0 to 4+, income quintile 1 to 5,
/// generation 0 to 3, and children and heads in single-parent households.
std::vector<GroupInfo> all_groups();

/// A profile says in which groups a row is counted: one of each kind. Adding up by profile is one
/// sum where adding up by group is five.
inline constexpr std::size_t profiles = std::size_t{5} * 5 * 4 * 2;
/// The groups of a profile, as places in all_groups().
std::vector<std::size_t> groups_of(std::size_t profile);

/// Finds the municipality and the profile of a row.
class Grouping {
public:
    explicit Grouping(Schema& schema);

    struct Membership {
        static constexpr std::uint8_t nobody = 255;
        PlaceNumber place{};
        std::uint8_t profile{nobody};  ///< below `profiles`, or nobody is there to be counted
        bool counts() const { return profile != nobody; }
    };
    /// For one moment: the columns at hand.
    struct View {
        CivilView civil;
        std::span<std::uint8_t const> risk_count, quintile;
        Membership of_person(Row row) const
        {
            return civil.present[row] == 0 ? Membership{}
                                           : of(civil.family[row], civil.generation[row]);
        }
        Membership of_family(Row row) const;

    private:
        Membership of(Row household, unsigned generation) const;
    };
    View look(World const& world) const;

private:
    Civil civil_;
    Seen<Family, std::uint8_t> risk_count_, quintile_;
};

}  // namespace smartstart
