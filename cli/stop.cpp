#include "cli/stop.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <iostream>

#include <signal.h>
#include <time.h>

#include "cli/commands.hpp"

namespace smartstart {
namespace {

// A signal handler can reach nothing but a global. The moment of the first request in nanoseconds
// of the monotonic clock; 0: none.
std::atomic<std::int64_t> asked{0};
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

// mpirun passes SIGUSR1 on to its processes, but ends them at SIGTERM.
constexpr std::array signals{SIGINT, SIGTERM, SIGUSR1};

// std::chrono's clocks are not named among what a handler may call; this one is.
std::int64_t now()
{
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return (std::int64_t{time.tv_sec} * 1'000'000'000) + time.tv_nsec;
}

extern "C" void ask(int signal)
{
    auto const before = errno;
    auto const moment = now();
    std::int64_t first = 0;
    constexpr std::int64_t apart = std::chrono::nanoseconds{StopRequest::same_request}.count();
    if (!asked.compare_exchange_strong(first, moment) && moment - first > apart) {
        std::signal(signal, SIG_DFL);
        std::raise(signal);  // is delivered when this one returns
    }
    errno = before;
}

}  // namespace

StopRequest::StopRequest()
{
    asked = 0;
    struct sigaction action {};
    action.sa_handler = ask;
    action.sa_flags = SA_RESTART;
    for (auto const signal : signals) {
        ::sigaction(signal, &action, nullptr);
    }
}

StopRequest::~StopRequest()
{
    for (auto const signal : signals) {
        std::signal(signal, SIG_DFL);
    }
}

bool StopRequest::is_made()
{
    return asked != 0;
}

Exit stopped_without_a_trace(Language language)
{
    std::cerr << in_language(language, "gestopt; er is niets bewaard.\n",
                             "stopped; nothing was kept.\n");
    return Exit::stopped;
}

}  // namespace smartstart
