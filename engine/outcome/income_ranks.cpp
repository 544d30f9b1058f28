#include "engine/outcome/income_ranks.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>

namespace smartstart {
namespace {

/// One person in the order of incomes of a birth year.
struct Ranked {
    std::pair<int, float> year_and_income;
    std::size_t number{};
};

/// Where those end who have the same key as the first.
template <class Place, class Key>
Place end_of_same(Place first, Place last, Key const& key)
{
    return std::find_if(first, last, [&](Ranked const& one) {
        return std::invoke(key, one) != std::invoke(key, *first);
    });
}

}  // namespace

std::vector<double> income_ranks(std::vector<Lived> const& people, float Lived::*income)
{
    std::vector<Ranked> order;
    order.reserve(people.size());
    for (auto const& one : people) {
        order.push_back({{one.born / 12, one.*income}, order.size()});
    }
    std::ranges::sort(order, {}, &Ranked::year_and_income);
    auto const year_of = [](Ranked const& one) { return one.year_and_income.first; };
    std::vector<double> rank(people.size());
    for (auto year = order.begin(); year != order.end();) {
        auto const next_year = end_of_same(year, order.end(), year_of);
        auto const size = static_cast<double>(next_year - year);
        for (auto first = year; first != next_year;) {
            auto const end = end_of_same(first, next_year, &Ranked::year_and_income);
            auto const middle = 0.5 * static_cast<double>((first - year) + (end - year)) / size;
            std::for_each(first, end, [&](Ranked const& one) { rank[one.number] = middle; });
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
