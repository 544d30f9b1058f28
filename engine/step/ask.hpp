#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/parallel/rows.hpp"
#include "engine/population/fact.hpp"
#include "engine/random/random.hpp"

namespace smartstart {

/// One question that a step puts to the luck of many in one month.
struct LuckQuestion {
    Random const& random;
    std::uint32_t stream{};  ///< of the step
    unsigned number{};
    Clock const& clock;
    double most{1.0};  ///< nobody's chance is above this
};

namespace detail {

/// Draws for a whole block first, and keeps those whose luck may matter: no branch in that loop
/// depends on luck, and the rows that it spares need not be looked at. Then `body(row, luck)`.
template <class Body>
void ask_block(LuckQuestion const& question, std::span<Row const> rows,
               std::span<std::uint64_t const> names, Body const& body)
{
    struct Lucky {
        Row row;
        double luck;
    };
    std::array<Lucky, rows_per_block> lucky;
    std::size_t found = 0;
    for (auto const row : rows) {
        auto draws = question.random.draws(names[row], question.stream, question.clock);
        auto const luck = draws.uniform(question.number);
        lucky[found] = {row, luck};
        found += luck < question.most ? 1U : 0U;
    }
    for (std::size_t i = 0; i < found; ++i) {
        body(lucky[i].row, lucky[i].luck);
    }
}

}  // namespace detail

/// Calls `body(row, luck)` for the rows whose luck (that of Draws::uniform) is below the highest
/// chance. `names` are the names for life of the rows' people or families.
template <class Body>
void ask_rows(LuckQuestion const& question, RowList const& rows,
              std::span<std::uint64_t const> names, Body const& body)
{
    for_each_block(rows.blocks(), [&](std::size_t block) {
        detail::ask_block(question, rows.block(block), names, body);
    });
}

/// Lets `body(row, luck, out)` append to `out`; gives all that was appended, in row order.
template <class Item, class Body>
std::vector<Item> ask_and_collect(LuckQuestion const& question, RowList const& rows,
                                  std::span<std::uint64_t const> names, Body const& body)
{
    std::vector<std::vector<Item>> parts(rows.blocks());
    for_each_block(rows.blocks(), [&](std::size_t block) {
        detail::ask_block(question, rows.block(block), names,
                          [&](Row row, double luck) { body(row, luck, parts[block]); });
    });
    return join(parts);
}

}  // namespace smartstart
