#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/region_table.hpp"

namespace smartstart {

/// Fills a Region from its folder, table by table; keeps every problem for one message.
/// Used by Region::read alone.
class RegionReader {
public:
    explicit RegionReader(std::filesystem::path folder) : folder_{std::move(folder)} {}
    Region read();

private:
    // region_reader.cpp: the municipal tables
    void read_municipalities();
    void read_people();
    void read_places();
    void read_families();
    void read_hardship();
    void read_education();
    // region_patterns.cpp: the national ones
    void read_patterns();
    void read_births();
    std::vector<Slice> read_slices(std::string const& file);
    void read_education_by_age();
    void read_low_income();
    void read_links();
    // region_check.cpp: is all there, and does it add up?
    /// Problem when a municipality has fewer rows than wanted.
    void want_rows(RegionTable& table, std::map<std::size_t, std::size_t> const& found,
                   std::size_t wanted) const;
    void check_sums();
    void check_people(Municipality const& place);
    void check_families(Municipality const& place);

    RegionTable open(std::string const& file, std::vector<std::string> columns);
    void close(RegionTable const& table);
    /// The municipality of a row, by code; a problem when it is unknown or under another name.
    std::optional<std::size_t> place_of(RegionTable& table, std::size_t row) const;
    /// The age group of a row (columns 2 and 3), once per municipality.
    std::optional<std::size_t> band_of(RegionTable& table, std::size_t row,
                                       std::set<std::pair<std::size_t, std::size_t>>& seen,
                                       std::size_t place) const;
    void object(std::string const& file, std::string const& sentence);

    std::filesystem::path folder_;
    Region region_;
    std::map<std::string, std::size_t> numbers_;  ///< of the municipalities, by code
    /// Municipalities and age groups of which population.csv has the people.
    std::set<std::pair<std::size_t, std::size_t>> people_known_;
    std::vector<Problem> problems_;
};

}  // namespace smartstart
