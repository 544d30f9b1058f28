#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::outcomes {
namespace {

using facts::Number;
using facts::When;

constexpr auto supervision = static_cast<Number>(ServiceKind::supervision_order);
constexpr auto guardian = static_cast<Number>(ServiceKind::guardianship);

OutcomeInfo of_minors(std::string id, std::string en, std::string nl, std::string numerator,
                      std::string source)
{
    return {.id = std::move(id),
            .long_name_en = std::move(en),
            .long_name_nl = std::move(nl),
            .units = "1",
            .numerator = std::move(numerator),
            .denominator = "people under 18 at the end of the year",
            .source_of_definition = std::move(source),
            .better = Better::down,
            .transform = Transform::ratio,
            .relevant = 0.0001};
}

/// Of those who are so at the end of the year.
OutcomeInfo state(OutcomeInfo info)
{
    info.is_state = true;
    return info;
}

OutcomeKind supervision_orders()
{
    return outcome_of_people(
        state(of_minors("supervision_orders", "Minors under a supervision order",
                        "Minderjarigen onder toezicht gesteld (OTS)",
                        "people under 18 with a supervision order at the end of the year",
                        "CBS Jeugdbescherming, stock at the end of the year")),
        minors, [](At const&, Number order) { return share_of_all(order == supervision); },
        facts::order);
}

OutcomeKind supervision_orders_new()
{
    return outcome_of_people(
        of_minors("supervision_orders_new", "New supervision orders",
                  "Nieuwe ondertoezichtstellingen",
                  "people under 18 whose supervision order began in the year",
                  "CBS Jeugdbescherming, measures begun in the year"),
        minors, [](At const& at, When started) { return share_of_all(at.this_year(started)); },
        facts::supervision_started);
}

OutcomeKind guardianship()
{
    return outcome_of_people(
        state(
            of_minors("guardianship", "Minors under guardianship", "Minderjarigen onder voogdij",
                      "people under 18 under guardianship of an institution at the end of the year",
                      "CBS Jeugdbescherming, StatLine 85095NED, stock")),
        minors, [](At const&, Number order) { return share_of_all(order == guardian); },
        facts::order);
}

OutcomeKind placements()
{
    return outcome_of_people(
        state(of_minors("placements", "Minors living away from home",
                        "Uit huis geplaatste minderjarigen",
                        "people under 18 in care away from home at the end of the year",
                        "after CBS Jeugdhulp met verblijf, stock at the end of the year")),
        minors, [](At const&, Number stay) { return share_of_all(stay != 0); }, facts::stay);
}

OutcomeKind returns_home()
{
    return outcome_of_people(
        {.id = "returns_home",
         .long_name_en = "Children who returned home",
         .long_name_nl = "Kinderen die terug naar huis gingen",
         .units = "1",
         .numerator = "people under 18 who returned home in the year",
         .denominator = "people under 18 who were away from home in the year",
         .source_of_definition =
             "after the Leiden study of return home (2025), per year instead of "
             "within five years",
         .better = Better::up,
         .transform = Transform::ratio,
         .relevant = 0.005},
        minors,
        [](At const& at, When returned, When away) {
            auto const back = at.this_year(returned);
            return share(back || at.this_year(away), back);
        },
        facts::returned, facts::stay_month);
}

}  // namespace

std::vector<OutcomeKind> protection()
{
    return {supervision_orders(), supervision_orders_new(), placements(), guardianship(),
            returns_home()};
}

}  // namespace smartstart::outcomes
