#include "engine/store/disclosure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>

namespace smartstart {
namespace {

constexpr double suppressed = std::numeric_limits<double>::quiet_NaN();

/// The two counts of the cells of one outcome.
struct CountLists {
    std::span<double> numerators;
    std::span<double> denominators;
};

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

/// What a total holds that no cell of its line shows, in a year.
enum class Rest : std::uint8_t { nobody, many, few };

/// Cells whose sum somebody may know: the municipalities of a group, or the groups of a kind in a
/// municipality with everybody, who are their total.
struct Line {
    std::vector<std::size_t> cells;
    bool ends_in_total{};
    Rest rest{};
};

/// Groups by kind, everybody first; those of other kinds are parts of everybody.
struct Kinds {
    std::optional<std::size_t> everybody;
    std::vector<std::vector<std::size_t>> parts;
};

Kinds kinds_of(std::vector<GroupInfo> const& groups)
{
    Kinds kinds;
    std::map<std::string, std::vector<std::size_t>> parts;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        if (groups[group].kind == "all") {
            kinds.everybody = group;
        } else {
            parts[groups[group].kind].push_back(group);
        }
    }
    for (auto& [kind, members] : parts) {
        kinds.parts.push_back(std::move(members));
    }
    return kinds;
}

/// The lines of a year. A cell is numbered as in one year of one replicate.
std::vector<Line> lines_of(Result const& labels)
{
    auto const groups = labels.groups.size();
    auto const places = labels.municipalities.size();
    std::vector<Line> lines;
    for (std::size_t group = 0; group < groups; ++group) {
        Line& line = lines.emplace_back();
        for (std::size_t place = 0; place < places; ++place) {
            line.cells.push_back(place * groups + group);
        }
    }
    auto const kinds = kinds_of(labels.groups);
    for (std::size_t place = 0; place < places; ++place) {
        for (auto const& part : kinds.parts) {
            Line& line = lines.emplace_back();
            for (auto const group : part) {
                line.cells.push_back(place * groups + group);
            }
            line.ends_in_total = kinds.everybody.has_value();
            if (line.ends_in_total) {
                line.cells.push_back(place * groups + *kinds.everybody);
            }
        }
    }
    return lines;
}

/// Finds and suppresses the cells of one outcome, year by year.
class Suppression {
public:
    Suppression(Result const& labels, std::size_t outcome, CountLists const& counts)
        : labels_{labels},
          counts_{counts},
          people_{people_in(labels.outcomes[outcome])},
          minimum_{static_cast<double>(labels.minimum_cell)},
          weight_{std::round(1.0 / labels.scale)},
          lines_{lines_of(labels)},
          hidden_(labels.municipalities.size() * labels.groups.size()),
          sizes_(hidden_.size())
    {
    }

    /// Says how many cells there were.
    std::uint64_t apply()
    {
        std::uint64_t all = 0;
        for (std::size_t year = 0; year < labels_.years.size(); ++year) {
            look_at(year);
            for (bool again = true; again;) {
                again = false;
                for (auto const& line : lines_) {
                    again = protect(line) || again;
                }
            }
            all += hide(year);
        }
        return all;
    }

private:
    /// Of people as they were simulated; a count in a file is weighted back to the region.
    bool is_small(double count) const
    {
        constexpr double nobody = 1e-6;  // sums are of whole millionths
        auto const people = count / weight_;
        return people > nobody && people < minimum_;
    }
    bool is_secret(double numerator, double denominator) const
    {
        switch (people_) {
            case People::numerator:
                return is_small(numerator);
            case People::both:
                return is_small(numerator) || is_small(denominator) ||
                       is_small(denominator - numerator);
            case People::denominator:
                return is_small(denominator);
        }
        return true;
    }

    void look_at(std::size_t year)
    {
        hidden_.assign(hidden_.size(), false);
        sizes_.assign(sizes_.size(), 0.0);
        for (std::size_t replicate = 0; replicate < labels_.replicates.size(); ++replicate) {
            auto const first = labels_.cell(replicate, year, 0, 0);
            for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
                auto const numerator = counts_.numerators[first + cell];
                auto const denominator = counts_.denominators[first + cell];
                hidden_[cell] = hidden_[cell] || is_secret(numerator, denominator);
                sizes_[cell] += people_ == People::denominator ? denominator : numerator;
            }
        }
        for (auto& line : lines_) {
            line.rest = line.ends_in_total ? rest_of(line, year) : Rest::nobody;
        }
    }

    Rest rest_of(Line const& line, std::size_t year) const
    {
        auto rest = Rest::nobody;
        for (std::size_t replicate = 0; replicate < labels_.replicates.size(); ++replicate) {
            auto const first = labels_.cell(replicate, year, 0, 0);
            auto const total = first + line.cells.back();
            auto numerator = counts_.numerators[total];
            auto denominator = counts_.denominators[total];
            for (std::size_t i = 0; i + 1 < line.cells.size(); ++i) {
                numerator -= counts_.numerators[first + line.cells[i]];
                denominator -= counts_.denominators[first + line.cells[i]];
            }
            if (is_secret(numerator, denominator)) {
                return Rest::few;
            }
            auto const left = people_ == People::numerator ? numerator : denominator;
            rest = std::round(left) > 0.0 ? Rest::many : rest;
        }
        return rest;
    }

    /// One unknown in a sum is no secret: hides the smallest other cell, and says whether it did.
    bool protect(Line const& line)
    {
        auto unknown = line.rest == Rest::nobody ? 0 : 1;
        auto secret = line.rest == Rest::few;
        std::optional<std::size_t> smallest;
        for (auto const cell : line.cells) {
            if (hidden_[cell]) {
                ++unknown;
                secret = true;
            } else if (!smallest || hides_better(cell, *smallest)) {
                smallest = cell;
            }
        }
        if (unknown != 1 || !secret || !smallest) {
            return false;
        }
        hidden_[*smallest] = true;
        return true;
    }
    /// The smaller of two, but nobody hides nobody.
    bool hides_better(std::size_t cell, std::size_t other) const
    {
        auto const by_need = [this](std::size_t one) {
            return std::pair{sizes_[one] <= 0.0, sizes_[one]};
        };
        return by_need(cell) < by_need(other);
    }

    std::uint64_t hide(std::size_t year)
    {
        for (std::size_t replicate = 0; replicate < labels_.replicates.size(); ++replicate) {
            auto const first = labels_.cell(replicate, year, 0, 0);
            for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
                if (hidden_[cell]) {
                    counts_.numerators[first + cell] = suppressed;
                    counts_.denominators[first + cell] = suppressed;
                }
            }
        }
        return static_cast<std::uint64_t>(std::ranges::count(hidden_, true));
    }

    Result const& labels_;
    CountLists counts_;
    People people_;
    double minimum_;
    double weight_;
    std::vector<Line> lines_;
    std::vector<bool> hidden_;   ///< by cell of the year at hand
    std::vector<double> sizes_;  ///< over all replicates
};

}  // namespace

void suppress_small_cells(Result& result)
{
    if (result.minimum_cell == 0) {
        return;
    }
    result.suppressed_cells = 0;
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        result.suppressed_cells +=
            Suppression{result, i, {result.numerators[i], result.denominators[i]}}.apply();
    }
}

std::span<double const> SafeNumbers::numerators(std::size_t outcome)
{
    look_at(outcome);
    return numerators_;
}

std::span<double const> SafeNumbers::denominators(std::size_t outcome)
{
    look_at(outcome);
    return denominators_;
}

std::uint64_t SafeNumbers::suppressed_cells()
{
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < labels_.outcomes.size(); ++i) {
        look_at(i);
        all += suppressed_;
    }
    return all;
}

void SafeNumbers::look_at(std::size_t outcome)
{
    if (outcome_ == outcome) {
        return;
    }
    auto const counted = numbers_.numerators(outcome);
    numerators_.assign(counted.begin(), counted.end());
    auto const among = numbers_.denominators(outcome);
    denominators_.assign(among.begin(), among.end());
    outcome_ = outcome;
    suppressed_ = labels_.minimum_cell == 0
                      ? 0
                      : Suppression{labels_, outcome, {numerators_, denominators_}}.apply();
}

}  // namespace smartstart
