#include "calibration/study/calibration_plan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "calibration/fitting/method_settings.hpp"
#include "calibration/observations/privacy.hpp"
#include "engine/base/nearest.hpp"
#include "engine/store/posterior_file.hpp"

namespace smartstart {
namespace {

/// A number and what stands behind it.
struct Quantity {
    double number{};
    std::string unit;
    /// As priors have it: a percentage is a share.
    double value() const { return unit == " %" ? number / 100.0 : number; }
};

std::optional<Quantity> quantity_of(std::string text)
{
    // Negative numbers stand between quotes in the parameter book.
    std::erase(text, '\'');
    std::erase(text, '"');
    Quantity quantity;
    auto const* const last = text.data() + text.size();
    auto const read = std::from_chars(text.data(), last, quantity.number);
    if (read.ec != std::errc{}) {
        return {};
    }
    quantity.unit.assign(read.ptr, last);
    if (quantity.unit == "%") {
        quantity.unit = " %";
    }
    return quantity;
}

std::optional<PriorKind> kind_of(std::string const& word)
{
    constexpr std::array<std::pair<std::string_view, PriorKind>, 4> kinds{
        {{"uniform", PriorKind::uniform},
         {"normal", PriorKind::normal},
         {"lognormal", PriorKind::lognormal},
         {"logit", PriorKind::logit}}};
    auto const found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](auto const& one) { return one.first == word; });
    return found == kinds.end() ? std::nullopt : std::optional{found->second};
}

/// What is known of a parameter: the parameter file's range, or that of the calibration.
struct Range {
    std::string kind, low, high;
};

std::optional<Unknown> make_unknown(Settings const& all, std::string const& key,
                                    Parameter const& parameter, Range const& range)
{
    auto const kind = kind_of(range.kind);
    if (!kind) {
        all.reject(key,
                   "has no prior of the kinds uniform, normal, lognormal or logit; give one, "
                   "such as '{prior: {kind: lognormal, low: 0.01 per year, high: 0.1 per "
                   "year}}'.");
        return {};
    }
    auto const low = quantity_of(range.low);
    auto const high = quantity_of(range.high);
    auto const written = quantity_of(parameter.value);
    if (!written) {
        all.reject(key, "is a path over years or ages; only single numbers can be calibrated.");
        return {};
    }
    if (!low || !high || low->unit != high->unit || low->unit != written->unit) {
        all.reject(key, fmt::format("needs a prior with a low and a high in the unit of its value "
                                    "('{}').",
                                    parameter.value));
        return {};
    }
    auto const from = low->value();
    auto const to = high->value();
    auto const fits = from < to && (*kind != PriorKind::lognormal || from > 0.0) &&
                      (*kind != PriorKind::logit || (from > 0.0 && to < 1.0));
    if (!fits) {
        all.reject(key, fmt::format("has a prior from '{}' to '{}', which is no {} distribution.",
                                    range.low, range.high, range.kind));
        return {};
    }
    Prior const prior{*kind, from, to};
    if (!expects(prior, written->value())) {
        all.reject(key, fmt::format("has the value '{}' in the scenario, which its prior ('{}' to "
                                    "'{}', {}) all but excludes; widen the prior.",
                                    parameter.value, range.low, range.high, range.kind));
        return {};
    }
    return Unknown{
        key,   "steps." + key, low->unit, written->value(), parameter.meaning, parameter.source,
        prior, from,           to};
}

/// What the model has against these settings; nothing where it takes them.
std::optional<std::string> refusal_of(CalibrationPlan const& study, std::vector<std::string> set)
{
    auto options = study.options;
    options.set.insert(options.set.end(), set.begin(), set.end());
    try {
        prepare({study.scenario}, options, our_model());
        return {};
    } catch (InputError const& error) {
        return error.problems().front().text;
    }
}

/// Refuses priors with an end that the model does not take, where every run would fail.
void check_ends(Settings const& section, CalibrationPlan const& study)
{
    for (auto const end : {&Unknown::low, &Unknown::high}) {
        std::vector<std::string> all;
        for (auto const& unknown : study.unknowns) {
            all.push_back(unknown.setting + "=" + unknown.text(unknown.*end));
        }
        if (!refusal_of(study, all)) {
            continue;
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (auto const why = refusal_of(study, {all[i]})) {
                section.reject(study.unknowns[i].name,
                               "has a prior with an end that the model refuses: " + *why);
            }
        }
    }
}

std::vector<Unknown> read_unknowns(Settings const& section, SettingsFile const& scenario)
{
    std::vector<Unknown> unknowns;
    std::vector<std::string> names;
    for (auto const& parameter : scenario.parameters()) {
        names.push_back(parameter.step + "." + parameter.name);
    }
    for (auto const& key : section.keys()) {
        auto const own = section.section(key);
        auto const found = std::find(names.begin(), names.end(), key);
        if (found == names.end()) {
            auto const near = nearest_name(key, names);
            section.reject(key, "is no parameter of the model." +
                                    (near.empty() ? std::string{} : " Is '" + near + "' meant?"));
            continue;
        }
        auto const& parameter =
            scenario.parameters()[static_cast<std::size_t>(found - names.begin())];
        Range range{parameter.prior, parameter.low, parameter.high};
        if (auto const prior = own.maybe_section("prior")) {
            range = {prior->get<std::string>("kind"), prior->get<std::string>("low"),
                     prior->get<std::string>("high")};
        }
        if (auto unknown = make_unknown(section, key, parameter, range)) {
            unknowns.push_back(std::move(*unknown));
        }
    }
    return unknowns;
}

std::string text_of(std::filesystem::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
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

/// Reads what the runs are of; empty where a file is wrong, which is noted as thrown.
void read_runs(Settings const& root, std::filesystem::path const& folder, CalibrationPlan& study)
{
    study.scenario = folder / root.get<std::string>("scenario");
    study.targets_file = folder / root.get<std::string>("targets");
    study.options.years = root.get<std::string>("years");
    study.options.scale = root.get<std::string>("scale");
    study.options.replicates = 1;
    study.seed = root.get<std::uint64_t>("seed");
    study.options.seed = study.seed;
    if (root.has("set")) {
        study.options.set = root.strings("set");
    }
}

}  // namespace

bool expects(Prior const& prior, double value)
{
    auto const at = prior.coordinate(value);
    if (prior.kind() == PriorKind::uniform) {
        return std::isfinite(prior.log_density(at));
    }
    constexpr double one_in_a_thousand = 3.2905267314918945;
    return std::abs(at - prior.mean()) <= one_in_a_thousand * prior.sd();
}

std::string Unknown::text(double value) const
{
    return setting_text(unit == " %" ? 100.0 * value : value, unit);
}

double Unknown::as_set(double coordinate) const
{
    auto const value = prior.value(coordinate);
    return unit == " %" ? 100.0 * value : value;
}

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
    read_runs(root, file.parent_path(), study);
    study.base = std::make_shared<Prepared const>(
        std::move(prepare({study.scenario}, study.options, our_model()).front()));
    auto const unknowns = root.section("unknowns");
    study.unknowns = read_unknowns(unknowns, study.base->scenario.file);
    if (root.has_section("unknowns") && unknowns.keys().empty()) {
        root.reject("unknowns", "is empty, but must name what is fitted, such as 'debts.entry: {}'.");
    }
    check_ends(unknowns, study);
    study.method = read_method(root, study.unknowns.size(), study.seed);
    auto const posterior = root.section("posterior");
    study.draws = posterior.get<int>("draws");
    study.checked = posterior.get<int>("checked");
    if (study.draws < 1 || study.draws > 10'000) {
        posterior.reject("draws", "must be from 1 to 10000, such as '200'.");
    }
    if (study.checked < 0 || study.checked > study.draws) {
        posterior.reject("checked", "must be from 0 to the number of draws.");
    }
    std::vector<OutcomeInfo> outcomes;
    for (auto const& kind : study.base->blueprint->outcomes()) {
        outcomes.push_back(kind.info);
    }
    study.targets = read_targets(study.targets_file, outcomes);
    check_targets(root, study);
    settings.finish();
    return study;
}

}  // namespace smartstart
