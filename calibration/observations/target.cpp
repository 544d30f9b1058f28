#include "calibration/observations/target.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "calibration/observations/privacy.hpp"
#include "calibration/observations/target_rows.hpp"
#include "engine/base/nearest.hpp"
#include "engine/population/region.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {
namespace {

/// The age groups of CBS Kerncijfers wijken en buurten; both ends are numbers of five-year groups.
struct AgeGroup {
    std::string_view name, name_nl;
    std::array<std::string_view, 3> outcomes;  ///< that make it up; empty where there are fewer
    std::size_t first{};
    std::size_t last{};
};
constexpr std::array age_groups{
    AgeGroup{"inhabitants 0-14",
             "inwoners 0-14",
             {"population_0_4", "population_5_9", "population_10_14"},
             0,
             2},
    AgeGroup{
        "inhabitants 15-24", "inwoners 15-24", {"population_15_19", "population_20_24", ""}, 3, 4},
    AgeGroup{"inhabitants 25-44", "inwoners 25-44", {"population_25_44", "", ""}, 5, 8},
    AgeGroup{"inhabitants 45-64", "inwoners 45-64", {"population_45_64", "", ""}, 9, 12},
    AgeGroup{
        "inhabitants 65+", "inwoners 65+", {"population_65_79", "population_80_up", ""}, 13, 19}};

/// What holds for all targets of a file.
struct Common {
    int year{};
    double tolerance{};
    double over_years{};
    int minimum{};
    std::vector<OutcomeInfo> const& outcomes;
    Elsewhere& elsewhere;

    OutcomeInfo const* find(std::string_view id) const
    {
        auto const found = std::find_if(outcomes.begin(), outcomes.end(),
                                        [&](OutcomeInfo const& info) { return info.id == id; });
        return found == outcomes.end() ? nullptr : &*found;
    }
};

/// The outcome of this id, which stands at `outcome` or `outcomes`, or is the name of the target.
std::optional<OutcomeInfo> known_outcome(Settings const& section, std::string const& name,
                                         std::string const& id, Common const& common)
{
    if (auto const* info = common.find(id)) {
        return *info;
    }
    std::vector<std::string> ids;
    for (auto const& info : common.outcomes) {
        ids.push_back(info.id);
    }
    auto const near = nearest_name(id, ids);
    auto const meant = near.empty() ? std::string{} : " Is '" + near + "' meant?";
    auto const own = section.section(name);
    if (own.has("outcomes") || own.has("outcome")) {
        own.reject(own.has("outcomes") ? "outcomes" : "outcome",
                   "names '" + id + "', which is no outcome of the result." + meant);
    } else {
        section.reject_name(name,
                            "is no outcome of the result, and has no 'outcome' that says "
                            "which it is of." +
                                meant);
    }
    return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, TargetUse>, 2> uses{
    {{"calibrate", TargetUse::calibrate}, {"validate", TargetUse::validate}}};

/// A cell that is smaller than the file says that cells may be, or that leaves so few of a whole.
void check_minimum(Settings const& own, Target const& target, Common const& common, Figure figure)
{
    if (common.minimum <= 0 || figure == Figure::mean ||
        target.disclosure.kind == Disclosure::Kind::suppressed) {
        return;
    }
    auto const is_count = figure == Figure::count;
    if (!is_count && target.out_of <= 0.0) {
        own.reject("value",
                   fmt::format("is a share of nobody knows how many, but this file states a "
                               "minimum of {} people; say it, such as 'out_of: 23450'.",
                               common.minimum));
        return;
    }
    auto const count = is_count ? target.figure : target.figure * target.out_of;
    if (std::round(count) < common.minimum) {
        own.reject("value",
                   fmt::format("is of fewer people than the minimum of {} that this file states; "
                               "leave it out, such as 'observation: {{kind: suppressed, below: "
                               "{}}}'.",
                               common.minimum, common.minimum));
    } else if (!is_count && std::round(target.out_of - count) < common.minimum) {
        own.reject("value",
                   fmt::format("is of all people but fewer than the minimum of {} that this file "
                               "states, and so tells of those few; take it out.",
                               common.minimum));
    }
}

/// A figure that cannot be.
void check_value(Settings const& own, Target const& target, Common const& common)
{
    auto const* const info = common.find(target.outcomes.empty() ? "" : target.outcomes.front());
    auto const is_count = info != nullptr && info->transform == Transform::count;
    if (info != nullptr) {
        auto const figure = figure_of(target, *info);
        check_suits(own, target.disclosure, figure);
        check_minimum(own, target, common, figure);
    }
    if (is_count) {
        if (target.figure < 0.0) {
            own.reject("value", "is under 0, but counts people.");
        }
        check_shown(own, target.disclosure, target.figure);
    }
    if (target.tolerance <= 0.0) {
        own.reject("tolerance",
                   "is 0 %, but no model is that good; say how far it may be off, "
                   "such as '10 %'.");
    }
    if (target.out_of < 0.0) {
        own.reject("out_of", "is under 0, but says of how many people the figure is a share.");
    }
}

/// A figure that was left out is at most this. It is a count, so that it must be said of how many a
/// share is.
double most_left_out(Settings const& own, Disclosure const& disclosure, bool is_share)
{
    auto const most = disclosure.below - 1.0;
    return is_share ? most / std::max(1.0, own.get<double>("out_of")) : most;
}

Target read_target(Settings const& section, std::string const& name, Common const& common)
{
    auto const own = section.section(name);
    Target target{.name = name, .year = own.get_or<int>("year", common.year)};
    target.outcomes = own.has("outcomes") ? own.strings("outcomes")
                                          : std::vector{own.get_or<std::string>("outcome", name)};
    if (target.outcomes.empty()) {
        own.reject("outcomes", "is empty, but must name at least one outcome.");
    }
    bool is_share = false;
    bool is_known = true;
    for (auto const& id : target.outcomes) {
        auto const info = known_outcome(section, name, id, common);
        is_share = is_share || (info && info->units == "1");
        is_known = is_known && info;
    }
    target.times = own.get_or<double>("times", 1.0);
    target.out_of = own.get_or<double>("out_of", 0.0);
    target.disclosure = read_disclosure(own, common.elsewhere);
    // A multiple of a share is no share any more.
    if (!is_known) {
        own.ignore("value");  // it may be a share or a number
    } else if (own.has("value") || target.disclosure.kind != Disclosure::Kind::suppressed) {
        target.figure = is_share && !own.has("times") ? own.get<Share>("value").value()
                                                      : own.get<double>("value");
    } else {
        target.at_most = most_left_out(own, target.disclosure, is_share);
        target.figure = 0.5 * *target.at_most;
    }
    target.place = own.get_or<std::string>("place", "");
    target.group = own.get_or<std::string>("group", "all");
    target.tolerance = own.get_or<Share>("tolerance", Share{common.tolerance}).value();
    target.required = own.get_or<bool>("required", false);
    target.title = own.get_or<Text>("title", {});
    target.source = own.words("source");
    target.use = own.get_choice_or<TargetUse>("use", uses, TargetUse::calibrate);
    target.over_years = own.get_or<Share>("over_years", Share{common.over_years}).value();
    if (own.has("total_of")) {
        target.total_of = own.strings("total_of");
    }
    check_value(own, target, common);
    return target;
}

/// As SettingsFile::finish, with what is wrong in files that were named.
void finish(SettingsFile const& settings, Elsewhere const& elsewhere)
{
    std::vector<Problem> problems;
    try {
        settings.finish();
    } catch (InputError const& error) {
        problems = error.problems();
    }
    problems.insert(problems.end(), elsewhere.problems.begin(), elsewhere.problems.end());
    if (!problems.empty()) {
        throw InputError{std::move(problems)};
    }
}

/// Inhabitants by municipality and age group, as the tables of the region have them.
void add_inhabitants(std::filesystem::path const& folder, Common const& common,
                     std::vector<Target>& targets)
{
    auto const region = Region::read(folder);
    for (auto const& place : region.municipalities()) {
        for (auto const& ages : age_groups) {
            std::int64_t sum = 0;
            for (auto band = ages.first; band <= ages.last; ++band) {
                sum += place.people[band][0] + place.people[band][1];
            }
            std::vector<std::string> outcomes;
            for (auto const id : ages.outcomes) {
                if (!id.empty()) {
                    outcomes.emplace_back(id);
                }
            }
            targets.push_back({.name = std::string{ages.name},
                               .title = {std::string{ages.name_nl}, std::string{ages.name}},
                               .outcomes = std::move(outcomes),
                               .place = place.name,
                               .year = common.year,
                               .figure = static_cast<double>(sum),
                               .tolerance = common.tolerance,
                               .required = true,
                               .source = {"CBS, 1 januari 2022 (population.csv van de regio)",
                                          "CBS, 1 January 2022 (population.csv of the region)"}});
        }
    }
}

}  // namespace

Figure figure_of(Target const& target, OutcomeInfo const& info)
{
    if (info.transform == Transform::count) {
        return Figure::count;
    }
    if (info.transform == Transform::ratio && info.units == "1" && target.times == 1.0 &&
        target.outcomes.size() == 1) {
        return Figure::share;
    }
    return Figure::mean;
}

std::vector<Target> read_targets(std::filesystem::path const& file,
                                 std::vector<OutcomeInfo> const& outcomes)
{
    refuse_people(file);
    auto const settings = SettingsFile::read_as("smartstart-targets 1", file, {});
    auto const root = settings.root();
    Elsewhere elsewhere{file.parent_path(), {}};
    Common const common{root.get<int>("year"),
                        root.get<Share>("tolerance").value(),
                        root.get_or<Share>("over_years", Share{0.0}).value(),
                        root.get_or<int>("minimum", 0),
                        outcomes,
                        elsewhere};
    std::vector<Target> targets;
    auto const section = root.section("targets");
    for (auto const& name : section.keys()) {
        targets.push_back(read_target(section, name, common));
    }
    check_together(section, targets, outcomes);
    auto const region = root.get_or<std::string>("region", "");
    finish(settings, elsewhere);
    if (!region.empty()) {
        add_inhabitants(file.parent_path() / region, common, targets);
    }
    return targets;
}

}  // namespace smartstart
