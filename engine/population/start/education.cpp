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

namespace {

/// Hands out the levels of one municipality after another.
class School {
public:
    School(StartPopulation& population, NationalPattern const& pattern, std::uint64_t seed)
        : population_{population},
          rows_{rows_by_age(pattern.education)},
          alike_{std::sqrt(pattern.links.partners_education_correlation)},
          apart_{std::sqrt(1.0 - pattern.links.partners_education_correlation)},
          luck_{seed, "education"},
          advantage_{seed}
    {
        for (auto const& row : pattern.education) {
            shares_.push_back(row.shares);
            from_.push_back(row.from);
        }
    }

    void teach(std::size_t place, std::array<Share, 3> const& wanted)
    {
        people_.assign(shares_.size(), {});
        counted_.assign(shares_.size(), 0.0);
        for (; next_ < population_.families.size() &&
               population_.families[next_].municipality == place;
             ++next_) {
            enrol(population_.families[next_]);
        }
        auto const factors = tilt_to(shares_, counted_, wanted);
        std::vector<double> low(shares_.size());
        std::vector<double> middle(shares_.size());
        for (std::size_t row = 0; row < shares_.size(); ++row) {
            auto const here = tilted(shares_[row], factors);
            auto const count = static_cast<double>(people_[row].size());
            low[row] = here[0] * count;
            middle[row] = (here[0] + here[1]) * count;
        }
        // Rounded along the rows, so that the municipality as a whole is off by less than one.
        auto const low_here = copies_along(low, 0.5);
        auto const middle_here = copies_along(middle, 0.5);
        for (std::size_t row = 0; row < shares_.size(); ++row) {
            hand_out(population_, people_[row], low_here[row], middle_here[row]);
        }
    }

private:
    void enrol(StartFamily const& family)
    {
        auto const common = alike_ * advantage_.of(family.number);
        for (std::uint32_t i = 0; i < family.persons; ++i) {
            auto const at = family.first_person + i;
            auto const& person = population_.persons[at];
            auto const age = person.years_old();
            if (age < education_from) {
                continue;
            }
            auto const row = rows_[static_cast<std::size_t>(person.sex)]
                                  [static_cast<std::size_t>(std::min(age, 120))];
            auto value = common + apart_ * luck_.bell(person.number);
            if (age < still_learning) {
                value += person.months_old() / 12.0 - from_[row];
            }
            // Nobody has finished havo or mbo 2 before 17.
            value -= age < 17 ? 1000.0 : 0.0;
            people_[row].push_back({value, at});
            counted_[row] += age <= education_to ? 1.0 : 0.0;
        }
    }

    /// Under this age levels come with the years: a year counts as one standard deviation (prior).
    static constexpr int still_learning = 25;

    StartPopulation& population_;
    std::array<std::array<std::size_t, 121>, 2> rows_;
    double alike_, apart_;
    StartLuck luck_;
    Advantage advantage_;
    std::vector<Levels> shares_;
    std::vector<double> from_;
    std::vector<std::vector<Standing>> people_;  ///< by row of the pattern
    std::vector<double> counted_;                ///< of the ages that municipal shares are about
    std::size_t next_{};
};

}  // namespace

void give_education(StartPopulation& population, Region const& region, std::uint64_t seed)
{
    School school{population, region.pattern(), seed};
    for (std::size_t place = 0; place < region.municipalities().size(); ++place) {
        school.teach(place, region.municipalities()[place].education);
    }
}

}  // namespace smartstart
