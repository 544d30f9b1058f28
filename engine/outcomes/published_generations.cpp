#include <vector>

#include "engine/outcome/row_outcome.hpp"

// Children of teenage mothers as they were published, for the scorecard.
namespace smartstart::outcomes {
namespace {

/// Where the mother lives in the region: of others her age is not known.
OutcomeKind teenage_mother_both_parents()
{
    constexpr int grown_at = 20 * 12;
    auto info =
        plain_share("teenage_mother_both_parents", "Infants of teenage mothers with both parents",
                    "Baby's van tienermoeders bij beide ouders");
    info.numerator = "those of them who live with both parents";
    info.denominator =
        "people under 1 whose mother lives in the region and was under twenty at their birth";
    info.source_of_definition = "CBS news 2021, children of teenage mothers";
    info.is_state = true;
    return outcome_of_people(info, AgeSpan{0, 0}, [](At const& at) {
        auto const& people = at.people;
        auto const mother = people.mother_here(at.row);
        auto const is_so = mother != no_row && people.born[at.row] - people.born[mother] < grown_at;
        return share(is_so, is_so && at.people.lives_with_both_parents(at.row));
    });
}

}  // namespace

std::vector<OutcomeKind> published_generations()
{
    return {teenage_mother_both_parents()};
}

}  // namespace smartstart::outcomes
