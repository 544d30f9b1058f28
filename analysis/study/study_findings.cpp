#include "analysis/study/study_findings.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace smartstart {
namespace {

constexpr std::uint64_t bootstrap_key = 0xB0075781AULL;
constexpr std::size_t cost_alone = static_cast<std::size_t>(-1);

double mean_of(std::vector<double> const& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The replicates of the net cost, or of an outcome.
std::vector<double> const& replicates_of(PointValues const& values, std::size_t outcome)
{
    return outcome == cost_alone ? values.cost : values.differences[outcome];
}

/// (structure, draw, replicate); the study as it is counts as the first structure.
VarianceSplit split_of(Study const& study, Sensitivity const& found, std::size_t outcome)
{
    std::vector<double> all;
    auto const add = [&](PointValues const& values) {
        auto const& own = replicates_of(values, outcome);
        all.insert(all.end(), own.begin(), own.end());
    };
    for (std::size_t i = 0; i < study.samples; ++i) {
        add(found.values[i]);
    }
    for (auto const& structure : found.structures) {
        std::for_each(structure.begin(), structure.end(), add);
    }
    return split_variance(all, 1 + found.structures.size(), study.samples);
}

/// Where the sign is another than that of the mean.
std::vector<bool> turned_points(std::vector<double> const& values)
{
    bool const above = mean_of(values) > 0.0;
    std::vector<bool> turned;
    for (double const value : values) {
        turned.push_back(above ? value < 0.0 : value > 0.0);
    }
    return turned;
}

std::optional<Finding::Turning> turning_of(Study const& study, Sensitivity const& found,
                                           std::vector<bool> const& turned)
{
    auto const count = static_cast<double>(std::count(turned.begin(), turned.end(), true));
    auto const rest = static_cast<double>(turned.size()) - count;
    if (count == 0.0 || rest == 0.0) {
        return std::nullopt;
    }
    Finding::Turning largest;
    double distance = -1.0;
    for (std::size_t moved = 0; moved < study.moved.size(); ++moved) {
        double there = 0.0;
        double elsewhere = 0.0;
        for (std::size_t i = 0; i < turned.size(); ++i) {
            (turned[i] ? there : elsewhere) += found.points[i][moved];
        }
        there /= count;
        elsewhere /= rest;
        if (std::abs(there - elsewhere) > distance) {
            distance = std::abs(there - elsewhere);
            Moved const& range = study.moved[moved];
            double const size = range.high - range.low;
            largest = {moved, range.low + there * size, range.low + elsewhere * size};
        }
    }
    return largest;
}

/// These numbers of a list, in this order.
std::vector<double> some_of(std::vector<double> const& all, std::vector<std::size_t> const& which)
{
    std::vector<double> some;
    for (std::size_t const i : which) {
        some.push_back(all[i]);
    }
    return some;
}

/// One moved number at some points.
std::vector<double> moved_at(Sensitivity const& found, std::size_t moved,
                             std::vector<std::size_t> const& which)
{
    std::vector<double> at;
    for (std::size_t const i : which) {
        at.push_back(found.points[i][moved]);
    }
    return at;
}

std::vector<Shift> shifts_of(Study const& study, Sensitivity const& found,
                             std::vector<double> const& values)
{
    auto const points = independent_points(study, found);
    constexpr std::size_t per_slice = 16;
    auto const slices = std::clamp<std::size_t>(points.size() / per_slice, 2, 10);
    std::vector<Shift> shifts;
    for (std::size_t moved = 0; moved < study.moved.size(); ++moved) {
        shifts.push_back(
            distribution_shift(moved_at(found, moved, points), some_of(values, points), slices));
    }
    return shifts;
}

Finding finding_of(Study const& study, Sensitivity const& found, std::size_t outcome)
{
    Finding finding;
    bool const cost = outcome == cost_alone;
    finding.name_nl = cost ? "Netto kosten" : found.outcomes[outcome].long_name_nl;
    finding.name_en = cost ? "Net cost" : found.outcomes[outcome].long_name_en;
    for (PointValues const& values : found.values) {
        finding.values.push_back(mean_of(replicates_of(values, outcome)));
    }
    if (study.method == Method::sobol) {
        finding.indices = sobol_indices(finding.values, study.moved.size(), bootstrap_key);
        finding.shifts = shifts_of(study, found, finding.values);
        finding.split = split_of(study, found, outcome);
    } else if (study.method == Method::slopes) {
        finding.slopes = steepness(found.points, finding.values);
    } else {
        finding.effects = morris_effects(found.points, finding.values, bootstrap_key);
    }
    auto const turned = turned_points(finding.values);
    finding.turned = static_cast<double>(std::count(turned.begin(), turned.end(), true)) /
                     static_cast<double>(turned.size());
    finding.turning = turning_of(study, found, turned);
    return finding;
}

}  // namespace

std::vector<Finding> findings(Study const& study, Sensitivity const& found)
{
    std::vector<Finding> all{finding_of(study, found, cost_alone)};
    for (std::size_t outcome = 0; outcome < found.outcomes.size(); ++outcome) {
        all.push_back(finding_of(study, found, outcome));
    }
    return all;
}

std::vector<std::size_t> independent_points(Study const& study, Sensitivity const& found)
{
    std::size_t const all = study.method == Method::sobol ? 2 * study.samples : found.points.size();
    std::size_t const stride = study.method == Method::slopes ? study.moved.size() + 1 : 1;
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < all; i += stride) {
        which.push_back(i);
    }
    return which;
}

std::vector<double> worths_of_knowing(Study const& study, Sensitivity const& found)
{
    auto const points = independent_points(study, found);
    std::vector<double> saved;
    for (std::size_t const i : points) {
        saved.push_back(-mean_of(found.values[i].cost));
    }
    std::vector<double> worths;
    for (std::size_t moved = 0; moved < study.moved.size(); ++moved) {
        constexpr std::size_t per_bin = 8;
        worths.push_back(worth_of_knowing(moved_at(found, moved, points), saved,
                                          std::clamp<std::size_t>(points.size() / per_bin, 2, 10)));
    }
    return worths;
}

}  // namespace smartstart
