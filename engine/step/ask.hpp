#pragma once

#include <algorithm>
#include <array>
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

struct Lucky {
    Row row;
    double luck;
};

/// Draws for a whole block first, and keeps those whose luck may matter: no branch in that loop
/// depends on luck, and the rows that it spares need not be looked at.
class LuckyOfBlock {
public:
    std::span<Lucky const> find(LuckQuestion const& question, std::span<Row const> rows,
                                std::span<std::uint64_t const> names)
    {
        std::size_t found = 0;
        for (std::size_t from = 0; from < rows.size(); from += at_once) {
            auto const some = rows.subspan(from, std::min(at_once, rows.size() - from));
            for (std::size_t i = 0; i < some.size(); ++i) {
                names_[i] = names[some[i]];
            }
            question.random.uniforms({names_.data(), some.size()}, question.stream, question.clock,
                                     question.number, luck_.data());
            for (std::size_t i = 0; i < some.size(); ++i) {
                lucky_[found] = {some[i], luck_[i]};
                found += luck_[i] < question.most ? 1U : 0U;
            }
        }
        return {lucky_.data(), found};
    }

private:
    static constexpr std::size_t at_once = 256;
    std::array<std::uint64_t, at_once> names_;
    std::array<double, at_once> luck_;
    std::array<Lucky, rows_per_block> lucky_;
};

template <class Rows, class Body>
void ask_block(LuckQuestion const& question, Rows const& rows, std::size_t block,
               std::span<std::uint64_t const> names, Body const& body)
{
    // NOLINTBEGIN(cppcoreguidelines-pro-type-member-init): both are written before they are read
    BlockOfRows room;
    LuckyOfBlock lucky;
    // NOLINTEND(cppcoreguidelines-pro-type-member-init)
    for (auto const& [row, luck] : lucky.find(question, rows_of_block(rows, block, room), names)) {
        body(row, luck);
    }
}

}  // namespace detail

/// Calls `body(row, luck)` for the rows whose luck (that of Draws::uniform) is below the highest
/// chance. `names` are the names for life of the rows' people or families; `rows` is a RowList or
/// `only` some rows.
template <class Rows, class Body>
void ask_rows(LuckQuestion const& question, Rows const& rows, std::span<std::uint64_t const> names,
              Body const& body)
{
    for_each_block(detail::blocks_of(rows), [&](std::size_t block) {
        detail::ask_block(question, rows, block, names, body);
    });
}

/// Lets `body(row, luck, out)` append to `out`; gives all that was appended, in row order.
template <class Item, class Rows, class Body>
std::vector<Item> ask_and_collect(LuckQuestion const& question, Rows const& rows,
                                  std::span<std::uint64_t const> names, Body const& body)
{
    std::vector<std::vector<Item>> parts(detail::blocks_of(rows));
    for_each_block(parts.size(), [&](std::size_t block) {
        detail::ask_block(question, rows, block, names,
                          [&](Row row, double luck) { body(row, luck, parts[block]); });
    });
    return join(parts);
}

}  // namespace smartstart
