// P6: what happens to the risks of each household.

#include "tests/speed/families/risks.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/mix.hpp"
#include "tests/speed/families/steps.hpp"

namespace smartstart::families {
namespace {

constexpr auto stream = name_hash("families risks");
/// Block 0 is a byte for each of sixteen households, block 1 a word for who passes.
enum Block : unsigned { first_look, new_state };

constexpr std::array onset{0.020, 0.025, 0.010, 0.008, 0.030};
constexpr std::array end{0.25, 0.20, 0.15, 0.30, 0.35};

/// The chance of each state after a year.
std::array<double, risk_states> chances_from(unsigned state)
{
    auto const on = static_cast<double>(risks_on[state]);
    std::array<double, risk_states> chances{};
    for (unsigned next = 0; next < risk_states; ++next) {
        auto chance = 1.0;
        for (unsigned risk = 0; risk < risk_count; ++risk) {
            auto const was = ((state >> risk) & 1U) != 0;
            auto const rate =
                was ? end[risk] * std::exp(-0.25 * on) : onset[risk] * std::exp(0.35 * on);
            auto const changes = (((state ^ next) >> risk) & 1U) != 0;
            chance *= changes ? -std::expm1(-rate) : std::exp(-rate);
        }
        chances[next] = chance;
    }
    return chances;
}

}  // namespace

RiskYear::RiskYear()
{
    for (unsigned state = 0; state < risk_states; ++state) {
        auto chances = chances_from(state);
        auto const bound = std::ceil(256.0 * (1.0 - chances[state]));
        // Of those who pass the first look some stay as they are after all.
        auto const asked = bound / 256.0;
        chances[state] -= 1.0 - asked;
        for (auto& chance : chances) {
            chance /= asked;
        }
        rows_[state].bound = static_cast<std::uint8_t>(bound);
        share_out(rows_[state], chances);
    }
}

/// Every cell is shared by one state that has too little for a whole cell and one that has more.
void RiskYear::share_out(FromState& row, std::array<double, risk_states> chances)
{
    std::vector<std::size_t> poor;
    std::vector<std::size_t> rich;
    for (std::size_t state = 0; state < risk_states; ++state) {
        chances[state] *= risk_states;
        (chances[state] < 1.0 ? poor : rich).push_back(state);
        row.own[state] = part_mask + 1;
        row.other[state] = static_cast<std::uint8_t>(state);
    }
    while (!poor.empty() && !rich.empty()) {
        auto const little = poor.back();
        auto const much = rich.back();
        poor.pop_back();
        row.own[little] =
            static_cast<std::uint32_t>(std::lround(chances[little] * (part_mask + 1.0)));
        row.other[little] = static_cast<std::uint8_t>(much);
        chances[much] -= 1.0 - chances[little];
        if (chances[much] < 1.0) {
            rich.pop_back();
            poor.push_back(much);
        }
    }
}

RiskYear const& risk_year()
{
    static RiskYear const table;
    return table;
}

namespace {

/// The households of one block of rows.
class RisksOfBlock {
public:
    RisksOfBlock(State const& state, Links const& links) : state_{state}, links_{links} {}

    std::int64_t live(std::size_t block)
    {
        auto const first = block * rows_per_block;
        auto const count = std::min(rows_per_block, links_.risks.size() - first);
        LuckBlocks{state_.source(stream, first_look)}.in_order(first / 16, bytes_);
        mark(first, count);
        pick(first, count);
        LuckBlocks{state_.source(stream, new_state)}.of({picked_.data(), found_}, words_);
        auto const& year = risk_year();
        for (std::size_t i = 0; i < found_; ++i) {
            auto const home = picked_[i];
            Homes::set_risks(links_, home, year.next(links_.risks[home], words_[i][0]));
        }
        std::int64_t on = 0;
        for (auto const risks : links_.risks.subspan(first, count)) {
            on += risks_on[risks];
        }
        return on;
    }

private:
    /// 1 for who is asked. What is past the end of the table is not.
    void mark(std::size_t first, std::size_t count)
    {
        auto const* const luck = reinterpret_cast<std::uint8_t const*>(bytes_.data());
        auto const* const unrest = links_.unrest.data() + first;
        for (std::size_t i = 0; i < count; ++i) {
            marks_[i] = luck[i] < unrest[i] ? 1 : 0;
        }
        std::fill(marks_.begin() + static_cast<std::ptrdiff_t>(count), marks_.end(), 0);
    }
    void pick(std::size_t first, std::size_t count)
    {
        auto* out = picked_.data();
        for (std::size_t i = 0; i < count; i += sixteen::count) {
            auto const bits = sixteen::has(marks_.data() + i, 1);
            if (bits != 0) {
                out = sixteen::write(out, static_cast<Row>(first + i), bits);
            }
        }
        found_ = static_cast<std::size_t>(out - picked_.data());
    }

    State const& state_;
    Links const& links_;
    std::array<LuckWords, rows_per_block / 16> bytes_;
    std::array<std::uint8_t, rows_per_block> marks_;
    std::array<Row, rows_per_block> picked_;
    std::array<LuckWords, rows_per_block> words_;
    std::size_t found_ = 0;
};

}  // namespace

void risks(State& state)
{
    auto const links = state.links();
    std::vector<std::int64_t> on(RowMarks::blocks(state.families.size()));
    for_each_block(on.size(), [&](std::size_t block) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): written before it is read
        RisksOfBlock part{state, links};
        on[block] = part.live(block);
    });
    state.risks = {};
    for (auto const number : on) {
        state.risks.risks += number;
    }
    for (auto const& place : state.place) {
        state.risks.households += place.households;
    }
}

}  // namespace smartstart::families
