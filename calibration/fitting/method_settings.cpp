#include "calibration/fitting/method_settings.hpp"

#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace smartstart {
namespace {

constexpr std::array<std::pair<std::string_view, FittingMethod>, 5> method_names{
    {{"waves", FittingMethod::waves},
     {"quick_look", FittingMethod::quick_look},
     {"abc", FittingMethod::abc},
     {"rejection", FittingMethod::rejection},
     {"synthetic_likelihood", FittingMethod::synthetic_likelihood}}};

std::vector<int> read_sizes(Settings const& waves)
{
    std::vector<int> sizes;
    for (auto const& text : waves.strings("points")) {
        int size = 0;
        auto const read = std::from_chars(text.data(), text.data() + text.size(), size);
        if (read.ec != std::errc{} || size < 10 || size > 2000) {
            waves.reject("points",
                         "must be numbers of new points from 10 to 2000, one for each "
                         "wave, such as '[100, 80, 80]'.");
            return {};
        }
        sizes.push_back(size);
    }
    if (sizes.empty()) {
        waves.reject("points", "is empty; a calibration has at least one wave.");
    }
    return sizes;
}

/// Waves that go on until the posterior is settled, where the file asks for them.
void read_further(Settings const& waves, WavePlan& plan)
{
    if (!waves.has("further")) {
        return;
    }
    plan.further = waves.get<int>("further");
    plan.most_runs = waves.get<int>("most_runs");
    if (plan.further < 10 || plan.further > 2000) {
        waves.reject("further", "must be from 10 to 2000 points a wave, such as '80'.");
    }
    if (plan.most_runs < 1 || plan.most_runs > 100'000) {
        waves.reject("most_runs", "must be from 1 to 100000 runs in all, such as '600'.");
    }
}

void read_abc(Settings const& own, AbcPlan& plan)
{
    plan.particles = own.get<int>("particles");
    plan.most_runs = own.get<int>("most_runs");
    plan.keep = own.get_or<Share>("keep", Share{plan.keep}).value();
    plan.least_accepted = own.get_or<Share>("least_accepted", Share{plan.least_accepted}).value();
    if (plan.particles < 20 || plan.particles > 10'000) {
        own.reject("particles", "must be from 20 to 10000 points of a population, such as '200'.");
    }
    if (plan.most_runs < 2 * plan.particles || plan.most_runs > 10'000'000) {
        own.reject("most_runs",
                   fmt::format("must be from twice the particles ({}) to ten million runs in all.",
                               2 * plan.particles));
    }
    if (plan.keep < 0.1 || plan.keep > 0.9) {
        own.reject("keep", "must be from 10 % to 90 %, such as '50 %'.");
    }
    if (plan.least_accepted < 1e-4 || plan.least_accepted > 0.9) {
        own.reject("least_accepted", "must be from 0.01 % to 90 %, such as '2 %'.");
    }
}

void read_rejection(Settings const& own, RejectionPlan& plan)
{
    plan.runs = own.get<int>("runs");
    plan.accept = own.get_or<Share>("accept", Share{plan.accept}).value();
    if (plan.runs < 100 || plan.runs > 10'000'000) {
        own.reject("runs", "must be from 100 to ten million runs under the prior, such as '2000'.");
    }
    if (plan.accept < 1e-4 || plan.accept > 0.9) {
        own.reject("accept", "must be from 0.01 % to 90 %, such as '10 %'.");
    }
}

/// What is there for another method is no mistake.
void leave(Settings const& root, std::string_view key)
{
    if (root.has(key)) {
        root.ignore(key);
    }
}

}  // namespace

MethodPlan read_method(Settings const& root, std::size_t unknowns, std::uint64_t seed)
{
    constexpr std::size_t most_for_abc = 6;
    MethodPlan plan;
    plan.waves.seed = plan.abc.seed = plan.rejection.seed = plan.synthetic.seed = seed;
    plan.method = root.get_choice_or<FittingMethod>("method", method_names, FittingMethod::waves);
    auto const by_emulators =
        plan.method == FittingMethod::waves || plan.method == FittingMethod::quick_look;
    for (auto const& [key, method] : method_names) {
        if (key != "quick_look" && method != plan.method &&
            !(by_emulators && method == FittingMethod::waves)) {
            leave(root, key);
        }
    }
    if (by_emulators) {
        auto const waves = root.section("waves");
        plan.waves.sizes = read_sizes(waves);
        plan.waves.repeated = waves.get<Share>("repeated").value();
        read_further(waves, plan.waves);
    } else if (plan.method == FittingMethod::abc) {
        read_abc(root.section("abc"), plan.abc);
        if (unknowns > most_for_abc) {
            root.reject("method",
                        fmt::format("is 'abc', which is a check for at most {} unknowns: with {} "
                                    "it would take too many runs. Use 'waves', or leave some out.",
                                    most_for_abc, unknowns));
        }
    } else if (plan.method == FittingMethod::rejection) {
        read_rejection(root.section("rejection"), plan.rejection);
    } else {
        auto const own = root.section("synthetic_likelihood");
        plan.synthetic.most_runs = own.get<int>("most_runs");
        if (plan.synthetic.most_runs < 1000 || plan.synthetic.most_runs > 10'000'000) {
            own.reject("most_runs", "must be from 1000 to ten million runs in all.");
        }
    }
    return plan;
}

}  // namespace smartstart
