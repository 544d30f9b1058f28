#pragma once

#include <string>
#include <vector>

#include "engine/store/posterior_file.hpp"

namespace smartstart {

/// What the truths that are known say of a calibration, by its limits. These are of the size of an
/// effect, not of its chance: all repeats share the emulators, whose error is one of all of them.
std::vector<std::string> repeat_findings(PosteriorFile const& posterior);

/// A section of the page; empty where no truths were tried.
std::string repeats_markdown(PosteriorFile const& posterior);
/// The same with, for each parameter, how its ranks lie against what luck allows.
std::string repeats_html(PosteriorFile const& posterior);

}  // namespace smartstart
