#include "engine/run/produce.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/meter.hpp"
#include "engine/run/other_run.hpp"
#include "engine/run/same_people.hpp"
#include "engine/run/traced.hpp"
#include "engine/store/checkpoint.hpp"
#include "engine/store/disclosure.hpp"
#include "engine/store/unfinished.hpp"

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

fs::path life_file(fs::path const& result, int replicate)
{
    return fmt::format("{}.replicate-{}.checkpoint", result.string(), replicate);
}

/// One scenario of a run and its files.
class Product {
public:
    Product(Prepared const& prepared, Production const& production)
        : prepared_{&prepared},
          file_{production.folder / (prepared.scenario.name + ".h5")},
          part_{file_.string() + ".part"}
    {
    }

    fs::path const& file() const { return file_; }

    /// What came of it.
    void tell(Produced& produced) const
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

    /// Sees what an earlier run left. Changes nothing.
    void meet(Earlier earlier)
    {
        if (earlier == Earlier::resume && fs::exists(file_)) {
            auto const there = read_result(file_);
            auto const ours = labelled_result(*prepared_);
            whole_ = there.scenario_resolved == ours.scenario_resolved &&
                     there.inputs == ours.inputs && there.git_commit == ours.git_commit &&
                     there.program_version == ours.program_version;
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
            if (earlier == Earlier::refuse && fs::exists(name)) {
                throw OutputExists{name};
            }
        }
    }

    /// The lives on their way that a run left.
    std::vector<fs::path> lives() const
    {
        std::vector<fs::path> found;
        for (auto const number : numbers_of(prepared_->scenario)) {
            if (auto const file = life_file(file_, number); fs::exists(file)) {
                found.push_back(file);
            }
        }
        return found;
    }

    /// Opens the file of finished replicates, and says which are still to be lived.
    std::vector<int> open(Earlier earlier)
    {
        if (whole_ || earlier == Earlier::replace) {
            remove_lives();
        }
        replaces_ = replaces_ || earlier == Earlier::replace;
        auto const wanted = numbers_of(prepared_->scenario);
        if (whole_) {
            if (auto const run = identity_of(*prepared_); Unfinished::is_of(part_, run)) {
                Unfinished{part_, run, wanted.size(), Found::go_on}.remove();
            }
            return {};
        }
        auto const found = earlier == Earlier::resume    ? Found::go_on
                           : earlier == Earlier::replace ? Found::replace
                                                         : Found::refuse;
        if (found == Found::go_on) {
            check_settings_of_unfinished(part_, *prepared_);
        }
        unfinished_ =
            std::make_unique<Unfinished>(part_, identity_of(*prepared_), wanted.size(), found);
        if (replaces_ && fs::exists(file_)) {
            unfinished_->stay();  // else nobody would know later that the result is to be replaced
        }
        if (auto const extra = without(unfinished_->replicates(), wanted); !extra.empty()) {
            refuse_fewer(extra.back() + 1);
        }
        unfinished_->tell(prepared_->scenario.file.resolved());
        auto missing = without(wanted, unfinished_->replicates());
        resumed_ = static_cast<int>(wanted.size() - missing.size());
        return missing;
    }

    void keep(int replicate, ReplicateResult const& numbers)
    {
        unfinished_->add(replicate, to_bytes(numbers));
    }

    /// Writes the result when every replicate is there.
    void finish(RunLog log)
    {
        auto const wanted = numbers_of(prepared_->scenario);
        if (whole_ || !without(wanted, unfinished_->replicates()).empty()) {
            return;
        }
        auto result = labelled_result(*prepared_);
        for (auto const number : wanted) {
            append(result, number, from_bytes(unfinished_->read(number), *prepared_->blueprint));
        }
        suppress_small_cells(result);
        log.scenario = result.scenario;
        log.program_version = result.program_version;
        log.git_commit = result.git_commit;
        log.replicates = static_cast<int>(wanted.size());
        log.replicates_from_earlier_run = resumed_;
        try {
            write_result(result, file_, replaces_ ? Overwrite::replace : Overwrite::refuse);
            write_run_log(log, fs::path{file_}.replace_extension(".log.json"));
        } catch (StoreError const& error) {
            throw StoreError{
                fmt::format("{} All {} replicates are safe in {}; --resume goes on from "
                            "there.",
                            error.what(), wanted.size(), part_.string())};
        }
        NumbersInMemory numbers{result};
        remarks_ = remarks_on_traces(result, numbers);
        unfinished_->remove();
        remove_lives();
        whole_ = true;
    }

private:
    /// Finished replicates would be thrown away when the result is written.
    [[noreturn]] void refuse_fewer(int all) const
    {
        throw InputError{fmt::format(
            "{} holds finished replicates up to number {}, and --resume with {} would throw the "
            "others away. Go on with --replicates {}, or use --force to start again.",
            part_.string(), all, prepared_->scenario.replicates, all)};
    }

    void remove_lives() const
    {
        for (auto const number : numbers_of(prepared_->scenario)) {
            remove_checkpoint(life_file(file_, number));
        }
    }

    Prepared const* prepared_;
    fs::path file_, part_;
    std::unique_ptr<Unfinished> unfinished_;
    bool whole_{};
    bool replaces_{};  ///< an older result, if there is one
    int resumed_{};
    std::vector<std::string> remarks_;
};

/// Scenarios of one command are lived by the same people, so that they can be compared.
void check_together(std::vector<Prepared> const& all)
{
    std::vector<Problem> problems;
    auto const say = [&](std::string text) { problems.push_back({{}, std::move(text), {}}); };
    for (std::size_t i = 1; i < all.size(); ++i) {
        auto const& first = all.front().scenario;
        auto const& other = all[i].scenario;
        auto const same = [&](Prepared const& one) { return one.scenario.name == other.name; };
        if (std::find_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), same) !=
            all.begin() + static_cast<std::ptrdiff_t>(i)) {
            say(
                fmt::format("two scenarios are called '{}', and their results would have one name; "
                            "run them one after the other, with another --output.",
                            other.name));
        }
        if (!are_of_the_same_people(first, other)) {
            say(
                fmt::format("'{}' and '{}' differ in region, base year, rehearsal, years, seed or "
                            "scale; scenarios of one command are lived by the same people in the "
                            "same years, so run them one after the other.",
                            first.name, other.name));
        }
    }
    if (!problems.empty()) {
        throw InputError{std::move(problems)};
    }
}

StartPopulation people_of(Prepared const& prepared)
{
    auto const& scenario = prepared.scenario;
    return make_start_population(prepared.blueprint->region(), scenario.seed, scenario.scale);
}

}  // namespace

Produced produce(std::vector<Prepared> const& scenarios, Production const& production,
                 Listener const& listener)
{
    check_together(scenarios);
    check(production.on_disk, scenarios.front().scenario);
    Meter const meter;
    std::vector<Product> products;
    for (auto const& prepared : scenarios) {
        products.emplace_back(prepared, production).meet(production.earlier);
    }
    std::vector<std::vector<int>> missing;
    auto lacking = false;
    for (auto& product : products) {
        missing.push_back(product.open(production.earlier));
        lacking = lacking || !missing.back().empty();
    }
    RunLog log;
    auto ended = Ended::whole;
    if (lacking) {
        auto start = people_of(scenarios.front());
        log.people_at_start = static_cast<std::int64_t>(start.persons.size());
        auto counting = listener;
        counting.progress = [&](Progress const& progress) {
            log.years_lived = progress.done;
            if (listener.progress) {
                listener.progress(progress);
            }
        };
        ended =
            live_all({scenarios,
                      start,
                      missing,
                      production.threads,
                      [&] { start = {}; },
                      {production.on_disk,
                       [&](std::size_t scenario, int replicate) {
                           return life_file(products[scenario].file(), replicate);
                       }}},
                     counting, [&](std::size_t scenario, int replicate, ReplicateResult&& numbers) {
                         products[scenario].keep(replicate, numbers);
                     });
    }
    auto const lived = std::exchange(log, meter.read());
    log.people_at_start = lived.people_at_start;
    log.years_lived = lived.years_lived;
    log.threads = production.threads;
    Produced produced{ended, {}, {}, {}, {}};
    for (auto& product : products) {
        product.finish(log);
        product.tell(produced);
    }
    return produced;
}

}  // namespace smartstart
