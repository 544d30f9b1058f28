#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::outcomes {
namespace {

using facts::When;

/// A share of the people of these ages for whom this month lies in the year.
OutcomeKind in_the_year(OutcomeInfo info, int from, int to, Fact<Person, When> const& when)
{
    info.units = "1";
    info.denominator = "people aged " + std::to_string(from) + "-" + std::to_string(to) +
                       " at the end of the year";
    return outcome_of_people(
        std::move(info), AgeSpan{from, to},
        [](At const& at, When latest) { return share_of_all(at.this_year(latest)); }, when);
}

OutcomeInfo about(std::string id, std::string en, std::string nl, std::string numerator,
                  std::string source)
{
    OutcomeInfo info;
    info.id = std::move(id);
    info.long_name_en = std::move(en);
    info.long_name_nl = std::move(nl);
    info.numerator = std::move(numerator);
    info.source_of_definition = std::move(source);
    info.better = Better::down;
    info.relevant = 0.0005;
    return info;
}

/// The same for what grows when more of it is noticed.
OutcomeInfo seen(OutcomeInfo info)
{
    info.better = Better::seen;
    return info;
}

/// The same for those who are so in the year, and not only registered for what happened.
OutcomeInfo state(OutcomeInfo info)
{
    info.is_state = true;
    return info;
}

}  // namespace

std::vector<OutcomeKind> safety()
{
    return {
        in_the_year(state(about("maltreatment", "Maltreated or neglected children",
                                "Mishandelde of verwaarloosde kinderen",
                                "people under 18 maltreated or neglected in the year",
                                "NPM-2017 (van Berkel et al. 2020): children per year, known to "
                                "professionals or not")),
                    0, 17, facts::maltreated_month),
        in_the_year(seen(about("maltreatment_reported", "Children reported as maltreated",
                               "Kinderen over wie een melding is gedaan",
                               "people under 18 with a report of maltreatment in the year",
                               "after CBS, reports to Veilig Thuis; persons, not reports")),
                    0, 17, facts::reported),
        in_the_year(
            about("police_reports", "Children in police reports", "Kinderen in een politiemelding",
                  "people under 18 with a police report of violence at home in the year",
                  "after CBS, reports by the police to Veilig Thuis; persons, not reports"),
            0, 17, facts::police_report),
        in_the_year(about("suspects_12_17", "Registered suspects aged 12-17",
                          "Geregistreerde verdachten van 12-17 jaar",
                          "people aged 12-17 registered as suspect of a crime in the year",
                          "CBS StatLine 81997NED, registered suspects per resident"),
                    12, 17, facts::suspect),
        in_the_year(about("suspects_18_24", "Registered suspects aged 18-24",
                          "Geregistreerde verdachten van 18-24 jaar",
                          "people aged 18-24 registered as suspect of a crime in the year",
                          "CBS StatLine 81997NED, registered suspects per resident"),
                    18, 24, facts::suspect),
        in_the_year(
            state(about("youth_probation", "Youth probation", "Jeugdreclassering",
                        "people aged 12-22 on youth probation in the year",
                        "CBS Jeugdreclassering: youths with a measure in the year, per resident "
                        "aged 12-22")),
            12, 22, facts::probation_month),
    };
}

}  // namespace smartstart::outcomes
