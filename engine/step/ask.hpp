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

/// Draws for many at once, and goes to those whose luck may matter: no branch in the drawing
/// depends on luck, and the rows that it spares need not be looked at.
template <class Rows, class Body>
void ask_block(LuckQuestion const& question, Rows const& rows, std::size_t block,
               std::span<std::uint64_t const> names, Body const& body)
{
    // NOLINTBEGIN(cppcoreguidelines-pro-type-member-init): they are written before they are read
    BlockOfRows room;
    std::array<std::uint64_t, many::most_at_once> theirs;
    many::Hits hits;
    // NOLINTEND(cppcoreguidelines-pro-type-member-init)
    many::Asked asked{question.random.question(question.stream, question.clock, question.number),
                      many::limit_of(question.most),
                      {}};
    for (auto rest = rows_of_block(rows, block, room); !rest.empty();) {
        auto const some = rest.first(std::min(many::most_at_once, rest.size()));
        rest = rest.subspan(some.size());
        for (std::size_t i = 0; i < some.size(); ++i) {
            theirs[i] = names[some[i]];
        }
        asked.names = {theirs.data(), some.size()};
        auto const found = many::find(asked, hits);
        for (auto const& [place, word] : std::span{hits}.first(found)) {
            body(some[place], Draws::uniform_of(word));
        }
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

/// The same for the rows whose luck is also below what `most(row)` gives: a bound for this row that
/// is quick to find. They are picked without a branch, so that what `body` needs of one row is
/// fetched while it looks at another.
template <class Rows, class Most, class Body>
void ask_rows(LuckQuestion const& question, Rows const& rows, std::span<std::uint64_t const> names,
              Most const& most, Body const& body)
{
    struct Candidate {
        Row row;
        double luck;
    };
    for_each_block(detail::blocks_of(rows), [&](std::size_t block) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): written before it is read
        std::array<Candidate, rows_per_block> candidates;
        std::size_t count = 0;
        detail::ask_block(question, rows, block, names, [&](Row row, double luck) {
            candidates[count] = {row, luck};
            count += luck < most(row) ? 1U : 0U;
        });
        for (auto const& [row, luck] : std::span{candidates}.first(count)) {
            body(row, luck);
        }
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
