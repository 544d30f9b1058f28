#include "engine/parallel/rows.hpp"

#include <algorithm>

#include "engine/parallel/sixteen.hpp"

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

void RowList::fill(std::size_t number)
{
    auto const first = static_cast<std::uint32_t>(number * rows_per_block);
    auto const* const marks = marks_->data() + first;
    auto* const begin = rows_.data() + first;
    auto* out = begin;
    for (std::uint32_t at = 0; at < rows_per_block; at += sixteen::count) {
        auto const bits = sixteen::has(marks + at, bit_);
        if (bits != 0) {
            out = sixteen::write(out, first + at, bits);
        }
    }
    counts_[number] = static_cast<std::size_t>(out - begin);
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
