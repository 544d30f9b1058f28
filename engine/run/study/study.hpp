#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/scenario/scenario.hpp"

namespace smartstart::studies {

/// Where the file of a study has a setting, by the setting's dotted path.
struct SettingPlace {
    std::string path;
    Place place;
};

/// Settings under a name, as overrides `path=value`: a choice of a switch, a combination of
/// choices, or a draw of parameters.
struct Variation {
    std::string name;
    std::vector<std::string> set;
    std::vector<SettingPlace> places;  ///< of what is set
};

/// Something that is tried in several ways, such as `knowledge: {now: ..., better: ...}`.
struct Switch {
    std::string name;
    std::vector<Variation> choices;
};

/// Many runs that belong together: scenarios times switches times draws times replicates. All have
/// one region, seed, scale and years, so that they can be compared.
///
///     format: smartstart-run-study 1
///     study:
///       scenarios: [today-30-70.yaml, shift-50-50.yaml]   # beside this file
///       replicates: 20
///       scale: 1/10           # seed, scale and years: where given, for every scenario
///       settings: {integration: 10 %}                     # likewise any other setting
///       switches:             # every choice with every other
///         rule: {strict: {investment: {rule: capped}}, loose: {investment: {rule: overspend}}}
///       draws:                # of parameters; a draw's number is its place in the list, from 0
///         low: {steps: {debts: {recovery: 0.1 per year}}}
struct Study {
    std::filesystem::path file;
    std::vector<std::filesystem::path> scenarios;
    int replicates{};
    RunOptions options;  ///< for every run; without the number of replicates
    std::vector<Switch> switches;
    std::vector<SettingPlace> places;  ///< of what the study sets for every run
    std::vector<Variation> draws;      ///< by their number; empty: the parameters as they are

    /// Reads a study; what `asked` holds goes over what the file says. Throws InputError with every
    /// mistake of the file.
    static Study read(std::filesystem::path const& file, RunOptions const& asked);
};

/// Every choice of each switch with every choice of the others; where there is no switch one
/// combination without a name or settings. Names are as `knowledge-better.rule-strict`.
std::vector<Variation> combinations(Study const& study);

/// Mistakes of settings that the study made, at their places in its file; others as they are.
std::vector<Problem> in_file_of_study(std::vector<Problem> problems,
                                      std::vector<SettingPlace> const& places);
/// The line of the file there, without its line end; empty where there is none.
std::string line_of(Place const& place);

}  // namespace smartstart::studies
