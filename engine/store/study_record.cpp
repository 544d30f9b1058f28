#include "engine/store/study_record.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"
#include "engine/store/descriptor.hpp"
#include "engine/store/file_on_disk.hpp"

namespace smartstart {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto format = "smartstart-study-runs 1";

template <class Value>
void put(Json& json, char const* key, std::optional<Value> const& value)
{
    if (value) {
        json[key] = *value;
    }
}

template <class Value>
void get(Json const& json, char const* key, std::optional<Value>& value)
{
    if (json.contains(key)) {
        value = json.at(key).get<Value>();
    }
}

Json json_of(StudyRecord const& record)
{
    Json json{{"format", format},
              {"program_version", record.program_version},
              {"git_commit", record.git_commit},
              {"study", record.study},
              {"folder", record.folder},
              {"draws_per_block", record.draws_per_block},
              {"replicates_per_block", record.replicates_per_block},
              {"set", record.set},
              {"settings", record.settings},
              {"files", record.files},
              {"parts", record.parts},
              {"read", record.read}};
    put(json, "replicates", record.replicates);
    put(json, "seed", record.seed);
    put(json, "scale", record.scale);
    put(json, "years", record.years);
    return json;
}

StudyRecord record_of(Json const& json)
{
    StudyRecord record;
    if (json.at("format") != format) {
        throw InputError{"another format"};
    }
    record.program_version = json.at("program_version");
    record.git_commit = json.at("git_commit");
    record.study = json.at("study");
    record.folder = json.at("folder");
    record.draws_per_block = json.at("draws_per_block");
    record.replicates_per_block = json.at("replicates_per_block");
    record.set = json.at("set").get<std::vector<std::string>>();
    record.settings = json.at("settings").get<std::vector<std::string>>();
    record.files = json.at("files").get<std::map<std::string, std::string>>();
    record.parts = json.at("parts").get<std::map<std::string, std::string>>();
    record.read = json.at("read").get<std::map<std::string, std::string>>();
    get(json, "replicates", record.replicates);
    get(json, "seed", record.seed);
    get(json, "scale", record.scale);
    get(json, "years", record.years);
    if (record.draws_per_block < 1 || record.replicates_per_block < 1) {
        throw InputError{"blocks without runs"};
    }
    return record;
}

}  // namespace

std::filesystem::path study_record_in(std::filesystem::path const& folder)
{
    return folder / "study.json";
}

void write_study_record(StudyRecord const& record, std::filesystem::path const& folder,
                        Overwrite overwrite)
{
    put_on_disk(study_record_in(folder), json_of(record).dump(2) + "\n", overwrite);
}

StudyRecord read_study_record(std::filesystem::path const& folder)
{
    auto const name = study_record_in(folder);
    std::ifstream file{name, std::ios::binary};
    std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file.is_open()) {
        throw InputError{fmt::format(
            "there are no runs of a study in '{}': it has no study.json. 'smartstart run --study "
            "STUDY.yaml --output {}' makes them.",
            folder.string(), folder.string())};
    }
    try {
        return record_of(Json::parse(bytes));
    } catch (std::exception const&) {
        throw InputError{
            fmt::format("{} is damaged, or of another version of the program. Run the "
                        "study again with --force, or elsewhere with --output.",
                        name.string())};
    }
}

void add_to_study_log(StudyLog const& log, std::filesystem::path const& name)
{
    auto ranks = Json::array();
    for (auto const& rank : log.ranks) {
        ranks.push_back(
            {{"host", rank.host}, {"threads", rank.threads}, {"processors", rank.processors}});
    }
    Json json{{"format", "smartstart-study-log 1"},
              {"program_version", log.program_version},
              {"git_commit", log.git_commit},
              {"finished_at", log.finished_at},
              {"share", log.share},
              {"ranks", ranks.size()},
              {"places", ranks},
              {"seconds", log.seconds},
              {"processor_seconds", log.processor_seconds},
              {"done", log.done},
              {"failed", log.failed},
              {"stopped", log.stopped}};
    Descriptor file{name, O_WRONLY | O_CREAT | O_APPEND};
    auto const failed = file.number() < 0 ? errno : file.write(json.dump() + "\n");
    if (failed != 0) {
        throw StoreError{fmt::format("cannot write {}: {}. The runs are safe.", name.string(),
                                     disk_trouble(failed))};
    }
}

}  // namespace smartstart
