#pragma once

namespace smartstart {

/// How far figures may lie from a model that is right, in standard deviations.

/// What the largest of so many independent |z| stays under with this chance.
double largest_of(int figures, double chance);
/// What the length of so many independent z together stays under with this chance; its square is a
/// point of the chi-square distribution.
double distance_of(int figures, double chance);
/// The least share of any law with one peak that lies within this many standard deviations
/// (Vysochanskij and Petunin 1980; for 1.64 and more).
double least_share_within(double deviations);
/// The share of a normal law that does.
double normal_share_within(double deviations);

}  // namespace smartstart
