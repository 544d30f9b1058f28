#include "engine/run/traced.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace smartstart {
namespace {

/// Households that were in the region in no month of any replicate.
std::vector<std::string> never_there(ResultTraces const& traces, ResultNumbers& numbers)
{
    auto const months = traces.months.size();
    auto const families = traces.families.size();
    auto const any = numbers.trace(0);  // every fact is there when the household is
    std::vector<std::string> names;
    for (std::size_t family = 0; family < families; ++family) {
        auto there = false;
        for (auto at = family * months; at < any.size() && !there; at += families * months) {
            there = std::ranges::any_of(any.subspan(at, months),
                                        [](auto number) { return number != not_here; });
        }
        if (!there) {
            names.push_back(traces.families[family]);
        }
    }
    return names;
}

/// The first few.
std::string some_of(std::vector<std::string> const& names)
{
    constexpr std::size_t enough = 5;
    auto const told = std::min(names.size(), enough);
    return fmt::format("{}{}",
                       fmt::join(names.begin(), names.begin() + static_cast<long>(told), ", "),
                       told < names.size() ? ", ..." : "");
}

}  // namespace

std::size_t trace_lists(Blueprint const& blueprint)
{
    return blueprint.trace_eye() == nullptr ? 0 : trace_facts().size();
}

void label_traces(Prepared const& prepared, Result& result)
{
    result.traces_left_out = prepared.scenario.traces_left_out;
    auto const* const eye = prepared.blueprint->trace_eye();
    if (eye == nullptr) {
        return;
    }
    auto& traces = result.traces;
    for (auto const family : eye->families()) {
        traces.families.push_back(std::to_string(family.value));
    }
    auto const first = Month::of(prepared.blueprint->years().first, 1);
    for (std::size_t at = 0; at < eye->months(); ++at) {
        auto const month = first + Months{static_cast<int>(at)};
        traces.months.push_back(fmt::format("{}-{:02}", month.year(), month.of_year()));
    }
    traces.facts = trace_facts();
    traces.values.resize(traces.facts.size());
}

void append_traces(Result& result, ReplicateResult const& numbers)
{
    for (std::size_t fact = 0; fact < numbers.traces.size(); ++fact) {
        auto& values = result.traces.values.at(fact);
        values.insert(values.end(), numbers.traces[fact].begin(), numbers.traces[fact].end());
    }
}

std::vector<std::string> remarks_on_traces(Result const& labels, ResultNumbers& numbers)
{
    std::vector<std::string> remarks;
    if (labels.traces_left_out > 0) {
        remarks.push_back(fmt::format(
            "'{}' asks for traces of households ({}), which its result without small counts leaves "
            "out.",
            labels.scenario, labels.traces_left_out));
    }
    if (labels.traces.families.empty()) {
        return remarks;
    }
    if (auto const names = never_there(labels.traces, numbers); !names.empty()) {
        remarks.push_back(fmt::format(
            "of the {} households that '{}' asks traces of, never in the region: {} ({}). "
            "'smartstart story' tells the name of a household.",
            labels.traces.families.size(), labels.scenario, names.size(), some_of(names)));
    }
    return remarks;
}

}  // namespace smartstart
