#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace smartstart {

/// Does jobs 0 .. count-1 on this many threads. Several jobs run at a time when there are several;
/// threads that are left over share the loops within the jobs. Before each job `goes_on` is asked;
/// after "no", or after an exception of a job, no other starts, and those that run are finished.
/// The first exception reaches the caller.
void run_jobs(std::size_t count, unsigned threads, std::function<bool()> const& goes_on,
              std::function<void(std::size_t)> const& job);

/// What a job came to; small enough to be sent to another process.
struct JobReport {
    std::int64_t done{};
    std::int64_t failed{};
    double processor_seconds{};
    bool stopped{};  ///< it was asked to stop and left some of its work
};

/// Jobs that may be done by any thread of any process, in any order.
struct SharedWork {
    /// Asked before each job, in the process that hands them out.
    std::function<bool()> goes_on;
    std::function<JobReport(std::size_t job, unsigned threads)> act;
    /// Told in the process that hands out, by one thread at a time.
    std::function<void(JobReport const&)> told;
};

/// Where one process of a run is, and what it may use.
struct ProcessPlace {
    std::string host;
    std::vector<int> processors;  ///< numbers of those that it may use (its affinity)
    int online{};                 ///< how many the machine has
    unsigned threads{};           ///< at work in this process
};

/// Who does the work of a run, wherever they are: one thread, several, or several processes that
/// each run this same program.
class Executor {
public:
    Executor() = default;
    virtual ~Executor() = default;
    Executor(Executor const&) = delete;
    Executor& operator=(Executor const&) = delete;
    Executor(Executor&&) = delete;
    Executor& operator=(Executor&&) = delete;

    /// Whether this process hands out the work and speaks to the user.
    virtual bool leads() const = 0;
    /// Every process of the run, the one that leads first. Threads: as asked, or where 0 was asked
    /// as many as each may use.
    virtual std::vector<ProcessPlace> places(unsigned threads_asked) = 0;
    /// Does this in every process, and waits for all. When it throws anywhere it throws everywhere.
    virtual void together(std::function<void()> const& act) = 0;
    /// Gives every process these numbers of the process that leads.
    virtual void spread(std::vector<std::int64_t>& numbers) = 0;
    /// Does these jobs, of which only the list of the process that leads counts. True in every
    /// process when all were done. Throws in every process what a job threw in one.
    virtual bool share(std::vector<std::size_t> const& jobs, unsigned threads_asked,
                       SharedWork const& work) = 0;
};

/// All work in this process, on threads.
class ThreadExecutor final : public Executor {
public:
    bool leads() const override { return true; }
    std::vector<ProcessPlace> places(unsigned threads_asked) override;
    void together(std::function<void()> const& act) override { act(); }
    void spread(std::vector<std::int64_t>& /*numbers*/) override {}
    bool share(std::vector<std::size_t> const& jobs, unsigned threads_asked,
               SharedWork const& work) override;
};

/// This process, with so many threads; 0: as many as it may use.
ProcessPlace this_place(unsigned threads_asked);

}  // namespace smartstart
