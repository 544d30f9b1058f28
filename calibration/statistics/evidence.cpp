#include "calibration/statistics/evidence.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/statistics/luck.hpp"
#include "calibration/statistics/student_t.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int most_of_one = 1000;  ///< points of one ensemble, and proposals beside them
constexpr int rounds = 200;

/// The points of one ensemble, `count` of them at even distances, with their log densities.
struct Part {
    MatrixXd points;
    VectorXd log_density;
};

Part part_of(Sample const& sample, int ensemble, Index first, Index last, Index count)
{
    Part part{MatrixXd(sample.points.rows(), count), VectorXd(count)};
    for (Index i = 0; i < count; ++i) {
        // The order is generation by generation, chain by chain.
        auto const at = first + i * (last - first) / count;
        auto const column =
            (at / sample.chains * sample.ensembles + ensemble) * sample.chains + at % sample.chains;
        part.points.col(i) = sample.points.col(column);
        part.log_density[i] = sample.log_density[column];
    }
    return part;
}

Part proposals_of(StudentT const& t, LogDensity const& density, Index dimensions, Index count,
                  KeyedLuck const& luck)
{
    Part part{MatrixXd(dimensions, count), {}};
    for (Index i = 0; i < count; ++i) {
        auto const id = static_cast<std::uint32_t>(i);
        VectorXd normals(dimensions);
        for (Index k = 0; k < dimensions; ++k) {
            normals[k] = luck.normal(id, 1, static_cast<std::uint32_t>(k));
        }
        double chi_square = 0.0;
        for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(StudentT::freedom); ++k) {
            chi_square += std::pow(luck.normal(id, 2, k), 2.0);
        }
        part.points.col(i) = t.at(normals, chi_square);
    }
    part.log_density = density(part.points);
    return part;
}

/// Log of density over proposal at each point.
VectorXd ratios(Part const& part, StudentT const& t)
{
    VectorXd ratio = part.log_density;
    for (Index i = 0; i < ratio.size(); ++i) {
        ratio[i] -= t.log_density(part.points.col(i)) + t.log_scale();
    }
    return ratio;
}

/// The ratio of the two scales that the best bridge settles on.
double bridge(VectorXd const& of_sample, VectorXd const& of_proposals)
{
    auto const own = static_cast<double>(of_sample.size());
    auto const other = static_cast<double>(of_proposals.size());
    std::vector<double> sorted(of_sample.data(), of_sample.data() + of_sample.size());
    std::ranges::nth_element(sorted, sorted.begin() + of_sample.size() / 2);
    auto const base = sorted[static_cast<std::size_t>(of_sample.size() / 2)];
    auto value = 1.0;
    for (auto round = 0; round < rounds; ++round) {
        double up = 0.0, down = 0.0;
        for (auto const log : of_proposals) {
            auto const ratio = std::isfinite(log) ? std::exp(log - base) : 0.0;
            up += ratio / (own * ratio + other * value);
        }
        for (auto const log : of_sample) {
            down += 1.0 / (own * std::exp(log - base) + other * value);
        }
        auto const next = up / other / (down / own);
        auto const still = std::abs(next - value) < 1e-12 * value;
        value = next;
        if (still) {
            break;
        }
    }
    return base + std::log(value);
}

}  // namespace

LogEvidence log_evidence(LogDensity const& density, Sample const& sample, std::uint64_t seed)
{
    // Each ensemble by itself: fitted to its first half, bridged from its second.
    auto const length = static_cast<Index>(sample.generations) * sample.chains;
    auto const count = std::min<Index>(most_of_one, length / 2);
    VectorXd values(sample.ensembles);
    for (auto ensemble = 0; ensemble < sample.ensembles; ++ensemble) {
        auto const first = part_of(sample, ensemble, 0, length / 2, count);
        auto const second = part_of(sample, ensemble, length / 2, length, count);
        auto const t = StudentT::fitted(first.points);
        auto const proposals =
            proposals_of(t, density, sample.points.rows(), count,
                         KeyedLuck{seed + static_cast<std::uint64_t>(ensemble), "evidence"});
        values[ensemble] = bridge(ratios(second, t), ratios(proposals, t));
    }
    auto const mean = values.mean();
    auto const parts = static_cast<double>(values.size());
    return {mean, std::sqrt((values.array() - mean).square().sum() / (parts - 1.0) / parts)};
}

std::vector<double> belief_in(std::vector<double> const& log_evidences)
{
    auto const most = *std::ranges::max_element(log_evidences);
    std::vector<double> belief;
    double sum = 0.0;
    for (auto const log : log_evidences) {
        belief.push_back(std::exp(log - most));
        sum += belief.back();
    }
    for (auto& one : belief) {
        one /= sum;
    }
    return belief;
}

}  // namespace smartstart
