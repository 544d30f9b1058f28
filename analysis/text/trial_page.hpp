#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/statistics/trial_effect.hpp"
#include "analysis/text/language.hpp"
#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// A trial that was lived, and what each of its measures came to.
struct LivedTrial {
    trials::Trial trial;
    std::size_t participants{};
    std::vector<TrialEffect> effects;  ///< in the order of the measures
};

/// How the world was lived.
struct TrialWorld {
    std::vector<std::string> scenarios;  ///< by name
    std::uint64_t seed{};
    double scale{};
    int replicates{};
    std::string command;  ///< that makes this page again
};

/// A table for a terminal.
std::string trials_text(std::vector<LivedTrial> const& trials, TrialWorld const& world,
                        Language language);
/// The same as a page in Markdown, with what was done, to whom, and why it came out so.
std::string trials_markdown(std::vector<LivedTrial> const& trials, TrialWorld const& world,
                            Language language);

}  // namespace smartstart
