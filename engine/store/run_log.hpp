#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace smartstart {

/// How a run went on this machine: what a result file leaves out, so that equal runs give equal
/// files.
struct RunLog {
    std::string scenario, program_version, git_commit;
    std::string finished_at;  ///< "2026-01-31T12:00:00Z"
    double seconds{};         ///< by the clock, for all scenarios of the command together
    double processor_seconds{};
    unsigned threads{};     ///< asked for
    unsigned processors{};  ///< that this program may use (its affinity)
    std::int64_t peak_memory_bytes{};
    std::int64_t people_at_start{};
    std::int64_t
        years_lived{};  ///< simulated, a shared past once, over all scenarios and replicates
    int replicates{};
    int replicates_from_earlier_run{};
};

/// Writes `<scenario>.log.json`; an earlier one is replaced. Throws StoreError.
void write_run_log(RunLog const& log, std::filesystem::path const& name);

}  // namespace smartstart
