#include "analysis/study/study.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "analysis/study/study_check.hpp"
#include "engine/base/nearest.hpp"
#include "engine/run/model.hpp"
#include "engine/settings/document.hpp"
#include "engine/settings/named_file.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, Method>, 4> methods{{{"sobol", Method::sobol},
                                                                      {"morris", Method::morris},
                                                                      {"slopes", Method::slopes},
                                                                      {"sweep", Method::sweep}}};

/// A number and what stands behind it.
struct Amount {
    double number{};
    std::string unit;
};

std::optional<Amount> amount_of(std::string text)
{
    std::erase(text, '"');
    char* end = nullptr;
    double const number = std::strtod(text.c_str(), &end);
    if (end == text.c_str()) {
        return std::nullopt;
    }
    return Amount{number, std::string{end}};
}

/// The parameter with this dotted path, such as "steps.debts.onset".
Parameter const* parameter_at(std::vector<Parameter> const& all, std::string const& path)
{
    for (Parameter const& one : all) {
        if ("steps." + one.step + "." + one.name == path) {
            return &one;
        }
    }
    return nullptr;
}

/// A guess at what was meant; none for a mark of a parameter, such as its value of 2030.
std::string nearest_path(std::vector<Parameter> const& all, std::string const& path)
{
    std::vector<std::string> paths;
    for (Parameter const& one : all) {
        paths.push_back("steps." + one.step + "." + one.name);
        if (path.starts_with(paths.back() + ".")) {
            return {};
        }
    }
    auto const near = nearest_name(path, paths);
    return near.empty() ? std::string{} : " Is '" + near + "' meant?";
}

std::optional<Moved> read_moved(Settings const& list, std::string const& path,
                                std::vector<Parameter> const& known)
{
    auto const own = list.section(path);
    Parameter const* const parameter = parameter_at(known, own.get<std::string>("path"));
    auto const place = own.get<std::string>("path");
    auto const low = own.get_or<std::string>("low", parameter ? parameter->low : "");
    auto const high = own.get_or<std::string>("high", parameter ? parameter->high : "");
    if (low.empty() || high.empty()) {
        own.reject("path", "is '" + place +
                               "', for which no parameter file gives a range, so 'low' and 'high' "
                               "must be given." +
                               nearest_path(known, place));
        return std::nullopt;
    }
    auto const from = amount_of(low);
    auto const to = amount_of(high);
    if (!from || !to || from->unit != to->unit || !(from->number < to->number)) {
        own.reject("path", "has the range '" + low + "' to '" + high +
                               "', but must go from a smaller to a larger number of one unit, such "
                               "as '10 %' to '40 %'.");
        return std::nullopt;
    }
    if (parameter != nullptr && parameter->value.starts_with('{')) {
        own.reject("path", "is '" + place +
                               "', which has a value for several years or ages; name one of them, "
                               "such as '" +
                               place + ".30', with 'low' and 'high'.");
        return std::nullopt;
    }
    return Moved{place, from->unit, from->number, to->number, parameter ? parameter->source : ""};
}

/// Reads the numbers to move, and tries them out in the middle of their ranges.
std::vector<Problem> read_all_moved(Settings const& root, Study& study)
{
    auto const list = root.section("numbers");
    if (study.base.empty()) {
        root.ignore("numbers");
        return {};
    }
    if (root.has_section("numbers") && list.keys().empty()) {
        root.reject("numbers", "is empty, but must name at least one number to move.");
    }
    std::vector<StudySetting> tried;
    auto const known = SettingsFile::read(study.base, {}).parameters();
    for (auto const& name : list.keys()) {
        if (auto const one = read_moved(list, name, known)) {
            auto const own = list.section(name);
            auto const value = settings_at({*one}, {0.5}).front().substr(one->path.size() + 1);
            tried.push_back({one->path, value, own.place("path"), own.place("low")});
            study.moved.push_back(*one);
        }
    }
    refuse_what_is_not_alike(root, study);
    return refusals_of(root, study, tried);
}

Lever read_lever(Settings const& own)
{
    auto const title = own.get<Text>("name");
    Lever lever{title.nl, title.en, own.strings("paths"), own.strings("values")};
    if (lever.values.empty()) {
        own.reject("values", "is empty, but must list at least one value, such as [30 %, 50 %].");
    }
    return lever;
}

/// An outcome that no result will have is told before anything is lived.
void check_outcomes(Settings const& root, std::string_view key,
                    std::vector<std::string> const& wanted)
{
    std::vector<std::string> known;
    for (OutcomeKind const& kind : our_model().outcomes) {
        known.push_back(kind.info.id);
    }
    for (std::string const& id : wanted) {
        if (std::find(known.begin(), known.end(), id) == known.end()) {
            auto const near = nearest_name(id, known);
            root.reject(key, "names '" + id + "', which is no outcome of the model." +
                                 (near.empty() ? std::string{} : " Is '" + near + "' meant?"));
        }
    }
}

/// What the scenario has against the values of levers that are at this place in their lists.
std::vector<Problem> refusals_at(std::size_t place, Settings const& root, Study const& study)
{
    std::vector<StudySetting> tried;
    auto const list = root.section("levers");
    auto const names = list.keys();
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const own = list.section(names[i]);
        auto const& [nl, en, paths, values] = study.levers[i];
        auto const path_places = own.places("paths");
        for (std::size_t k = 0; k < paths.size() && place < values.size(); ++k) {
            tried.push_back({paths[k], values[place], path_places[k], own.places("values")[place]});
        }
    }
    return refusals_of(root, study, tried);
}

std::vector<Problem> read_sweep(Settings const& root, Study& study)
{
    study.harm = root.get_or<std::string>("harm", "problem_serious");
    check_outcomes(root, "harm", {study.harm});
    auto const list = root.section("levers");
    std::size_t most = 0;
    for (auto const& name : list.keys()) {
        study.levers.push_back(read_lever(list.section(name)));
        most = std::max(most, study.levers.back().values.size());
    }
    std::vector<Problem> all;
    for (std::size_t place = 0; place < most && !study.base.empty(); ++place) {
        auto const some = refusals_at(place, root, study);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

std::vector<Problem> read_samples(Settings const& root, Study& study)
{
    study.outcomes = root.strings("outcomes");
    check_outcomes(root, "outcomes", study.outcomes);
    study.samples = static_cast<std::size_t>(root.get<int>("samples"));
    if (study.samples < 2 || study.samples > 100000) {
        root.reject("samples", "must be from 2 to 100000, such as '16'.");
    }
    if (auto const list = root.maybe_section("structures")) {
        for (auto const& name : list->keys()) {
            study.structures.push_back({name, list->strings(name)});
        }
    }
    return read_all_moved(root, study);
}

}  // namespace

Study read_study(fs::path const& file)
{
    auto const settings = SettingsFile::read_as("smartstart-study 1", file, {});
    auto const root = settings.root();
    Study study;
    study.base = file_at(root, "base", file.parent_path()).lexically_normal();
    study.method = root.get_choice<Method>("method", methods);
    study.options.replicates = root.get_or<int>("replicates", 1);
    study.options.scale = root.get_or<std::string>("scale", "1/100");
    study.options.years = root.get_or<std::string>("years", "2025-2045");
    std::vector<Problem> problems;
    if (study.method == Method::sweep) {
        problems = read_sweep(root, study);
    } else {
        study.other = file_at(root, "other", file.parent_path()).lexically_normal();
        problems = read_samples(root, study);
    }
    try {
        settings.finish();
    } catch (InputError const& error) {
        problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
    if (!problems.empty()) {
        throw InputError{sorted(std::move(problems))};
    }
    return study;
}

std::vector<std::string> settings_at(std::vector<Moved> const& moved,
                                     std::vector<double> const& point)
{
    std::vector<std::string> set;
    for (std::size_t i = 0; i < moved.size(); ++i) {
        double const value = moved[i].low + point[i] * (moved[i].high - moved[i].low);
        set.push_back(fmt::format("{}={:.6g}{}", moved[i].path, value, moved[i].unit));
    }
    return set;
}

std::vector<std::vector<std::size_t>> mixtures(std::vector<Lever> const& levers)
{
    std::vector<std::vector<std::size_t>> all{{}};
    for (Lever const& lever : levers) {
        std::vector<std::vector<std::size_t>> longer;
        for (auto const& mixture : all) {
            for (std::size_t value = 0; value < lever.values.size(); ++value) {
                longer.push_back(mixture);
                longer.back().push_back(value);
            }
        }
        all = std::move(longer);
    }
    return all;
}

}  // namespace smartstart
