#include "engine/store/disclosure_lines.hpp"

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace smartstart {
namespace {

/// Outcomes whose ids begin alike and whose shares add up to one: who has not the one, has another.
constexpr std::array<std::string_view, 2> divided_shares{"school_advice_", "youth_care_ended_"};

/// Groups by kind, everybody first; those of other kinds are parts of everybody.
struct Kinds {
    std::optional<std::size_t> everybody;
    std::vector<std::vector<std::size_t>> parts;
};

Kinds kinds_of(std::vector<GroupInfo> const& groups)
{
    Kinds kinds;
    std::map<std::string, std::vector<std::size_t>> parts;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        if (groups[group].kind == "all") {
            kinds.everybody = group;
        } else {
            parts[groups[group].kind].push_back(group);
        }
    }
    for (auto& [kind, members] : parts) {
        kinds.parts.push_back(std::move(members));
    }
    return kinds;
}

}  // namespace

std::vector<CellLine> lines_of(Result const& labels)
{
    auto const groups = labels.groups.size();
    auto const places = labels.municipalities.size();
    std::vector<CellLine> lines;
    for (std::size_t group = 0; group < groups; ++group) {
        CellLine& line = lines.emplace_back();
        for (std::size_t place = 0; place < places; ++place) {
            line.cells.push_back(place * groups + group);
        }
    }
    auto const kinds = kinds_of(labels.groups);
    for (std::size_t place = 0; place < places; ++place) {
        for (auto const& part : kinds.parts) {
            CellLine& line = lines.emplace_back();
            for (auto const group : part) {
                line.cells.push_back(place * groups + group);
            }
            line.ends_in_total = kinds.everybody.has_value();
            if (line.ends_in_total) {
                line.cells.push_back(place * groups + *kinds.everybody);
            }
        }
    }
    return lines;
}

std::vector<Division> divisions_of(Result const& labels)
{
    Division ages;
    std::array<Division, divided_shares.size()> shares;
    std::optional<std::size_t> everybody;
    for (std::size_t i = 0; i < labels.outcomes.size(); ++i) {
        std::string_view const id = labels.outcomes[i].id;
        if (id == "population") {
            everybody = i;
        } else if (id.starts_with("population_")) {
            ages.parts.push_back(i);
        }
        for (std::size_t one = 0; one < shares.size(); ++one) {
            if (id.starts_with(divided_shares[one])) {
                shares[one].parts.push_back(i);
            }
        }
    }
    std::vector<Division> divisions;
    if (everybody && !ages.parts.empty()) {
        ages.total = *everybody;
        divisions.push_back(std::move(ages));
    }
    for (Division& share : shares) {
        if (!share.parts.empty()) {
            share.total = share.parts.front();
            share.of_denominator = true;
            divisions.push_back(std::move(share));
        }
    }
    return divisions;
}

}  // namespace smartstart
