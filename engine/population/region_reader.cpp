#include "engine/population/region_reader.hpp"

#include <fmt/format.h>

#include "engine/base/nearest.hpp"

namespace smartstart {
namespace {

/// A household carries the number of its municipality in two bytes; and results are kept for each,
/// which with more than this would outgrow the people.
constexpr std::size_t most_municipalities = 10'000;
/// 1000 euro a year; means of Dutch municipalities are from 28 to 57.
constexpr double highest_income = 1000.0;

}  // namespace

Region RegionReader::read()
{
    if (!std::filesystem::is_directory(folder_)) {
        throw InputError{"'" + folder_.string() +
                         "' is not a folder with the tables of a region, such as "
                         "scenarios/regions/hart-van-brabant."};
    }
    read_municipalities();
    read_people();
    read_places();
    read_families();
    read_hardship();
    read_education();
    read_patterns();
    if (problems_.empty()) {  // sums of unread figures say nothing
        check_sums();
    }
    if (!problems_.empty()) {
        throw InputError{problems_};
    }
    return region_;
}

RegionTable RegionReader::open(std::string const& file, std::vector<std::string> columns)
{
    region_.files_.push_back(folder_ / file);
    return RegionTable{folder_ / file, std::move(columns)};
}

void RegionReader::close(RegionTable const& table)
{
    problems_.insert(problems_.end(), table.problems().begin(), table.problems().end());
}

void RegionReader::object(std::string const& file, std::string const& sentence)
{
    problems_.push_back({{(folder_ / file).string(), 0, 0}, sentence, {}});
}

std::optional<std::size_t> RegionReader::place_of(RegionTable& table, std::size_t row) const
{
    if (region_.municipalities_.empty()) {  // unread: municipalities.csv says why
        return {};
    }
    if (auto const known = numbers_.find(table.text(row, 0)); known != numbers_.end()) {
        auto const& place = region_.municipalities_[known->second];
        if (place.name != table.text(row, 1)) {
            table.object(row, 1,
                         "'" + table.text(row, 1) + "' stands with " + place.code +
                             ", which municipalities.csv calls '" + place.name + "'.");
        }
        return known->second;
    }
    std::vector<std::string> codes;
    for (auto const& place : region_.municipalities_) {
        codes.push_back(place.code);
    }
    auto const near = nearest_name(table.text(row, 0), codes);
    table.object(row, 0,
                 "'" + table.text(row, 0) + "' is not a municipality of municipalities.csv." +
                     (near.empty() ? "" : " Is '" + near + "' meant?"));
    return {};
}

std::optional<std::size_t> RegionReader::band_of(
    RegionTable& table, std::size_t row, std::set<std::pair<std::size_t, std::size_t>>& seen,
    std::size_t place) const
{
    auto const from = table.count(row, 2);
    auto const band = static_cast<std::size_t>(from / 5);
    auto const to = band + 1 < age_bands ? from + 4 : 120;
    if (from % 5 != 0 || band >= age_bands || table.count(row, 3) != to) {
        table.object(row, 2,
                     "ages " + table.text(row, 2) + " to " + table.text(row, 3) +
                         " are not an age group. Wanted are 0 to 4, 5 to 9, ..., 90 to 94, "
                         "95 to 120.");
        return {};
    }
    if (!seen.insert({place, band}).second) {
        table.object(row, 2,
                     "ages " + table.text(row, 2) + " to " + table.text(row, 3) + " of '" +
                         table.text(row, 1) + "' stand here a second time.");
        return {};
    }
    return band;
}

void RegionReader::read_municipalities()
{
    auto table = open("municipalities.csv",
                      {"code", "name", "inhabitants", "births", "deaths", "deprivation"});
    for (std::size_t row = 0; row < table.rows(); ++row) {
        Municipality place;
        place.code = table.text(row, 0);
        place.name = table.text(row, 1);
        place.inhabitants = table.count(row, 2);
        place.births = table.number(row, 3);
        place.deaths = table.number(row, 4);
        place.deprivation = table.number(row, 5);
        if (place.code.empty() || place.name.empty() || !numbers_.emplace(place.code, row).second) {
            table.object(row, 0,
                         "'" + place.code +
                             "' is empty or stands here twice. Each "
                             "municipality has its own code and a name, such as GM0855,Tilburg.");
        }
        if (place.inhabitants == 0) {
            table.object(row, 2,
                         "'" + place.name +
                             "' has no inhabitants, but a municipality needs "
                             "people. Leave it out of the tables if it is empty.");
        }
        region_.municipalities_.push_back(std::move(place));
    }
    if (region_.municipalities_.size() > most_municipalities) {
        table.object(table.rows(), 0,
                     "there are " + std::to_string(region_.municipalities_.size()) +
                         " municipalities here, but at most " +
                         std::to_string(most_municipalities) + " can be followed in one run.");
    }
    close(table);
}

void RegionReader::read_people()
{
    auto table = open("population.csv", {"code", "name", "age_from", "age_to", "women", "men"});
    std::set<std::pair<std::size_t, std::size_t>> seen;
    std::map<std::size_t, std::size_t> found;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const place = place_of(table, row);
        auto const band = place ? band_of(table, row, seen, *place) : std::nullopt;
        if (band) {
            ++found[*place];
            auto const before = table.mistakes();
            region_.municipalities_[*place].people[*band] = {table.count(row, 4),
                                                             table.count(row, 5)};
            if (table.mistakes() == before) {
                people_known_.insert({*place, *band});
            }
        }
    }
    want_rows(table, found, age_bands);
    close(table);
}

void RegionReader::read_places()
{
    std::vector<std::string> columns{"code", "name", "age_from", "age_to"};
    for (std::size_t i = 0; i < positions; ++i) {
        columns.emplace_back(name_of(static_cast<Position>(i)));
    }
    auto table = open("household_positions.csv", columns);
    std::set<std::pair<std::size_t, std::size_t>> seen;
    std::map<std::size_t, std::size_t> found;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const place = place_of(table, row);
        auto const band = place ? band_of(table, row, seen, *place) : std::nullopt;
        if (!band) {
            continue;
        }
        ++found[*place];
        auto const& people = region_.municipalities_[*place].people[*band];
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < positions; ++i) {
            auto const count = table.count(row, 4 + i);
            region_.municipalities_[*place].places[*band][i] = count;
            sum += count;
        }
        if (people_known_.contains({*place, *band}) && sum != people[0] + people[1]) {
            table.object(row, 4,
                         "the positions of '" + table.text(row, 1) + "' at ages " +
                             table.text(row, 2) + " to " + table.text(row, 3) + " add up to " +
                             std::to_string(sum) + ", but population.csv has " +
                             std::to_string(people[0] + people[1]) + " women and men there.");
        }
    }
    want_rows(table, found, age_bands);
    close(table);
}

void RegionReader::read_families()
{
    auto table =
        open("households.csv", {"code", "name", "kind", "none", "one", "two", "three_or_more"});
    std::vector<std::string> const kinds{"unmarried_couple", "married_couple", "single_parent"};
    std::map<std::size_t, std::size_t> found;
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const place = place_of(table, row);
        std::size_t kind = 0;
        while (kind < family_kinds && kinds[kind] != table.text(row, 2)) {
            ++kind;
        }
        if (kind == family_kinds) {
            auto const near = nearest_name(table.text(row, 2), kinds);
            table.object(row, 2,
                         "'" + table.text(row, 2) + "' is not a kind of family. " +
                             (near.empty() ? "Known are unmarried_couple, married_couple and "
                                             "single_parent."
                                           : "Is '" + near + "' meant?"));
        } else if (place && seen.insert({*place, kind}).second) {
            ++found[*place];
            for (std::size_t i = 0; i < 4; ++i) {
                region_.municipalities_[*place].families[kind][i] = table.count(row, 3 + i);
            }
        } else if (place) {
            table.object(
                row, 2,
                "'" + kinds[kind] + "' of '" + table.text(row, 1) + "' stands here a second time.");
        }
    }
    want_rows(table, found, family_kinds);
    close(table);
}

void RegionReader::read_hardship()
{
    auto table = open("hardship.csv", {"code", "name", "low_income", "income", "social_assistance",
                                       "minors_on_assistance", "debt_factor", "problem_debt"});
    std::map<std::size_t, std::size_t> found;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (auto const at = place_of(table, row)) {
            auto& place = region_.municipalities_[*at];
            ++found[*at];
            place.low_income = Share{table.percent(row, 2)};
            place.income = table.number(row, 3);
            if (place.income > highest_income) {
                table.object(row, 3,
                             "'income' is " + table.text(row, 3) +
                                 ", but must be in 1000 euro a year, such as 35.6.");
            }
            place.social_assistance = table.count(row, 4);
            place.minors_on_assistance = Share{table.percent(row, 5)};
            place.debt_factor = table.number(row, 6);
            place.problem_debt = Share{table.percent(row, 7)};
        }
    }
    table.want_no_shares({2, 5, 7});
    want_rows(table, found, 1);
    close(table);
}

void RegionReader::read_education()
{
    auto table = open("education.csv", {"code", "name", "low", "middle", "high"});
    std::map<std::size_t, std::size_t> found;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const at = place_of(table, row);
        if (!at) {
            continue;
        }
        ++found[*at];
        auto const before = table.mistakes();
        double sum = 0.0;
        for (std::size_t i = 0; i < 3; ++i) {
            auto const share = table.percent(row, 2 + i);
            region_.municipalities_[*at].education[i] = Share{share};
            sum += 100.0 * share;
        }
        if (table.mistakes() == before && (sum < 99.5 || sum > 100.5)) {
            table.object(row, 2,
                         fmt::format("the three levels of '{}' add up to {:.6g} %, but must make "
                                     "100 %.",
                                     table.text(row, 1), sum));
        }
    }
    want_rows(table, found, 1);
    close(table);
}

}  // namespace smartstart
