#pragma once

#include <vector>

namespace smartstart {

/// What ranks of truths show of posteriors that are right in their middle, but have this width as a
/// multiple of the right one; all are normal.

/// Chance of each rank, 0 to `among`, of a truth among so many draws.
std::vector<double> rank_chances(double width, int among);
/// Those of `bins` neighbouring ranks together; the number of ranks is a multiple of it.
std::vector<double> binned(std::vector<double> const& chances, int bins);
/// How far chances are from even ones, as the non-centrality of a chi-square for each truth.
double noncentrality(std::vector<double> const& chances);
/// The chance that a chi-square test at 5 % sees it in the ranks of so many truths.
double chance_seen(std::vector<double> const& chances, int truths);
/// The share of central intervals that hold the truth, where this share should.
double share_held(double width, double nominal);

}  // namespace smartstart
