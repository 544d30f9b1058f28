#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "engine/population/fact.hpp"

namespace smartstart::families {

/// Municipalities. Nobody moves from one to another, so a municipality is a unit of work: threads
/// share out municipalities wherever lives touch one another.
inline constexpr std::size_t places = 9;
inline constexpr int women = 0;
inline constexpr int men = 1;

/// Adjacent rows: first, ..., last - 1.
struct Range {
    Row first{}, last{};
    std::size_t size() const { return last - first; }
};

/// Rows stand by year of birth, then municipality, then sex: whoever shares these has adjacent
/// rows.
class Cohorts {
public:
    /// Nobody is older, and nobody at the start is older than `oldest_at_start`.
    static constexpr int oldest = 110;
    static constexpr int oldest_at_start = 79;
    /// How many are born in a year: [municipality][sex].
    using Births = std::array<std::array<Row, 2>, places>;

    /// Appends the next year of birth; the first one is -oldest_at_start.
    void append(Births const& births)
    {
        auto row = end();
        auto& begins = begins_.emplace_back();
        for (std::size_t place = 0; place < places; ++place) {
            for (std::size_t sex = 0; sex < 2; ++sex) {
                begins[2 * place + sex] = row;
                row += births[place][sex];
            }
        }
        begins[2 * places] = row;
    }
    Row end() const { return begins_.empty() ? 0 : begins_.back()[2 * places]; }
    int last_born() const { return static_cast<int>(begins_.size()) - 1 - oldest_at_start; }

    Range of(int born, std::size_t place, int sex) const
    {
        auto const& begins = begins_[at(born)];
        auto const from = 2 * place + static_cast<std::size_t>(sex);
        return {begins[from], begins[from + 1]};
    }
    Range of(int born, std::size_t place) const
    {
        auto const& begins = begins_[at(born)];
        return {begins[2 * place], begins[2 * place + 2]};
    }
    /// Everyone born from one year until another one.
    Range between(int first_born, int last_born) const
    {
        return {begins_[at(first_born)].front(), begins_[at(last_born)].back()};
    }
    /// The year of birth of whoever is `age` in year `now`, or the first one there is.
    static int born(int age, int now) { return std::max(now - age, -oldest_at_start); }

private:
    static std::size_t at(int born) { return static_cast<std::size_t>(born + oldest_at_start); }

    std::vector<std::array<Row, 2 * places + 1>> begins_;
};

}  // namespace smartstart::families
