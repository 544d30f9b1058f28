#include "calibration/pages/held_out_page.hpp"

#include <fmt/format.h>

#include "calibration/statistics/scores.hpp"

namespace smartstart {

Grid held_out_grid(PosteriorFile const& posterior)
{
    auto const& table = posterior.table("targets", "held out");
    Grid grid{{"target", "score (CRPS) before", "score after", "interval score before",
               "interval score after", "where it lies (0 to 1)", "in the 90 % interval"},
              {}};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const at = [&](std::size_t column) { return table.at(row, column); };
        grid.rows.push_back({posterior.targets[static_cast<std::size_t>(at(0))], number(at(1)),
                             number(at(2)), number(at(3)), number(at(4)),
                             fmt::format("{:.2f} to {:.2f}", at(5), at(6)),
                             at(7) > 0.5 ? "yes" : "no"});
    }
    return grid;
}

std::vector<std::string> held_out_said(PosteriorFile const& posterior)
{
    auto const& table = posterior.table("targets", "held out");
    auto inside = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        inside += table.at(row, 7) > 0.5 ? 1 : 0;
    }
    auto const all = static_cast<int>(table.rows());
    if (all == 0) {
        return {};
    }
    auto const right = acceptable(all, 0.9);
    auto const& together = posterior.table("targets", "held out together");
    return {
        fmt::format("Of the figures that were held out {} of {} lie in their 90 % intervals; "
                    "where the model is right that is {} to {} in 95 of 100 cases.",
                    inside, all, right.least, right.most),
        fmt::format("All together, each over its size, they score {:.3f} before and {:.3f} after "
                    "(energy score; less is better).",
                    together.at(0, 0), together.at(0, 1))};
}

}  // namespace smartstart
