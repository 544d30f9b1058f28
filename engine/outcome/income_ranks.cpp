#include "engine/outcome/income_ranks.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace smartstart {
namespace {

/// Where those end who have the same key as the first.
template <class Place, class Key>
Place end_of_same(Place first, Place last, Key const& key)
{
    return std::find_if(first, last, [&](std::size_t i) { return key(i) != key(*first); });
}

}  // namespace

std::vector<double> income_ranks(std::vector<Lived> const& people, float Lived::*income)
{
    auto const year_of = [&](std::size_t i) { return people[i].born / 12; };
    auto const income_of = [&](std::size_t i) { return people[i].*income; };
    std::vector<std::size_t> order(people.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) {
        return std::pair{year_of(i), income_of(i)};
    });
    std::vector<double> rank(people.size());
    for (auto year = order.begin(); year != order.end();) {
        auto const next_year = end_of_same(year, order.end(), year_of);
        auto const size = static_cast<double>(next_year - year);
        for (auto first = year; first != next_year;) {
            auto const end = end_of_same(first, next_year, income_of);
            auto const middle = 0.5 * static_cast<double>((first - year) + (end - year)) / size;
            std::for_each(first, end, [&](std::size_t i) { rank[i] = middle; });
            first = end;
        }
        year = next_year;
    }
    return rank;
}

std::vector<std::optional<double>> own_income_ranks(std::vector<Lived> const& people)
{
    auto leading = people;
    std::erase_if(leading, [](Lived const& one) { return !one.leads; });
    auto const ranks = income_ranks(leading, &Lived::income);
    std::vector<std::optional<double>> found(people.size());
    for (std::size_t i = 0, leader = 0; i < people.size(); ++i) {
        if (people[i].leads) {
            found[i] = ranks[leader++];
        }
    }
    return found;
}

}  // namespace smartstart
