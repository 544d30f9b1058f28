#pragma once

#include <string>
#include <vector>

#include "engine/settings/settings.hpp"

namespace smartstart {

/// What a setting is called as the subject of a sentence, such as "The front share of the budget";
/// by its path where it has no name of its own. The book tells what parameters mean.
Text name_of_setting(std::string const& path, std::vector<Parameter> const& book);

/// A value as a Dutch reader writes it: `19.4 % per year` as `19,4 % per jaar`.
std::string value_in_dutch(std::string text);

}  // namespace smartstart
