#pragma once

#include <string>

#include "engine/run/prepare.hpp"

namespace smartstart {

/// JSON Schema (draft 7) of scenario files, for editors: every setting that the model asks for, in
/// the form in which it asks for it. Looser than the model itself, which has the last word.
std::string scenario_schema(Prepared const& prepared);

}  // namespace smartstart
