#include "engine/run/product.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/other_run.hpp"
#include "engine/run/traced.hpp"
#include "engine/store/checkpoint.hpp"
#include "engine/store/disclosure.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

std::vector<int> numbers_of(Scenario const& scenario)
{
    std::vector<int> numbers(static_cast<std::size_t>(scenario.replicates));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

std::vector<int> without(std::vector<int> const& all, std::vector<int> const& some)
{
    std::vector<int> rest;
    std::ranges::set_difference(all, some, std::back_inserter(rest));
    return rest;
}

/// What was read, whatever it was called: a scenario can be named by more than one path.
std::vector<std::string> digests_of_inputs(Result const& result)
{
    std::vector<std::string> digests;
    for (auto const& [name, digest] : result.inputs) {
        digests.push_back(digest);
    }
    std::ranges::sort(digests);
    return digests;
}

bool is_same_run(Result const& there, Result const& ours)
{
    return there.scenario_resolved == ours.scenario_resolved &&
           digests_of_inputs(there) == digests_of_inputs(ours) &&
           there.git_commit == ours.git_commit && there.program_version == ours.program_version;
}

Found found_of(Earlier earlier)
{
    return earlier == Earlier::resume    ? Found::go_on
           : earlier == Earlier::replace ? Found::replace
                                         : Found::refuse;
}

}  // namespace

Product::Product(Prepared const& prepared, Production const& production)
    : prepared_{&prepared},
      earlier_{production.earlier},
      file_{production.folder / (prepared.scenario.name + ".h5")},
      part_{file_.string() + ".part"},
      log_{fs::path{file_}.replace_extension(".log.json")},
      wanted_{numbers_of(prepared.scenario)}
{
}

fs::path Product::life_file(int replicate) const
{
    return fmt::format("{}.replicate-{}.checkpoint", file_.string(), replicate);
}

void Product::tell(Produced& produced) const
{
    if (whole_) {
        produced.files.push_back(file_);
        std::ranges::copy(remarks_, std::back_inserter(produced.remarks));
        return;
    }
    if (unfinished_ && !unfinished_->replicates().empty()) {
        produced.unfinished.push_back(part_);
    }
    std::ranges::copy(lives(), std::back_inserter(produced.on_their_way));
}

void Product::meet()
{
    if (earlier_ == Earlier::resume && fs::exists(file_)) {
        auto const there = read_result(file_);
        auto const ours = labelled_result(*prepared_);
        whole_ = is_same_run(there, ours);
        // A run that replaces it was stopped, and goes on.
        replaces_ = !whole_ && Unfinished::is_of(part_, identity_of(*prepared_));
        if (!whole_ && !replaces_) {
            throw OutputExists{file_,
                               differing_text(ours.scenario_resolved, there.scenario_resolved)};
        }
    }
    auto names = lives();
    names.insert(names.begin(), {file_, part_});
    for (auto const& name : names) {
        if (earlier_ == Earlier::refuse && fs::exists(name)) {
            throw OutputExists{name};
        }
    }
}

void Product::open()
{
    auto const run = identity_of(*prepared_);
    if (whole_) {
        // Another run may be at work to replace what is whole: then the rest is not ours.
        if (Unfinished::is_of(part_, run)) {
            unfinished_ = std::make_unique<Unfinished>(part_, run, wanted_.size(), Found::go_on);
        }
        return;
    }
    replaces_ = replaces_ || earlier_ == Earlier::replace;
    if (earlier_ == Earlier::resume) {
        check_settings_of_unfinished(part_, *prepared_);
    }
    unfinished_ = std::make_unique<Unfinished>(part_, run, wanted_.size(), found_of(earlier_));
    if (replaces_ && fs::exists(file_)) {
        unfinished_->stay();  // else nobody would know later that the result is to be replaced
    }
    if (auto const extra = without(unfinished_->replicates(), wanted_); !extra.empty()) {
        refuse_fewer(extra.back() + 1);
    }
}

std::vector<int> Product::begin()
{
    if (whole_) {
        if (unfinished_) {
            unfinished_->remove();
        }
        if (!fs::exists(part_)) {
            remove_lives();
        }
        return {};
    }
    if (earlier_ == Earlier::replace) {
        remove_lives();
    }
    unfinished_->tell(prepared_->scenario.file.resolved());
    auto missing = without(wanted_, unfinished_->replicates());
    resumed_ = static_cast<int>(wanted_.size() - missing.size());
    return missing;
}

void Product::keep(int replicate, ReplicateResult const& numbers)
{
    unfinished_->add(replicate, to_bytes(numbers));
}

void Product::finish(RunLog log)
{
    if (whole_) {
        log_what_has_none(std::move(log));
        return;
    }
    if (!without(wanted_, unfinished_->replicates()).empty()) {
        return;
    }
    write(log);
    unfinished_->remove();
    remove_lives();
    whole_ = true;
}

void Product::write(RunLog const& log)
{
    auto result = labelled_result(*prepared_);
    for (auto const number : wanted_) {
        append(result, number, from_bytes(unfinished_->read(number), *prepared_->blueprint));
    }
    suppress_small_cells(result);
    try {
        write_result(result, file_, replaces_ ? Overwrite::replace : Overwrite::refuse);
        write_run_log(completed(log, result), log_);
    } catch (StoreError const& error) {
        throw StoreError{
            fmt::format("{} All {} replicates are safe in {}; --resume goes on from "
                        "there.",
                        error.what(), wanted_.size(), part_.string())};
    }
    NumbersInMemory numbers{result};
    remarks_ = remarks_on_traces(result, numbers);
}

RunLog Product::completed(RunLog log, Result const& result) const
{
    log.scenario = result.scenario;
    log.program_version = result.program_version;
    log.git_commit = result.git_commit;
    log.replicates = static_cast<int>(wanted_.size());
    log.replicates_from_earlier_run = resumed_;
    return log;
}

/// A run may have been killed between its result and its log.
void Product::log_what_has_none(RunLog log) const
{
    if (fs::exists(log_)) {
        return;
    }
    log = completed(std::move(log), labelled_result(*prepared_));
    log.replicates_from_earlier_run = log.replicates;
    try {
        write_run_log(log, log_);
    } catch (StoreError const&) {
        // Best effort: what is wanted is the result, and it is whole.
    }
}

/// The lives on their way that a run left.
std::vector<fs::path> Product::lives() const
{
    std::vector<fs::path> found;
    for (auto const number : wanted_) {
        if (auto const file = life_file(number); fs::exists(file)) {
            found.push_back(file);
        }
    }
    return found;
}

/// Finished replicates would be thrown away when the result is written.
void Product::refuse_fewer(int all) const
{
    throw InputError{fmt::format(
        "{} holds finished replicates up to number {}, and --resume with {} would throw the "
        "others away. Go on with --replicates {}, or use --force to start again.",
        part_.string(), all, prepared_->scenario.replicates, all)};
}

void Product::remove_lives() const
{
    for (auto const number : wanted_) {
        remove_checkpoint(life_file(number));
    }
}

}  // namespace smartstart
