#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/run/prepare.hpp"
#include "engine/store/posterior_file.hpp"

namespace smartstart {

/// Throws InputError, in one sentence each, where a posterior was found with another version of the
/// model than would use it: another version of the program, a parameter that is no more, or a
/// parameter file with other contents. Posteriors and scenarios name their files from anywhere, so
/// parameter files go by their name alone.
void check_fits(PosteriorFile const& posterior, std::filesystem::path const& file,
                Prepared const& scenario);

/// What is run under draws of a posterior.
struct DrawsWanted {
    std::vector<std::filesystem::path> scenarios;  ///< from the folder of the study
    int replicates{1};                             ///< of each draw
    int draws{};  ///< so many, evenly over the posterior; 0: all of them
};

/// The study (`smartstart-run-study 1`) in which every scenario lives every draw, with luck that
/// they share. Throws InputError where more draws are wanted than there are.
std::string study_of_draws(PosteriorFile const& posterior, DrawsWanted const& wanted);

}  // namespace smartstart
