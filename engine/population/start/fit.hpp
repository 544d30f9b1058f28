#pragma once

#include <string>
#include <vector>

namespace smartstart {

/// One cell of a margin: what was asked and what the start population has.
struct FitCell {
    std::string name;  ///< such as "Tilburg, women 20-24"
    double target{};
    double achieved{};
    double off() const { return achieved - target; }
};

/// One margin: a published table and how far the start population is off.
struct FitMargin {
    std::string name;
    std::vector<FitCell> cells;

    double target() const;
    double achieved() const;
    /// TAE: the differences added up without their signs.
    double total_absolute_error() const;
    /// SAE: TAE as a share of the total target.
    double standardised_absolute_error() const;
    /// SRMSE: root of the mean squared difference, divided by the mean target.
    double standardised_root_mean_square() const;
    /// The cell with the largest difference; the margin must have one.
    FitCell const& worst() const;
};

/// How far every margin of a start population is off.
struct Fit {
    std::vector<FitMargin> margins;
    FitMargin const* find(std::string const& name) const;  ///< null when there is none
    std::string text() const;                              ///< a table for a terminal
    std::string markdown() const;                          ///< the same table for a page
};

}  // namespace smartstart
