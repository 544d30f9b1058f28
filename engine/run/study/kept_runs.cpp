#include "engine/run/study/kept_runs.hpp"

#include <cmath>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace smartstart::studies {
namespace {

namespace fs = std::filesystem;

constexpr auto head = "smartstart-runs 1\n";
constexpr auto done_word = "done";
constexpr auto failed_word = "failed";
constexpr double thousand = 1000.0;

fs::path name_of(fs::path const& folder, std::string const& block)
{
    return folder / (block + ".runs");
}

fs::path part_of(fs::path const& name)
{
    return name.string() + ".part";
}

std::string done_label(RunKey const& key, double processor_seconds)
{
    return fmt::format("{} {} {} {}", done_word, key.key, key.luck,
                       std::llround(thousand * processor_seconds));
}

std::optional<std::pair<RunKey, KeptRun>> run_of(FileRecord const& record)
{
    std::istringstream words{record.label};
    std::string word;
    RunKey key;
    KeptRun run;
    if (!(words >> word >> key.key >> key.luck)) {
        return {};
    }
    run.done = word == done_word;
    if (!run.done && word != failed_word) {
        return {};
    }
    words >> run.processor_seconds;
    run.processor_seconds /= thousand;
    run.record = record;
    return std::pair{key, run};
}

/// A run that is done is kept, whatever failed before or after.
void take(std::vector<FileRecord> const& records, std::size_t file, std::map<RunKey, KeptRun>& runs)
{
    for (auto const& record : records) {
        if (auto found = run_of(record)) {
            found->second.file = file;
            auto& [key, run] = *found;
            auto const at = runs.find(key);
            if (at == runs.end() || run.done || !at->second.done) {
                runs[key] = run;
            }
        }
    }
}

}  // namespace

KeptRuns::KeptRuns(fs::path const& folder, std::string const& block)
{
    auto const name = name_of(folder, block);
    std::error_code ignored;
    for (auto const& one : {name, part_of(name)}) {
        if (fs::exists(one, ignored)) {
            files_.emplace_back(one, head);
            take(files_.back().records(), files_.size() - 1, runs_);
        }
    }
    in_use_ = is_in_use(part_of(name));
}

KeptRun const* KeptRuns::find(RunKey const& key) const
{
    auto const at = runs_.find(key);
    return at == runs_.end() ? nullptr : &at->second;
}

std::string KeptRuns::read(KeptRun const& run) const
{
    return files_.at(run.file).read(run.record);
}

std::string KeptRuns::read(KeptRun const& run, std::uint64_t from, std::uint64_t size) const
{
    return files_.at(run.file).read(run.record, from, size);
}

BlockWriter::BlockWriter(fs::path const& folder, std::string const& block)
    : name_{name_of(folder, block)},
      file_{part_of(name_)},
      forced_{std::chrono::steady_clock::now()}
{
    check(file_.trouble());
    if (!file_.go_on(head)) {
        throw InputError{fmt::format(
            "{} was not written by a study. Move it away, or use --output to write elsewhere.",
            file_.name().string())};
    }
    std::map<RunKey, KeptRun> found;
    take(file_.records(), 0, found);
    std::error_code ignored;
    if (fs::exists(name_, ignored)) {
        RecordReader const earlier{name_, head};
        std::map<RunKey, KeptRun> before;
        take(earlier.records(), 0, before);
        for (auto const& [key, run] : before) {
            auto const at = found.find(key);
            if (run.done && (at == found.end() || !at->second.done)) {
                add(run.record.label, earlier.read(run.record));
                found[key] = run;
            }
        }
    }
    std::erase_if(found, [](auto const& one) { return !one.second.done; });
    done_ = std::move(found);
}

void BlockWriter::add_done(RunKey const& key, double processor_seconds, std::string_view numbers)
{
    add(done_label(key, processor_seconds), numbers);
    done_[key] = {true, processor_seconds, 0, {}};
}

void BlockWriter::add_failed(RunKey const& key, std::string_view sentence)
{
    add(fmt::format("{} {} {}", failed_word, key.key, key.luck), sentence);
}

void BlockWriter::add(std::string const& label, std::string_view bytes)
{
    constexpr std::chrono::seconds longest_unsafe{1};
    auto const now = std::chrono::steady_clock::now();
    auto const due = now - forced_ >= longest_unsafe;
    check(file_.add(label, bytes, due ? Sync::now : Sync::later));
    forced_ = due ? now : forced_;
}

void BlockWriter::leave() const
{
    check(file_.force());
}

void BlockWriter::finish()
{
    check(file_.rename_to(name_));
}

void BlockWriter::check(int error) const
{
    if (error != 0) {
        throw StoreError{
            fmt::format("cannot write {}: {}. Runs that were finished are safe; "
                        "--resume goes on from there.",
                        file_.name().string(), disk_trouble(error))};
    }
}

fs::path folder_of_blocks(fs::path const& results)
{
    return results / "runs";
}

}  // namespace smartstart::studies
