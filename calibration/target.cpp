#include "calibration/target.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "calibration/privacy.hpp"
#include "engine/base/nearest.hpp"
#include "engine/population/region.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {
namespace {

/// The age groups of CBS Kerncijfers wijken en buurten; both ends are numbers of five-year groups.
struct AgeGroup {
    std::string_view name;
    std::array<std::string_view, 3> outcomes;  ///< that make it up; empty where there are fewer
    std::size_t first{};
    std::size_t last{};
};
constexpr std::array age_groups{
    AgeGroup{"inhabitants 0-14", {"population_0_4", "population_5_9", "population_10_14"}, 0, 2},
    AgeGroup{"inhabitants 15-24", {"population_15_19", "population_20_24", ""}, 3, 4},
    AgeGroup{"inhabitants 25-44", {"population_25_44", "", ""}, 5, 8},
    AgeGroup{"inhabitants 45-64", {"population_45_64", "", ""}, 9, 12},
    AgeGroup{"inhabitants 65+", {"population_65_79", "population_80_up", ""}, 13, 19}};

/// What holds for all targets of a file.
struct Common {
    int year{};
    double tolerance{};
    std::vector<OutcomeInfo> const& outcomes;

    OutcomeInfo const* find(std::string_view id) const
    {
        auto const found = std::find_if(outcomes.begin(), outcomes.end(),
                                        [&](OutcomeInfo const& info) { return info.id == id; });
        return found == outcomes.end() ? nullptr : &*found;
    }
};

std::optional<OutcomeInfo> known_outcome(Settings const& own, std::string_view key,
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
    own.reject(key, "names '" + id + "', which is no outcome of the result." +
                        (near.empty() ? std::string{} : " Is '" + near + "' meant?"));
    return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, TargetUse>, 2> uses{
    {{"calibrate", TargetUse::calibrate}, {"validate", TargetUse::validate}}};
constexpr std::array<std::pair<std::string_view, Disclosure::Kind>, 4> disclosures{
    {{"exact", Disclosure::Kind::exact},
     {"rounded", Disclosure::Kind::rounded},
     {"suppressed", Disclosure::Kind::suppressed},
     {"percent", Disclosure::Kind::percent}}};

Disclosure read_disclosure(Settings const& own)
{
    Disclosure disclosure;
    if (auto const section = own.maybe_section("observation")) {
        disclosure.kind = section->get_choice<Disclosure::Kind>("kind", disclosures);
        disclosure.base = section->get_or<int>("base", 5);
        disclosure.below = section->get_or<int>("below", 10);
        disclosure.zeros_shown = section->get_or<bool>("zeros_shown", false);
        disclosure.decimals = section->get_or<int>("decimals", 1);
        if (disclosure.base < 1) {
            section->reject("base",
                            "is under 1, but must be what counts are rounded to, such as 5.");
        }
    }
    return disclosure;
}

/// A figure that cannot be.
void check_value(Settings const& own, Target const& target, Common const& common)
{
    auto const* const info = common.find(target.outcomes.empty() ? "" : target.outcomes.front());
    auto const counts = info != nullptr && info->transform == Transform::count;
    if (counts && target.figure < 0.0) {
        own.reject("value", "is under 0, but counts people.");
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

Target read_target(Settings const& own, std::string const& name, Common const& common)
{
    Target target{.name = name, .year = common.year};
    auto const key = own.has("outcomes") ? "outcomes" : "outcome";
    target.outcomes = own.has("outcomes") ? own.strings("outcomes")
                                          : std::vector{own.get_or<std::string>("outcome", name)};
    if (target.outcomes.empty()) {
        own.reject(key, "is empty, but must name at least one outcome.");
    }
    bool is_share = false;
    for (auto const& id : target.outcomes) {
        auto const info = known_outcome(own, key, id, common);
        is_share = is_share || (info && info->units == "1");
    }
    target.times = own.get_or<double>("times", 1.0);
    // A multiple of a share is no share any more.
    target.figure =
        is_share && !own.has("times") ? own.get<Share>("value").value() : own.get<double>("value");
    target.place = own.get_or<std::string>("place", "");
    target.group = own.get_or<std::string>("group", "all");
    target.tolerance = own.get_or<Share>("tolerance", Share{common.tolerance}).value();
    target.required = own.get_or<bool>("required", false);
    target.source = own.get<std::string>("source");
    target.use = own.get_choice_or<TargetUse>("use", uses, TargetUse::calibrate);
    target.out_of = own.get_or<double>("out_of", 0.0);
    target.disclosure = read_disclosure(own);
    check_value(own, target, common);
    return target;
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
                               .outcomes = std::move(outcomes),
                               .place = place.name,
                               .year = common.year,
                               .figure = static_cast<double>(sum),
                               .tolerance = common.tolerance,
                               .required = true,
                               .source = "CBS, 1 January 2022 (population.csv of the region)"});
        }
    }
}

}  // namespace

std::vector<Target> read_targets(std::filesystem::path const& file,
                                 std::vector<OutcomeInfo> const& outcomes)
{
    refuse_people(file);
    auto const settings = SettingsFile::read_as("smartstart-targets 1", file, {});
    auto const root = settings.root();
    Common const common{root.get<int>("year"), root.get<Share>("tolerance").value(), outcomes};
    std::vector<Target> targets;
    auto const section = root.section("targets");
    for (auto const& name : section.keys()) {
        targets.push_back(read_target(section.section(name), name, common));
    }
    auto const region = root.get_or<std::string>("region", "");
    settings.finish();
    if (!region.empty()) {
        add_inhabitants(file.parent_path() / region, common, targets);
    }
    return targets;
}

}  // namespace smartstart
