#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "calibration/emulators/emulator.hpp"
#include "calibration/observations/observation.hpp"
#include "calibration/observations/ties.hpp"
#include "calibration/statistics/design.hpp"
#include "calibration/statistics/evidence.hpp"
#include "calibration/statistics/prior.hpp"
#include "calibration/statistics/sampler.hpp"

namespace smartstart {

/// What is calibrated: unknown numbers, each with a prior, against figures.
struct Question {
    std::vector<Prior> priors;
    std::vector<Observation> figures;
    /// Whether the noise of a figure is that of counting alone, or wider.
    Dispersion dispersion{Dispersion::estimated};
    Ties ties{};  ///< among the figures
};

/// One run of the simulator: which point, and which of its replicates.
struct RunKey {
    std::uint32_t point{};
    std::uint32_t replicate{};
    friend auto operator<=>(RunKey const&, RunKey const&) = default;
};

/// Asks for runs at points (columns, in coordinates) and gives back, for each run in the order
/// asked, what every figure reads on its link scale. A run that failed gives no readings.
using RunAll = std::function<std::vector<std::vector<OnLink>>(Points const& points,
                                                              std::vector<RunKey> const& runs)>;

/// What stands at the end of the waves.
enum class Ending : std::uint8_t { sample, quick_look };

/// How waves are laid out.
struct WavePlan {
    std::uint64_t seed{};
    std::vector<int> sizes{75, 75, 75, 75};      ///< new points of each wave
    std::vector<double> temperatures{16, 8, 4};  ///< of the clouds that later waves come from
    double repeated{0.2};  ///< share of the points that is run twice, to see the dispersion
    int further{};         ///< new points of each wave after these, until it is settled; 0: none
    int most_runs{};       ///< no further wave is begun that would need more runs in all
    unsigned threads{1};
    Ending ending{Ending::sample};
};

/// Figures with their ties, and how much they count: 1, or less where the likelihood is tempered.
struct Weighed {
    std::vector<Observation> const* figures{};
    Ties const* ties{};
    double weight{1.0};
};

/// All that was run so far: points with the readings of each figure.
struct Runs {
    Points points;
    std::vector<std::vector<Reading>> readings;  ///< [figure][point]
};

/// The emulators of all figures over the points they learned from.
class Bank {
public:
    /// Fits one emulator for each figure; `start` is an earlier bank, or none.
    static Bank fit(Question const& question, Runs const& runs, Bank const* start,
                    unsigned threads);

    /// Log chance of all figures at each column, the emulators' uncertainty taken in.
    Eigen::VectorXd log_likelihood(Points const& points) const;
    /// The same for other figures of the same kinds, weighed and added up, on this many threads.
    Eigen::VectorXd log_likelihood(Points const& points, std::vector<Weighed> const& seen,
                                   unsigned threads) const;
    /// Means and variances on the link scale: [figure](point).
    std::vector<GaussianProcess::Prediction> predict(Points const& points) const;
    std::vector<TargetEmulator> const& emulators() const { return emulators_; }
    /// The figures that were fitted, at this weight.
    Weighed fitted(double weight) const { return {&figures_, &ties_, weight}; }
    std::vector<Observation> const& figures() const { return figures_; }
    double dispersion(std::size_t figure) const;
    /// The largest but one |z| over the figures at each column, as history matching has it.
    Eigen::VectorXd implausibility(Points const& points) const;

private:
    /// What rows and series add, at each point.
    Eigen::VectorXd of_ties(Weighed const& seen,
                            std::vector<GaussianProcess::Prediction> const& there,
                            unsigned threads) const;

    std::vector<Observation> figures_;
    Ties ties_;
    Standard standard_;
    std::vector<TargetEmulator> emulators_;
    unsigned threads_{1};
};

/// What one wave left.
struct WaveReport {
    int points{}, runs{};
    double dispersion_largest{};
    double emulator_share{};  ///< median over figures of emulator over figure variance
    double inside{};          ///< share of leave-one-out errors within 3 standard deviations
    double coverage{};        ///< of the leave-one-out 90 % intervals
    double space_left{};      ///< share of the prior that is not implausible
    /// How far the means of the posterior are from where the emulators before this wave put them,
    /// in posterior sds: root mean square over the parameters that the figures say something of,
    /// and the largest. The same draws are weighed by both, so that the luck of the sampler falls
    /// out. Not a number in the first wave.
    double moved{}, moved_most{};
    std::vector<double> nearest;  ///< [figure]: least |z| of any run so far
};

/// What has to hold for more runs to be of no use.
constexpr double most_moved = 0.1, most_emulator_share = 0.02, least_inside = 0.95;
bool is_settled(WaveReport const& wave);

/// A calibrated question.
struct Posterior {
    Sample sample;
    Runs runs;
    Bank bank;
    /// Where the points of the last wave came from: the prior times the likelihood to the power
    /// of one over this; infinite for the prior alone.
    double last_temperature{};
    std::vector<WaveReport> waves;
    int run_count{};
    LogEvidence evidence{};  ///< of all figures
};

/// Runs the waves and draws the posterior. `tell` hears each wave as it ends.
Posterior calibrate(Question const& question, RunAll const& run_all, WavePlan const& plan,
                    std::function<void(WaveReport const&)> const& tell);

/// Log prior plus what these figures say, at each column; minus infinity outside the prior.
Eigen::VectorXd log_posterior(std::vector<Prior> const& priors, Bank const& bank,
                              Points const& points, std::vector<Weighed> const& seen,
                              unsigned threads);

/// Log prior density at each column.
Eigen::VectorXd log_prior(std::vector<Prior> const& priors, Points const& points);

}  // namespace smartstart
