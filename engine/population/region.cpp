#include "engine/population/region.hpp"

#include <array>
#include <numeric>

#include "engine/population/region_reader.hpp"

namespace smartstart {

std::string_view name_of(Position position)
{
    constexpr std::array<std::string_view, positions> names{"child",
                                                            "alone",
                                                            "unmarried_partner",
                                                            "married_partner",
                                                            "unmarried_parent",
                                                            "married_parent",
                                                            "single_parent",
                                                            "with_others",
                                                            "institution"};
    return names[static_cast<std::size_t>(position)];
}

std::string_view name_of(FamilyKind kind)
{
    constexpr std::array<std::string_view, family_kinds> names{"unmarried_couple", "married_couple",
                                                               "single_parent"};
    return names[static_cast<std::size_t>(kind)];
}

std::int64_t Municipality::private_households() const
{
    std::int64_t sum = 0;
    for (auto const& row : places) {
        sum += row[static_cast<std::size_t>(Position::alone)] +
               row[static_cast<std::size_t>(Position::with_others)];
    }
    for (auto const& kind : families) {
        sum = std::accumulate(kind.begin(), kind.end(), sum);
    }
    return sum;
}

std::int64_t Region::inhabitants() const
{
    std::int64_t sum = 0;
    for (auto const& place : municipalities_) {
        sum += place.inhabitants;
    }
    return sum;
}

Region Region::read(std::filesystem::path const& folder)
{
    return RegionReader{folder}.read();
}

}  // namespace smartstart
