#pragma once

#include <string>
#include <vector>

#include "engine/store/posterior_file.hpp"

namespace smartstart {

/// A posterior held against another one of the same parameters: found by another method, or with
/// another form of the model.

/// What two sets of draws say beside one another.
struct Beside {
    std::vector<std::string> settings;  ///< that both have
    std::vector<double> mean, sd, other_mean, other_sd;
    double told_apart{};   ///< by a classifier, 0.5 when not at all
    double discrepancy{};  ///< squared, of their kernel means; about 0 when they are alike
};
/// Columns are the parameters by name. Throws InputError where they have none in common.
Beside beside(PosteriorTable const& ours, PosteriorTable const& other);

/// A section of the page; nothing where there is no other calibration.
std::string compared_markdown(PosteriorFile const& posterior, PosteriorFile const* other);
std::string compared_html(PosteriorFile const& posterior, PosteriorFile const* other);

}  // namespace smartstart
