// P7 and P8: how children fare, and the queue for help.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <functional>

#include "engine/base/mix.hpp"
#include "tests/speed/families/normal.hpp"
#include "tests/speed/families/steps.hpp"
#include "tests/speed/families/wide.hpp"

namespace smartstart::families {
namespace {

constexpr auto stream = name_hash("families children");
constexpr std::size_t at_once = 512;

/// Adjacent children: two share a block of questions.
struct Chunk {
    std::size_t count{};
    std::array<std::uint32_t, 2 * at_once> luck;  ///< of the score, of the severity; and so on
    std::array<float, at_once> risks;             ///< of the household
};

/// One year of each child of a chunk. `from` is the chunk's first row in the columns.
[[gnu::always_inline]] inline void grow(Chunk const& chunk, std::uint8_t const* __restrict bond,
                                        ScoreView const& scores, Row from)
{
    auto const& normal = normal_table();
    auto* const __restrict score = scores.score.data() + from;
    auto* const __restrict severity = scores.severity.data() + from;
    auto* const __restrict bin = scores.bin.data() + from;
    auto const* const __restrict parents = scores.parents.data() + from;
    std::array<float, at_once> luck_of_score;
    std::array<float, at_once> luck_of_severity;
    for (std::size_t i = 0; i < chunk.count; ++i) {
        luck_of_score[i] = normal.at(chunk.luck[2 * i]);
        luck_of_severity[i] = normal.at(chunk.luck[2 * i + 1]);
    }
    for (std::size_t i = 0; i < chunk.count; ++i) {
        auto const s = score[i];
        auto const v = severity[i];
        auto const k = chunk.risks[i];
        auto const there = bond[i] != gone;
        auto const new_s = s + 0.10F * (0.6F * parents[i] - s) + 0.08F - 0.06F * k - 0.04F * v +
                           0.15F * luck_of_score[i];
        auto const new_v =
            0.85F * v + 0.06F * k + 0.10F * std::max(0.0F, -s) + 0.15F * luck_of_severity[i];
        score[i] = there ? new_s : 0.0F;
        severity[i] = there ? std::max(0.0F, new_v) : 0.0F;
        bin[i] = there ? bin_of(new_s) : std::uint16_t{0};
    }
}

void grow_plainly(Chunk const& chunk, std::uint8_t const* bond, ScoreView const& scores, Row from)
{
    grow(chunk, bond, scores, from);
}
#if defined(__x86_64__)
[[gnu::target("avx2")]] void grow_widely(Chunk const& chunk, std::uint8_t const* bond,
                                         ScoreView const& scores, Row from)
{
    grow(chunk, bond, scores, from);
}
#else
constexpr auto grow_widely = grow_plainly;
#endif

void live_chunk(State const& state, Links const& links, ScoreView const& scores, Range rows)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): written before it is read
    Chunk chunk;
    chunk.count = rows.size();
    std::array<LuckWords, at_once / 2 + 1> words;
    auto const first = rows.first / 2;
    LuckBlocks{state.source(stream, 0)}.in_order(
        first, std::span{words}.first((rows.last + 1) / 2 - first));
    auto const* const begin =
        reinterpret_cast<std::byte const*>(words.data()) + rows.first % 2 * sizeof(LuckWords) / 2;
    std::memcpy(chunk.luck.data(), begin, rows.size() * sizeof(LuckWords) / 2);
    for (auto row = rows.first; row < rows.last; ++row) {
        auto const home = links.household[row];
        chunk.risks[row - rows.first] =
            home == no_row ? 0.0F : static_cast<float>(risks_on[links.risks[home]]);
    }
    auto const* const bond = links.bond.data() + rows.first;
    (has_wide_vectors() ? grow_widely : grow_plainly)(chunk, bond, scores, rows.first);
}

/// A sorting key, largest first: by severity, then by row.
std::uint64_t urgency(float severity, Row row)
{
    return std::uint64_t{std::bit_cast<std::uint32_t>(severity)} << 32U | Row{~row};
}

std::int64_t serve(State& state, std::size_t place, std::size_t capacity)
{
    auto const links = state.links();
    auto const scores = state.score_view();
    auto& applicants = state.room[place].queue;
    auto const served = std::min(capacity, applicants.size());
    auto const until = applicants.begin() + static_cast<std::ptrdiff_t>(served);
    if (until != applicants.end()) {
        std::ranges::nth_element(applicants, until, std::greater{});
    }
    constexpr std::uint8_t all_but_risk_1 = risk_states - 1 - (1U << 1U);
    for (std::size_t i = 0; i < applicants.size(); ++i) {
        auto const row = Row{~static_cast<Row>(applicants[i])};
        if (i < served) {
            scores.severity[row] *= 0.5F;
            scores.wait[row] = 0;
            auto const home = links.household[row];
            Homes::set_risks(links, home, links.risks[home] & all_but_risk_1);
        } else {
            scores.severity[row] += 0.05F;
            ++scores.wait[row];
        }
    }
    return static_cast<std::int64_t>(served);
}

/// Fills the queue of a municipality, and gives the number of living persons under 18.
std::size_t queue_up(State& state, std::size_t place)
{
    auto const bond = state.links().bond;
    auto const severity = state.score_view().severity;
    auto& applicants = state.room[place].queue;
    applicants.clear();
    std::size_t living = 0;
    for (auto born = state.year() - 17; born <= state.year(); ++born) {
        auto const rows = state.cohorts.of(born, place);
        auto count = applicants.size();
        applicants.resize(count + rows.size());
        for (auto row = rows.first; row < rows.last; ++row) {
            applicants[count] = urgency(severity[row], row);
            count += severity[row] > 0.5F ? 1U : 0U;
            living += bond[row] != gone ? 1U : 0U;
        }
        applicants.resize(count);
    }
    return living;
}

}  // namespace

void children(State& state)
{
    auto const links = state.links();
    auto const scores = state.score_view();
    Range const minors{state.first_minor(), state.cohorts.end()};
    if (state.year() == 1) {
        for (auto row = minors.first; row < minors.last; ++row) {
            remember_parents(links, scores, row, minors.first);
        }
    }
    auto const first = minors.first / at_once;
    auto const last = (minors.last + at_once - 1) / at_once;
    for_each_block(last - first, [&](std::size_t block) {
        auto const begin = static_cast<Row>((first + block) * at_once);
        auto const end = std::min(minors.last, static_cast<Row>(begin + at_once));
        live_chunk(state, links, scores, {std::max(begin, minors.first), end});
    });
}

void queue(State& state, YearOutput& year)
{
    std::array<std::int64_t, places> applicants{};
    std::array<std::int64_t, places> served{};
    for_each_place([&](std::size_t place) {
        auto const living = queue_up(state, place);
        applicants[place] = static_cast<std::int64_t>(state.room[place].queue.size());
        served[place] = serve(state, place, living * 1000 / 20'000);
    });
    for (std::size_t place = 0; place < places; ++place) {
        year.applicants += applicants[place];
        year.served += served[place];
    }
}

}  // namespace smartstart::families
