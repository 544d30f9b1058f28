#include "engine/outcome/group.hpp"

#include <algorithm>
#include <string>

#include "engine/steps/facts.hpp"

namespace smartstart {
namespace {

// Places in all_groups().
constexpr std::size_t everyone = 0;
constexpr std::size_t first_risk = 1;
constexpr std::size_t first_quintile = 6;
constexpr std::size_t first_generation = 11;
constexpr std::size_t single_parent = 15;

}  // namespace

std::vector<GroupInfo> all_groups()
{
    std::vector<GroupInfo> groups{{"all", "allen", "all"}};
    for (int risk = 0; risk <= 4; ++risk) {
        auto const number = std::to_string(risk) + (risk == 4 ? "+" : "");
        auto const* const in_dutch = risk == 1 ? " risicofactor" : " risicofactoren";
        groups.push_back({"risk " + number, number + in_dutch, "risk"});
    }
    for (int quintile = 1; quintile <= 5; ++quintile) {
        auto const number = std::to_string(quintile);
        groups.push_back({"income quintile " + number, "inkomenskwintiel " + number, "income"});
    }
    for (int generation = 0; generation <= 3; ++generation) {
        auto const number = std::to_string(generation);
        groups.push_back({"generation " + number, "generatie " + number, "generation"});
    }
    groups.push_back({"single parent", "eenoudergezin", "family"});
    return groups;
}

std::vector<std::size_t> groups_of(std::size_t profile)
{
    std::vector<std::size_t> groups{everyone,
                                    first_risk + profile / (2 * generation_places * income_places)};
    if (auto const quintile = profile / (2 * generation_places) % income_places; quintile != 0) {
        groups.push_back(first_quintile + quintile - 1);
    }
    if (auto const generation = profile / 2 % generation_places;
        generation != generation_places - 1) {
        groups.push_back(first_generation + generation);
    }
    if (profile % 2 == 1) {
        groups.push_back(single_parent);
    }
    return groups;
}

Grouping::Grouping(Schema& schema)
    : civil_{schema, "observer"},
      risk_count_{schema.see(facts::risk_count, "observer")},
      quintile_{schema.see(facts::quintile, "observer")}
{
}

Grouping::View Grouping::look(World const& world) const
{
    View view;
    view.civil = civil_.look(world.people, world.families);
    view.risk_count = world.families.look(risk_count_);
    view.quintile = world.families.look(quintile_);
    return view;
}

SumCell Grouping::View::of_home(Row household) const
{
    auto const risk = std::min<unsigned>(4, risk_count[household]);
    bool const led = civil.head_one[household] != no_row;
    auto const income = led ? std::clamp<unsigned>(quintile[household], 1, 5) : 0U;
    auto const alone = civil.is_single_parent(household) ? 1U : 0U;
    auto const profile = (risk * income_places + income) * 2 * generation_places + alone;
    return static_cast<SumCell>(civil.municipality[household] * profiles + profile);
}

}  // namespace smartstart
