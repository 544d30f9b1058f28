#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/population/civil.hpp"
#include "engine/population/fact.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// Which children a trial takes in. Ages are in whole months, at the start of the month.
struct Eligibility {
    int child_from{};                ///< youngest age that is taken in
    int child_until{18 * 12};        ///< age from which it is not any more
    bool first_child{};              ///< of its mother
    int mother_younger_than{};       ///< 0: any age, and the mother need not be there
    std::uint8_t most_education{3};  ///< of the mother: 1 low, 2 middle, 3 high
    int risks_at_least{};            ///< risk factors of the family
    std::uint8_t problem_from{};     ///< 0 none, 1 emerging, 2 serious, 3 crisis
    std::uint8_t problem_until{3};   ///< the most severe that is taken in
    bool poor{};                     ///< only families below the low-income line
};

/// What a trial can measure of a child.
enum class TrialOutcome : std::uint8_t {
    reported,         ///< ever named in a report of maltreatment (0 or 1)
    maltreated,       ///< maltreated in any month since the trial began for it (0 or 1)
    problem,          ///< severity, 0 to 3
    serious_problem,  ///< serious or in crisis now (0 or 1)
    helped,           ///< youth help, as CBS counts it, in any month since (0 or 1)
    placed,           ///< away from home in any month since (0 or 1)
    skill_cognitive,  ///< in sd within an age
    skill_social,     ///< likewise
    cito,             ///< end-of-primary score; nothing before the test
};

struct TrialOutcomeInfo {
    std::string_view id;
    bool yes_or_no{};
    bool good{};  ///< more is better
    Kept kept{};  ///< until which birthday of a child it is known
    std::string_view name_en, name_nl;
};
TrialOutcomeInfo const& info(TrialOutcome outcome);
/// Every outcome by the word that a trial file has for it.
std::vector<std::pair<std::string_view, TrialOutcome>> const& trial_outcomes();

/// Looks for the children of a trial, and at them. Sees World const&: it cannot disturb.
class TrialEye {
public:
    /// Columns are looked up in a copy, so a world that is already built can be watched.
    explicit TrialEye(Schema schema);
    ~TrialEye();
    TrialEye(TrialEye const&) = delete;
    TrialEye& operator=(TrialEye const&) = delete;
    TrialEye(TrialEye&&) = delete;
    TrialEye& operator=(TrialEye&&) = delete;

    struct Candidate {
        PersonId child;
        FamilyId family;
        Month born;
        friend bool operator==(Candidate const&, Candidate const&) = default;
    };
    /// The children at home who may be taken in this month, the youngest of each household, by
    /// name.
    std::vector<Candidate> eligible(World const& world, Eligibility const& who) const;

    /// Who is to be looked at, what at, and since when they take part.
    struct Wish {
        PersonId child;
        TrialOutcome outcome{};
        Month since;
    };
    /// How each is now, in the order of the wishes; nothing for who is not in the region.
    std::vector<std::optional<double>> look(World const& world,
                                            std::vector<Wish> const& wishes) const;

private:
    struct Handles;
    bool fits(World const& world, CivilView const& people, Row child, Eligibility const& who) const;
    std::optional<double> value(World const& world, Row child, Wish const& wish) const;

    std::unique_ptr<Handles const> handles_;
};

}  // namespace smartstart
