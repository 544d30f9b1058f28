#include "engine/run/executor.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "engine/parallel/rows.hpp"

namespace smartstart {
namespace {

/// Hands out the jobs, one after another.
class Queue {
public:
    Queue(std::size_t count, std::function<bool()> const& goes_on)
        : count_{count}, goes_on_{goes_on}
    {
    }
    std::optional<std::size_t> next()
    {
        std::scoped_lock const lock{guard_};
        if (failure_ || next_ == count_ || !goes_on_()) {
            return {};
        }
        return next_++;
    }
    void fail(std::exception_ptr const& failure)
    {
        std::scoped_lock const lock{guard_};
        failure_ = failure_ ? failure_ : failure;
    }
    std::exception_ptr failure() const { return failure_; }

private:
    std::mutex guard_;
    std::size_t count_, next_{};
    std::function<bool()> const& goes_on_;
    std::exception_ptr failure_;
};

}  // namespace

void run_jobs(std::size_t count, unsigned threads, std::function<bool()> const& goes_on,
              std::function<void(std::size_t)> const& job)
{
    if (count == 0) {
        return;
    }
    auto const at_once = static_cast<unsigned>(std::min<std::size_t>(std::max(1U, threads), count));
    auto const within = std::max(1U, threads / at_once);
    Queue queue{count, goes_on};
    auto const work = [&] {
        Workers const workers{within};
        try {
            while (auto const next = queue.next()) {
                job(*next);
            }
        } catch (...) {
            queue.fail(std::current_exception());
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < at_once; ++i) {
            others.emplace_back(work);
        }
        work();
    }
    if (queue.failure()) {
        std::rethrow_exception(queue.failure());
    }
}

}  // namespace smartstart
