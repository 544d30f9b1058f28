#include "engine/store/disclosure_lines.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace smartstart {
namespace {

/// Outcomes whose ids begin alike and whose shares add up to one: who has not the one, has another.
constexpr std::array<std::string_view, 2> divided_shares{"school_advice_", "youth_care_ended_"};

/// A count by the id of its outcome.
struct NamedCount {
    std::string_view id;
    CountOf of{CountOf::numerator};
};
struct NamedDivision {
    std::vector<NamedCount> parts;
    std::vector<NamedCount> whole;
};

/// The people of whom an outcome is a share.
constexpr NamedCount among(std::string_view id)
{
    return {id, CountOf::denominator};
}

/// The parts of an outcome: whom it counts, and of how many.
void divide(std::vector<NamedDivision>& divisions, std::string_view whole,
            std::vector<std::string_view> const& parts)
{
    for (auto const of : {CountOf::numerator, CountOf::denominator}) {
        auto& division = divisions.emplace_back();
        for (auto const id : parts) {
            division.parts.push_back({id, of});
        }
        division.whole.push_back({whole, of});
    }
}

/// Of people under 18 some counts are of those who have parents with something or without.
void divide_minors(std::vector<NamedDivision>& divisions, std::string_view with,
                   std::string_view without)
{
    divisions.push_back({{{with}, {without}}, {{"maltreatment"}}});
    divisions.push_back({{among(with), among(without)}, {among("youth_care_use")}});
}

/// Counts of everybody of some age, which many outcomes are shares of.
void divide_ages(std::vector<NamedDivision>& divisions)
{
    constexpr auto under_18 = among("youth_care_use");
    constexpr auto from_18 = among("mental_health_problems");
    constexpr auto aged_12_17 = among("suspects_12_17");
    constexpr auto aged_18_24 = among("suspects_18_24");
    constexpr auto aged_25_64 = among("paid_work");
    constexpr NamedCount aged_0_4{"population_0_4"};
    constexpr NamedCount aged_5_9{"population_5_9"};
    constexpr NamedCount aged_10_14{"population_10_14"};
    constexpr NamedCount aged_15_19{"population_15_19"};
    constexpr NamedCount aged_20_24{"population_20_24"};
    constexpr NamedCount aged_65_79{"population_65_79"};
    constexpr NamedCount from_80{"population_80_up"};
    constexpr auto aged_15 = among("suspect_aged_15");
    constexpr auto aged_16 = among("suspect_aged_16");
    constexpr auto aged_17 = among("suspect_aged_17");
    constexpr auto aged_18 = among("suspect_aged_18");
    constexpr auto aged_19 = among("suspect_aged_19");
    std::vector<NamedDivision> const ages{
        {{under_18, from_18}, {{"population"}}},
        {{under_18, aged_18_24, aged_25_64, aged_65_79, from_80}, {{"population"}}},
        {{aged_18_24, aged_25_64, aged_65_79, from_80}, {from_18}},
        {{aged_0_4, aged_5_9, aged_10_14, aged_15_19, aged_20_24}, {under_18, aged_18_24}},
        {{{"population_25_44"}, {"population_45_64"}}, {aged_25_64}},
        {{aged_12_17, from_18}, {among("suspect_aged_12_up")}},
        {{aged_12_17, among("youth_care_aged_18_22")}, {among("youth_probation")}},
        {{among("youth_care_aged_0_3"), among("youth_care_aged_4_7"), among("youth_care_aged_8_11"),
          aged_12_17},
         {under_18}},
        {{aged_0_4, aged_5_9, aged_10_14, aged_15, aged_16, aged_17}, {under_18}},
        {{aged_15, aged_16, aged_17, aged_18, aged_19}, {aged_15_19}},
        {{aged_18, aged_19, aged_20_24}, {aged_18_24}},
        {{among("mental_health_aged_20_29"), among("mental_health_aged_30_39"),
          among("mental_health_aged_40_49"), among("mental_health_aged_50_54"),
          among("mental_health_aged_55_64")},
         {aged_20_24, aged_25_64}},
        {{among("mental_health_aged_65_74"), among("mental_health_aged_75_up")},
         {aged_65_79, from_80}}};
    divisions.insert(divisions.end(), ages.begin(), ages.end());
}

/// What adds up by what outcomes mean, whichever of them a result has.
std::vector<NamedDivision> known_divisions()
{
    std::vector<NamedDivision> divisions;
    divide(divisions, "mental_health_problems", {"mental_health_of_women", "mental_health_of_men"});
    divide(divisions, "suspect_aged_12_24", {"suspects_12_17", "suspects_18_24"});
    divide(divisions, "suspects_12_17",
           {"suspect_aged_12", "suspect_aged_13", "suspect_aged_14", "suspect_aged_15",
            "suspect_aged_16", "suspect_aged_17"});
    divide_minors(divisions, "maltreated_low_education", "maltreated_more_education");
    divide_minors(divisions, "maltreated_work", "maltreated_no_work");
    divide_ages(divisions);
    // Who lives with both parents is missing in the one, and in the other all but those who parted.
    divisions.push_back({{among("youth_care_use"), {"parents_parted"}},
                         {among("parents_parted"), {"parents_not_both"}}});
    return divisions;
}

/// Nothing where one is missing: then the others do not add up.
std::optional<std::vector<OutcomeCount>> find(Result const& labels,
                                              std::vector<NamedCount> const& names)
{
    std::vector<OutcomeCount> counts;
    for (auto const& name : names) {
        auto const found = std::ranges::find(labels.outcomes, name.id, &OutcomeInfo::id);
        if (found == labels.outcomes.end()) {
            return std::nullopt;
        }
        counts.push_back({static_cast<std::size_t>(found - labels.outcomes.begin()), name.of});
    }
    return counts;
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
    for (std::size_t i = 0; i < labels.outcomes.size(); ++i) {
        std::string_view const id = labels.outcomes[i].id;
        if (id == "population") {
            ages.whole = {{i, CountOf::numerator}};
        } else if (id.starts_with("population_")) {
            ages.parts.push_back({i, CountOf::numerator});
        }
        for (std::size_t one = 0; one < shares.size(); ++one) {
            if (id.starts_with(divided_shares[one])) {
                shares[one].parts.push_back({i, CountOf::numerator});
                shares[one].whole = {{i, CountOf::denominator}};
            }
        }
    }
    std::vector<Division> divisions;
    if (!ages.whole.empty() && !ages.parts.empty()) {
        divisions.push_back(std::move(ages));
    }
    for (Division& share : shares) {
        if (!share.parts.empty()) {
            divisions.push_back(std::move(share));
        }
    }
    for (auto const& division : known_divisions()) {
        auto parts = find(labels, division.parts);
        auto whole = find(labels, division.whole);
        if (parts && whole) {
            divisions.push_back({std::move(*parts), std::move(*whole)});
        }
    }
    return divisions;
}

}  // namespace smartstart
