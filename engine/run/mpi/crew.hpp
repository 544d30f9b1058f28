#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "engine/run/executor.hpp"
#include "engine/run/mpi/trouble.hpp"

namespace smartstart {

/// The threads of one process that do jobs which somebody else hands out. Only the thread that made
/// it asks and gives; so only that thread has to speak with other processes.
class Crew {
public:
    /// A thread wants a job, or has done one.
    struct Event {
        enum class Kind : std::uint8_t { wants, has_done };
        Kind kind{};
        JobReport report;
        Trouble trouble;
    };

    Crew(unsigned threads, SharedWork const& work);
    ~Crew();
    Crew(Crew const&) = delete;
    Crew& operator=(Crew const&) = delete;
    Crew(Crew&&) = delete;
    Crew& operator=(Crew&&) = delete;

    /// What happened since it was asked last, one at a time.
    std::optional<Event> next();
    /// Gives a job to whoever wanted one; nothing: there is none left, and that thread goes home.
    void give(std::optional<std::size_t> job);

private:
    void work_on(SharedWork const& work);
    void tell(Event const& event);
    std::optional<std::size_t> wait();

    std::mutex guard_;
    std::condition_variable given_;
    std::deque<Event> events_;
    std::deque<std::optional<std::size_t>> jobs_;
    std::vector<std::jthread> threads_;
};

}  // namespace smartstart
