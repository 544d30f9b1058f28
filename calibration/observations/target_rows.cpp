#include "calibration/observations/target_rows.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "engine/base/nearest.hpp"

namespace smartstart {
namespace {

/// A row of a table is added up over all that its cells can be.
constexpr int most_base_in_row = 100;

bool is_same_figure(Target const& one, Target const& other)
{
    return one.outcomes == other.outcomes && one.times == other.times && one.place == other.place &&
           one.group == other.group && one.year == other.year;
}

bool is_count(Target const& target, std::vector<OutcomeInfo> const& outcomes)
{
    return !target.outcomes.empty() && std::ranges::any_of(outcomes, [&](OutcomeInfo const& info) {
        return info.id == target.outcomes.front() && info.transform == Transform::count;
    });
}

/// The cells of a row, and its total.
void check_row(Settings const& own, Target const& total, std::vector<Target> const& targets,
               std::vector<OutcomeInfo> const& outcomes)
{
    std::vector<std::string> names;
    for (auto const& target : targets) {
        names.push_back(target.name);
    }
    auto fits = is_count(total, outcomes);
    for (auto const& cell : total.total_of) {
        auto const found = std::ranges::find(names, cell);
        if (found == names.end() || cell == total.name) {
            auto const near = nearest_name(cell, names);
            own.reject("total_of",
                       "names '" + cell + "', which is no other target of this file." +
                           (near.empty() ? std::string{} : " Is '" + near + "' meant?"));
            return;
        }
        auto const& target = targets[static_cast<std::size_t>(found - names.begin())];
        fits = fits && is_count(target, outcomes) && target.use == total.use &&
               target.disclosure.base <= most_base_in_row;
    }
    if (!fits || total.total_of.size() < 2) {
        own.reject("total_of",
                   "must name two targets or more; they and the total must be counts of the same "
                   "use, rounded to multiples of 100 at most.");
    }
}

bool names(Target const& total, std::string const& cell)
{
    return std::ranges::find(total.total_of, cell) != total.total_of.end();
}

/// A figure that stands in two rows, which would make it count twice.
void check_one_row(Settings const& own, Target const& total, std::vector<Target> const& targets)
{
    for (auto const& other : targets) {
        if (names(total, other.name) && !other.total_of.empty()) {
            own.reject(
                "total_of",
                fmt::format("names '{}', which is a total itself; a figure may be in one row "
                            "only, or it would count twice.",
                            other.name));
        }
        if (&other >= &total) {
            continue;
        }
        for (auto const& cell : total.total_of) {
            if (names(other, cell)) {
                own.reject("total_of", fmt::format("names '{}', which '{}' names too; a figure may "
                                                   "be in one row only, or it would count twice.",
                                                   cell, other.name));
                return;
            }
        }
    }
}

}  // namespace

void check_together(Settings const& section, std::vector<Target> const& targets,
                    std::vector<OutcomeInfo> const& outcomes)
{
    for (auto target = targets.begin(); target != targets.end(); ++target) {
        auto const earlier = std::find_if(targets.begin(), target, [&](Target const& one) {
            return is_same_figure(one, *target);
        });
        if (earlier != target) {
            section.reject(target->name, "is the same figure as '" + earlier->name +
                                             "': of the same outcomes, place, group and year.");
        }
        if (!target->total_of.empty()) {
            check_row(section.section(target->name), *target, targets, outcomes);
            check_one_row(section.section(target->name), *target, targets);
        }
    }
}

}  // namespace smartstart
