// P9.

#include "tests/speed/families/outputs.hpp"

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "engine/base/sha256.hpp"
#include "tests/speed/families/steps.hpp"
#include "tests/speed/families/wide.hpp"

namespace smartstart::families {
namespace {

/// Sums over some rows, exact in number. Those who are gone add zeros.
struct Sums {
    double number{}, sum{}, squares{};
    Sums& operator+=(Sums const& other)
    {
        number += other.number;
        sum += other.sum;
        squares += other.squares;
        return *this;
    }
    NumberMeanVariance summary() const
    {
        if (number == 0) {
            return {};
        }
        auto const mean = sum / number;
        return {number, mean, squares / number - mean * mean};
    }
};

/// In eight sums that are added in one order, so that a compiler may take several rows at once.
[[gnu::always_inline]] inline Sums sum_of(float const* values, std::uint8_t const* bond,
                                          std::size_t count)
{
    constexpr std::size_t lanes = 8;
    std::array<double, lanes> sums{};
    std::array<double, lanes> squares{};
    std::array<std::uint32_t, lanes> numbers{};
    std::size_t row = 0;
    for (; row + lanes <= count; row += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            double const value = values[row + lane];
            sums[lane] += value;
            squares[lane] += value * value;
            numbers[lane] += bond[row + lane] != gone ? 1U : 0U;
        }
    }
    Sums all;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        all += {static_cast<double>(numbers[lane]), sums[lane], squares[lane]};
    }
    for (; row < count; ++row) {
        double const value = values[row];
        all += {bond[row] != gone ? 1.0 : 0.0, value, value * value};
    }
    return all;
}
Sums sum_plainly(float const* values, std::uint8_t const* bond, std::size_t count)
{
    return sum_of(values, bond, count);
}
#if defined(__x86_64__)
[[gnu::target("avx2")]] Sums sum_widely(float const* values, std::uint8_t const* bond,
                                        std::size_t count)
{
    return sum_of(values, bond, count);
}
#else
constexpr auto sum_widely = sum_plainly;
#endif
Sums sum(std::span<float const> values, std::span<std::uint8_t const> bond, Range rows)
{
    return (has_wide_vectors() ? sum_widely : sum_plainly)(values.data() + rows.first,
                                                           bond.data() + rows.first, rows.size());
}

/// How many of a cell are in each bin of the score. Bin 0 is for who is gone.
class Histogram {
public:
    void add(std::span<std::uint16_t const> column)
    {
        for (auto const bin : column) {
            ++counts_[bin];
        }
    }
    /// Decile d is the score of rank floor(d n / 10).
    std::array<double, 9> deciles(std::size_t number) const
    {
        std::array<double, 9> deciles{};
        if (number == 0) {
            return deciles;
        }
        std::size_t below = 0;
        std::size_t at = 1;
        for (std::size_t decile = 1; decile <= 9; ++decile) {
            auto const rank = decile * number / 10;
            while (at + step <= counts_.size()) {
                auto const some = sum_of_step(at);
                if (below + some > rank) {
                    break;
                }
                below += some;
                at += step;
            }
            // Inside the step, from its beginning: the next decile may be in it as well.
            auto bin = at;
            auto passed = below + counts_[bin];
            while (passed <= rank) {
                passed += counts_[++bin];
            }
            deciles[decile - 1] = score_of(bin);
        }
        return deciles;
    }

private:
    static constexpr std::size_t step = 32;
    std::uint32_t sum_of_step(std::size_t at) const
    {
        std::uint32_t sum = 0;
        for (std::size_t i = 0; i < step; ++i) {
            sum += counts_[at + i];
        }
        return sum;
    }
    std::array<std::uint32_t, bins + 1> counts_{};
};

/// What is added up over cells.
struct OfCell {
    Sums scores, minors, severities;
};

OfCell look(State& state, YearOutput& year, std::size_t place, std::size_t band)
{
    auto const bond = state.links().bond;
    auto const scores = state.score_view();
    auto const now = state.year();
    OfCell all;
    Histogram histogram;
    auto const youngest = static_cast<int>(5 * band);
    auto const oldest = band + 1 == bands ? Cohorts::oldest : youngest + 4;
    for (auto age = youngest; age <= oldest && now - age >= -Cohorts::oldest_at_start; ++age) {
        auto const rows = state.cohorts.of(now - age, place);
        auto const of_age = sum(scores.score, bond, rows);
        all.scores += of_age;
        if (age < 18) {
            all.minors += of_age;
            all.severities += sum(scores.severity, bond, rows);
        }
        histogram.add(scores.bin.subspan(rows.first, rows.size()));
    }
    auto& cell = year.cells[place][band];
    cell.scores = all.scores.summary();
    cell.deciles = histogram.deciles(static_cast<std::size_t>(all.scores.number));
    if (band < bands_of_minors) {
        year.severities[place][band] = all.severities.summary();
    }
    return all;
}

void count(State const& state, YearOutput& year)
{
    year.year = state.year();
    for (auto const& place : state.place) {
        year.births += place.births;
        year.deaths += place.deaths;
        year.unions += place.unions;
        year.dissolutions += place.dissolutions;
        year.households += place.households;
    }
    auto const homes = static_cast<double>(state.risks.households);
    year.mean_risks = homes > 0 ? static_cast<double>(state.risks.risks) / homes : 0.0;
}

}  // namespace

void outputs(State& state, YearOutput& year)
{
    std::array<OfCell, places * bands> cells;
    for_each_block(cells.size(),
                   [&](std::size_t at) { cells[at] = look(state, year, at / bands, at % bands); });
    OfCell all;
    for (auto const& cell : cells) {
        all.scores += cell.scores;
        all.minors += cell.minors;
        all.severities += cell.severities;
    }
    year.people = static_cast<std::int64_t>(all.scores.number);
    year.children = all.minors.summary();
    year.mean_score = all.scores.summary().mean;
    year.mean_severity = all.severities.summary().mean;
    count(state, year);
}

std::array<double, quantity_names.size()> quantities(YearOutput const& year)
{
    auto const& cell = year.cells[0][6];
    auto const whole = [](std::int64_t number) { return static_cast<double>(number); };
    return {whole(year.year),       whole(year.people),     whole(year.births),
            whole(year.deaths),     whole(year.unions),     whole(year.dissolutions),
            whole(year.households), year.mean_risks,        year.children.number,
            year.children.mean,     year.children.variance, year.mean_score,
            year.mean_severity,     whole(year.applicants), whole(year.served),
            cell.deciles[0],        cell.deciles[4],        cell.deciles[8]};
}

std::string digest_of(std::vector<YearOutput> const& years)
{
    static_assert(std::is_trivially_copyable_v<YearOutput>);
    return sha256({reinterpret_cast<char const*>(years.data()), years.size() * sizeof(YearOutput)});
}

void live_year(State& state, std::vector<YearOutput>& years)
{
    state.clock.now.index += 1;
    for (auto& place : state.place) {
        place.births = place.deaths = place.unions = place.dissolutions = 0;
    }
    auto& year = years.emplace_back();
    mortality(state);
    dissolution(state);
    leaving_home(state);
    partner_market(state);
    births(state);
    risks(state);
    children(state);
    queue(state, year);
    outputs(state, year);
}

}  // namespace smartstart::families
