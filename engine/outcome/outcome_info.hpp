#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace smartstart {

/// Which way an outcome should go. `neither` is for numbers that are no good or bad in themselves
/// (population, births); a difference is then reported as a difference, not as a gain. `seen` is
/// for what grows when more of it is noticed (reports): more of it may be good or bad news.
enum class Better : std::uint8_t { up, down, neither, seen };
/// Whether more, or less, of it can be called a gain.
constexpr bool has_direction(Better better)
{
    return better == Better::up || better == Better::down;
}

/// How the two counts of an outcome become its value.
enum class Transform : std::uint8_t {
    ratio,  ///< numerator / denominator
    root,   ///< sqrt(numerator / denominator), such as a standard deviation
    count,  ///< numerator
};

/// What an outcome says of itself, to files, tables and readers.
struct OutcomeInfo {
    std::string id;  ///< name in files: lower case, digits and underscores, such as "births"
    std::string long_name_en;
    std::string long_name_nl;
    /// Unit of the value. "1" is a share of people or households and is shown as a percentage;
    /// others are shown as they stand: "points", "persons", "months", "years", "EUR". Not "days" or
    /// "hours": some readers of netCDF take those for dates.
    std::string units;
    std::string numerator;    ///< what is summed, in words: "pupils who left without a diploma"
    std::string denominator;  ///< what it is divided by, in words; empty for a count
    std::string source_of_definition;
    Better better{};
    Transform transform{};
    /// The smallest difference that matters, in units of the value; 0 means 1 % of the base value.
    double relevant{};
    /// It counts people or households who are so at the end of the year, or in it, so that counts
    /// of all years together are person-years. Not so for what happens to them, nor for a part of
    /// those to whom something happened.
    bool is_state{};
};

/// Who is counted: everybody, or a part.
struct GroupInfo {
    std::string label;     ///< "all", "risk 0" … "risk 4+", "income quintile 1", "generation 0"
    std::string label_nl;  ///< the same in Dutch
    std::string kind;      ///< "all", "risk", "income", "generation" or "family"
};

/// A municipality.
struct PlaceInfo {
    std::string code;  ///< of Statistics Netherlands, such as "GM0855"
    std::string name;
};

/// The value of an outcome from its two counts. Not a number where nobody was counted.
inline double value(Transform transform, double numerator, double denominator)
{
    if (transform == Transform::count) {
        return numerator;
    }
    if (denominator == 0.0) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    double const ratio = numerator / denominator;
    return transform == Transform::root ? std::sqrt(ratio) : ratio;
}

}  // namespace smartstart
