#include "calibration/study/calibration_plan.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "calibration/fitting/method_settings.hpp"
#include "calibration/observations/privacy.hpp"
#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/study/study.hpp"
#include "engine/settings/document.hpp"
#include "engine/settings/named_file.hpp"
#include "engine/settings/tree.hpp"

namespace smartstart {
namespace {

std::string text_of(std::filesystem::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// Refuses a name that is none of these, with the one that it is like.
void check_label(Settings const& target, std::string_view key, std::string const& name,
                 std::vector<std::string> const& known)
{
    if (std::ranges::find(known, name) == known.end()) {
        auto const near = nearest_name(name, known);
        target.reject(key, "is '" + name + "', which the runs do not have." +
                               (near.empty() ? std::string{} : " Is '" + near + "' meant?"));
    }
}

/// Refuses places and groups that the runs do not have, where the file of targets names them.
void check_labels(CalibrationPlan const& study)
{
    auto const labels = labelled_result(*study.base);
    std::vector<std::string> places{""}, groups;
    std::ranges::transform(labels.municipalities, std::back_inserter(places), &PlaceInfo::name);
    std::ranges::transform(labels.groups, std::back_inserter(groups), &GroupInfo::label);
    auto const file = SettingsFile::read_as("smartstart-targets 1", study.targets_file, {});
    auto const section = file.root().section("targets");
    for (auto const& target : study.targets) {
        if (section.has(target.name)) {
            auto const own = section.section(target.name);
            check_label(own, "place", target.place, places);
            check_label(own, "group", target.group, groups);
        }
    }
    if (auto problems = file.problems(); !problems.empty()) {
        throw InputError{std::move(problems)};
    }
}

void check_targets(Settings const& root, CalibrationPlan const& study)
{
    auto const years = study.base->scenario.years;
    for (auto const& target : study.targets) {
        if (target.year < years.first || target.year > years.last) {
            root.reject("targets", fmt::format("has '{}' for {}, outside the years of the runs "
                                               "({} to {}).",
                                               target.name, target.year, years.first, years.last));
            return;
        }
    }
    auto const places = study.base->blueprint->region().municipalities();
    for (auto const& target : study.targets) {
        if (!target.place.empty() &&
            std::none_of(places.begin(), places.end(),
                         [&](auto const& one) { return one.name == target.place; })) {
            root.reject("targets", fmt::format("has '{}' for '{}', which is no municipality of the "
                                               "region.",
                                               target.name, target.place));
        }
    }
}

void read_figures(CalibrationPlan& study)
{
    std::vector<OutcomeInfo> outcomes;
    for (auto const& kind : study.base->blueprint->outcomes()) {
        outcomes.push_back(kind.info);
    }
    study.targets = read_targets(study.targets_file, outcomes);
    check_labels(study);
}

/// What is wrong with a calibration and with the files that it names.
class Mistakes {
public:
    /// Does this, and keeps the mistakes that it throws; whether there were none.
    template <class Act>
    bool holds(Act const& act)
    {
        try {
            act();
            return true;
        } catch (InputError const& error) {
            add(error.problems());
            return false;
        }
    }
    void add(std::vector<Problem> const& more)
    {
        problems_.insert(problems_.end(), more.begin(), more.end());
    }
    /// Throws all of them and those of the calibration's own file.
    void finish(SettingsFile const& settings)
    {
        holds([&] { settings.finish(); });
        if (!problems_.empty()) {
            throw InputError{sorted(std::move(problems_))};
        }
    }

private:
    std::vector<Problem> problems_;
};

/// Reads what the runs are of.
void read_runs(Settings const& root, std::filesystem::path const& folder, CalibrationPlan& study)
{
    study.scenario = file_at(root, "scenario", folder);
    study.targets_file = file_at(root, "targets", folder);
    study.options.years = root.get<std::string>("years");
    study.options.scale = root.get<std::string>("scale");
    study.options.replicates = 1;
    study.seed = root.get<std::uint64_t>("seed");
    study.options.seed = study.seed;
    if (root.has("set")) {
        study.options.set = root.strings("set");
    }
}

/// Where the calibration's file sets what a run takes from the command line.
std::vector<studies::SettingPlace> places_of(Settings const& root, CalibrationPlan const& study)
{
    std::vector<studies::SettingPlace> all;
    for (auto const* const key : {"years", "scale", "seed"}) {
        all.push_back({key, root.place(key)});
    }
    auto const items = root.places("set");
    for (std::size_t i = 0; i < items.size() && i < study.options.set.size(); ++i) {
        auto const& text = study.options.set[i];
        auto const path = text.substr(0, text.find('='));
        all.push_back({path, items[i]});
        // A wrong name is told as far as it goes. The last place counts, so sections stand first.
        for (auto const& section : sections_above(path)) {
            all.insert(all.begin(), {section, items[i]});
        }
    }
    return all;
}

/// The scenario with its own values, and whether the calibration's settings suit it. Where they do
/// not, it comes without them, so that the rest of the file can be looked at.
bool prepare_base(Settings const& root, CalibrationPlan& study, Mistakes& mistakes)
{
    auto const prepared = [&](RunOptions const& options) {
        study.base = std::make_shared<Prepared const>(
            std::move(prepare({study.scenario}, options, our_model()).front()));
    };
    try {
        prepared(study.options);
        return true;
    } catch (InputError const& error) {
        mistakes.add(studies::in_file_of_study(error.problems(), places_of(root, study)));
    }
    RunOptions own;
    own.replicates = 1;
    own.seed = study.seed;
    Mistakes said_already;
    said_already.holds([&] { prepared(own); });
    return false;
}

void read_posterior(Settings const& posterior, CalibrationPlan& study)
{
    study.draws = posterior.get<int>("draws");
    study.checked = posterior.get<int>("checked");
    if (study.draws < 1 || study.draws > 10'000) {
        posterior.reject("draws", "must be from 1 to 10000, such as '200'.");
    }
    if (study.checked < 0 || study.checked > study.draws) {
        posterior.reject("checked", "must be from 0 to the number of draws.");
    }
}

}  // namespace

std::vector<std::string> CalibrationPlan::settings_at(Eigen::VectorXd const& point) const
{
    std::vector<std::string> set;
    for (std::size_t k = 0; k < unknowns.size(); ++k) {
        auto const value = unknowns[k].prior.value(point[static_cast<Eigen::Index>(k)]);
        set.push_back(unknowns[k].setting + "=" + unknowns[k].text(value));
    }
    return set;
}

CalibrationPlan read_calibration_plan(std::filesystem::path const& file)
{
    refuse_people(file);
    auto const settings = SettingsFile::read_as("smartstart-calibration 1", file, {});
    auto const root = settings.root();
    CalibrationPlan study;
    study.name = file.stem().string();
    study.written = text_of(file);
    Mistakes mistakes;
    read_runs(root, file.parent_path(), study);
    auto const suits = !study.scenario.empty() && prepare_base(root, study, mistakes);
    auto const unknowns = root.section("unknowns");
    if (root.has_section("unknowns") && unknowns.keys().empty()) {
        root.reject("unknowns",
                    "is empty, but must name what is fitted, such as 'debts.entry: {}'.");
    }
    study.method = read_method(root, unknowns.keys().size(), study.seed);
    read_posterior(root.section("posterior"), study);
    if (study.base == nullptr) {
        root.ignore("unknowns");
        mistakes.finish(settings);
        return study;
    }
    study.unknowns = read_unknowns(unknowns, study.base->scenario.file);
    if (suits) {
        check_ends(unknowns, study.unknowns, study.scenario, study.options);
    }
    if (!study.targets_file.empty() && mistakes.holds([&] { read_figures(study); }) && suits) {
        check_targets(root, study);
    }
    mistakes.finish(settings);
    return study;
}

}  // namespace smartstart
