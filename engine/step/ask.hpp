#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
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

/// A body that goes only to those for whom `may(row, luck)` holds. It is asked of all whose luck is
/// below the highest chance before the body goes to any, so it should have no branches: a loop
/// without surprises hides the fetching of cells that lie far apart.
template <class May, class Body>
struct Sifted {
    May may;
    Body body;
};
template <class May, class Body>
Sifted<May, Body> sifted(May may, Body body)
{
    return {std::move(may), std::move(body)};
}

namespace detail {

template <class Body>
void go_to(std::span<std::uint32_t const> rows, std::span<many::Hit> hits, Body const& body)
{
    for (auto const& [place, word] : hits) {
        body(rows[place], Draws::uniform_of(word));
    }
}
template <class May, class Body>
void go_to(std::span<std::uint32_t const> rows, std::span<many::Hit> hits,
           Sifted<May, Body> const& sifted)
{
    std::size_t kept = 0;
    for (auto const& hit : hits) {
        bool const may = sifted.may(rows[hit.place], Draws::uniform_of(hit.word));
        hits[kept] = hit;
        kept += may ? 1U : 0U;
    }
    go_to(rows, hits.first(kept), sifted.body);
}

/// The same body, which appends to `out`.
template <class Item, class Body>
auto appending(std::vector<Item>& out, Body const& body)
{
    return [&](Row row, double luck) { body(row, luck, out); };
}
template <class Item, class May, class Body>
auto appending(std::vector<Item>& out, Sifted<May, Body> const& sifted)
{
    return smartstart::sifted(sifted.may, appending(out, sifted.body));
}

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
        go_to(some, std::span{hits}.first(found), body);
    }
}

}  // namespace detail

/// Calls `body(row, luck)` for the rows whose luck (that of Draws::uniform) is below the highest
/// chance. `names` are the names for life of the rows' people or families; `rows` is a RowList or
/// `only` some rows; `body` may be `sifted`.
template <class Rows, class Body>
void ask_rows(LuckQuestion const& question, Rows const& rows, std::span<std::uint64_t const> names,
              Body const& body)
{
    for_each_block(detail::blocks_of(rows), [&](std::size_t block) {
        detail::ask_block(question, rows, block, names, body);
    });
}

/// The same for the rows whose luck is also below `most(row)`: a bound for this row that is quick
/// to find, and by which they are sifted.
template <class Rows, class Most, class Body>
void ask_rows(LuckQuestion const& question, Rows const& rows, std::span<std::uint64_t const> names,
              Most const& most, Body const& body)
{
    auto const may = [&](Row row, double luck) { return luck < most(row); };
    ask_rows(question, rows, names, sifted(may, body));
}

/// Lets `body(row, luck, out)` append to `out`; gives all that was appended, in row order.
template <class Item, class Rows, class Body>
std::vector<Item> ask_and_collect(LuckQuestion const& question, Rows const& rows,
                                  std::span<std::uint64_t const> names, Body const& body)
{
    std::vector<std::vector<Item>> parts(detail::blocks_of(rows));
    for_each_block(parts.size(), [&](std::size_t block) {
        detail::ask_block(question, rows, block, names, detail::appending(parts[block], body));
    });
    return join(parts);
}

}  // namespace smartstart
