#pragma once

#include <array>
#include <cstdint>

#include "tests/speed/families/homes.hpp"

namespace smartstart::families {

/// What a year does to the five risks of a household, as one draw: whether anything changes, and if
/// so, which of 32 states it becomes (Walker's alias method).
class RiskYear {
public:
    RiskYear();
    /// Whose byte of luck is below this is asked for the new state.
    std::uint8_t bound(std::uint8_t state) const { return rows_[state].bound; }
    /// The state after a year, for who was asked.
    std::uint8_t next(std::uint8_t state, std::uint32_t word) const
    {
        auto const& row = rows_[state];
        auto const cell = word >> (32 - risk_count);
        auto const part = word & part_mask;
        return part < row.own[cell] ? static_cast<std::uint8_t>(cell) : row.other[cell];
    }

private:
    static constexpr std::uint32_t part_mask = (1U << (32 - risk_count)) - 1;
    struct FromState {
        std::uint8_t bound{};
        std::array<std::uint32_t, risk_states> own{};   ///< shares of a cell, of part_mask + 1
        std::array<std::uint8_t, risk_states> other{};  ///< whom the rest of a cell belongs to
    };
    static void share_out(FromState& row, std::array<double, risk_states> chances);

    std::array<FromState, risk_states> rows_;
};

/// The one table, made when it is first asked for.
RiskYear const& risk_year();

inline std::uint8_t unrest_of(std::uint8_t risks)
{
    return risk_year().bound(risks);
}

}  // namespace smartstart::families
