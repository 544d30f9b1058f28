#include "cli/compare_extras.hpp"

#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "calibration/observations/target.hpp"
#include "calibration/observations/target_fit.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

std::string text_of(fs::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        throw InputError{"cannot read " + file.string() + ". Is that the name of the file?"};
    }
    return text.str();
}

/// The text of a file of ours, or of none.
std::string json_of(fs::path const& file, std::string const& format)
{
    if (file.empty()) {
        return {};
    }
    std::string const text = text_of(file);
    auto const json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("format", std::string{}) != format) {
        throw InputError{file.string() + " does not say \"format\": \"" + format +
                         "\". It must be a file that smartstart wrote."};
    }
    return text;
}

ScoreVerdict verdict_of(TargetVerdict verdict)
{
    switch (verdict) {
        case TargetVerdict::hit:
            return ScoreVerdict::hit;
        case TargetVerdict::missed:
            return ScoreVerdict::missed;
        default:
            return ScoreVerdict::not_in_result;
    }
}

std::vector<Score> scorecard(std::string const& file, Result const& base)
{
    std::vector<Score> scores;
    if (file.empty()) {
        return scores;
    }
    for (TargetFit const& fit : fit_targets(base, read_targets(file, base.outcomes))) {
        Target const& target = fit.target;
        std::string place = target.place;
        if (target.group != "all") {
            place += (place.empty() ? "" : ", ") + target.group;
        }
        scores.push_back({.name = target.name,
                          .title_nl = target.title.nl,
                          .title_en = target.title.en,
                          .place = place,
                          .figure = target.figure,
                          .mean = fit.mean,
                          .lowest = fit.lowest,
                          .highest = fit.highest,
                          .tolerance = target.tolerance,
                          .is_share = fit.is_share,
                          .required = target.required,
                          .verdict = verdict_of(fit.verdict),
                          .source_nl = target.source.nl,
                          .source_en = target.source.en,
                          .below = target.at_most ? target.disclosure.below : 0,
                          .out_of = target.at_most ? target.out_of : 0.0});
    }
    return scores;
}

/// None for a result of another region or model: nobody asked for these figures.
std::vector<Score> usual_scorecard(std::string const& file, Result const& base)
{
    try {
        return scorecard(file, base);
    } catch (InputError const&) {
        return {};
    }
}

}  // namespace

ReportExtras read_extras(ExtraFiles const& files, Result const& base)
{
    ReportExtras extras;
    extras.scorecard = files.targets.empty() ? usual_scorecard(files.usual_targets, base)
                                             : scorecard(files.targets, base);
    if (!files.geometry.empty()) {
        extras.map =
            read_map(text_of(files.geometry), files.geometry.string(), base.municipalities);
    }
    extras.sensitivity = json_of(files.sensitivity, "smartstart-sensitivity 1");
    extras.sweep = json_of(files.sweep, "smartstart-sweep 1");
    return extras;
}

}  // namespace smartstart
