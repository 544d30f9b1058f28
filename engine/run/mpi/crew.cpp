#include "engine/run/mpi/crew.hpp"

#include "engine/parallel/rows.hpp"

namespace smartstart {

Crew::Crew(unsigned threads, SharedWork const& work)
{
    for (unsigned i = 0; i < threads; ++i) {
        threads_.emplace_back([this, &work] { work_on(work); });
    }
}

Crew::~Crew()
{
    for (std::size_t i = 0; i < threads_.size(); ++i) {
        give({});  // more than enough for those that still wait
    }
}

void Crew::work_on(SharedWork const& work)
{
    Workers const alone{1};
    for (;;) {
        tell({Event::Kind::wants, {}, {}});
        auto const job = wait();
        if (!job) {
            return;
        }
        Event event{Event::Kind::has_done, {}, {}};
        try {
            event.report = work.act(*job, 1);
        } catch (...) {
            event.trouble = Trouble::of(std::current_exception());
        }
        tell(event);
    }
}

void Crew::tell(Event const& event)
{
    std::scoped_lock const lock{guard_};
    events_.push_back(event);
}

std::optional<std::size_t> Crew::wait()
{
    std::unique_lock lock{guard_};
    given_.wait(lock, [this] { return !jobs_.empty(); });
    auto const job = jobs_.front();
    jobs_.pop_front();
    return job;
}

std::optional<Crew::Event> Crew::next()
{
    std::scoped_lock const lock{guard_};
    if (events_.empty()) {
        return {};
    }
    auto const event = events_.front();
    events_.pop_front();
    return event;
}

void Crew::give(std::optional<std::size_t> job)
{
    {
        std::scoped_lock const lock{guard_};
        jobs_.push_back(job);
    }
    given_.notify_one();
}

}  // namespace smartstart
