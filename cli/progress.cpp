#include "cli/progress.hpp"

#include <cmath>
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.hpp"

namespace smartstart {

Telling telling_for(Quiet quiet)
{
    if (quiet == Quiet::yes || std::getenv("NO_PROGRESS") != nullptr) {
        return Telling::nothing;
    }
    return isatty(STDERR_FILENO) == 1 ? Telling::redrawn : Telling::lines;
}

std::string duration_text(double seconds)
{
    auto const whole = std::llround(seconds);
    if (whole < 100) {
        return fmt::format("{} s", whole);
    }
    auto const minutes = std::llround(seconds / 60.0);
    return minutes < 100 ? fmt::format("{} min", minutes)
                         : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

ProgressLine::ProgressLine(Telling telling, Language language)
    : telling_{telling}, language_{language}, start_{Clock::now()}, last_{start_}
{
}

ProgressLine::~ProgressLine()
{
    if (drawn_) {
        std::cerr << "\r\033[K" << std::flush;
    }
}

std::string ProgressLine::text(Progress const& progress, double seconds) const
{
    auto const share = static_cast<double>(progress.done) / static_cast<double>(progress.all);
    auto const left = seconds * (1.0 - share) / share;
    return fmt::format("{:3.0f} %  {}  {} {}  {}  {}", std::floor(100.0 * share), progress.scenario,
                       in_language(language_, "herhaling", "replicate"), progress.replicate + 1,
                       progress.year,
                       progress.done == progress.all
                           ? in_language(language_, "klaar", "done")
                           : in_language(language_, "nog ", "still ") + duration_text(left));
}

void ProgressLine::tell(Progress const& progress)
{
    using std::chrono::duration;
    constexpr double redraw_after = 0.2;
    constexpr double line_after = 10.0;
    if (telling_ == Telling::nothing) {
        return;
    }
    auto const now = Clock::now();
    auto const since_last = duration<double>(now - last_).count();
    auto const quarter = 4 * progress.done / progress.all;
    auto const due = telling_ == Telling::redrawn ? since_last >= redraw_after
                                                  : since_last >= line_after || quarter > quarter_;
    if (!due) {
        return;
    }
    last_ = now;
    quarter_ = quarter;
    auto const line = text(progress, duration<double>(now - start_).count());
    if (telling_ == Telling::redrawn) {
        std::cerr << "\r\033[K" << line << std::flush;
        drawn_ = true;
    } else {
        std::cerr << line << "\n";
    }
}

}  // namespace smartstart
