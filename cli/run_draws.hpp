#pragma once

#include <filesystem>
#include <vector>

#include "cli/run_study.hpp"

namespace smartstart {

/// Scenarios to be lived under draws of a posterior.
struct DrawsAsked {
    std::filesystem::path posterior;
    int count{};  ///< of the draws; 0: all
    std::vector<std::filesystem::path> scenarios;
};

/// Writes the study of these draws, FOLDER/draws.yaml, runs it and makes a result of each scenario.
/// `order` is that study but for its file. Throws InputError, OutputExists or StoreError.
Exit run_draws_for(DrawsAsked const& asked, studies::StudyOrder order, Executor& executor,
                   Quiet quiet, Language language);

}  // namespace smartstart
