#include "calibration/scorecard/pattern.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/outcome/group.hpp"
#include "engine/settings/document.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {
namespace {

using enum Measure;

constexpr std::array<std::pair<std::string_view, Measure>, 18> measures{
    {{"value", value},
     {"quotient", quotient},
     {"relative", relative},
     {"risk_ratio", risk_ratio},
     {"duration", duration},
     {"change", change},
     {"least_step", least_step},
     {"straightness", straightness},
     {"lowest_group", lowest_group},
     {"highest_group", highest_group},
     {"table", table},
     {"spending", spending},
     {"unequal_before", unequal_before},
     {"null_policy", null_policy},
     {"detection", detection},
     {"shock_left", shock_left},
     {"shock_adult", shock_adult},
     {"trial", trial}}};

constexpr std::array<std::pair<std::string_view, TargetUse>, 2> uses{
    {{"calibrate", TargetUse::calibrate}, {"validate", TargetUse::validate}}};

std::size_t outcomes_of(Measure measure)
{
    switch (measure) {
        case duration:
        case quotient:
            return 2;
        case value:
        case relative:
        case risk_ratio:
        case change:
        case least_step:
        case straightness:
        case lowest_group:
        case highest_group:
            return 1;
        default:
            return 0;
    }
}

/// A group of people, where the measure looks at one.
void read_group(Settings const& own, Pattern& pattern)
{
    auto const compares = pattern.measure == relative || pattern.measure == risk_ratio;
    if (!compares && pattern.measure != value && pattern.measure != quotient) {
        return;
    }
    auto const written =
        compares ? own.get<std::string>("group") : own.get_or<std::string>("group", pattern.group);
    std::vector<std::string> labels;
    for (auto const& group : all_groups()) {
        labels.push_back(group.label);
    }
    if (std::ranges::find(labels, written) == labels.end() || (compares && written == "all")) {
        std::string const form =
            compares ? "must be one of the groups of a result other than 'all', such as "
                       "'single parent'."
                     : "must be one of the groups of a result, such as 'single parent'.";
        own.reject("group", form + guess(written, labels));
        return;
    }
    pattern.group = written;
}

/// What the measure looks at.
void read_where(Settings const& own, Pattern& pattern)
{
    auto const wanted = outcomes_of(pattern.measure);
    if (wanted > 0) {
        pattern.outcomes = own.strings("outcomes");
        if (!pattern.outcomes.empty() && pattern.outcomes.size() != wanted) {
            own.reject("outcomes", wanted == 1 ? "must name one outcome, such as '[placements]'."
                                               : "must name two outcomes, such as "
                                                 "'[guardianship, guardianship_new]'.");
        }
    }
    read_group(own, pattern);
    if (pattern.measure == table) {
        pattern.table = own.get<std::string>("table");
        pattern.column = own.get<std::string>("column");
        pattern.row = own.get_or<std::string>("row", "");
    }
    if (pattern.measure == trial) {
        pattern.trial = own.get<std::string>("trial");
    }
    if (pattern.measure == change) {
        pattern.years = {own.get<int>("first_year"), own.get<int>("last_year")};
        if (pattern.years.first < 1 || pattern.years.last < pattern.years.first) {
            own.reject("last_year",
                       "must be at least 'first_year', which is at least 1: the first "
                       "year of the change.");
        }
    } else if (wanted > 0 || pattern.measure == spending) {
        pattern.years = own.get<Years>("years");
    }
}

Pattern read_pattern(Settings const& own, std::string const& name)
{
    Pattern pattern;
    pattern.name = name;
    pattern.number = own.get<int>("pattern");
    pattern.what = own.get<Text>("what");
    pattern.measure = own.get_choice<Measure>("measure", measures);
    read_where(own, pattern);
    pattern.unit = own.get_or<std::string>("unit", "");
    pattern.low = own.get_or<double>("low", pattern.low);
    pattern.high = own.get_or<double>("high", pattern.high);
    pattern.published = own.words("published");
    pattern.source = own.words("source");
    pattern.use = own.get_choice_or<TargetUse>("use", uses, TargetUse::validate);
    pattern.required = own.get_or<bool>("required", false);
    pattern.why = own.get_or<Text>("why", {});
    if (pattern.low > pattern.high) {
        own.reject("high", "is under 'low', but must be at least that.");
    }
    if (pattern.required && !pattern.is_bounded()) {
        own.reject("required", "is true, but neither 'low' nor 'high' says what would be enough.");
    }
    return pattern;
}

VerificationPlan read_runs(Settings const& own, std::filesystem::path const& folder)
{
    return {.today = folder / own.get<std::string>("today"),
            .null_policy = folder / own.get<std::string>("null_policy"),
            .better_detection = folder / own.get<std::string>("better_detection"),
            .scale = own.get<std::string>("scale"),
            .scale_of_shock = own.get<std::string>("scale_of_shock"),
            .without_help = own.strings("without_help"),
            .known_cases = own.strings("known_cases")};
}

TrialPlan read_trial_plan(Settings const& own, std::filesystem::path const& folder)
{
    if (!own.has("trials")) {
        return {};
    }
    auto const trials = own.section("trials");
    TrialPlan plan{.files = {},
                   .scale = trials.get<std::string>("scale"),
                   .replicates = trials.get<int>("replicates")};
    for (auto const& file : trials.strings("files")) {
        plan.files.push_back(folder / file);
    }
    return plan;
}

}  // namespace

bool needs_other(Measure measure)
{
    return measure == change || measure == unequal_before;
}

bool needs_run(Measure measure)
{
    return measure == null_policy || measure == detection || measure == shock_left ||
           measure == shock_adult;
}

Patterns read_patterns(std::filesystem::path const& file)
{
    auto const settings = SettingsFile::read_as("smartstart-patterns 1", file, {});
    auto const root = settings.root();
    auto const runs = root.section("runs");
    auto const folder = file.parent_path();
    Patterns all{
        {}, read_runs(runs, folder), read_trial_plan(runs, folder), root.get<Text>("calibrated")};
    auto const section = root.section("patterns");
    for (auto const& name : section.keys()) {
        all.patterns.push_back(read_pattern(section.section(name), name));
    }
    settings.finish();
    return all;
}

}  // namespace smartstart
