#include "calibration/study/model_runs.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/mix.hpp"
#include "engine/base/sha256.hpp"
#include "engine/run/executor.hpp"
#include "engine/run/life.hpp"

namespace smartstart {
namespace {

/// Settings and luck of a run, and the settings of the study for all.
RunOptions options_of(CalibrationPlan const& study, RunRequest const& request)
{
    auto options = study.options;
    options.set.insert(options.set.end(), request.set.begin(), request.set.end());
    // Whole and positive, as a scenario wants its seed.
    options.seed = mix(study.seed, static_cast<std::uint64_t>(request.number)) >> 16U | 1U;
    return options;
}

RunOutcome run_once(CalibrationPlan const& study, TargetReader const& reader,
                    RunRequest const& request)
{
    try {
        auto const prepared =
            prepare({study.scenario}, options_of(study, request), our_model()).front();
        auto const& scenario = prepared.scenario;
        auto const start =
            make_start_population(prepared.blueprint->region(), scenario.seed, scenario.scale);
        auto const lived = live(*prepared.blueprint, start, 0, [](int) { return true; });
        return {reader.read(*lived), {}};
    } catch (InputError const& error) {
        return {{}, error.what()};
    } catch (BrokenPromise const& error) {
        return {{}, error.what()};
    }
}

void put(std::string& bytes, double number)
{
    bytes.append(reinterpret_cast<char const*>(&number), sizeof number);
}

constexpr std::size_t key_size = 16;

/// What a run was made with, in so many letters.
std::string key_of(RunRequest const& request)
{
    return sha256(fmt::format("{}", fmt::join(request.set, "\n"))).substr(0, key_size);
}

/// The key of the run, a mark, and for each target how many outcomes and two numbers for each; or
/// the failure.
std::string bytes_of(RunRequest const& request, RunOutcome const& outcome)
{
    auto bytes = key_of(request);
    bytes.push_back(outcome.counts.empty() ? 'f' : 'c');
    if (outcome.counts.empty()) {
        return bytes + outcome.failure;
    }
    for (auto const& target : outcome.counts) {
        put(bytes, static_cast<double>(target.numerators.size()));
        for (std::size_t i = 0; i < target.numerators.size(); ++i) {
            put(bytes, target.numerators[i]);
            put(bytes, target.denominators[i]);
        }
    }
    return bytes;
}

RunOutcome outcome_of(RunRequest const& request, std::string const& bytes)
{
    if (!bytes.starts_with(key_of(request))) {
        throw InputError{
            "the runs that are here were made at other points than this program would choose, so "
            "they do not fit. Use the version that made them, or --force to start again."};
    }
    if (bytes.size() == key_size || bytes[key_size] == 'f') {
        return {{}, bytes.size() == key_size ? std::string{} : bytes.substr(key_size + 1)};
    }
    RunOutcome outcome;
    std::size_t at = key_size + 1;
    auto const take = [&] {
        double number = 0.0;
        if (at + sizeof number > bytes.size()) {
            throw BrokenPromise{"a stored run of a calibration is cut short."};
        }
        std::memcpy(&number, bytes.data() + at, sizeof number);
        at += sizeof number;
        return number;
    };
    while (at < bytes.size()) {
        auto& target = outcome.counts.emplace_back();
        auto const count = static_cast<std::size_t>(take());
        for (std::size_t i = 0; i < count; ++i) {
            target.numerators.push_back(take());
            target.denominators.push_back(take());
        }
    }
    return outcome;
}

}  // namespace

MakeRuns model_on_threads(CalibrationPlan const& study, TargetReader const& reader,
                          unsigned threads, std::function<bool()> const& goes_on)
{
    return [&study, &reader, threads, goes_on](std::vector<RunRequest> const& requests,
                                               auto const& keep) {
        std::mutex guard;
        std::size_t done = 0;
        run_jobs(requests.size(), threads, goes_on, [&](std::size_t job) {
            auto outcome = run_once(study, reader, requests[job]);
            std::scoped_lock const lock{guard};
            keep(requests[job].number, std::move(outcome));
            ++done;
        });
        return done == requests.size();
    };
}

RunStore::RunStore(std::filesystem::path const& file, std::string const& identity, Found found)
    : kept_{file, identity, 0, found}
{
}

std::vector<RunOutcome> RunStore::get(std::vector<RunRequest> const& requests, MakeRuns const& make,
                                      std::function<void(std::size_t, std::size_t)> const& told)
{
    auto const there = kept_.replicates();
    std::vector<RunRequest> missing;
    for (auto const& request : requests) {
        if (!std::binary_search(there.begin(), there.end(), request.number)) {
            missing.push_back(request);
        }
    }
    auto have = requests.size() - missing.size();
    auto const keep = [&](int number, RunOutcome&& outcome) {
        auto const request = std::ranges::find(missing, number, &RunRequest::number);
        kept_.add(number, bytes_of(*request, outcome));
        ++made_;
        ++have;
        if (told) {
            told(have, requests.size());
        }
    };
    if (!missing.empty() && !make(missing, keep)) {
        throw CalibrationStopped{fmt::format("{} of {} runs of this wave are safe in {}.", have,
                                             requests.size(), kept_.name().string())};
    }
    std::vector<RunOutcome> all;
    for (auto const& request : requests) {
        all.push_back(outcome_of(request, kept_.read(request.number)));
    }
    return all;
}

bool RunStore::lives_the_same(RunRequest const& request, MakeRuns const& make) const
{
    auto const there = kept_.replicates();
    if (!std::ranges::binary_search(there, request.number)) {
        return true;
    }
    auto same = true;
    auto const compare = [&](int number, RunOutcome&& outcome) {
        same = kept_.read(number) == bytes_of(request, outcome);
    };
    return !make({request}, compare) || same;
}

std::vector<std::vector<TargetCounts>> good(std::vector<RunOutcome> outcomes)
{
    std::vector<std::vector<TargetCounts>> counts;
    for (auto& one : outcomes) {
        if (!one.counts.empty()) {
            counts.push_back(std::move(one.counts));
        }
    }
    if (counts.empty() && !outcomes.empty()) {
        throw InputError{"every run failed; the first one: " + first_failure(outcomes)};
    }
    return counts;
}

std::string first_failure(std::vector<RunOutcome> const& outcomes)
{
    auto const found =
        std::ranges::find_if(outcomes, [](auto const& one) { return one.counts.empty(); });
    return found == outcomes.end() ? std::string{} : found->failure;
}

}  // namespace smartstart
