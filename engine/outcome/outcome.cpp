#include "engine/outcome/outcome.hpp"

#include <algorithm>
#include <functional>

namespace smartstart {
namespace {

void add_all(std::pmr::vector<std::int64_t>& sums, std::pmr::vector<std::int64_t> const& others)
{
    std::ranges::transform(sums, others, sums.begin(), std::plus{});
}

}  // namespace

void Sums::add_each(std::span<std::int64_t const> rows, Tally const& tally)
{
    auto const numerator = millionths(tally.numerator);
    auto const denominator = millionths(tally.denominator);
    for (std::size_t cell = 0; numerator != 0 && cell < rows.size(); ++cell) {
        numerators_[cell] += rows[cell] * numerator;
    }
    for (std::size_t cell = 0; denominator != 0 && cell < rows.size(); ++cell) {
        denominators()[cell] += rows[cell] * denominator;
    }
}

Sums& Sums::operator+=(Sums const& other)
{
    add_all(numerators_, other.numerators_);
    if (!other.denominators_.empty()) {
        add_all(denominators(), other.denominators_);
    }
    add_all(events_, other.events_);
    return *this;
}

std::vector<Tally> Sums::by_group() const
{
    static auto const groups = all_groups().size();
    static auto const groups_of_profiles = [] {
        std::vector<std::vector<std::size_t>> all(profiles);
        for (std::size_t profile = 0; profile < profiles; ++profile) {
            all[profile] = groups_of(profile);
        }
        return all;
    }();
    struct Pair {
        std::int64_t numerator{}, denominator{};
    };
    std::vector<Pair> exact(events_.size() * groups);
    for (std::size_t place = 0; place < events_.size(); ++place) {
        exact[place * groups].numerator = events_[place] * one;
    }
    for (std::size_t profile = 0; profile < profiles; ++profile) {
        auto const& in = groups_of_profiles[profile];
        for (std::size_t place = 0; place < events_.size(); ++place) {
            auto const cell = place * profiles + profile;
            auto const numerator = numerators_[cell];
            auto const denominator = denominators_.empty() ? 0 : denominators_[cell];
            if (numerator == 0 && denominator == 0) {
                continue;
            }
            for (auto const group : in) {
                exact[place * groups + group].numerator += numerator;
                exact[place * groups + group].denominator += denominator;
            }
        }
    }
    std::vector<Tally> all;
    all.reserve(exact.size());
    for (auto const& [numerator, denominator] : exact) {
        all.push_back(
            {static_cast<double>(numerator) / one, static_cast<double>(denominator) / one});
    }
    return all;
}

}  // namespace smartstart
