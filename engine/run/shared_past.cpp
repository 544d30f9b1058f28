#include "engine/run/shared_past.hpp"

#include <map>

namespace smartstart {

std::vector<Branch> share_past(std::vector<std::size_t> const& scenarios, int from, int last_year,
                               FirstDifference const& first_difference)
{
    // Being the same up to a year passes on: who is the same as the leader is the same as the
    // others.
    struct Group {
        std::size_t leader;
        std::vector<std::size_t> together;
        std::map<int, std::vector<std::size_t>> leaving;
    };
    std::vector<Group> groups;
    for (auto const scenario : scenarios) {
        auto placed = false;
        for (auto& group : groups) {
            auto const year = first_difference(group.leader, scenario);
            if (year <= from) {
                continue;
            }
            auto& among = year > last_year ? group.together : group.leaving[year];
            among.push_back(scenario);
            placed = true;
            break;
        }
        if (!placed) {
            groups.push_back({scenario, {scenario}, {}});
        }
    }
    std::vector<Branch> branches;
    for (auto& group : groups) {
        Branch branch{from, std::move(group.together), {}};
        for (auto const& [year, leavers] : group.leaving) {
            for (auto& one : share_past(leavers, year, last_year, first_difference)) {
                branch.branches.push_back(std::move(one));
            }
        }
        branches.push_back(std::move(branch));
    }
    return branches;
}

int years_in(std::vector<Branch> const& branches, int last_year)
{
    int years = 0;
    for (auto const& branch : branches) {
        years += last_year - branch.from + 1 + years_in(branch.branches, last_year);
    }
    return years;
}

}  // namespace smartstart
