#include "calibration/study/unknown.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

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
std::optional<std::string> refusal_of(std::filesystem::path const& scenario, RunOptions options,
                                      std::vector<std::string> const& set)
{
    options.set.insert(options.set.end(), set.begin(), set.end());
    try {
        prepare({scenario}, options, our_model());
        return {};
    } catch (InputError const& error) {
        return error.problems().front().text;
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

std::vector<Unknown> read_unknowns(Settings const& section, SettingsFile const& scenario)
{
    std::vector<Unknown> unknowns;
    std::vector<std::string> names;
    for (auto const& parameter : scenario.parameters()) {
        names.push_back(parameter.step + "." + parameter.name);
    }
    for (auto const& key : section.keys()) {
        auto const found = std::find(names.begin(), names.end(), key);
        if (found == names.end()) {
            auto const near = nearest_name(key, names);
            section.reject_name(key,
                                "is no parameter of the model." +
                                    (near.empty() ? std::string{} : " Is '" + near + "' meant?"));
            continue;
        }
        auto const own = section.section(key);
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

void check_ends(Settings const& section, std::vector<Unknown> const& unknowns,
                std::filesystem::path const& scenario, RunOptions const& options)
{
    for (auto const end : {&Unknown::low, &Unknown::high}) {
        std::vector<std::string> all;
        for (auto const& unknown : unknowns) {
            all.push_back(unknown.setting + "=" + unknown.text(unknown.*end));
        }
        if (!refusal_of(scenario, options, all)) {
            continue;
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (auto const why = refusal_of(scenario, options, {all[i]})) {
                section.reject(unknowns[i].name,
                               "has a prior with an end that the model refuses: " + *why);
            }
        }
    }
}

}  // namespace smartstart
