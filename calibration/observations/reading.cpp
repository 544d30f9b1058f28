#include "calibration/observations/reading.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/assemble.hpp"
#include "engine/store/result_values.hpp"

namespace smartstart {
namespace {

template <class List, class Matches>
std::size_t position(List const& list, Matches const& matches)
{
    return static_cast<std::size_t>(std::find_if(list.begin(), list.end(), matches) - list.begin());
}

}  // namespace

TargetCounts mean_counts(std::vector<std::vector<TargetCounts>> const& runs, std::size_t target)
{
    auto mean = runs.front()[target];
    auto const share = 1.0 / static_cast<double>(runs.size());
    for (std::size_t i = 0; i < mean.numerators.size(); ++i) {
        mean.numerators[i] = mean.denominators[i] = 0.0;
        for (auto const& run : runs) {
            mean.numerators[i] += run[target].numerators[i] * share;
            mean.denominators[i] += run[target].denominators[i] * share;
        }
    }
    return mean;
}

TargetReader::TargetReader(Result const& labels, std::vector<Target> const& targets)
    : labels_{labels}, targets_{targets}
{
    std::vector<Problem> problems;
    for (auto const& target : targets_) {
        auto const year = position(labels.years, [&](int one) { return one == target.year; });
        auto const group = position(
            labels.groups, [&](GroupInfo const& one) { return one.label == target.group; });
        auto const place = target.place.empty()
                               ? labels.municipalities.size()
                               : position(labels.municipalities, [&](PlaceInfo const& one) {
                                     return one.name == target.place;
                                 });
        auto& found = outcomes_.emplace_back();
        for (auto const& id : target.outcomes) {
            found.push_back(
                position(labels.outcomes, [&](OutcomeInfo const& one) { return one.id == id; }));
        }
        auto const known = year < labels.years.size() && group < labels.groups.size() &&
                           !found.empty() && found.front() < labels.outcomes.size();
        if (!known) {
            problems.push_back({{},
                                fmt::format("the runs have no value for '{}' ({}, {}, {}).",
                                            target.name, target.year, target.place, target.group),
                                {}});
            figures_.push_back(Figure::mean);
        } else {
            auto const& info = labels.outcomes[found.front()];
            figures_.push_back(figure_of(target, info));
            if (info.transform == Transform::root) {
                problems.push_back({{},
                                    fmt::format("'{}' is a standard deviation; a calibration can "
                                                "use shares, rates, means and counts.",
                                                target.name),
                                    {}});
            }
        }
        years_.push_back(year);
        groups_.push_back(group);
        places_.push_back(place);
    }
    if (!problems.empty()) {
        throw InputError{std::move(problems)};
    }
}

std::vector<TargetCounts> TargetReader::read(ReplicateResult const& numbers) const
{
    auto result = labels_;
    append(result, 0, numbers);
    std::vector<TargetCounts> all(targets_.size());
    for (std::size_t i = 0; i < targets_.size(); ++i) {
        for (auto const outcome : outcomes_[i]) {
            auto const two = counts(result, {outcome, years_[i], places_[i], groups_[i]}, 0);
            all[i].numerators.push_back(two.numerator);
            all[i].denominators.push_back(two.denominator);
        }
    }
    return all;
}

OnLink TargetReader::on_link(std::size_t target, TargetCounts const& counts) const
{
    auto const scale = labels_.scale;
    auto const numerator = counts.numerators.front() * scale;
    auto const denominator = counts.denominators.front() * scale;
    if (figures_[target] == Figure::share) {
        return link_of_share(numerator, std::max(numerator, denominator));
    }
    if (figures_[target] == Figure::count) {
        double sum = 0.0;
        for (auto const one : counts.numerators) {
            sum += one * scale;
        }
        auto link = link_of_count(sum);
        link.value += std::log(std::abs(targets_[target].times) / scale);
        return link;
    }
    OnLink link;
    for (std::size_t i = 0; i < counts.numerators.size(); ++i) {
        // A sum of rates: each is a count over a number that is known, with Poisson noise.
        auto const of = std::max(counts.denominators[i] * scale, 0.5);
        auto const times = targets_[target].times / of;
        link.value += times * counts.numerators[i] * scale;
        link.variance += times * times * (std::abs(counts.numerators[i]) * scale + 0.5);
    }
    return link;
}

double TargetReader::value(std::size_t target, TargetCounts const& counts) const
{
    double sum = 0.0;
    for (std::size_t i = 0; i < counts.numerators.size(); ++i) {
        auto const one = figures_[target] == Figure::count
                             ? counts.numerators[i]
                             : counts.numerators[i] / std::max(counts.denominators[i], 1e-9);
        sum += targets_[target].times * one;
    }
    return sum;
}

Observation TargetReader::observation(std::size_t target, TargetCounts const& usual) const
{
    auto const& own = targets_[target];
    // The tolerance is how far the model may be off; it is taken as a range of 95 %.
    auto const relative = own.tolerance / 1.959963984540054;
    if (figures_[target] == Figure::mean) {
        auto const at_scale = on_link(target, usual);
        // The region itself is one realisation: its noise is that of all its people.
        auto result = Observation::mean(own.figure, std::sqrt(at_scale.variance * labels_.scale));
        result.discrepancy_sd = relative * std::abs(own.figure);
        return result;
    }
    Observation result;
    if (figures_[target] == Figure::share) {
        auto const out_of = std::round(own.out_of > 0.0 ? own.out_of : usual.denominators.front());
        result = Observation::share(std::round(own.figure * out_of), out_of);
        result.discrepancy_sd = relative / (1.0 - std::min(own.figure, 0.99));
    } else {
        result = Observation::count(std::round(own.figure));
        result.discrepancy_sd = relative;
    }
    return let_out(result, own.disclosure, own.figure);
}

Observation TargetReader::shown(std::size_t target, TargetCounts const& counts,
                                TargetCounts const& usual) const
{
    auto const scale = labels_.scale;
    if (figures_[target] == Figure::share) {
        auto const yes = std::round(counts.numerators.front() * scale);
        return Observation::share(yes,
                                  std::max(yes, std::round(counts.denominators.front() * scale)));
    }
    if (figures_[target] == Figure::count) {
        double sum = 0.0;
        for (auto const one : counts.numerators) {
            sum += one * scale;
        }
        auto result = Observation::count(std::round(sum));
        result.shift = std::log(std::abs(targets_[target].times) / scale);
        return result;
    }
    return Observation::mean(on_link(target, counts).value,
                             std::sqrt(on_link(target, usual).variance));
}

double TargetReader::from_link(std::size_t target, double link) const
{
    switch (figures_[target]) {
        case Figure::share:
            return 1.0 / (1.0 + std::exp(-link));
        case Figure::count:
            return std::exp(link) * (targets_[target].times < 0.0 ? -1.0 : 1.0);
        default:
            return link;
    }
}

}  // namespace smartstart
