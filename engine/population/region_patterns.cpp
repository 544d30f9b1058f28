#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/nearest.hpp"
#include "engine/population/region_reader.hpp"

namespace smartstart {
namespace {

/// Scales shares to a sum of one; they come as percentages that rounding left a little off.
template <typename Shares>
void make_whole(Shares& shares, double sum)
{
    for (auto& share : shares) {
        share /= sum;
    }
}

/// Where a figure of links.csv goes, its unit (0.01 is a percentage), and what it may be.
struct Link {
    std::string name;
    double Links::*place;
    double unit;
    double least;
    double most;
};

std::array<Link, 10> const& all_links()
{
    static std::array<Link, 10> const links{{
        {"assistance_under_low_income_line", &Links::assistance_under_low_income_line, 0.01, 0,
         100},
        {"assistance_persons_alone", &Links::assistance_persons_alone, 0.01, 0, 100},
        {"assistance_minors_with_single_parent", &Links::assistance_minors_with_single_parent, 0.01,
         0, 100},
        {"debt_children_ratio", &Links::debt_children_ratio, 1.0, 0, 100},
        {"debt_pension_ratio", &Links::debt_pension_ratio, 1.0, 0, 100},
        {"father_share_of_single_parents", &Links::father_share_of_single_parents, 0.01, 0, 100},
        {"stepfamily_at_fifteen", &Links::stepfamily_at_fifteen, 0.01, 0, 100},
        {"partners_education_correlation", &Links::partners_education_correlation, 1.0, 0, 1},
        {"stacking", &Links::stacking, 1.0, 0, 1},
        {"pension_age_years", &Links::pension_age_years, 1.0, 18, 120},
    }};
    return links;
}

}  // namespace

void RegionReader::read_patterns()
{
    read_births();
    region_.pattern_.sibling_spacing = read_slices("sibling_spacing.csv");
    region_.pattern_.partner_age_gap = read_slices("partner_age_gap.csv");
    read_education_by_age();
    read_low_income();
    read_links();
}

void RegionReader::read_births()
{
    auto table = open("births_by_mother_age.csv",
                      {"age_from", "age_to", "first", "second", "third", "fourth_or_later"});
    double all = 0.0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        BirthsAtAge births{table.number(row, 0), table.number(row, 1), {}};
        for (std::size_t i = 0; i < 4; ++i) {
            births.births[i] = table.number(row, 2 + i);
        }
        all += births.births[0];
        if (births.from < 10 || births.to > 60 || births.to < births.from) {
            table.object(row, 0,
                         "mothers of " + table.text(row, 0) + " to " + table.text(row, 1) +
                             " years are not plausible. Wanted are ages from 10 to 60, "
                             "lowest first, such as 25,29.");
        }
        region_.pattern_.births.push_back(births);
    }
    if (all <= 0.0 && table.problems().empty()) {
        table.object(table.rows(), 0,
                     "there are no first births here, so nobody could be a mother.");
    }
    close(table);
}

std::vector<Slice> RegionReader::read_slices(std::string const& file)
{
    auto table = open(file, {"years_from", "years_to", "percent"});
    std::vector<Slice> slices;
    double sum = 0.0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        Slice const slice{table.number(row, 0, -40.0), table.number(row, 1, -40.0),
                          table.percent(row, 2)};
        if (slice.to <= slice.from) {
            table.object(
                row, 0,
                "years " + table.text(row, 0) + " to " + table.text(row, 1) + " run backwards.");
        }
        sum += slice.share;
        slices.push_back(slice);
    }
    if ((sum < 0.995 || sum > 1.005) && table.problems().empty()) {
        table.object(
            table.rows(), 0,
            fmt::format("the percentages add up to {:.6g}, but must make 100.", 100.0 * sum));
    }
    for (auto& slice : slices) {
        slice.share /= sum;
    }
    close(table);
    return slices;
}

void RegionReader::read_education_by_age()
{
    auto table =
        open("education_by_age.csv", {"age_from", "age_to", "sex", "low", "middle", "high"});
    std::array<std::array<int, 121>, 2> covered{};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        EducationAtAge level{static_cast<int>(table.count(row, 0)),
                             static_cast<int>(table.count(row, 1)),
                             Sex::woman,
                             {}};
        if (table.text(row, 2) == "man") {
            level.sex = Sex::man;
        } else if (table.text(row, 2) != "woman") {
            table.object(row, 2, "'" + table.text(row, 2) + "' must be woman or man.");
        }
        auto const before = table.mistakes();
        double sum = 0.0;
        for (std::size_t i = 0; i < 3; ++i) {
            level.shares[i] = table.percent(row, 3 + i);
            sum += level.shares[i];
        }
        if (table.mistakes() == before && (sum < 0.995 || sum > 1.005)) {
            table.object(row, 3,
                         fmt::format("the three levels add up to {:.6g} %, but must make 100 %.",
                                     100.0 * sum));
        }
        make_whole(level.shares, sum);
        for (int age = level.from; age <= std::min(level.to, 120); ++age) {
            ++covered[static_cast<std::size_t>(level.sex)][static_cast<std::size_t>(age)];
        }
        region_.pattern_.education.push_back(level);
    }
    for (std::size_t sex = 0; sex < 2; ++sex) {
        for (std::size_t age = 15; age <= 120 && table.problems().empty(); ++age) {
            if (covered[sex][age] != 1) {
                table.object(table.rows(), 0,
                             std::string{sex == 0 ? "women" : "men"} + " of " +
                                 std::to_string(age) + " stand in " +
                                 std::to_string(covered[sex][age]) +
                                 " rows, but every age from 15 must stand in one.");
            }
        }
    }
    close(table);
}

void RegionReader::read_low_income()
{
    std::vector<std::string> const kinds{"single",
                                         "single_pension",
                                         "couple",
                                         "couple_pension",
                                         "couple_minors",
                                         "couple_grown_children",
                                         "single_parent_minors",
                                         "single_parent_grown_children",
                                         "with_others"};
    auto table = open("low_income_by_household.csv", {"kind", "percent"});
    std::vector<bool> seen(kinds.size());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const kind = std::find(kinds.begin(), kinds.end(), table.text(row, 0)) - kinds.begin();
        auto const at = static_cast<std::size_t>(kind);
        if (at == kinds.size() || seen[at]) {
            auto const near = at == kinds.size() ? nearest_name(table.text(row, 0), kinds) : "";
            table.object(row, 0,
                         "'" + table.text(row, 0) + "' is unknown or stands here twice." +
                             (near.empty() ? "" : " Is '" + near + "' meant?"));
            continue;
        }
        seen[at] = true;
        region_.pattern_.low_income[at] = table.percent(row, 1);
    }
    table.want_no_shares({1});
    for (std::size_t i = 0; i < kinds.size() && table.has_rows(); ++i) {
        if (!seen[i]) {
            table.object(table.rows(), 0, "there is no row for '" + kinds[i] + "'.");
        }
    }
    close(table);
}

void RegionReader::read_links()
{
    auto table = open("links.csv", {"name", "value", "low", "high", "origin"});
    std::vector<std::string> names;
    for (auto const& link : all_links()) {
        names.push_back(link.name);
    }
    std::vector<bool> seen(names.size());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const found =
            std::find(names.begin(), names.end(), table.text(row, 0)) - names.begin();
        auto const at = static_cast<std::size_t>(found);
        if (at == names.size() || seen[at]) {
            auto const near = at == names.size() ? nearest_name(table.text(row, 0), names) : "";
            table.object(row, 0,
                         "'" + table.text(row, 0) + "' is unknown or stands here twice." +
                             (near.empty() ? "" : " Is '" + near + "' meant?"));
            continue;
        }
        seen[at] = true;
        auto const value = table.number(row, 1);
        if (value < table.number(row, 2) || value > table.number(row, 3)) {
            table.object(row, 1,
                         "'" + names[at] + "' is " + table.text(row, 1) +
                             ", which lies outside its own range of " + table.text(row, 2) +
                             " to " + table.text(row, 3) + ".");
        }
        auto const& link = all_links()[at];
        if (value < link.least || value > link.most) {
            table.object(row, 1,
                         "'" + names[at] + "' is " + table.text(row, 1) + ", but must be from " +
                             std::to_string(std::lround(link.least)) + " to " +
                             std::to_string(std::lround(link.most)) + ".");
        }
        if (table.text(row, 4).empty()) {
            table.object(row, 4, "'" + names[at] + "' does not say where it comes from.");
        }
        region_.pattern_.links.*link.place = value * link.unit;
    }
    for (std::size_t i = 0; i < names.size() && table.has_rows(); ++i) {
        if (!seen[i]) {
            table.object(table.rows(), 0, "there is no row for '" + names[i] + "'.");
        }
    }
    close(table);
}

}  // namespace smartstart
