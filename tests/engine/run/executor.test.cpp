#include "engine/run/executor.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "engine/parallel/rows.hpp"

namespace smartstart {
namespace {

bool always()
{
    return true;
}

TEST(Executor, does_every_job_once_on_any_number_of_threads)
{
    for (unsigned const threads : {0U, 1U, 2U, 7U}) {
        std::vector<std::atomic<int>> done(20);
        run_jobs(done.size(), threads, always, [&](std::size_t job) { ++done[job]; });
        for (auto const& times : done) {
            EXPECT_EQ(times, 1) << threads << " threads";
        }
    }
}

TEST(Executor, gives_threads_that_are_left_over_to_the_loops_within_a_job)
{
    std::atomic<unsigned> within{0};
    run_jobs(1, 4, always, [&](std::size_t) { within = Workers::current(); });
    EXPECT_EQ(within, 4U);
    run_jobs(4, 4, always, [&](std::size_t) { within = Workers::current(); });
    EXPECT_EQ(within, 1U);
    run_jobs(2, 5, always, [&](std::size_t) { within = Workers::current(); });
    EXPECT_EQ(within, 2U);
}

TEST(Executor, starts_no_job_after_it_was_told_to_stop)
{
    std::atomic<int> done{0};
    run_jobs(
        10, 1, [&] { return done < 3; }, [&](std::size_t) { ++done; });
    EXPECT_EQ(done, 3);
}

TEST(Executor, passes_a_fault_on_and_starts_no_other_job)
{
    std::atomic<int> done{0};
    auto const fails_at_three = [&](std::size_t job) {
        if (job == 3) {
            throw std::runtime_error{"three"};
        }
        ++done;
    };
    EXPECT_THROW(run_jobs(10, 1, always, fails_at_three), std::runtime_error);
    EXPECT_EQ(done, 3);
    EXPECT_THROW(run_jobs(10, 2, always, fails_at_three), std::runtime_error);
}

}  // namespace
}  // namespace smartstart
