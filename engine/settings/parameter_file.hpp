#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/settings/document.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {

/// Reads the tree of one parameter file (`format: smartstart-parameters 1`): its values go under
/// their step in `steps`, each with what is known about it in `book`. All mistakes are noted.
void read_parameters(std::shared_ptr<SettingsDocument> const& document, SettingsNode tree,
                     SettingsNode& steps, std::vector<Parameter>& book);

/// Notes what a scenario or the command line sets under `steps` that no parameter file knows.
/// `steps` is the merged section; `known` holds the parameters alone.
void refuse_unknown_parameters(SettingsDocument& document, SettingsNode& steps,
                               SettingsNode const& known);

}  // namespace smartstart
