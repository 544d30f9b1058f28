#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/population/civil.hpp"
#include "engine/random/random.hpp"

namespace smartstart {

/// The rows of a table by month of birth.
class BornTogether {
public:
    explicit BornTogether(std::span<Moment const> born) : rows_(born.size())
    {
        auto const first = born.empty() ? Moment{} : *std::ranges::min_element(born);
        auto const last = born.empty() ? Moment{} : *std::ranges::max_element(born);
        auto const month = [&](Row row) { return static_cast<std::size_t>(born[row] - first); };
        begins_.resize(static_cast<std::size_t>(last - first) + 2);
        for (Row row = 0; row < born.size(); ++row) {
            ++begins_[month(row)];
        }
        std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
        // They are ends as yet, from which rows go down to where their month begins.
        for (auto row = static_cast<Row>(born.size()); row-- > 0;) {
            rows_[--begins_[month(row)]] = row;
        }
    }
    std::size_t months() const { return begins_.size() - 1; }
    std::span<Row const> of(std::size_t month) const
    {
        return std::span{rows_}.subspan(begins_[month], begins_[month + 1] - begins_[month]);
    }

private:
    std::vector<std::size_t> begins_;  ///< of each month, and the end of the last
    std::vector<Row> rows_;
};

/// A question that a step puts to everyone once for each year of life that is past.
struct PastQuestion {
    Random const& random;
    std::uint32_t stream{};  ///< of the step
    unsigned number{};
    Months first;  ///< the age at which it is asked for the first time
    Month now;     ///< before which it is asked for the last time
};

/// Calls `body(row, luck, then)` for those whose luck at some past moment is below the highest
/// chance of that age and moment, `most(age, then)`: for each row in the order of time. Those who
/// were born in the same month are asked at the same moments, so that luck is drawn for many at
/// once. A body may change its own row only.
template <class Most, class Body>
void ask_of_past(PastQuestion const& asks, CivilView const& people, Most const& most,
                 Body const& body)
{
    BornTogether const together{people.born};
    for_each_block(together.months(), [&](std::size_t month) {
        auto const rows = together.of(month);
        if (rows.empty()) {
            return;
        }
        std::vector<std::uint64_t> names(rows.size());
        std::ranges::transform(rows, names.begin(), [&](Row row) { return people.id[row]; });
        many::Hits hits;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before read
        Clock then;
        auto const born = Month{people.born[rows.front()]};
        for (then.now = born + asks.first; then.now < asks.now; then.now.index += 12) {
            many::Asked asked{asks.random.question(asks.stream, then, asks.number),
                              many::limit_of(most(then.now - born, then.now)),
                              {}};
            for (std::size_t from = 0; from < names.size(); from += many::most_at_once) {
                auto const count = std::min(many::most_at_once, names.size() - from);
                asked.names = std::span{names}.subspan(from, count);
                auto const found = many::find(asked, hits);
                for (auto const& [place, word] : std::span{hits}.first(found)) {
                    body(rows[from + place], Draws::uniform_of(word), then.now);
                }
            }
        }
    });
}

}  // namespace smartstart
