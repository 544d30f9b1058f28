#include "tests/speed/families/normal.hpp"

#include <cmath>

#include "engine/random/random.hpp"

namespace smartstart::families {

NormalTable::NormalTable()
{
    // Below x lies a share of x 2^-31 of one side.
    auto const quantile = [](std::size_t cell) {
        auto const halving = static_cast<int>(cell >> cell_bits);
        auto const part = static_cast<double>(cell & ((1U << cell_bits) - 1U)) / (1U << cell_bits);
        return normal_quantile(std::ldexp(1.0 + part, halving - 31));
    };
    for (std::size_t cell = 0; cell <= cells; ++cell) {
        // The size is positive here, and the highest bit of the word gives the side.
        low_[cell] = static_cast<float>(-quantile(cell));
        rise_[cell] =
            cell == cells ? 0.0F : static_cast<float>(quantile(cell) - quantile(cell + 1));
    }
}

NormalTable const& normal_table()
{
    static NormalTable const table;
    return table;
}

}  // namespace smartstart::families
