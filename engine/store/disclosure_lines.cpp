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

/// An outcome whose count is divided among others.
struct Whole {
    std::string_view total;
    std::array<std::string_view, 6> parts;  ///< as many as have a name
};
constexpr std::array wholes{
    Whole{"maltreatment", {"maltreated_low_education", "maltreated_more_education"}},
    Whole{"maltreatment", {"maltreated_no_work", "maltreated_work"}},
    Whole{"mental_health_problems", {"mental_health_of_women", "mental_health_of_men"}},
    Whole{"suspect_aged_12_24", {"suspects_12_17", "suspects_18_24"}},
    Whole{"suspects_12_17",
          {"suspect_aged_12", "suspect_aged_13", "suspect_aged_14", "suspect_aged_15",
           "suspect_aged_16", "suspect_aged_17"}},
};

std::optional<std::size_t> find(Result const& labels, std::string_view id)
{
    for (std::size_t i = 0; i < labels.outcomes.size(); ++i) {
        if (labels.outcomes[i].id == id) {
            return i;
        }
    }
    return std::nullopt;
}

/// Nothing where a part is missing: then the others do not add up.
std::optional<Division> division_of(Result const& labels, Whole const& whole)
{
    auto const total = find(labels, whole.total);
    if (!total) {
        return std::nullopt;
    }
    Division division{.parts = {}, .total = *total};
    for (auto const id : whole.parts) {
        if (id.empty()) {
            break;
        }
        auto const part = find(labels, id);
        if (!part) {
            return std::nullopt;
        }
        division.parts.push_back(*part);
    }
    return division;
}

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
    for (Whole const& whole : wholes) {
        if (auto division = division_of(labels, whole)) {
            divisions.push_back(std::move(*division));
        }
    }
    return divisions;
}

}  // namespace smartstart
