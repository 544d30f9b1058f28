#pragma once

#include <string>

#include "analysis/study/study_findings.hpp"
#include "analysis/study/study_run.hpp"
#include "analysis/text/language.hpp"

namespace smartstart {

/// What a study found as JSON, for the page (`compare --sensitivity`, `--sweep`) and for others.
std::string sensitivity_json(Study const& study, Sensitivity const& found);
std::string sweep_json(Study const& study, Sweep const& found);

/// Where the conclusion turns, as a sentence.
std::string turning_sentence(Study const& study, Finding const& finding, Language language);

/// To which year the costs of all mixtures are discounted, as a sentence.
std::string discounting_sentence(Sweep const& found, Language language);

/// The same as tables for a terminal.
std::string sensitivity_text(Study const& study, Sensitivity const& found, Language language);
std::string sweep_text(Study const& study, Sweep const& found, Language language);

}  // namespace smartstart
