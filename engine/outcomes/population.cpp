#include <vector>

#include "engine/outcome/row_outcome.hpp"

namespace smartstart::outcomes {
namespace {

OutcomeInfo number_of(std::string id, std::string en, std::string nl, std::string numerator,
                      std::string source)
{
    OutcomeInfo info;
    info.id = std::move(id);
    info.long_name_en = std::move(en);
    info.long_name_nl = std::move(nl);
    info.units = "persons";
    info.numerator = std::move(numerator);
    info.source_of_definition = std::move(source);
    info.better = Better::neither;
    info.transform = Transform::count;
    return info;
}

OutcomeKind population_size()
{
    return outcome_of_people(number_of("population", "Inhabitants", "Inwoners",
                                       "people who live in the region at the end of the year",
                                       "CBS Bevolking, 31 December"),
                             everybody, [](At const&) { return count_of_all(); });
}

OutcomeKind births()
{
    return outcome_of_people(
        number_of(
            "births", "Births", "Geboorten",
            "children born in the year who live in the region at its end",
            "after CBS Geboorte; those who died or moved in the same year are left out or in"),
        AgeSpan{0, 0}, [](At const& at) { return count(at.this_year(at.people.born[at.row])); });
}

/// No row tells of who is gone: the counts come from the civil register, for everybody only.
OutcomeKind deaths()
{
    auto kind = outcome_of_people(
        number_of("deaths", "Deaths", "Sterfgevallen",
                  "people of the region who died in the year (for the group 'all' only)",
                  "CBS Sterfte, by place of residence"),
        everybody, [](At const&) { return count(false); });
    kind.vital = VitalKind::death;
    return kind;
}

/// The register does not keep who lives in an institution or as a lodger: such an adult is one
/// household, like someone who lives alone. Minors in that position have no head, which does tell.
OutcomeKind households()
{
    auto info = number_of(
        "households", "Households", "Huishoudens",
        "households with at least one head at the end of the year; an adult in an institution or "
        "with others counts as a household of one, minors without a head do not count",
        "after CBS Huishoudens, private households; up to 6 % more, because the register does not "
        "tell adults in institutions or with others from those who live alone");
    info.units = "households";
    return outcome_of_families(
        info, [](At const& at) { return count(at.people.head_one[at.row] != no_row); });
}

OutcomeKind single_parent_households()
{
    OutcomeInfo info;
    info.id = "single_parent_households";
    info.long_name_en = "Single-parent share of households with children";
    info.long_name_nl = "Aandeel eenoudergezinnen van huishoudens met kinderen";
    info.units = "1";
    info.numerator = "households with one head and children at home, of any age";
    info.denominator = "households with children at home, of any age";
    info.source_of_definition = "CBS StatLine 71487ned";
    info.better = Better::neither;
    info.relevant = 0.002;
    return outcome_of_families(info, [](At const& at) {
        auto const led = at.people.head_one[at.row] != no_row;
        return share(led && at.people.youngest[at.row] != 0, !at.people.is_couple(at.row));
    });
}

}  // namespace

std::vector<OutcomeKind> population()
{
    return {population_size(), births(), deaths(), households(), single_parent_households()};
}

}  // namespace smartstart::outcomes
