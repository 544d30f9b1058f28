#pragma once

#include <cstddef>
#include <functional>

namespace smartstart {

/// Does jobs 0 .. count-1 on this many threads. Several jobs run at a time when there are several;
/// threads that are left over share the loops within the jobs. Before each job `goes_on` is asked;
/// after "no", or after an exception of a job, no other starts, and those that run are finished.
/// The first exception reaches the caller.
void run_jobs(std::size_t count, unsigned threads, std::function<bool()> const& goes_on,
              std::function<void(std::size_t)> const& job);

}  // namespace smartstart
