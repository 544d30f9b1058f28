#pragma once

#include <vector>

#include <Eigen/Core>

#include "calibration/observations/observation.hpp"

namespace smartstart {

/// Scores of predictions against what was seen, where less is better, in the unit of what was seen
/// (Gneiting and Raftery 2007).

/// Continuous ranked probability score of draws of a prediction: their mean distance from what was
/// seen, less half the mean distance between two different draws (which makes a few draws fair;
/// Ferro 2014). A single draw has its distance.
double ranked_score(std::vector<double> draws, double seen);
/// The same of a normal distribution.
double ranked_score_of_normal(double mean, double sd, double seen);
/// Of an interval that should hold what is seen with this chance: its width, and 2 / (1 - chance)
/// times what it misses by.
double interval_score(double low, double high, double chance, double seen);

/// An interval that should hold what is seen with this chance.
struct ScoredInterval {
    double chance{}, low{}, high{};
};
/// Of a median and central intervals: their interval scores and half the miss of the median, each
/// weighed so that with ever more intervals it comes to the ranked probability score (Bracher, Ray,
/// Gneiting and Reich 2021).
double weighted_interval_score(double median, std::vector<ScoredInterval> const& intervals,
                               double seen);

/// Of draws of several figures at once (in columns): their mean distance from what was seen, less
/// half the mean distance between two different draws, so that few draws and many can be held
/// against each other. For one figure it is the ranked probability score.
double energy_score(Eigen::MatrixXd const& draws, Eigen::VectorXd const& seen);

/// What runs foretell of a count that nobody fitted: as luck would have it at the rate of one run,
/// all runs alike.
class CountForecast {
public:
    /// `figure` is a share or a count, and says of how many; `links` are what the runs read.
    CountForecast(Observation const& figure, std::vector<double> const& links);

    /// Chance of less than `count`, and of at most that; outside what can be it is 0 or 1.
    double below(double count) const;
    double at_most(double count) const { return below(count + 1.0); }
    double log_chance(double count) const;
    /// Least count with this chance or more of at most that.
    double quantile(double chance) const;
    double ranked_score(double seen) const;
    /// Of the median and the intervals of 50, 80 and 95 %.
    double interval_score(double seen) const;

private:
    double first_{};
    std::vector<double> at_most_;  ///< of first_, first_ + 1, ...
};

/// How many of some intervals hold what they should.
struct CountRange {
    int least{}, most{};
};
/// In 95 of 100 cases, of so many intervals that each hold with this chance (exact binomial).
CountRange acceptable(int intervals, double chance);

}  // namespace smartstart
