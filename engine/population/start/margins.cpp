#include "engine/population/start/margins.hpp"

namespace smartstart {

std::vector<double> margin_targets(Municipality const& place)
{
    std::vector<double> targets(margin_cells);
    for (std::size_t band = 0; band < age_bands; ++band) {
        for (auto const sex : {Sex::woman, Sex::man}) {
            targets[age_sex_cell(band, sex)] =
                static_cast<double>(place.people[band][static_cast<std::size_t>(sex)]);
        }
        for (std::size_t i = 0; i < positions; ++i) {
            targets[place_cell(band, static_cast<Position>(i))] =
                static_cast<double>(place.places[band][i]);
        }
    }
    for (std::size_t kind = 0; kind < family_kinds; ++kind) {
        for (std::size_t children = 0; children < 4; ++children) {
            targets[family_cell(static_cast<FamilyKind>(kind), children)] =
                static_cast<double>(place.families[kind][children]);
        }
    }
    targets[everybody_cell] = static_cast<double>(place.inhabitants);
    return targets;
}

std::string name_of_band(std::size_t band)
{
    auto const from = std::to_string(5 * band);
    return band + 1 == age_bands ? from + "+" : from + "-" + std::to_string(5 * band + 4);
}

std::string name_of_cell(std::size_t cell)
{
    if (cell < age_sex_cells) {
        return std::string{cell % 2 == 0 ? "women" : "men"} + " " + name_of_band(cell / 2);
    }
    if (cell == everybody_cell) {
        return "everybody";
    }
    cell -= age_sex_cells;
    if (cell < place_cells) {
        return std::string{name_of(static_cast<Position>(cell % positions))} + " " +
               name_of_band(cell / positions);
    }
    cell -= place_cells;
    auto const children = cell % 4;
    return std::string{name_of(static_cast<FamilyKind>(cell / 4))} + " with " +
           std::to_string(children) + (children == 3 ? " or more" : "") +
           (children == 1 ? " child" : " children");
}

}  // namespace smartstart
