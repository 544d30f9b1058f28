#include <array>
#include <string>
#include <vector>

#include "engine/outcome/row_outcome.hpp"

namespace smartstart::outcomes {
namespace {

constexpr std::uint8_t woman = 0;

/// Both ends counted; the last group has no upper end.
struct Ages {
    int from{};
    int to{};
    bool open{};

    std::string id() const
    {
        return std::to_string(from) + "_" + (open ? "up" : std::to_string(to));
    }
    std::string text_en() const
    {
        return open ? std::to_string(from) + " and over"
                    : std::to_string(from) + " to " + std::to_string(to);
    }
    std::string text_nl() const
    {
        return open ? std::to_string(from) + " jaar en ouder"
                    : std::to_string(from) + " tot en met " + std::to_string(to) + " jaar";
    }
};

constexpr std::array age_groups{Ages{0, 4},   Ages{5, 9},   Ages{10, 14},
                                Ages{15, 19}, Ages{20, 24}, Ages{25, 44},
                                Ages{45, 64}, Ages{65, 79}, Ages{80, 199, true}};
constexpr std::array fertile_ages{Ages{15, 19}, Ages{20, 24}, Ages{25, 29}, Ages{30, 34},
                                  Ages{35, 39}, Ages{40, 44}, Ages{45, 49}};

OutcomeKind inhabitants(Ages const& ages)
{
    return outcome_of_people({.id = "population_" + ages.id(),
                              .long_name_en = "Inhabitants aged " + ages.text_en(),
                              .long_name_nl = "Inwoners van " + ages.text_nl(),
                              .units = "persons",
                              .numerator = "people aged " + ages.text_en() +
                                           " who live in the region at the end of the year",
                              .denominator = {},
                              .source_of_definition = "CBS Bevolking, 31 December",
                              .better = Better::neither,
                              .transform = Transform::count,
                              .relevant = 0.0},
                             AgeSpan{ages.from, ages.to}, [](At const&) { return count_of_all(); });
}

/// Births by the age of the mother at the end of the year; five times the sum of the seven rates
/// is the total fertility rate.
OutcomeKind fertility(Ages const& ages)
{
    return outcome_of_people(
        {.id = "fertility_" + ages.id(),
         .long_name_en = "Women aged " + ages.text_en() + " who gave birth in the year",
         .long_name_nl = "Vrouwen van " + ages.text_nl() + " die in het jaar een kind kregen",
         .units = "1",
         .numerator = "women of this age who gave birth in the year",
         .denominator = "women of this age at the end of the year",
         .source_of_definition =
             "after CBS 37422ned; age is counted on 31 December, a second birth "
             "of one woman in one year does not count",
         .better = Better::neither,
         .transform = Transform::ratio,
         .relevant = 0.001},
        AgeSpan{ages.from, ages.to}, [](At const& at) {
            return share(at.people.sex[at.row] == woman,
                         at.this_year(at.people.last_birth[at.row]));
        });
}

}  // namespace

std::vector<OutcomeKind> ages()
{
    std::vector<OutcomeKind> kinds;
    for (Ages const& group : age_groups) {
        kinds.push_back(inhabitants(group));
    }
    for (Ages const& group : fertile_ages) {
        kinds.push_back(fertility(group));
    }
    return kinds;
}

}  // namespace smartstart::outcomes
