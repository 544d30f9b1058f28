#pragma once

#include <string>
#include <vector>

#include "calibration/pages/page_parts.hpp"
#include "engine/store/posterior_file.hpp"

namespace smartstart {

/// Figures that were kept out of the fit (study/held_out.hpp), as people read them: a row for each,
/// and what they say together.
Grid held_out_grid(PosteriorFile const& posterior);
std::vector<std::string> held_out_said(PosteriorFile const& posterior);

}  // namespace smartstart
