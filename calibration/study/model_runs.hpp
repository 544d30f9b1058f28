#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "calibration/observations/reading.hpp"
#include "calibration/study/calibration_plan.hpp"
#include "engine/store/unfinished.hpp"

namespace smartstart {

/// One run of the model that a calibration wants.
struct RunRequest {
    int number{};  ///< its own in the calibration; its luck follows from it
    std::vector<std::string> set;
};

/// What a run gave: the counts of each target, or why it failed.
struct RunOutcome {
    std::vector<TargetCounts> counts;  ///< empty where it failed
    std::string failure;
};

/// The counts of the runs that did not fail, in order. Throws InputError when all of them did.
std::vector<std::vector<TargetCounts>> good(std::vector<RunOutcome> outcomes);
/// Why the first run failed that did; nothing when none did.
std::string first_failure(std::vector<RunOutcome> const& outcomes);

/// Somebody who can make runs: any number at a time, in any order, anywhere. Each run's outcome is
/// told as soon as it is there, by one thread at a time. Answers false when it was stopped before
/// all were made.
using MakeRuns = std::function<bool(std::vector<RunRequest> const&,
                                    std::function<void(int number, RunOutcome&&)> const& keep)>;

/// Makes runs of the real model on threads of this process. A run has luck of its own, people
/// included. `goes_on` is asked before each run.
MakeRuns model_on_threads(CalibrationPlan const& study, TargetReader const& reader,
                          unsigned threads, std::function<bool()> const& goes_on);

/// The calibration was asked to stop; every run that was made is safe.
class CalibrationStopped : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Runs that were made, each safe on disk as soon as it is whole.
class RunStore {
public:
    RunStore(std::filesystem::path const& file, std::string const& identity, Found found);

    /// Gives back these runs, and makes the ones that are not there. `told` hears how many of them
    /// there are after each. Throws CalibrationStopped, and InputError for a run that was kept
    /// under its number with other settings.
    std::vector<RunOutcome> get(std::vector<RunRequest> const& requests, MakeRuns const& make,
                                std::function<void(std::size_t, std::size_t)> const& told);
    /// Lives a run that is there once more. False where the program gives other numbers now than
    /// when it was kept; true also where it is not there.
    bool lives_the_same(RunRequest const& request, MakeRuns const& make) const;
    std::size_t made() const { return made_; }  ///< by this process
    std::filesystem::path const& file() const { return kept_.name(); }

private:
    Unfinished kept_;
    std::size_t made_{};
};

}  // namespace smartstart
