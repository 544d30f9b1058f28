#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

constexpr std::size_t bands = 20;
constexpr int first_year = 2022;
constexpr int last_year = 2026;

/// What becomes of a tenth of the region's households in five years, with all that the model does.
struct FiveYears {
    std::array<double, bands> births{}, woman_months{};
    std::array<double, bands> people_before{}, people_after{};
    std::array<double, bands> partners_before{}, partners_after{};
    double child_months{}, partings{};
    double single_parents{}, families{};

    double children_per_woman() const
    {
        double sum = 0.0;
        for (std::size_t band = 3; band < 10; ++band) {
            sum += 5.0 * births[band] / (woman_months[band] / 12.0);
        }
        return sum;
    }
};

std::size_t band_of(CivilView const& people, Row row, Month now)
{
    return age_band(std::max(0, people.age_in_months(row, now)));
}

void count_people(CivilView const& people, Month now, std::array<double, bands>& all,
                  std::array<double, bands>& partners)
{
    for (Row row = 0; row < people.present.size(); ++row) {
        if (people.present[row] != 0) {
            auto const band = band_of(people, row, now);
            all[band] += 1.0;
            partners[band] += people.partner(row) != no_row ? 1.0 : 0.0;
        }
    }
}

/// Minors who live with both parents, with the homes of both.
std::vector<Row> with_both(CivilView const& people, Month now)
{
    std::vector<Row> found;
    for (Row row = 0; row < people.present.size(); ++row) {
        auto const mother = people.mother[row];
        auto const father = people.father[row];
        if (people.is_child(row, now) && mother != no_row && father != no_row &&
            people.id[mother] == people.mother_id[row] &&
            people.id[father] == people.father_id[row] &&
            people.family[mother] == people.family[row] &&
            people.family[father] == people.family[row]) {
            found.push_back(row);
        }
    }
    return found;
}

void count_month(CivilView const& people, Month lived, FiveYears& seen)
{
    for (Row row = 0; row < people.present.size(); ++row) {
        if (people.present[row] == 0) {
            continue;
        }
        if (people.sex[row] == 0) {
            auto const band = band_of(people, row, lived);
            seen.woman_months[band] += 1.0;
            seen.births[band] += people.last_birth[row] == lived.index ? 1.0 : 0.0;
        }
    }
}

void count_partings(CivilView const& people, std::vector<Row> const& children,
                    std::vector<std::uint64_t> const& names, FiveYears& seen)
{
    for (std::size_t i = 0; i < children.size(); ++i) {
        auto const row = children[i];
        auto const mother = people.mother[row];
        auto const father = people.father[row];
        if (people.id[row] == names[i] && people.present[row] != 0 && people.present[mother] != 0 &&
            people.present[father] != 0 && people.id[mother] == people.mother_id[row] &&
            people.id[father] == people.father_id[row]) {
            seen.child_months += 1.0;
            seen.partings += people.family[mother] != people.family[father] ? 1.0 : 0.0;
        }
    }
}

FiveYears live()
{
    auto const prepared = small({"today-30-70"}, {.set = {"years=2024-2026"}, .one_in = 10});
    auto const& blueprint = *prepared.front().blueprint;
    auto world = blueprint.first_world(people_of(prepared.front()), 0);
    auto schema = blueprint.schema();
    Civil const civil{schema, "law"};
    auto const look = [&] { return civil.look(world.people, world.families); };
    while (world.clock.now < Month::of(first_year, 1)) {
        blueprint.advance(world);
    }
    FiveYears seen;
    count_people(look(), world.clock.now, seen.people_before, seen.partners_before);
    while (world.clock.now < Month::of(last_year + 1, 1)) {
        auto const lived = world.clock.now;
        auto const children = with_both(look(), lived);
        std::vector<std::uint64_t> names;
        for (auto const row : children) {
            names.push_back(look().id[row]);
        }
        blueprint.advance(world);
        count_month(look(), lived, seen);
        count_partings(look(), children, names, seen);
    }
    count_people(look(), world.clock.now, seen.people_after, seen.partners_after);
    auto const people = look();
    for (Row home = 0; home < people.in_use.size(); ++home) {
        if (people.in_use[home] != 0 && people.minors[home] > 0) {
            seen.families += 1.0;
            seen.single_parents += people.is_single_parent(home) ? 1.0 : 0.0;
        }
    }
    return seen;
}

FiveYears const& five_years()
{
    static auto const seen = live();
    return seen;
}

double sum(std::array<double, bands> const& counts)
{
    double all = 0.0;
    for (auto const one : counts) {
        all += one;
    }
    return all;
}

// dem.tfr.nl.2023; some 2,200 births leave 2 % to chance, the region itself the rest.
TEST(Demography, has_as_many_children_per_woman_as_the_country)
{
    EXPECT_NEAR(five_years().children_per_woman(), 1.43, 0.15 * 1.43);
}

// dem.asfr.30_34.nl.2023 and dem.asfr.15_24.nl.2023.
TEST(Demography, has_births_at_the_ages_of_the_country)
{
    auto const& seen = five_years();
    auto const rate = [&](std::size_t band) {
        return 12'000.0 * seen.births[band] / seen.woman_months[band];
    };
    EXPECT_NEAR(rate(6), 117.0, 15.0);
    EXPECT_NEAR((rate(3) + rate(4)) / 2.0, 10.0, 3.0);
}

// dem.sepkids.nl.2023: 1.7 % a year; some 650 children leave about 6 % to chance, as brothers and
// sisters share their fate.
TEST(Demography, parts_the_parents_of_as_many_children_as_in_the_country)
{
    auto const& seen = five_years();
    EXPECT_NEAR(12.0 * seen.partings / seen.child_months, 0.017, 0.25 * 0.017);
}

// dem.singleparent.zuid.2023: 21.9 % of households with children of any age.
TEST(Demography, has_as_many_single_parents_as_the_country)
{
    auto const& seen = five_years();
    EXPECT_NEAR(seen.single_parents / seen.families, 0.219, 0.04);
}

TEST(Demography, keeps_the_share_with_a_partner_at_every_age)
{
    auto const& seen = five_years();
    for (std::size_t band = 4; band < 17; ++band) {
        EXPECT_NEAR(seen.partners_after[band] / seen.people_after[band],
                    seen.partners_before[band] / seen.people_before[band], 0.05)
            << "from age " << 5 * band;
    }
}

// dem.pop.heusden.2025 and dem.pop.loonopzand.2025: 0.5 to 0.6 % a year since 2022.
TEST(Demography, grows_slowly)
{
    auto const& seen = five_years();
    auto const growth = std::log(sum(seen.people_after) / sum(seen.people_before)) / 5.0;
    EXPECT_GT(growth, 0.0);
    EXPECT_LT(growth, 0.012);
}

}  // namespace
}  // namespace smartstart::test
