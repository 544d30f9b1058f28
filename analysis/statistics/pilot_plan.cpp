#include "analysis/statistics/pilot_plan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include <boost/math/distributions/normal.hpp>
#include <fmt/format.h>

#include "engine/base/nearest.hpp"
#include "engine/settings/named_file.hpp"
#include "engine/settings/settings.hpp"
#include "engine/settings/source_text.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, PilotDesign>, 4> design_names{
    {{"before_after", PilotDesign::before_after},
     {"cluster_trial", PilotDesign::cluster_trial},
     {"differences", PilotDesign::differences},
     {"stepped_wedge", PilotDesign::stepped_wedge}}};

/// Notes a number that lies outside its bounds, and gives it back.
double within(Settings const& section, std::string_view key, double value,
              std::pair<double, double> bounds)
{
    if (!(value >= bounds.first && value <= bounds.second)) {
        section.reject(key, fmt::format("is {:g}, but must be from {:g} to {:g}.", value,
                                        bounds.first, bounds.second));
    }
    return value;
}

void read_measure(Settings const& own, PilotPlan& plan)
{
    auto& measure = plan.measure;
    if (own.has("share")) {
        measure.share = own.get<Share>("share").value();
        plan.effect = own.get<double>("effect") / 100.0;
        measure.effect_sd = own.get_or<double>("effect_sd", 0.0) / 100.0;
        auto const with = *measure.share + plan.effect;
        if (with < 0.0 || with > 1.0) {
            own.reject("effect", fmt::format("makes the share {:.1f} %, but it must stay from 0 "
                                             "to 100 %; effects on shares are in percentage "
                                             "points, such as '-3'.",
                                             100.0 * with));
        }
    } else {
        auto const sd = within(own, "sd", own.get<double>("sd"), {1e-12, 1e12});
        measure.variance = sd * sd;
        plan.effect = own.get<double>("effect");
        plan.unit = own.get_or<std::string>("unit", "");
        measure.effect_sd = own.get_or<double>("effect_sd", 0.0);
    }
    if (plan.effect == 0.0) {
        own.reject("effect", "is 0, but must be the effect that is expected, up or down.");
    }
    within(own, "effect_sd", measure.effect_sd, {0.0, 1e12});
    auto const alike = own.section("resemblance");
    auto const part = [&](char const* key, double otherwise) {
        return within(alike, key, alike.get_or<double>(key, otherwise), {0.0, 1.0});
    };
    measure.alike.within = within(alike, "within_place", alike.get<double>("within_place"), {0, 1});
    measure.alike.over_time = part("over_time", 1.0);
    measure.alike.of_person = part("of_person", 0.0);
}

MeasurementPlan read_design(Settings const& own)
{
    MeasurementPlan plan;
    plan.design = own.get_choice<PilotDesign>("design", design_names);
    auto const whole = [&](char const* key, int otherwise, std::pair<double, double> bounds) {
        auto const value = own.get_or<int>(key, otherwise);
        within(own, key, value, bounds);
        return value;
    };
    auto const places = own.get<int>("places");
    plan.places = within(own, "places", places, {2, 10'000});
    plan.persons = within(own, "persons", own.get<int>("persons"), {1, 1e7});
    plan.uneven = within(own, "uneven", own.get_or<double>("uneven", 0.0), {0.0, 2.0});
    plan.before = whole("before", 1, {1, 100});
    plan.after = whole("after", 1, {1, 100});
    if (plan.design == PilotDesign::stepped_wedge) {
        plan.steps = whole("steps", places, {2, 60});
        if (plan.steps > places || plan.steps < 1 || places % std::max(plan.steps, 1) != 0) {
            own.reject("steps", fmt::format("is {}, but {} places must go into as many groups of "
                                            "equal size.",
                                            plan.steps, places));
        }
    }
    return plan;
}

/// Figures by place and year as they stand in a file with a head of place, year and value.
using Figures = std::map<std::string, std::map<int, double>>;

[[noreturn]] void refuse_line(fs::path const& file, int line, std::string const& why)
{
    throw InputError{Problem{{file.string(), line, line > 0 ? 1 : 0}, why, {}}};
}

Figures read_figures(fs::path const& file)
{
    std::ifstream stream{file};
    std::string line;
    if (!stream || !std::getline(stream, line)) {
        refuse_line(file, 0, "cannot be read, or is empty.");
    }
    std::erase(line, '\r');
    line = without_mark(line);
    if (line != "place,year,value") {
        refuse_line(file, 1,
                    "the head must be 'place,year,value', but is '" + line + "'." +
                        (line.find(';') == std::string::npos
                             ? ""
                             : " Put commas between cells, not semicolons, and a point before "
                               "decimals."));
    }
    Figures figures;
    for (int number = 2; std::getline(stream, line); ++number) {
        std::erase(line, '\r');
        std::istringstream cells{line};
        std::string place, year, value;
        std::getline(cells, place, ',');
        std::getline(cells, year, ',');
        std::getline(cells, value);  // with a decimal comma, if that is what was written
        int when = 0;
        double amount = 0.0;
        auto const read = [](std::string const& text, auto& into) {
            auto const found = std::from_chars(text.data(), text.data() + text.size(), into);
            return found.ec == std::errc{} && found.ptr == text.data() + text.size();
        };
        if (place.empty() || !read(year, when) || !read(value, amount) || !std::isfinite(amount)) {
            refuse_line(file, number,
                        "'" + line +
                            "' is no place, year and value, such as "
                            "'Tilburg,2027,12.5'.");
        }
        if (!figures[place].emplace(when, amount).second) {
            refuse_line(file, number, fmt::format("'{}' has {} twice.", place, when));
        }
    }
    return figures;
}

/// Every place has a figure of every year.
void refuse_gaps(fs::path const& file, Figures const& figures, std::vector<int> const& years)
{
    for (auto const& [place, own] : figures) {
        for (int const year : years) {
            if (!own.contains(year)) {
                refuse_line(file, 0,
                            fmt::format("'{}' has no figure of {}, but others do; leave "
                                        "out what is not complete.",
                                        place, year));
            }
        }
    }
}

MeasuredPanel read_measured(Settings const& own, fs::path const& folder)
{
    MeasuredPanel panel;
    auto const start = own.get<int>("start");
    auto const names = own.strings("places_with");
    auto const file = file_at(own, "file", folder);
    if (file.empty()) {
        return panel;
    }
    auto const figures = read_figures(file);
    if (figures.empty()) {
        refuse_line(file, 0, "has no figures.");
    }
    for (auto const& [year, value] : figures.begin()->second) {
        panel.years.push_back(year);
    }
    refuse_gaps(file, figures, panel.years);
    for (auto const& [place, values] : figures) {
        panel.places.push_back(place);
        auto& row = panel.values.emplace_back();
        for (int const year : panel.years) {
            row.push_back(values.at(year));
        }
    }
    for (auto const& name : names) {
        auto const found = std::find(panel.places.begin(), panel.places.end(), name);
        if (found == panel.places.end()) {
            auto const near = nearest_name(name, panel.places);
            own.reject("places_with", "has '" + name + "', which has no figures." +
                                          (near.empty() ? "" : " Is '" + near + "' meant?"));
        } else if (auto const place = static_cast<std::size_t>(found - panel.places.begin());
                   std::ranges::find(panel.with, place) != panel.with.end()) {
            own.reject("places_with", "names '" + name + "' twice; leave one of them out.");
        } else {
            panel.with.push_back(place);
        }
    }
    panel.before = static_cast<std::size_t>(std::count_if(panel.years.begin(), panel.years.end(),
                                                          [&](int year) { return year < start; }));
    if (panel.before < 2 || panel.before == panel.years.size()) {
        own.reject("start", "must leave at least two years of figures before it, and one after.");
    }
    if (panel.with.empty() || panel.with.size() + 2 > panel.places.size()) {
        own.reject("places_with", "must name at least one place, and leave at least two without.");
    }
    return panel;
}

/// As SettingsFile::finish, with what is wrong in the file of figures.
void finish(SettingsFile const& settings, std::vector<Problem> const& of_figures)
{
    std::vector<Problem> problems;
    try {
        settings.finish();
    } catch (InputError const& error) {
        problems = error.problems();
    }
    problems.insert(problems.end(), of_figures.begin(), of_figures.end());
    if (!problems.empty()) {
        throw InputError{std::move(problems)};
    }
}

}  // namespace

PilotPlan read_pilot_plan(fs::path const& file)
{
    auto const settings = SettingsFile::read_as("smartstart-evaluation 1", file, {});
    auto const root = settings.root();
    PilotPlan plan;
    std::vector<Problem> of_figures;
    plan.title = root.get<Text>("title");
    read_measure(root.section("measure"), plan);
    plan.power = root.has("power") ? root.get<Share>("power").value() : 0.8;
    within(root, "power", plan.power, {0.05, 0.999});
    auto const significance =
        root.has("significance") ? root.get<Share>("significance").value() : 0.05;
    within(root, "significance", significance, {1e-6, 0.5});
    plan.most_rounds = root.get_or<int>("most_rounds", 15);
    within(root, "most_rounds", plan.most_rounds, {1, 100});
    auto const designs = root.section("designs");
    for (auto const& name : designs.keys()) {
        plan.designs.push_back(read_design(designs.section(name)));
        plan.designs.back().significance = significance;
    }
    if (auto const belief = root.maybe_section("belief")) {
        double const unit = plan.measure.share ? 0.01 : 1.0;
        plan.belief = Belief{unit * belief->get<double>("effect"), unit * belief->get<double>("sd"),
                             belief->words("source")};
        within(*belief, "sd", plan.belief->sd, {1e-12, 1e12});
    }
    if (auto const measured = root.maybe_section("measured")) {
        try {
            plan.measured = read_measured(*measured, file.parent_path());
        } catch (InputError const& error) {  // of the figures, beside those of the plan
            of_figures = error.problems();
        }
    }
    finish(settings, of_figures);
    return plan;
}

std::vector<Learned> learning(Belief const& belief, double standard_error, double effect_sd,
                              int pilots)
{
    boost::math::normal_distribution<double> const normal;
    double const critical = quantile(normal, 0.975);
    double const before = belief.sd * belief.sd;
    double const told = standard_error * standard_error + effect_sd * effect_sd;
    std::vector<Learned> all;
    for (int pilot = 1; pilot <= pilots; ++pilot) {
        double const after = 1.0 / (1.0 / before + pilot / told);
        // Seen from before, the mean of the belief after is normal around that before.
        double const moves = std::sqrt(before - after);
        double const margin = critical * std::sqrt(after);
        all.push_back({std::sqrt(after), cdf(normal, (std::abs(belief.effect) - margin) / moves)});
    }
    return all;
}

}  // namespace smartstart
