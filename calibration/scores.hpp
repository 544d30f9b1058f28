#pragma once

#include <vector>

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

/// How many of some intervals hold what they should.
struct CountRange {
    int least{}, most{};
};
/// In 95 of 100 cases, of so many intervals that each hold with this chance (exact binomial).
CountRange acceptable(int intervals, double chance);

}  // namespace smartstart
