#include "engine/store/small_cells.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

/// Which counts of an outcome are of people or households.
enum class People : std::uint8_t {
    numerator,    ///< of a number of persons
    both,         ///< of a share
    denominator,  ///< of a mean, whose numerator is a sum of scores or months
};

People people_in(OutcomeInfo const& outcome)
{
    if (outcome.transform == Transform::count) {
        return People::numerator;
    }
    auto const is_share = outcome.transform == Transform::ratio && outcome.units == "1";
    return is_share ? People::both : People::denominator;
}

std::uint64_t mark_of(std::span<double const> numbers)
{
    std::uint64_t mark = numbers.size();
    for (auto const number : numbers) {
        mark = mix(mark, std::bit_cast<std::uint64_t>(number));
    }
    return mark;
}

}  // namespace

SmallCells::SmallCells(Result const& labels)
    : labels_{labels},
      minimum_{static_cast<double>(labels.minimum_cell)},
      weight_{std::round(1.0 / labels.scale)},
      cells_{labels.municipalities.size() * labels.groups.size()},
      lines_{lines_of(labels)}
{
}

/// Of people as they were simulated; a count in a file is weighted back to the region.
bool SmallCells::is_small(double count) const
{
    constexpr double nobody = 1e-6;  // sums are of whole millionths
    auto const people = count / weight_;
    return people > nobody && people < minimum_;
}

/// Of a share also those without it are people.
bool SmallCells::is_secret_numerator(std::size_t outcome, double numerator,
                                     double denominator) const
{
    auto const is_share = people_in(labels_.outcomes[outcome]) == People::both;
    return is_small(numerator) || (is_share && is_small(denominator - numerator));
}

SmallCells::Count& SmallCells::count_of(std::span<double const> numbers, std::size_t outcome,
                                        std::size_t& position)
{
    auto const mark = mark_of(numbers);
    auto const found = std::ranges::find(counts_, mark, &Count::mark);
    position = static_cast<std::size_t>(found - counts_.begin());
    if (found == counts_.end()) {
        auto const all = labels_.years.size() * cells_;
        counts_.push_back({mark,
                           {},
                           std::vector<bool>(all),
                           std::vector<double>(all),
                           std::vector<Rest>(labels_.years.size() * lines_.size())});
    }
    counts_[position].outcomes.push_back(outcome);
    return counts_[position];
}

void SmallCells::see_cells(Count& count, Lists const& lists, std::size_t outcome,
                           bool is_numerator) const
{
    auto const first_time = count.outcomes.size() == 1;
    auto const all = labels_.years.size() * cells_;
    for (std::size_t i = 0; i < lists.numerators.size(); ++i) {
        auto const numerator = lists.numerators[i];
        auto const denominator = lists.denominators[i];
        auto const at = i % all;
        auto const secret = is_numerator ? is_secret_numerator(outcome, numerator, denominator)
                                         : is_small(denominator);
        count.secret[at] = count.secret[at] || secret;
        count.sizes[at] += !first_time ? 0.0 : is_numerator ? numerator : denominator;
    }
}

void SmallCells::see_rests(Count& count, Lists const& lists, std::size_t outcome,
                           bool is_numerator) const
{
    auto const years = labels_.years.size();
    auto const is_share = people_in(labels_.outcomes[outcome]) == People::both;
    for (std::size_t i = 0; i < years * lines_.size() * labels_.replicates.size(); ++i) {
        auto const& line = lines_[i % lines_.size()];
        auto& rest = count.rest[i % (years * lines_.size())];
        if (!line.ends_in_total) {
            rest.in_every_replicate = false;
            continue;
        }
        auto const first = i / lines_.size() * cells_;  // of this replicate and year
        auto numerator = lists.numerators[first + line.cells.back()];
        auto denominator = lists.denominators[first + line.cells.back()];
        for (std::size_t k = 0; k + 1 < line.cells.size(); ++k) {
            numerator -= lists.numerators[first + line.cells[k]];
            denominator -= lists.denominators[first + line.cells[k]];
        }
        auto const secret = is_numerator ? is_secret_numerator(outcome, numerator, denominator)
                                         : is_small(denominator);
        auto const without = is_share ? denominator - numerator : numerator;
        auto const left = is_numerator ? std::min(numerator, without) : denominator;
        rest.secret = rest.secret || secret;
        rest.in_every_replicate = rest.in_every_replicate && std::round(left) > 0.0;
    }
}

void SmallCells::look_at(std::span<double const> numerators, std::span<double const> denominators)
{
    auto const outcome = shown_.size();
    auto const people = people_in(labels_.outcomes[outcome]);
    Lists const lists{numerators, denominators};
    auto& shown = shown_.emplace_back();
    for (auto const is_numerator : {true, false}) {
        if (people == (is_numerator ? People::denominator : People::numerator)) {
            continue;
        }
        std::size_t position = 0;
        auto& count = count_of(is_numerator ? numerators : denominators, outcome, position);
        (is_numerator ? shown.numerator : shown.denominator) = position;
        see_cells(count, lists, outcome, is_numerator);
        see_rests(count, lists, outcome, is_numerator);
    }
}

bool SmallCells::is_hidden(std::size_t outcome, std::size_t at) const
{
    auto const& shown = shown_[outcome];
    return (shown.numerator && counts_[*shown.numerator].secret[at]) ||
           (shown.denominator && counts_[*shown.denominator].secret[at]);
}

/// No outcome shows it.
bool SmallCells::is_unknown(Spot const& spot) const
{
    auto const& count = counts_[spot.count];
    return count.secret[spot.at] || std::ranges::all_of(count.outcomes, [&](std::size_t outcome) {
               return is_hidden(outcome, spot.at);
           });
}

/// The smaller of two, but nobody hides nobody.
bool SmallCells::hides_better(Spot const& spot, Spot const& other) const
{
    auto const by_need = [this](Spot const& one) {
        auto const size = counts_[one.count].sizes[one.at];
        return std::pair{size <= 0.0, size};
    };
    return by_need(spot) < by_need(other);
}

/// One unknown in a sum is no secret: hides the smallest other cell, and says whether it did.
bool SmallCells::protect(std::span<Spot const> line, Rest rest)
{
    auto unknown = rest.in_every_replicate ? 1 : 0;
    auto secret = rest.secret;
    Spot const* smallest = nullptr;
    for (auto const& spot : line) {
        if (is_unknown(spot)) {
            ++unknown;
            secret = true;
        } else if (smallest == nullptr || hides_better(spot, *smallest)) {
            smallest = &spot;
        }
    }
    if (unknown > 1 || !secret || smallest == nullptr) {
        return false;
    }
    counts_[smallest->count].secret[smallest->at] = true;
    return true;
}

bool SmallCells::protect_lines(std::size_t count, std::size_t year)
{
    auto more = false;
    std::vector<Spot> spots;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
        spots.clear();
        for (auto const cell : lines_[line].cells) {
            spots.push_back({count, year * cells_ + cell});
        }
        more = protect(spots, counts_[count].rest[year * lines_.size() + line]) || more;
    }
    return more;
}

void SmallCells::protect()
{
    write_sums();
    // What many outcomes show first, so that they hide the same.
    std::vector<std::size_t> order(counts_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [this](std::size_t i) { return counts_[i].outcomes.size(); });
    for (std::size_t year = 0; year < labels_.years.size(); ++year) {
        for (bool again = true; again;) {
            again = false;
            for (auto const count : order) {
                again = protect_lines(count, year) || again;
            }
            for (auto at = year * cells_; at < (year + 1) * cells_; ++at) {
                while (protect_sums(at)) {
                    again = true;
                }
            }
        }
    }
}

void SmallCells::hide(std::size_t outcome, std::span<double> counts) const
{
    auto const all = labels_.years.size() * cells_;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (is_hidden(outcome, i % all)) {
            counts[i] = std::numeric_limits<double>::quiet_NaN();
        }
    }
}

std::uint64_t SmallCells::hidden() const
{
    std::uint64_t all = 0;
    for (std::size_t outcome = 0; outcome < shown_.size(); ++outcome) {
        for (std::size_t at = 0; at < labels_.years.size() * cells_; ++at) {
            all += is_hidden(outcome, at) ? 1 : 0;
        }
    }
    return all;
}

}  // namespace smartstart
