#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/population/traits.hpp"

namespace smartstart {

/// Five-year age groups 0 to 4, 5 to 9, ..., 90 to 94, and 95 and over.
constexpr std::size_t age_bands = 20;
/// The age group of someone who is this many months old.
constexpr std::size_t age_band(int months)
{
    auto const band = static_cast<std::size_t>(months / 60);
    return band < age_bands ? band : age_bands - 1;
}

/// A person's place in a household, as CBS counts it (71488ned), or in an institution.
enum class Position : std::uint8_t {
    child,  ///< lives with a parent, at any age
    alone,
    unmarried_partner,  ///< without a child at home
    married_partner,    ///< without a child at home
    unmarried_parent,   ///< a partner with a child at home
    married_parent,     ///< a partner with a child at home
    single_parent,
    with_others,  ///< lodgers, brothers and sisters, grandparents
    institution,
};
constexpr std::size_t positions = 9;
std::string_view name_of(Position position);

/// Households with more than one person that are a family.
enum class FamilyKind : std::uint8_t { unmarried_couple, married_couple, single_parent };
constexpr std::size_t family_kinds = 3;
std::string_view name_of(FamilyKind kind);

/// Counts by five-year age and then by something with `width` values.
template <std::size_t width>
using ByAge = std::array<std::array<std::int64_t, width>, age_bands>;

/// The published figures of one municipality, about 1 January 2022.
struct Municipality {
    std::string code;  ///< of CBS, such as GM0855
    std::string name;
    std::int64_t inhabitants{};
    double births{};            ///< a year
    double deaths{};            ///< a year
    double deprivation{};       ///< factor for national figures; its mean over the inhabitants is 1
    ByAge<2> people{};          ///< persons by age and Sex
    ByAge<positions> places{};  ///< persons by age and Position
    /// Households by FamilyKind and 0, 1, 2, 3-or-more children at home.
    std::array<std::array<std::int64_t, 4>, family_kinds> families{};
    Share low_income;                  ///< of private households, under the low-income line
    double income{};                   ///< mean standardised household income, 1000 euro a year
    std::int64_t social_assistance{};  ///< persons under pension age with bijstand
    Share minors_on_assistance;        ///< of the minors
    double debt_factor{};              ///< problem debts relative to the Netherlands
    Share problem_debt;                ///< of private households
    std::array<Share, 3> education;    ///< by Education, of those aged 15 to 74

    std::int64_t private_households() const;
};

/// A share of something between two values, the upper one left out.
struct Slice {
    double from{};
    double to{};
    double share{};
};
/// Births by age of the mother in whole years (both ends counted) and order: 1, 2, 3, 4 or later.
struct BirthsAtAge {
    double from{};
    double to{};
    std::array<double, 4> births{};
};
/// Levels of attained education at these ages (both ends counted).
struct EducationAtAge {
    int from{};
    int to{};
    Sex sex{};
    std::array<double, 3> shares{};
};
/// Kinds of households of the low-income table (CBS 83841NED).
enum class IncomeKind : std::uint8_t {
    single,
    single_pension,
    couple,
    couple_pension,
    couple_minors,
    couple_grown_children,
    single_parent_minors,
    single_parent_grown_children,
    with_others,
};
constexpr std::size_t income_kinds = 9;

/// Single figures that tie attributes together; links.csv names the origin of each.
struct Links {
    double assistance_under_low_income_line{};      ///< share of households on social assistance
    double assistance_persons_alone{};              ///< share of persons on social assistance
    double assistance_minors_with_single_parent{};  ///< share of minors in such families
    double debt_children_ratio{};                   ///< problem debts with to without children
    double debt_pension_ratio{};                    ///< problem debts over to under pension age
    double father_share_of_single_parents{};
    double stepfamily_at_fifteen{};  ///< share of 15-year-olds with a couple
    double partners_education_correlation{};
    double stacking{};  ///< weight of a family's common disadvantage, 0..1
    double pension_age_years{};
};

/// Patterns of the whole country, which the municipal figures scale.
struct NationalPattern {
    std::vector<BirthsAtAge> births;
    std::vector<Slice> sibling_spacing;  ///< years from one birth to the next
    std::vector<Slice> partner_age_gap;  ///< years that the man is older
    std::vector<EducationAtAge> education;
    std::array<double, income_kinds> low_income{};  ///< share of households by IncomeKind
    Links links;
};

/// A folder of tables of figures about a region: its municipalities and the patterns they share.
/// Another region, or the whole country, is another folder (scenarios/regions/README.md).
class Region {
public:
    /// Reads and checks the folder. Throws InputError with every problem at once: figures that
    /// cannot be read, unknown names, and tables that do not add up, naming the cell and both
    /// numbers.
    static Region read(std::filesystem::path const& folder);

    std::vector<Municipality> const& municipalities() const { return municipalities_; }
    NationalPattern const& pattern() const { return pattern_; }
    std::int64_t inhabitants() const;
    /// The tables that were read, in a fixed order (a result names their contents).
    std::vector<std::filesystem::path> const& files() const { return files_; }

private:
    friend class RegionReader;
    std::vector<Municipality> municipalities_;
    NationalPattern pattern_;
    std::vector<std::filesystem::path> files_;
};

}  // namespace smartstart
