#include "engine/population/start/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>

#include "engine/base/error.hpp"
#include "engine/population/start/family_pattern.hpp"
#include "engine/population/start/margins.hpp"

namespace smartstart {
namespace {

constexpr int oldest = 100 * 12;  // nobody in the start population is a hundred
/// Rare households (very young mothers, old children at home) are drawn more often and count less:
/// every cell needs candidates.
constexpr double rare = 0.05;

struct Draft {
    std::vector<Member> members;
    std::uint8_t heads{};
    std::uint8_t group{};
    Home home{};
    bool married{};
    double prior{1.0};
};

/// Draws from the national patterns with the luck of one candidate.
class Maker {
public:
    Maker(NationalPattern const& pattern, std::uint64_t seed)
        : pattern_{pattern},
          father_share_{pattern.links.father_share_of_single_parents},
          luck_{seed}
    {
    }

    std::optional<Draft> couple(FamilyKind kind)
    {
        luck_.next_candidate();
        Draft draft;
        auto const woman = months(18.0 + 82.0 * luck_.uniform());
        auto const man = woman + months(pattern_.partner_age_gap(luck_));
        if (woman >= oldest || man < 18 * 12 || man >= oldest) {
            return {};
        }
        auto const position = kind == FamilyKind::married_couple ? Position::married_partner
                                                                 : Position::unmarried_partner;
        add(draft, woman, Sex::woman, position);
        add(draft, man, Sex::man, position);
        draft.heads = 2;
        draft.married = kind == FamilyKind::married_couple;
        draft.group = group_of(kind, 0);
        return draft;
    }

    std::optional<Draft> family(FamilyKind kind, std::size_t children)
    {
        luck_.next_candidate();
        Draft draft;
        auto const [youngest, young_mother, weight] = shape();
        draft.prior = weight;
        std::vector<int> ages{months(youngest)};
        if (luck_.uniform() < pattern_.chance_of_a_next_child(children, youngest)) {
            return {};
        }
        for (std::size_t i = 1; i < children; ++i) {
            ages.push_back(ages.back() + months(pattern_.spacing(luck_)));
        }
        auto at_birth =
            young_mother ? 15.0 + 6.0 * luck_.uniform() : pattern_.age_at_first_birth(luck_);
        auto const at_first = at_birth;
        // Older brothers and sisters who have left: the oldest child at home need not be the first
        // (prior: half, when all children at home are 12 or over).
        for (auto chance = youngest >= 12.0 ? 0.5 : 0.0; luck_.uniform() < chance; chance *= 0.6) {
            at_birth += pattern_.spacing(luck_);
        }
        auto const mother = months(at_birth) + ages.back();
        auto const father = mother + months(pattern_.partner_age_gap(luck_));
        auto const at_last = (mother - ages.front()) / 12.0;
        if (mother >= oldest || father - ages.back() < 17 * 12 || father >= oldest ||
            ages.back() >= 80 * 12 ||
            (at_last > at_first && luck_.uniform() >= pattern_.fertile_at(at_last))) {
            return {};
        }
        add_parents(draft, kind, mother, father);
        for (auto age = ages.rbegin(); age != ages.rend(); ++age) {
            add(draft, *age, luck_.uniform() < boys ? Sex::man : Sex::woman, Position::child);
        }
        draft.group = group_of(kind, std::min<std::size_t>(children, 3));
        return draft;
    }

    static Draft on_own(std::size_t band, Sex sex, Position position)
    {
        Draft draft;
        add(draft, static_cast<int>(band * 60 + 30), sex, position);
        draft.heads = band < 3 ? 0 : 1;  // a minor is nobody's head
        draft.home = position == Position::alone         ? Home::household
                     : position == Position::institution ? Home::institution
                                                         : Home::with_others;
        draft.group =
            static_cast<std::uint8_t>(position == Position::alone         ? group_alone
                                      : position == Position::institution ? group_institution
                                                                          : group_with_others);
        return draft;
    }

private:
    static constexpr double boys = 0.512;  // human sex ratio at birth, 105 to 100

    struct Shape {
        double youngest;  ///< years
        bool young_mother;
        double prior;
    };

    static int months(double years) { return static_cast<int>(std::floor(12.0 * years)); }
    static std::uint8_t group_of(FamilyKind kind, std::size_t children)
    {
        return static_cast<std::uint8_t>(static_cast<std::size_t>(kind) * 4 + children);
    }
    static void add(Draft& draft, int months, Sex sex, Position position)
    {
        draft.members.push_back({static_cast<std::int16_t>(months), sex, position});
    }

    Shape shape()
    {
        auto const u = luck_.uniform();
        if (u < 0.10) {
            return {6.0 * luck_.uniform(), true, rare};
        }
        if (u < 0.28) {
            return {25.0 + 55.0 * luck_.uniform(), false, rare};
        }
        return {25.0 * luck_.uniform(), false, 1.0};
    }

    void add_parents(Draft& draft, FamilyKind kind, int mother, int father)
    {
        if (kind == FamilyKind::single_parent) {
            auto const is_father = luck_.uniform() < father_share_;
            add(draft, is_father ? father : mother, is_father ? Sex::man : Sex::woman,
                Position::single_parent);
            draft.heads = 1;
            return;
        }
        draft.married = kind == FamilyKind::married_couple;
        auto const position = draft.married ? Position::married_parent : Position::unmarried_parent;
        add(draft, mother, Sex::woman, position);
        add(draft, father, Sex::man, position);
        draft.heads = 2;
    }

    FamilyPattern pattern_;
    double father_share_;
    CandidateLuck luck_;
};

void add_families(Maker& maker, std::vector<Draft>& drafts)
{
    // Enough that each margin cell has dozens; a large town takes each about twice.
    struct Plan {
        FamilyKind kind;
        std::size_t children;
        int count;
    };
    constexpr auto unmarried = FamilyKind::unmarried_couple;
    constexpr auto married = FamilyKind::married_couple;
    constexpr auto single = FamilyKind::single_parent;
    // Of families with three or more, 70, 21 and 9 % have 3, 4 and 5: fourth and later births are
    // 0.43 of third births (CBS 37744ned, 2023), a chance of 0.30 at each step.
    constexpr std::array<Plan, 17> plans{{
        {unmarried, 0, 3500},
        {married, 0, 3500},
        {unmarried, 1, 3000},
        {married, 1, 4000},
        {single, 1, 4000},
        {unmarried, 2, 3000},
        {married, 2, 4000},
        {single, 2, 2500},
        {unmarried, 3, 1400},
        {unmarried, 4, 420},
        {unmarried, 5, 180},
        {married, 3, 2100},
        {married, 4, 630},
        {married, 5, 270},
        {single, 3, 1050},
        {single, 4, 315},
        {single, 5, 135},
    }};
    for (auto const& plan : plans) {
        int drawn = 0;
        for (int made = 0; made < plan.count;) {
            if (++drawn > 10'000 + 1'000 * plan.count) {
                throw InputError{
                    "the national patterns hardly ever make a family of kind '" +
                    std::string{name_of(plan.kind)} + "' with " + std::to_string(plan.children) +
                    " children. Look at births_by_mother_age.csv, sibling_spacing.csv and "
                    "partner_age_gap.csv: are they in years?"};
            }
            auto draft = plan.children == 0 ? maker.couple(plan.kind)
                                            : maker.family(plan.kind, plan.children);
            if (draft) {
                drafts.push_back(std::move(*draft));
                ++made;
            }
        }
    }
}

/// Sorts alike households together: by group, age group of the youngest, age of the first head.
auto likeness(Draft const& draft)
{
    return std::tuple{draft.group, age_band(draft.members.back().months),
                      draft.members.front().months, draft.members.front().sex};
}

}  // namespace

Candidates make_candidates(NationalPattern const& pattern, std::uint64_t seed)
{
    Maker maker{pattern, seed};
    std::vector<Draft> drafts;
    add_families(maker, drafts);
    for (std::size_t band = 0; band < age_bands; ++band) {
        for (auto const sex : {Sex::woman, Sex::man}) {
            for (auto const position :
                 {Position::alone, Position::with_others, Position::institution}) {
                drafts.push_back(Maker::on_own(band, sex, position));
            }
        }
    }
    std::stable_sort(drafts.begin(), drafts.end(),
                     [](auto const& a, auto const& b) { return likeness(a) < likeness(b); });

    Candidates all{{}, {}, {}, {}, Incidence{margin_cells}};
    for (auto const& draft : drafts) {
        auto const children = static_cast<std::uint8_t>(draft.members.size() - draft.heads);
        all.households.push_back({static_cast<std::uint32_t>(all.members.size()), draft.heads,
                                  children, draft.group, draft.home, draft.married});
        std::vector<Incidence::Entry> entries;
        auto const count_in = [&entries](std::size_t cell) {
            entries.push_back({static_cast<std::uint16_t>(cell), 1});
        };
        for (auto const& member : draft.members) {
            auto const band = age_band(member.months);
            count_in(age_sex_cell(band, member.sex));
            count_in(place_cell(band, member.position));
            count_in(everybody_cell);
        }
        if (draft.group < family_cells) {
            count_in(age_sex_cells + place_cells + draft.group);
        }
        all.members.insert(all.members.end(), draft.members.begin(), draft.members.end());
        all.groups.push_back(draft.group);
        all.prior.push_back(draft.prior);
        all.table.add(entries);
    }
    return all;
}

}  // namespace smartstart
