#include "engine/store/run_log.hpp"

#include <nlohmann/json.hpp>

#include "engine/store/file_on_disk.hpp"

namespace smartstart {

void write_run_log(RunLog const& log, std::filesystem::path const& name)
{
    nlohmann::ordered_json const json{
        {"format", "smartstart-log 1"},
        {"scenario", log.scenario},
        {"program_version", log.program_version},
        {"git_commit", log.git_commit},
        {"finished_at", log.finished_at},
        {"seconds", log.seconds},
        {"processor_seconds", log.processor_seconds},
        {"threads", log.threads},
        {"processors", log.processors},
        {"peak_memory_bytes", log.peak_memory_bytes},
        {"people_at_start", log.people_at_start},
        {"years_lived", log.years_lived},
        {"replicates", log.replicates},
        {"replicates_from_earlier_run", log.replicates_from_earlier_run},
    };
    put_on_disk(name, json.dump(2) + "\n", Overwrite::replace);
}

}  // namespace smartstart
