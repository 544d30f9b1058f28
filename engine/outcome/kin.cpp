#include "engine/outcome/kin.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>

#include "engine/outcome/income_ranks.hpp"
#include "engine/outcome/kinship.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Someone with a number, among relatives of one name.
struct Relative {
    std::uint64_t family{}, mother{};
    double number{};
};

/// By family, and within one by mother; who has no known family is left out.
std::vector<Relative> in_families(std::vector<Relative> relatives)
{
    std::erase_if(relatives, [](Relative const& one) { return one.family == 0; });
    std::ranges::stable_sort(relatives, {}, [](Relative const& one) {
        return std::pair{one.family, one.mother};
    });
    return relatives;
}

/// Calls `body(members)` for each family of at least two; `relatives` stand by family.
template <class Item, class Body>
void for_each_family(std::vector<Item> const& relatives, std::uint64_t Item::*family,
                     Body const& body)
{
    for (auto from = relatives.begin(); from != relatives.end();) {
        auto const to = std::find_if(from, relatives.end(),
                                     [&](Item const& one) { return one.*family != *from.*family; });
        if (to - from > 1) {
            body(std::span{from, to});
        }
        from = to;
    }
}

/// Sums over ordered pairs of different members: of the products of their numbers, and how many.
struct Pairs {
    double products{}, squares{}, members{}, pairs{};
};

/// Over a family, less those pairs that have the same mother where `cousins`.
Pairs pairs_of(std::span<Relative const> family, double mean, bool cousins)
{
    Pairs found;
    double sum = 0.0;
    double same = 0.0;
    double same_pairs = 0.0;
    for (std::size_t from = 0; from < family.size();) {
        double of_mother = 0.0;
        auto to = from;
        for (; to < family.size() && family[to].mother == family[from].mother; ++to) {
            of_mother += family[to].number - mean;
            found.squares += (family[to].number - mean) * (family[to].number - mean);
        }
        auto const children = static_cast<double>(to - from);
        sum += of_mother;
        same += of_mother * of_mother;
        same_pairs += children * children;
        from = to;
    }
    found.members = static_cast<double>(family.size());
    // A member is no pair with itself: that is part of what those of one mother make.
    found.products = sum * sum - (cousins ? same : found.squares);
    found.pairs = found.members * found.members - (cousins ? same_pairs : found.members);
    return found;
}

struct Alike {
    double correlation{unknown};
    double pairs{};
};

Alike alike(std::vector<Relative> const& relatives, bool cousins)
{
    double sum = 0.0;
    double members = 0.0;
    for_each_family(relatives, &Relative::family, [&](auto family) {
        for (auto const& one : family) {
            sum += one.number;
        }
        members += static_cast<double>(family.size());
    });
    Pairs all;
    for_each_family(relatives, &Relative::family, [&](auto family) {
        auto const found = pairs_of(family, sum / members, cousins);
        all.products += found.products;
        all.squares += found.squares;
        all.members += found.members;
        all.pairs += found.pairs;
    });
    if (all.pairs == 0.0 || all.squares == 0.0) {
        return {};
    }
    return {.correlation = (all.products / all.pairs) / (all.squares / all.members),
            .pairs = all.pairs / 2.0};
}

/// Families are those of a mother, or those of a grandmother: somebody with two known ones is a
/// cousin in both.
std::vector<Relative> relatives_of(std::vector<Lived> const& lived,
                                   std::vector<std::optional<double>> const& numbers, bool cousins)
{
    std::vector<Relative> found;
    for (std::size_t i = 0; i < lived.size(); ++i) {
        if (!numbers[i]) {
            continue;
        }
        auto const& one = lived[i];
        if (cousins) {
            found.push_back({one.grandmothers[0], one.mother, *numbers[i]});
            found.push_back({one.grandmothers[1], one.mother, *numbers[i]});
        } else {
            found.push_back({one.mother, one.mother, *numbers[i]});
        }
    }
    return in_families(std::move(found));
}

LifeTable correlations(std::vector<Lived> const& lived)
{
    LifeTable table{"kin_correlations",
                    "How alike brothers and sisters, and cousins, are at 30 (in income those who "
                    "lead a household)",
                    "Hoe broers en zussen, en neven en nichten, op elkaar lijken op 30 (in inkomen "
                    "wie een huishouden leidt)",
                    LifeTable::Theme::generations,
                    {"brothers and sisters", "cousins"},
                    {"income rank", "level of education", "test score", "pairs"},
                    {}};
    auto incomes = own_income_ranks(lived);
    std::vector<std::optional<double>> educations;
    std::vector<std::optional<double>> scores;
    for (auto const& one : lived) {
        educations.emplace_back(one.education);
        scores.push_back(one.test_score > 0.0F ? std::optional<double>{one.test_score}
                                               : std::nullopt);
    }
    std::array const numbers{&incomes, &educations, &scores};
    std::array<std::array<Alike, numbers.size()>, 2> found;
    for_each_block(found.size() * numbers.size(), [&](std::size_t at) {
        auto const number = at % numbers.size();
        auto const kin = at / numbers.size();
        auto const cousins = kin == 1;
        found[kin][number] = alike(relatives_of(lived, *numbers[number], cousins), cousins);
    });
    for (auto const& of_kin : found) {
        for (auto const& of_number : of_kin) {
            table.values.push_back(of_number.correlation);
        }
        // Of education, which everybody has.
        table.values.push_back(of_kin[1].pairs);
    }
    return table;
}

// --- comparisons ---

/// Who is compared, and what with.
struct Question {
    std::string name;
    std::function<bool(Lived const&)> counts, exposed, outcome;
    bool differs_between_siblings{};
};

struct Case {
    std::uint64_t family{};
    bool exposed{}, outcome{};
};

/// [exposed][outcome]
using Cells = std::array<std::array<double, 2>, 2>;

Cells cells_of(std::span<Case const> cases)
{
    Cells cells{};
    for (auto const& one : cases) {
        ++cells[one.exposed ? 1 : 0][one.outcome ? 1 : 0];
    }
    return cells;
}

/// Half a person is added to each cell (Haldane 1956).
double raw_odds_ratio(std::vector<Case> const& cases)
{
    auto const cells = cells_of(cases);
    if (cells[1][0] + cells[1][1] == 0.0 || cells[0][1] + cells[1][1] == 0.0) {
        return unknown;
    }
    return (cells[1][1] + 0.5) * (cells[0][0] + 0.5) / ((cells[1][0] + 0.5) * (cells[0][1] + 0.5));
}

/// Common odds ratio within families (Mantel and Haenszel 1959): only families tell in which both
/// exposure and outcome differ.
double odds_ratio_within(std::vector<Case> cases)
{
    std::erase_if(cases, [](Case const& one) { return one.family == 0; });
    std::ranges::stable_sort(cases, {}, &Case::family);
    double with = 0.0;
    double against = 0.0;
    for_each_family(cases, &Case::family, [&](auto family) {
        auto const cells = cells_of(family);
        auto const size = static_cast<double>(family.size());
        with += cells[1][1] * cells[0][0] / size;
        against += cells[1][0] * cells[0][1] / size;
    });
    return with > 0.0 && against > 0.0 ? with / against : unknown;
}

std::vector<double> compared(std::vector<Lived> const& lived, Question const& question)
{
    std::vector<Case> everybody;
    std::vector<Case> siblings;
    std::vector<Case> cousins;
    for (auto const& one : lived) {
        if (!question.counts(one)) {
            continue;
        }
        Case const found{.exposed = question.exposed(one), .outcome = question.outcome(one)};
        auto const add = [&](std::vector<Case>& to, std::uint64_t family) {
            to.push_back(found);
            to.back().family = family;
        };
        add(everybody, 0);
        add(siblings, one.mother);
        add(cousins, one.grandmothers[0]);
        add(cousins, one.grandmothers[1]);
    }
    return {raw_odds_ratio(everybody),
            question.differs_between_siblings ? odds_ratio_within(std::move(siblings)) : unknown,
            odds_ratio_within(std::move(cousins))};
}

std::vector<Question> questions()
{
    auto const mother_known = [](Lived const& one) { return (one.kin & mother_is_known) != 0; };
    auto const teenage = [](Lived const& one) { return (one.kin & of_teenage_mother) != 0; };
    auto const is_suspect = [](Lived const& one) {
        return (one.fate & facts::origin_suspect) != 0;
    };
    return {{"suspect, of a mother under twenty", mother_known, teenage, is_suspect, true},
            {"low education, of a mother under twenty", mother_known, teenage,
             [](Lived const& one) { return one.education == facts::low_education; }, true},
            {"suspect, of a parent once a suspect",
             [](Lived const& one) { return one.origin_income != 0.0F; },
             [](Lived const& one) { return (one.origin & facts::origin_suspect) != 0; }, is_suspect,
             false},
            {"maltreated, of a parent once maltreated",
             [](Lived const& one) {
                 return one.origin_income != 0.0F && (one.kin & parents_childhood_is_known) != 0;
             },
             [](Lived const& one) { return (one.origin & facts::origin_maltreated) != 0; },
             [](Lived const& one) { return (one.fate & facts::origin_maltreated) != 0; }, false}};
}

LifeTable comparison(std::vector<Lived> const& lived)
{
    LifeTable table{"kin_comparison",
                    "Odds ratios in everybody, between brothers and sisters, and between cousins",
                    "Kansverhoudingen over iedereen, tussen broers en zussen, en tussen neven en "
                    "nichten",
                    LifeTable::Theme::generations,
                    {},
                    {"everybody", "brothers and sisters", "cousins"},
                    {}};
    auto const asked = questions();
    std::vector<std::vector<double>> rows(asked.size());
    for_each_block(asked.size(), [&](std::size_t at) { rows[at] = compared(lived, asked[at]); });
    for (std::size_t at = 0; at < asked.size(); ++at) {
        table.rows.push_back(asked[at].name);
        table.values.insert(table.values.end(), rows[at].begin(), rows[at].end());
    }
    return table;
}

}  // namespace

std::vector<LifeTable> kin_tables(std::vector<Lived> const& lived)
{
    return {correlations(lived), comparison(lived)};
}

}  // namespace smartstart
