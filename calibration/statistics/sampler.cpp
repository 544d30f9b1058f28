#include "calibration/statistics/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "calibration/statistics/diagnostics.hpp"
#include "calibration/statistics/luck.hpp"
#include "calibration/statistics/student_t.hpp"
#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int archive_pause = 5;  ///< generations between two entries in the archive

/// Ensembles of chains on their way.
class Walk {
public:
    Walk(LogDensity const& density, MatrixXd const& start, Sampling const& sampling)
        : density_{density},
          sampling_{sampling},
          luck_{sampling.seed, "sampler"},
          dimensions_{start.rows()},
          count_{sampling.ensembles * sampling.chains},
          at_{start.leftCols(count_)},
          archive_(static_cast<std::size_t>(sampling.ensembles)),
          fit_(static_cast<std::size_t>(sampling.ensembles))
    {
        value_ = density_(at_);
        for (int e = 0; e < sampling_.ensembles; ++e) {
            // Every ensemble starts from its own part of what it was given.
            auto const share = start.cols() / sampling_.ensembles;
            archive_[static_cast<std::size_t>(e)] = start.middleCols(e * share, share);
            refit(e);
        }
    }

    MatrixXd const& at() const { return at_; }
    VectorXd const& value() const { return value_; }
    double accepted() const { return static_cast<double>(accepted_) / std::max(1, proposed_); }

    /// Begins to count, and the archive forgets the way here.
    void settle()
    {
        accepted_ = proposed_ = 0;
        settled_ = true;
    }

    void step(double heat)
    {
        ++generation_;
        MatrixXd proposals(dimensions_, count_);
        VectorXd correction(count_);
        for (int chain = 0; chain < count_; ++chain) {
            correction[chain] = propose(chain, proposals);
        }
        auto const values = density_(proposals);
        for (int chain = 0; chain < count_; ++chain) {
            auto const ratio = (values[chain] - value_[chain]) / heat + correction[chain];
            auto const luck = luck_.uniform(id(chain), generation_, 1);
            ++proposed_;
            if (std::isfinite(values[chain]) && std::log(luck) < ratio) {
                at_.col(chain) = proposals.col(chain);
                value_[chain] = values[chain];
                ++accepted_;
            }
        }
        if (generation_ % archive_pause == 0) {
            for (int e = 0; e < sampling_.ensembles; ++e) {
                remember(e);
            }
        }
    }

    /// Fits the Student t of an ensemble to the younger half of its archive.
    void refit(int ensemble)
    {
        auto const& archive = archive_[static_cast<std::size_t>(ensemble)];
        auto const young =
            std::min<Index>(archive.cols(), std::max<Index>(8 * dimensions_, archive.cols() / 2));
        fit_[static_cast<std::size_t>(ensemble)] = StudentT::fitted(archive.rightCols(young));
    }

private:
    static std::uint32_t id(int chain) { return static_cast<std::uint32_t>(chain); }

    void remember(int ensemble)
    {
        auto& archive = archive_[static_cast<std::size_t>(ensemble)];
        auto const own = at_.middleCols(ensemble * sampling_.chains, sampling_.chains);
        // While the way is still sought, what lies far behind is forgotten.
        auto const kept =
            settled_ ? archive.cols() : std::min<Index>(archive.cols(), 8 * sampling_.chains);
        MatrixXd next(dimensions_, kept + own.cols());
        next << archive.rightCols(kept), own;
        archive = std::move(next);
    }

    /// Writes a proposal; answers the log of the ratio of proposal densities, back over forth.
    double propose(int chain, MatrixXd& proposals)
    {
        auto const ensemble = static_cast<std::size_t>(chain / sampling_.chains);
        if (luck_.uniform(id(chain), generation_, 2) < 0.5) {
            VectorXd normals(dimensions_);
            for (Index k = 0; k < dimensions_; ++k) {
                normals[k] = luck_.normal(id(chain), generation_, 100 + static_cast<unsigned>(k));
            }
            auto chi_square = 0.0;
            for (unsigned k = 0; k < static_cast<unsigned>(StudentT::freedom); ++k) {
                chi_square += std::pow(luck_.normal(id(chain), generation_, 10 + k), 2.0);
            }
            auto const& t = fit_[ensemble];
            proposals.col(chain) = t.at(normals, chi_square);
            return t.log_density(at_.col(chain)) - t.log_density(proposals.col(chain));
        }
        auto const& archive = archive_[ensemble];
        auto const size = static_cast<std::uint32_t>(archive.cols());
        auto const one = luck_.below(size, id(chain), generation_, 3);
        auto const other = (one + 1 + luck_.below(size - 1, id(chain), generation_, 4)) % size;
        auto const long_jump = luck_.uniform(id(chain), generation_, 5) < 0.1;
        auto const stretch =
            long_jump ? 1.0 : 2.38 / std::sqrt(2.0 * static_cast<double>(dimensions_));
        VectorXd const difference = archive.col(one) - archive.col(other);
        for (Index k = 0; k < dimensions_; ++k) {
            auto const jitter = 1.0 + 0.1 * (2.0 * luck_.uniform(id(chain), generation_,
                                                                 100 + static_cast<unsigned>(k)) -
                                             1.0);
            proposals(k, chain) = at_(k, chain) + stretch * jitter * difference[k];
        }
        return 0.0;
    }

    LogDensity const& density_;
    Sampling const& sampling_;
    KeyedLuck luck_;
    Index dimensions_;
    int count_;
    MatrixXd at_;
    VectorXd value_;
    std::vector<MatrixXd> archive_;
    std::vector<StudentT> fit_;
    std::uint32_t generation_{};
    int accepted_{}, proposed_{};
    bool settled_{};
};

void warm_up(Walk& walk, Sampling const& sampling)
{
    auto const cooling = std::max(1, sampling.warm_up * 2 / 3);
    for (int generation = 0; generation < sampling.warm_up; ++generation) {
        auto const left = std::max(0.0, 1.0 - static_cast<double>(generation) / cooling);
        walk.step(std::pow(sampling.heat, left));
        if (generation % 10 == 9) {
            for (int e = 0; e < sampling.ensembles; ++e) {
                walk.refit(e);
            }
        }
    }
    walk.settle();
}

void judge(Sample& sample)
{
    auto const dimensions = sample.points.rows();
    sample.rhat.resize(dimensions);
    sample.ess_bulk.resize(dimensions);
    sample.ess_tail.resize(dimensions);
    for (Index k = 0; k < dimensions; ++k) {
        auto const values = sample.by_chain(k);
        sample.rhat[k] = rank_rhat(sample.by_ensemble(k));
        sample.ess_bulk[k] = bulk_ess(values);
        sample.ess_tail[k] = tail_ess(values);
    }
}

}  // namespace

bool Sample::is_good() const
{
    return rhat.maxCoeff() < 1.01 && ess_bulk.minCoeff() > 400.0 && ess_tail.minCoeff() > 400.0;
}

MatrixXd Sample::by_chain(Index dimension) const
{
    return points.row(dimension)
        .reshaped(static_cast<Index>(ensembles) * chains, generations)
        .transpose();
}

MatrixXd Sample::by_ensemble(Index dimension) const
{
    auto const values = by_chain(dimension);
    MatrixXd sequences(static_cast<Index>(generations) * chains, ensembles);
    for (int e = 0; e < ensembles; ++e) {
        sequences.col(e) =
            values.middleCols(static_cast<Index>(e) * chains, chains).transpose().reshaped();
    }
    return sequences;
}

MatrixXd Sample::thinned(int count) const
{
    // The points of a generation stand side by side. Even distances alone could come upon the same
    // chain again and again, whose draws hang together. With a stride that has no divisor in common
    // with their number, as many points as there are chains come upon each of them once.
    auto const side_by_side = std::max<Index>(1, Index{ensembles} * chains);
    auto stride = static_cast<Index>(0.618 * static_cast<double>(side_by_side)) + 1;
    while (std::gcd(stride, side_by_side) != 1) {
        ++stride;
    }
    MatrixXd result(points.rows(), count);
    for (Index i = 0; i < count; ++i) {
        auto const share = (static_cast<double>(i) + 0.5) / count;
        auto const place = static_cast<Index>(share * static_cast<double>(points.cols()));
        result.col(i) = points.col(place / side_by_side * side_by_side + i * stride % side_by_side);
    }
    return result;
}

Sample draw_sample(LogDensity const& density, MatrixXd const& start, Sampling const& sampling)
{
    auto const count = sampling.ensembles * sampling.chains;
    if (start.cols() < count) {
        throw BrokenPromise{"a sampler got fewer points to start from than it has chains."};
    }
    Walk walk{density, start, sampling};
    warm_up(walk, sampling);
    Sample sample;
    sample.ensembles = sampling.ensembles;
    sample.chains = sampling.chains;
    auto const most = sampling.until_good ? sampling.most : sampling.generations;
    MatrixXd kept(start.rows(), static_cast<Index>(most) * count);
    VectorXd values(static_cast<Index>(most) * count);
    for (auto done = 0; done < most;) {
        walk.step(1.0);
        kept.middleCols(static_cast<Index>(done) * count, count) = walk.at();
        values.segment(static_cast<Index>(done) * count, count) = walk.value();
        ++done;
        if (done == most || (done >= sampling.generations && done % sampling.generations == 0)) {
            sample.generations = done;
            sample.points = kept.leftCols(static_cast<Index>(done) * count);
            sample.log_density = values.head(static_cast<Index>(done) * count);
            judge(sample);
            if (sample.is_good()) {
                break;
            }
        }
    }
    sample.accepted = walk.accepted();
    return sample;
}

}  // namespace smartstart
