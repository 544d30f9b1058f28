#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "engine/settings/values.hpp"
#include "engine/store/result_values.hpp"

namespace smartstart {

/// Where in a list the first one is that matches.
template <class List, class Matches>
std::optional<std::size_t> position(List const& list, Matches const& matches)
{
    auto const found = std::ranges::find_if(list, matches);
    return found == list.end() ? std::nullopt
                               : std::optional{static_cast<std::size_t>(found - list.begin())};
}

/// A number for each replicate.
using Numbers = std::vector<double>;
template <class Of>
Numbers for_each_replicate(std::size_t replicates, Of const& of)
{
    Numbers numbers;
    for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
        numbers.push_back(of(replicate));
    }
    return numbers;
}

/// An outcome of a result in some years, for the whole region. Counts of the years are added up, so
/// that few people a year do not make a ratio of ratios.
class Pooled {
public:
    static std::optional<Pooled> of(Result const& result, std::string const& id, Years years)
    {
        auto const outcome =
            position(result.outcomes, [&](OutcomeInfo const& one) { return one.id == id; });
        auto const first = position(result.years, [&](int year) { return year == years.first; });
        auto const last = position(result.years, [&](int year) { return year == years.last; });
        if (!outcome || !first || !last) {
            return std::nullopt;
        }
        return Pooled{result, *outcome, *first, *last};
    }
    Counts counts(std::size_t group, std::size_t replicate) const
    {
        Counts sum;
        for (auto year = first_; year <= last_; ++year) {
            Spot const spot{outcome_, year, result_->municipalities.size(), group};
            auto const one = smartstart::counts(*result_, spot, replicate);
            sum.numerator += one.numerator;
            sum.denominator += one.denominator;
        }
        return sum;
    }
    double value(std::size_t group, std::size_t replicate) const
    {
        return value_of(counts(group, replicate));
    }
    /// Of all who are not in the group.
    double value_of_others(std::size_t group, std::size_t replicate) const
    {
        constexpr std::size_t everybody = 0;
        auto const all = counts(everybody, replicate);
        auto const some = counts(group, replicate);
        return value_of({all.numerator - some.numerator, all.denominator - some.denominator});
    }
    std::optional<std::size_t> find_group(std::string const& label) const
    {
        return position(groups(), [&](GroupInfo const& group) { return group.label == label; });
    }
    std::size_t replicates() const { return result_->replicates.size(); }
    std::vector<GroupInfo> const& groups() const { return result_->groups; }

private:
    double value_of(Counts const& sum) const
    {
        auto const transform = result_->outcomes[outcome_].transform;
        auto const years = static_cast<double>(last_ - first_ + 1);
        return smartstart::value(transform, sum.numerator, sum.denominator) /
               (transform == Transform::count ? years : 1.0);
    }
    Pooled(Result const& result, std::size_t outcome, std::size_t first, std::size_t last)
        : result_{&result}, outcome_{outcome}, first_{first}, last_{last}
    {
    }
    Result const* result_;
    std::size_t outcome_, first_, last_;
};

}  // namespace smartstart
