#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "calibration/observations/observation.hpp"
#include "engine/base/error.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {

/// How a count was let out of the place where it was counted.
struct Disclosure {
    enum class Kind : std::uint8_t { exact, rounded, suppressed, percent, random_round, cellkey };
    Kind kind{Kind::exact};
    int base{1};         ///< rounded, random_round: to multiples of this
    int below{};         ///< suppressed, rounded: counts under this are left out; 0: none are
    bool zeros_shown{};  ///< suppressed: a 0 would have been shown
    int decimals{};      ///< percent: decimals of the percentage
    NoiseLaw noise{};    ///< cellkey
    std::filesystem::path table{};  ///< cellkey: where the noise was read
};

/// Where a target file lies, and what is wrong with the files that it names.
struct Elsewhere {
    std::filesystem::path folder;
    std::vector<Problem> problems;
};

/// Reads `observation: {kind: rounded, base: 5}` of a target; exact where nothing stands:
///
///     {kind: rounded, base: 5, below: 10}        # to multiples of 5; under 10 left out
///     {kind: suppressed, below: 10, zeros_shown: true}
///     {kind: percent, decimals: 1}
///     {kind: random_round, base: 3}
///     {kind: cellkey, table: noise.yaml}         # beside the target file
Disclosure read_disclosure(Settings const& target, Elsewhere& elsewhere);

/// Reads the law of the noise of the cell key method (`format: smartstart-noise 1`): for each count
/// what is added to it; counts above the last have its law.
///
///     noise:
///       0: {0: 100 %}
///       1: {-1: 30 %, 0: 50 %, 1: 20 %}
///
/// Throws InputError with every mistake at once.
NoiseLaw read_noise_law(std::filesystem::path const& file);

/// Refuses, at `observation`, a way of letting out counts for a figure that is none.
void check_suits(Settings const& target, Disclosure const& disclosure, Figure figure);

/// Refuses, at `value`, a count that this disclosure cannot show.
void check_shown(Settings const& target, Disclosure const& disclosure, double value);

/// An exact figure as it was let out; `value` is the figure in the units of the outcome.
Observation let_out(Observation const& exact, Disclosure const& disclosure, double value);

}  // namespace smartstart
