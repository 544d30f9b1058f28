#include "engine/population/start/education.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/population/start/integerise.hpp"

namespace smartstart {
namespace {

using Levels = std::array<double, 3>;

Levels tilted(Levels const& shares, Levels const& factors)
{
    Levels result{};
    double sum = 0.0;
    for (std::size_t level = 0; level < 3; ++level) {
        result[level] = shares[level] * factors[level];
        sum += result[level];
    }
    for (auto& share : result) {
        share = sum > 0.0 ? share / sum : 1.0 / 3.0;
    }
    return result;
}

/// Someone with a standing among people of the same age and sex.
struct Standing {
    double value{};
    std::uint32_t person{};
};

/// The row of the pattern for each sex and age.
std::array<std::array<std::size_t, 121>, 2> rows_by_age(std::vector<EducationAtAge> const& pattern)
{
    std::array<std::array<std::size_t, 121>, 2> rows{};
    for (std::size_t row = 0; row < pattern.size(); ++row) {
        for (int age = pattern[row].from; age <= std::min(pattern[row].to, 120); ++age) {
            rows[static_cast<std::size_t>(pattern[row].sex)][static_cast<std::size_t>(age)] = row;
        }
    }
    return rows;
}

/// Gives the levels of one row: the highest standings the highest level. `low` and `middle` are the
/// numbers of people up to and with that level.
void hand_out(StartPopulation& population, std::vector<Standing>& people, std::uint32_t low,
              std::uint32_t middle)
{
    std::sort(people.begin(), people.end(), [](auto const& a, auto const& b) {
        return a.value != b.value ? a.value < b.value : a.person < b.person;
    });
    for (std::size_t i = 0; i < people.size(); ++i) {
        population.persons[people[i].person].education = i < low      ? Education::low
                                                         : i < middle ? Education::middle
                                                                      : Education::high;
    }
}

}  // namespace

std::array<double, 3> tilt_to(std::vector<std::array<double, 3>> const& pattern,
                              std::vector<double> const& people, std::array<Share, 3> const& wanted)
{
    constexpr int most_rounds = 500;
    Levels factors{1.0, 1.0, 1.0};
    for (int round = 0; round < most_rounds; ++round) {
        Levels found{};
        double all = 0.0;
        for (std::size_t row = 0; row < pattern.size(); ++row) {
            auto const shares = tilted(pattern[row], factors);
            for (std::size_t level = 0; level < 3; ++level) {
                found[level] += people[row] * shares[level];
            }
            all += people[row];
        }
        double off = 0.0;
        for (std::size_t level = 0; level < 3; ++level) {
            auto const target = wanted[level].value() * all;
            off = std::max(off, std::abs(found[level] - target));
            factors[level] *= found[level] > 0.0 ? target / found[level] : 1.0;
        }
        if (off <= 1e-9 * all) {
            break;
        }
    }
    return factors;
}

void give_education(StartPopulation& population, Region const& region, std::uint64_t seed)
{
    auto const& pattern = region.pattern().education;
    auto const rows = rows_by_age(pattern);
    auto const alike = std::sqrt(region.pattern().links.partners_education_correlation);
    auto const apart = std::sqrt(1.0 - alike * alike);
    StartLuck const luck{seed, "education"};
    Advantage const advantage{seed};
    std::vector<std::vector<Standing>> people(pattern.size());
    std::size_t next = 0;
    for (std::size_t place = 0; place < region.municipalities().size(); ++place) {
        std::vector<double> counted(pattern.size());
        for (auto& row : people) {
            row.clear();
        }
        for (; next < population.families.size() && population.families[next].municipality == place;
             ++next) {
            auto const& family = population.families[next];
            auto const common = alike * advantage.of(family.number);
            for (std::uint32_t i = 0; i < family.persons; ++i) {
                auto const at = family.first_person + i;
                auto const& person = population.persons[at];
                auto const age = person.years_old();
                if (age < education_from) {
                    continue;
                }
                auto const row = rows[static_cast<std::size_t>(person.sex)]
                                     [static_cast<std::size_t>(std::min(age, 120))];
                people[row].push_back({common + apart * luck.bell(person.number), at});
                counted[row] += age <= education_to ? 1.0 : 0.0;
            }
        }
        std::vector<Levels> shares(pattern.size());
        std::transform(pattern.begin(), pattern.end(), shares.begin(),
                       [](auto const& row) { return row.shares; });
        auto const factors = tilt_to(shares, counted, region.municipalities()[place].education);
        std::vector<double> low(pattern.size());
        std::vector<double> middle(pattern.size());
        for (std::size_t row = 0; row < pattern.size(); ++row) {
            auto const here = tilted(shares[row], factors);
            auto const count = static_cast<double>(people[row].size());
            low[row] = here[0] * count;
            middle[row] = (here[0] + here[1]) * count;
        }
        // Rounded along the rows, so that the municipality as a whole is off by less than one.
        auto const low_here = copies_along(low, 0.5);
        auto const middle_here = copies_along(middle, 0.5);
        for (std::size_t row = 0; row < pattern.size(); ++row) {
            hand_out(population, people[row], low_here[row], middle_here[row]);
        }
    }
}

}  // namespace smartstart
