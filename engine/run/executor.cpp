#include "engine/run/executor.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <sched.h>
#include <unistd.h>

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

ProcessPlace this_place(unsigned threads_asked)
{
    ProcessPlace place;
    constexpr std::size_t longest = 256;
    std::array<char, longest> name{};
    if (::gethostname(name.data(), name.size() - 1) == 0) {
        place.host = name.data();
    }
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
        for (int number = 0; number < CPU_SETSIZE; ++number) {
            if (CPU_ISSET(static_cast<std::size_t>(number), &allowed)) {
                place.processors.push_back(number);
            }
        }
    }
    place.online = static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
    auto const usable = std::max<std::size_t>(1, place.processors.size());
    place.threads = threads_asked == 0 ? static_cast<unsigned>(usable) : threads_asked;
    return place;
}

std::vector<ProcessPlace> ThreadExecutor::places(unsigned threads_asked)
{
    return {this_place(threads_asked)};
}

bool ThreadExecutor::share(std::vector<std::size_t> const& jobs, unsigned threads_asked,
                           SharedWork const& work)
{
    auto const threads = this_place(threads_asked).threads;
    auto const at_once = std::max<std::size_t>(1, std::min<std::size_t>(threads, jobs.size()));
    auto const within = std::max(1U, threads / static_cast<unsigned>(at_once));
    std::mutex guard;
    auto stopped = false;
    auto const goes_on = [&] {
        std::scoped_lock const lock{guard};
        stopped = stopped || !work.goes_on();
        return !stopped;
    };
    run_jobs(jobs.size(), threads, goes_on, [&](std::size_t at) {
        auto const report = work.act(jobs[at], within);
        std::scoped_lock const lock{guard};
        stopped = stopped || report.stopped;
        work.told(report);
    });
    return !stopped;
}

}  // namespace smartstart
