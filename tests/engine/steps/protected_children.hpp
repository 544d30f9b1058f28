#pragma once

#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {

/// Settings under which nothing happens by itself.
inline std::vector<std::string> quiet()
{
    return {"steps.protection.order_in_crisis=0 per year",
            "steps.protection.order_after_report=0 per year",
            "steps.protection.order_end=0 per year",
            "steps.protection.guardianship_from_stay=0 per year",
            "steps.protection.guardianship_end=0 per year",
            "steps.protection.placement_under_order=0 per year",
            "steps.protection.placement_in_crisis=0 per year",
            "steps.protection.placement_when_serious=0 per year",
            "steps.protection.leaving_foster_care=0 per year"};
}

/// But for these.
inline std::vector<std::string> quiet_but(std::vector<std::string> const& settings)
{
    auto all = quiet();
    all.insert(all.end(), settings.begin(), settings.end());
    return all;
}

/// Children of one age, each in a family of its own, of whom nothing but protection is lived.
struct Children {
    SmallWorld small;
    std::vector<Row> rows;

    Children(std::size_t count, double age, std::vector<std::string> const& settings = {})
        : small{{"protection"}, settings}
    {
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back(small.add_couple(40, 41, {age}).children[0]);
        }
        small.begin();
    }
    template <class Cell>
    void all(Fact<Person, Cell> const& fact, std::type_identity_t<Cell> value)
    {
        for (auto const row : rows) {
            small.set(fact, row, value);
        }
    }
    template <class Cell>
    double share(Fact<Person, Cell> const& fact) const
    {
        double count = 0.0;
        for (auto const row : rows) {
            count += small.get(fact, row) != 0 ? 1.0 : 0.0;
        }
        return count / static_cast<double>(rows.size());
    }
};

}  // namespace smartstart::test
