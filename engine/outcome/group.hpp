#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/outcome/outcome_info.hpp"
#include "engine/population/civil.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// The groups that every outcome is given for: all, risk count 0 to 4+, income quintile 1 to 5,
/// generation 0 to 3, and children and heads in single-parent households.
std::vector<GroupInfo> all_groups();

/// Finds the municipality and the groups of a row.
class Grouping {
public:
    explicit Grouping(Schema& schema);

    /// In which groups a row is counted; in none where nobody is there.
    struct Membership {
        std::uint8_t place{};
        std::uint8_t count{};
        std::array<std::uint8_t, 5> groups{};
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
