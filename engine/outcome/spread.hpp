#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/outcome/life_course.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart {

/// How incomes and test scores are spread over people at the end of each year: the value below
/// which a share of them is. Counted in bins, so that no order of people matters: a bin of income
/// is 0.2 % wide, one of scores a point.
class Spread {
public:
    /// Shares of people, from low to high: the labels of the dimension `quantile`.
    static constexpr std::array levels{0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

    explicit Spread(Schema& schema);

    /// Numbers of a year: of each subject those of each level.
    static std::size_t numbers_of_year();
    /// Writes those of the year that ends now at place `year` of `values`. Not a number where
    /// nobody is counted.
    void look(World const& world, std::size_t year, std::vector<double>& values) const;
    /// A table for each subject; a row for each reported year, a column for each level. Without
    /// values (empty) the tables say what they are about.
    static std::vector<LifeTable> tables(Years reported, std::vector<double> const& values);

private:
    class Bins;
    Bins of_income(World const& world) const;
    Bins of_score(World const& world) const;

    Civil civil_;
    Seen<Family, float> income_;
    Seen<Person, float> score_;
    Seen<Person, facts::When> tested_;
};

}  // namespace smartstart
