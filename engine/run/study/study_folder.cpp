#include "engine/run/study/study_folder.hpp"

#include <system_error>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/program.hpp"
#include "engine/run/study/kept_runs.hpp"
#include "engine/run/study/same_study.hpp"
#include "engine/store/record_file.hpp"

namespace smartstart::studies {
namespace {

namespace fs = std::filesystem;

StudyRecord record_of(StudyOrder const& order, BlockSize size)
{
    return {.program_version = version_of_program(),
            .git_commit = commit_of_program(),
            .study = order.study.string(),
            .folder = fs::current_path().string(),
            .replicates = order.options.replicates,
            .seed = order.options.seed,
            .scale = order.options.scale,
            .years = order.options.years,
            .set = order.options.set,
            .draws_per_block = size.draws,
            .replicates_per_block = size.replicates,
            .read = order.read};
}

void check_goes_on(StudyRecord const& earlier, StudyRecord const& now)
{
    check_made_by_this_program(earlier);
    std::error_code ignored;
    if (auto const there = study_of(earlier); !fs::equivalent(there, now.study, ignored)) {
        throw InputError{
            fmt::format("the runs that are here are those of another study, '{}'. Use --force to "
                        "start again, or --output to write elsewhere.",
                        there.string())};
    }
}

/// Throws FileInUse while a process adds to one of the runs.
void check_nobody_is_at_work(fs::path const& folder)
{
    std::error_code error;
    for (auto const& entry : fs::directory_iterator{folder_of_blocks(folder), error}) {
        if (entry.path().filename().string().ends_with(".runs.part") && is_in_use(entry.path())) {
            throw FileInUse{entry.path()};
        }
    }
}

/// Only what a study wrote is removed.
void remove_runs(fs::path const& folder)
{
    check_nobody_is_at_work(folder);
    std::error_code error;
    for (auto const& entry : fs::directory_iterator{folder_of_blocks(folder), error}) {
        auto const name = entry.path().filename().string();
        if (name.ends_with(".runs") || name.ends_with(".runs.part") ||
            name.ends_with(".checkpoint") || name.ends_with(".checkpoint.new")) {
            fs::remove(entry.path(), error);
        }
    }
    fs::remove(study_record_in(folder), error);
}

}  // namespace

void check_made_by_this_program(StudyRecord const& record)
{
    if (record.git_commit != commit_of_program() ||
        record.program_version != version_of_program()) {
        throw InputError{fmt::format(
            "the runs that are here were made by another version of the program ({}, commit '{}'), "
            "and would not fit with those of this one. Use that version, or run the study again, "
            "with --force, or elsewhere with --output.",
            record.program_version, record.git_commit)};
    }
}

fs::path study_of(StudyRecord const& record)
{
    std::error_code ignored;
    auto const there = (fs::path{record.folder} / record.study).lexically_normal();
    if (fs::equivalent(record.study, there, ignored)) {
        return record.study;  // named as it was, so that results name their inputs alike
    }
    return there;
}

BlockSize look_into_folder(StudyOrder const& order, Study const& study)
{
    auto const size = block_size_for(study);
    auto const record = study_record_in(order.folder);
    if (order.earlier == Earlier::replace || !fs::exists(record)) {
        return size;
    }
    if (order.earlier == Earlier::refuse) {
        throw OutputExists{record};
    }
    auto const earlier = read_study_record(order.folder);
    check_goes_on(earlier, record_of(order, size));
    return {earlier.draws_per_block, earlier.replicates_per_block};
}

void settle_folder(StudyOrder const& order, BlockSize size, OpenStudy const& study)
{
    auto now = record_of(order, size);
    tell_what_runs_are_made_of(study, now);
    auto overwrite = Overwrite::refuse;
    if (order.earlier == Earlier::replace) {
        remove_runs(order.folder);
    } else if (order.earlier == Earlier::resume && fs::exists(study_record_in(order.folder))) {
        auto const earlier = read_study_record(order.folder);
        if (earlier == now) {
            return;
        }
        check_keeps_runs(order.folder, study, earlier, now);
        overwrite = Overwrite::replace;
    }
    write_study_record(now, order.folder, overwrite);
}

}  // namespace smartstart::studies
