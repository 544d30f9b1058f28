#pragma once

#include <string>
#include <vector>

#include "analysis/text/language.hpp"
#include "analysis/text/sheet.hpp"
#include "engine/run/prepare.hpp"

namespace smartstart {

/// The model as the program has it, drawn from the very lists that a run uses. What parameters
/// mean is told in English; all else is in both languages.

/// Every process: its phase, what it does, the facts that it changes and those that it reads.
std::vector<Sheet> describe_steps(Prepared const& prepared, Language language);
/// Every lever and every parameter: value, what it may be, prior, source and confidence.
std::vector<Sheet> describe_settings(Prepared const& prepared, Language language);
/// Every number that is followed.
std::vector<Sheet> describe_outcomes(Prepared const& prepared, Language language);
/// Every fact that is kept of people and families.
std::vector<Sheet> describe_columns(Prepared const& prepared, Language language);
/// What the protocol ODD asks for and the program knows: state variables, services, schedule and
/// submodels.
std::vector<Sheet> describe_odd(Prepared const& prepared, Language language);
/// What happens in a month, in order.
std::vector<Sheet> describe_schedule(Prepared const& prepared, Language language);
/// The municipalities, and how far the start population is off from each published table. Makes the
/// people, which takes seconds.
std::vector<Sheet> describe_region(Prepared const& prepared, Language language);

}  // namespace smartstart
