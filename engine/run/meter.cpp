#include "engine/run/meter.hpp"

#include <ctime>

#include <fmt/format.h>
#include <sched.h>
#include <sys/resource.h>

namespace smartstart {

RunLog Meter::read() const
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    auto const seconds = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    auto const known = sched_getaffinity(0, sizeof allowed, &allowed) == 0;
    auto const now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    gmtime_r(&now, &utc);
    RunLog log;
    log.finished_at = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900,
                                  utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
    log.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    log.processor_seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
    log.processors = known ? static_cast<unsigned>(CPU_COUNT(&allowed)) : 0;
    constexpr std::int64_t kibibyte = 1024;
    log.peak_memory_bytes = kibibyte * used.ru_maxrss;
    return log;
}

}  // namespace smartstart
