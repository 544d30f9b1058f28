#include "cli/stop.hpp"

#include <csignal>
#include <thread>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(StopRequest, is_made_by_one_signal_also_when_it_comes_twice_at_once)
{
    for (auto const signal : {SIGINT, SIGTERM, SIGUSR1}) {
        StopRequest const stop;
        EXPECT_FALSE(StopRequest::is_made());
        // As `timeout` does: to the program, then to its group.
        std::raise(signal);
        EXPECT_TRUE(StopRequest::is_made());
        std::raise(signal);
        EXPECT_TRUE(StopRequest::is_made());
    }
}

void ask_again_later(int first, int second)
{
    StopRequest const stop;
    std::raise(first);
    std::this_thread::sleep_for(2 * StopRequest::same_request);
    std::raise(second);
}

TEST(StopRequestDeathTest, ends_the_program_when_it_is_asked_again_later)
{
    EXPECT_EXIT(ask_again_later(SIGTERM, SIGTERM), testing::KilledBySignal(SIGTERM), "");
    EXPECT_EXIT(ask_again_later(SIGTERM, SIGINT), testing::KilledBySignal(SIGINT), "");
}

TEST(StopRequestDeathTest, is_over_with_its_life)
{
    EXPECT_EXIT(
        {
            {
                StopRequest const stop;
            }
            std::raise(SIGUSR1);
        },
        testing::KilledBySignal(SIGUSR1), "");
}

}  // namespace
}  // namespace smartstart
