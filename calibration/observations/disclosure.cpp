#include "calibration/observations/disclosure.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace smartstart {
namespace {

using Kind = Disclosure::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 6> kinds{
    {{"exact", Kind::exact},
     {"rounded", Kind::rounded},
     {"suppressed", Kind::suppressed},
     {"percent", Kind::percent},
     {"random_round", Kind::random_round},
     {"cellkey", Kind::cellkey}}};

constexpr int most_base = 1000;

int base_of(Settings const& section)
{
    auto const base = section.get_or<int>("base", 5);
    if (base < 2 || base > most_base) {
        section.reject("base", "must be what counts are rounded to, from 2 to 1000, such as '5'.");
        return 1;
    }
    return base;
}

int below_of(Settings const& section, int otherwise)
{
    auto const below = section.get_or<int>("below", otherwise);
    if (section.has("below") && (below < 1 || below > most_base)) {
        section.reject("below",
                       "must be from 1 to 1000, such as '10': counts under it are left "
                       "out.");
        return 1;
    }
    return below;
}

void read_noise(Settings const& section, Elsewhere& elsewhere, Disclosure& disclosure)
{
    auto const name = section.get<std::string>("table");
    if (name.empty()) {
        return;
    }
    disclosure.table = elsewhere.folder / name;
    try {
        disclosure.noise = read_noise_law(disclosure.table);
    } catch (InputError const& error) {
        elsewhere.problems.insert(elsewhere.problems.end(), error.problems().begin(),
                                  error.problems().end());
    }
}

std::optional<int> whole(std::string const& text)
{
    int number = 0;
    auto const* const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? std::optional{number} : std::nullopt;
}

/// What is added to one count.
std::vector<NoiseLaw::Step> steps_of(Settings const& noise, std::string const& key, int count)
{
    auto const section = noise.section(key);
    std::vector<NoiseLaw::Step> steps;
    double sum = 0.0;
    for (auto const& added_text : section.keys()) {
        auto const added = whole(added_text);
        auto const chance = section.get<Share>(added_text).value();
        if (!added || count + *added < 0) {
            section.reject(added_text,
                           "must stand at a whole number that is added, and no count may get "
                           "under 0, such as '{-1: 30 %, 0: 50 %, 1: 20 %}'.");
            continue;
        }
        steps.push_back({*added, chance});
        sum += chance;
    }
    if (std::abs(sum - 1.0) > 1e-6) {
        noise.reject(key, fmt::format("has chances that add up to {:.4g} %, but must be 100 %.",
                                      100.0 * sum));
    }
    return steps;
}

}  // namespace

NoiseLaw read_noise_law(std::filesystem::path const& file)
{
    auto const settings = SettingsFile::read_as("smartstart-noise 1", file, {});
    auto const noise = settings.root().section("noise");
    NoiseLaw law;
    for (auto const& key : noise.keys()) {
        auto const expected = static_cast<int>(law.by_count.size());
        auto const count = whole(key);
        if (!count || *count != expected) {
            noise.reject(key, fmt::format("stands where the count {} is expected; counts go up "
                                          "from 0 without a gap.",
                                          expected));
            noise.ignore(key);
            continue;
        }
        law.by_count.push_back(steps_of(noise, key, *count));
    }
    settings.finish();
    return law;
}

Disclosure read_disclosure(Settings const& target, Elsewhere& elsewhere)
{
    Disclosure disclosure;
    auto const section = target.maybe_section("observation");
    if (!section) {
        return disclosure;
    }
    disclosure.kind = section->get_choice<Kind>("kind", kinds);
    switch (disclosure.kind) {
        case Kind::rounded:
            disclosure.base = base_of(*section);
            disclosure.below = below_of(*section, 0);
            break;
        case Kind::suppressed:
            disclosure.below = below_of(*section, 10);
            disclosure.zeros_shown = section->get_or<bool>("zeros_shown", false);
            break;
        case Kind::percent:
            disclosure.decimals = section->get_or<int>("decimals", 1);
            if (disclosure.decimals < 0 || disclosure.decimals > 6) {
                section->reject("decimals", "must be from 0 to 6, such as '1'.");
            }
            break;
        case Kind::random_round:
            disclosure.base = base_of(*section);
            break;
        case Kind::cellkey:
            read_noise(*section, elsewhere, disclosure);
            break;
        default:
            break;
    }
    return disclosure;
}

void check_suits(Settings const& target, Disclosure const& disclosure, Figure figure)
{
    if (disclosure.kind == Kind::exact) {
        return;
    }
    if (figure == Figure::mean) {
        target.reject("observation",
                      "says how a count was let out, but the figure is no count of people and no "
                      "share of them; leave it out, and let 'tolerance' say how far it may be "
                      "off.");
    } else if (figure == Figure::count && disclosure.kind == Kind::percent) {
        target.reject("observation",
                      "says that the figure is a percentage, but it is a count; say how the count "
                      "was let out, such as '{kind: rounded, base: 5}'.");
    }
}

void check_shown(Settings const& target, Disclosure const& disclosure, double value)
{
    auto const off = std::abs(std::remainder(value, disclosure.base));
    auto const rounds = disclosure.kind == Kind::rounded || disclosure.kind == Kind::random_round;
    if (rounds && disclosure.base > 1 && off > 1e-9) {
        target.reject("value",
                      fmt::format("is no multiple of {}, which its observation says it was "
                                  "rounded to.",
                                  disclosure.base));
    }
    if (disclosure.kind == Kind::rounded && value < disclosure.below) {
        target.reject("value", fmt::format("is under {}, but counts under that are left out; use "
                                           "'{{kind: suppressed, below: {}}}' without a value.",
                                           disclosure.below, disclosure.below));
    }
    if (disclosure.kind == Kind::cellkey && !disclosure.noise.by_count.empty()) {
        auto const shown = Observation::count(std::round(value)).with_noise(disclosure.noise);
        if (std::ranges::none_of(shown.log_law, [](double one) { return std::isfinite(one); })) {
            target.reject("value", "is a count that the noise table cannot show.");
        }
    }
}

Observation let_out(Observation const& exact, Disclosure const& disclosure, double value)
{
    switch (disclosure.kind) {
        case Kind::rounded:
            return exact.rounded(disclosure.base).at_least(disclosure.below);
        case Kind::suppressed:
            return exact.suppressed(disclosure.below, disclosure.zeros_shown);
        case Kind::percent:
            return exact.percent(100.0 * value, disclosure.decimals);
        case Kind::random_round:
            return exact.random_rounded(disclosure.base);
        case Kind::cellkey:
            return disclosure.noise.by_count.empty() ? exact : exact.with_noise(disclosure.noise);
        default:
            return exact;
    }
}

}  // namespace smartstart
