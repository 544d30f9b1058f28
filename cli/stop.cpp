#include "cli/stop.hpp"

#include <array>
#include <csignal>

#include <signal.h>

namespace smartstart {
namespace {

// A signal handler can reach nothing but a global.
volatile std::sig_atomic_t asked = 0;

// mpirun passes SIGUSR1 on to its processes, but ends them at SIGTERM.
constexpr std::array signals{SIGINT, SIGTERM, SIGUSR1};

extern "C" void ask(int /*signal*/)
{
    asked = 1;
}

}  // namespace

StopRequest::StopRequest()
{
    asked = 0;
    struct sigaction action {};
    action.sa_handler = ask;
    // After the first one the usual action is back, so a second one ends the program.
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
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

}  // namespace smartstart
