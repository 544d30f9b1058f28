#include "engine/parallel/rows.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "engine/parallel/sixteen.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#ifdef SMARTSTART_PARALLEL_JTHREAD
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#else
#include <memory>
#include <optional>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace smartstart {
namespace {

// The one piece of state outside World: how many threads the caller allows. It is a property of
// the calling thread, changes no result, and is restored when the Workers object goes.
thread_local unsigned allowed = 1;

void one_after_another(std::size_t count, std::function<void(std::size_t)> const& body)
{
    for (std::size_t block = 0; block < count; ++block) {
        body(block);
    }
}

#ifdef SMARTSTART_PARALLEL_JTHREAD
void side_by_side(std::size_t count, std::function<void(std::size_t)> const& body)
{
    std::atomic<std::size_t> next{0};
    std::mutex guard;
    std::exception_ptr failure;
    auto const work = [&] {
        for (auto block = next++; block < count; block = next++) {
            try {
                body(block);
            } catch (...) {
                std::scoped_lock const lock{guard};
                failure = failure ? failure : std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 1; i < std::min<std::size_t>(allowed, count); ++i) {
            threads.emplace_back(work);
        }
        work();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}
#else
// An arena with the threads that have come to it. To set up a new one for every loop costs a
// quarter of a millisecond until the other threads have found it.
thread_local std::unique_ptr<tbb::task_arena> arena;

void side_by_side(std::size_t count, std::function<void(std::size_t)> const& body)
{
    // Whoever asks for more threads than there are processors gets them: to see that nothing
    // changes.
    using Control = tbb::global_control;
    std::optional<Control> more;
    if (static_cast<int>(allowed) > tbb::info::default_concurrency()) {
        more.emplace(Control::max_allowed_parallelism, allowed);
    }
    if (!arena || arena->max_concurrency() != static_cast<int>(allowed)) {
        arena = std::make_unique<tbb::task_arena>(static_cast<int>(allowed));
    }
    arena->execute([&] { tbb::parallel_for(std::size_t{0}, count, body); });
}
#endif

}  // namespace

Workers::Workers(unsigned threads) : before_{allowed}
{
    allowed = std::max(1U, threads);
}
Workers::~Workers()
{
    allowed = before_;
}
unsigned Workers::current()
{
    return allowed;
}

namespace {

#if defined(__x86_64__)
// Processors that can close up the lanes that are left list rows in a third of the time.
bool const can_list_wide = __builtin_cpu_supports("avx512f") != 0 &&
                           __builtin_cpu_supports("avx512bw") != 0 &&
                           __builtin_cpu_supports("avx512vl") != 0;
#endif

}  // namespace

namespace detail {

namespace {

std::uint32_t* list_picked_plain(std::span<std::uint16_t const> picked, std::uint32_t first,
                                 std::uint32_t* out)
{
    for (auto const bits : picked) {
        if (bits != 0) {
            out = sixteen::write(out, first, bits);
        }
        first += sixteen::count;
    }
    return out;
}

#if defined(__x86_64__)
/// The first four, of sixteen rows each, have no bit.
bool is_none_of_four(std::span<std::uint16_t const> picked)
{
    std::uint64_t four = 1;
    if (picked.size() >= 4) {
        std::memcpy(&four, picked.data(), sizeof(four));
    }
    return four == 0;
}

[[gnu::target("avx512f,avx512bw,avx512vl")]] std::uint32_t* list_picked_wide(
    std::span<std::uint16_t const> picked, std::uint32_t first, std::uint32_t* out)
{
    auto const ladder = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    auto rows = _mm512_add_epi32(ladder, _mm512_set1_epi32(static_cast<int>(first)));
    for (std::size_t at = 0; at < picked.size();) {
        // Most conditions hold for few.
        if (is_none_of_four(picked.subspan(at))) {
            rows = _mm512_add_epi32(rows, _mm512_set1_epi32(4 * sixteen::count));
            at += 4;
            continue;
        }
        for (auto const end = std::min(at + 4, picked.size()); at < end; ++at) {
            _mm512_storeu_si512(out, _mm512_maskz_compress_epi32(picked[at], rows));
            out += std::popcount(unsigned{picked[at]});
            rows = _mm512_add_epi32(rows, _mm512_set1_epi32(sixteen::count));
        }
    }
    _mm256_zeroupper();
    return out;
}
#endif

}  // namespace

std::uint32_t* list_picked(std::span<std::uint16_t const> picked, std::uint32_t first,
                           std::uint32_t* out)
{
#if defined(__x86_64__)
    if (can_list_wide) {
        return list_picked_wide(picked, first, out);
    }
#endif
    return list_picked_plain(picked, first, out);
}

}  // namespace detail

void RowList::count(std::size_t number)
{
    auto const* const marks = marks_->data() + number * rows_per_block;
    std::size_t found = 0;
    for (std::size_t at = 0; at < rows_per_block; at += sixteen::count) {
        auto const bits = sixteen::has(marks + at, bit_);
        found += sixteen::how_many[bits & 0xFFU];
        found += sixteen::how_many[bits >> 8U];
    }
    counts_[number] = found;
}

std::span<std::uint32_t const> RowList::block(std::size_t number, BlockOfRows& room) const
{
    if (is_empty(number)) {
        return {};
    }
    auto const first = number * rows_per_block;
    detail::PickedOfBlock picked;  // NOLINT(cppcoreguidelines-pro-type-member-init): written below
    for (std::size_t i = 0; i < picked.size(); ++i) {
        auto const* const marks = marks_->data() + first + i * sixteen::count;
        picked[i] = static_cast<std::uint16_t>(sixteen::has(marks, bit_));
    }
    auto const* const end =
        detail::list_picked(picked, static_cast<std::uint32_t>(first), room.data());
    return {room.data(), end};
}

void for_each_block(std::size_t count, std::function<void(std::size_t)> const& body)
{
    if (allowed == 1 || count < 2) {
        one_after_another(count, body);
    } else {
        side_by_side(count, body);
    }
}

}  // namespace smartstart
