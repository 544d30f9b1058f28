#include "analysis/study_findings.hpp"

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
        finding.split = split_of(study, found, outcome);
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

std::vector<double> worths_of_knowing(Study const& study, Sensitivity const& found)
{
    // Only the independent points: the mixed ones of a Sobol design repeat numbers.
    std::size_t const count =
        study.method == Method::sobol ? 2 * study.samples : found.points.size();
    std::vector<double> saved;
    for (std::size_t i = 0; i < count; ++i) {
        saved.push_back(-mean_of(found.values[i].cost));
    }
    std::vector<double> worths;
    for (std::size_t moved = 0; moved < study.moved.size(); ++moved) {
        std::vector<double> at;
        for (std::size_t i = 0; i < count; ++i) {
            at.push_back(found.points[i][moved]);
        }
        constexpr std::size_t per_bin = 8;
        worths.push_back(
            worth_of_knowing(at, saved, std::clamp<std::size_t>(count / per_bin, 2, 10)));
    }
    return worths;
}

}  // namespace smartstart
