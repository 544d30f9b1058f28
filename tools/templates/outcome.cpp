#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::outcomes {
namespace {

OutcomeKind @name@_share()
{
    return outcome_of_people({.id = "@name@",
                              .long_name_en = "FILL IN: the name in a table",
                              .long_name_nl = "FILL IN: dezelfde naam in het Nederlands",
                              .units = "1",
                              .numerator = "FILL IN: children for whom it is true",
                              .denominator = "people under 18 at the end of the year",
                              .source_of_definition = "FILL IN: who defines it so",
                              .better = Better::neither,
                              .transform = Transform::ratio,
                              .relevant = 0.001,
                              .is_state = true},  // who are so, and not to whom it happened
                             minors, [](At const&, Flag yes) { return share_of_all(yes != 0); },
                             facts::in_school);
}

}  // namespace

std::vector<OutcomeKind> @name@()
{
    return {@name@_share()};
}

}  // namespace smartstart::outcomes
