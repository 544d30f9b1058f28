#include "engine/population/start/members.hpp"

#include <algorithm>

#include "engine/population/start/luck.hpp"

namespace smartstart {
namespace {

constexpr int adult = 18 * 12;
constexpr int oldest = 100 * 12 - 1;

enum Question : std::uint64_t { shift, stepfamily, stepparent };

/// Writes one household after another.
class Settler {
public:
    Settler(StartPopulation& population, Settlement const& settlement)
        : population_{population},
          links_{settlement.links},
          municipality_{settlement.municipality},
          luck_{settlement.seed, "members"}
    {
    }

    void add(Candidate const& candidate, std::span<Member const> members)
    {
        StartFamily family;
        family.number = static_cast<std::uint32_t>(population_.families.size() + 1);
        family.first_person = static_cast<std::uint32_t>(population_.persons.size());
        family.persons = static_cast<std::uint32_t>(members.size());
        family.municipality = municipality_;
        family.heads = candidate.heads;
        family.children = candidate.children;
        family.home = candidate.home;
        family.married = candidate.married;
        auto const older = months_older(candidate, members, family.number);
        for (std::size_t i = 0; i < members.size(); ++i) {
            auto const months = members[i].months + older;
            population_.persons.push_back(
                {.number = static_cast<std::uint32_t>(population_.persons.size() + 1),
                 .family = static_cast<std::uint32_t>(population_.families.size()),
                 .sex = members[i].sex,
                 .head = i < candidate.heads,
                 .born = start_of_population - Months{months + 1}});
        }
        if (members.size() == 1) {
            // Minors in a household of others, or in an institution, are nobody's head.
            auto& person = population_.persons.back();
            person.head = person.months_old() >= adult;
            family.heads = person.head ? 1 : 0;
            family.children = 0;
        }
        population_.families.push_back(family);
        link(family);
    }

private:
    /// By how much this copy is older (or younger) than the candidate.
    int months_older(Candidate const& candidate, std::span<Member const> members,
                     std::uint64_t number) const
    {
        int low = -oldest;
        int high = oldest;
        for (std::size_t i = 0; i < members.size(); ++i) {
            int const months = members[i].months;
            auto const band = static_cast<int>(age_band(months));
            auto const last = band + 1 == static_cast<int>(age_bands) ? oldest : 60 * band + 59;
            low = std::max(low, 60 * band - months);
            high = std::min(high, last - months);
            // Nobody under 18 lives alone, and no parent gets younger than the candidate was.
            if (i < candidate.heads && candidate.home == Home::household) {
                auto const least = members.size() == 1 ? adult : std::min(adult, months);
                low = std::max(low, least - months);
            }
        }
        return low + static_cast<int>(
                         luck_.pick(static_cast<std::size_t>(high - low) + 1, number, shift));
    }

    void link(StartFamily const& family)
    {
        if (family.heads == 0) {
            return;
        }
        auto const first = static_cast<std::int32_t>(family.first_person);
        auto* const members = population_.persons.data() + first;
        if (family.heads == 2) {
            members[0].partner = first + 1;
            members[1].partner = first;
        }
        for (std::size_t i = family.heads; i < family.persons; ++i) {
            for (std::int32_t head = 0; head < family.heads; ++head) {
                if (is_parent(family, members[head], members[i])) {
                    (members[head].sex == Sex::woman ? members[i].mother : members[i].father) =
                        first + head;
                }
            }
        }
    }

    /// A stepparent joined after the older children: chances rise evenly to the published share at
    /// fifteen, and one draw per family decides, so children of both stand after children of one.
    bool is_parent(StartFamily const& family, StartPerson const& head,
                   StartPerson const& child) const
    {
        if (family.heads < 2) {
            return true;
        }
        auto const part = std::min(1.0, child.months_old() / (15.5 * 12.0));
        if (luck_.uniform(family.number, stepfamily) >= links_.stepfamily_at_fifteen * part) {
            return true;
        }
        // The other parent of whom nothing else is known: as among single parents.
        auto const stays_with_father =
            luck_.uniform(family.number, stepparent) < links_.father_share_of_single_parents;
        return (head.sex == Sex::man) == stays_with_father;
    }

    StartPopulation& population_;
    Links const& links_;
    std::uint16_t municipality_;
    StartLuck luck_;
};

}  // namespace

void add_households(StartPopulation& population, Settlement const& settlement)
{
    Settler settler{population, settlement};
    auto const& candidates = settlement.candidates;
    for (std::size_t row = 0; row < candidates.households.size(); ++row) {
        for (std::uint32_t copy = 0; copy < settlement.copies[row]; ++copy) {
            settler.add(candidates.households[row], candidates.members_of(row));
        }
    }
}

}  // namespace smartstart
