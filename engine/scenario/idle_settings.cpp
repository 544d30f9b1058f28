#include "engine/scenario/idle_settings.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/scenario/setting_names.hpp"
#include "engine/scenario/signature.hpp"
#include "engine/settings/form.hpp"

namespace smartstart {
namespace {

enum class Wanted : std::uint8_t {
    word,         ///< the other setting is this word
    some,         ///< it is not 0 throughout
    less_than_1,  ///< it is not 100 % throughout
};

/// A setting that has an effect only where another is as wanted. A star stands for any part of a
/// path, and in the other setting for the same part.
struct Need {
    std::string_view setting, other;
    Wanted wanted{};
    std::string_view word, usual;  ///< the usual word holds where none is written
};

constexpr std::array needs{
    Need{"knowledge.*", "structure.detection", Wanted::word, "on", "on"},
    Need{"steps.find_spots.*_contacts", "structure.detection", Wanted::word, "on", "on"},
    Need{"steps.find_spots.signal_*", "structure.detection", Wanted::word, "on", "on"},
    Need{"steps.find_spots.looked_at_*", "structure.detection", Wanted::word, "on", "on"},
    Need{"steps.find_spots.shows_of_itself", "structure.detection", Wanted::word, "on", "on"},
    Need{"knowledge.*.auc", "knowledge.*.reach", Wanted::some, {}, {}},
    Need{"knowledge.*.may_flag", "knowledge.*.reach", Wanted::some, {}, {}},
    Need{"steps.find_spots.*_contacts", "knowledge.*.reach", Wanted::some, {}, {}},
    Need{"knowledge.*.auc", "knowledge.*.may_flag", Wanted::some, {}, {}},
    Need{"knowledge.*.auc", "knowledge.*.may_flag", Wanted::less_than_1, {}, {}},
    Need{"integration", "steps.care.effect_lost_per_extra_agency", Wanted::some, {}, {}},
    Need{"steps.care.effect_lost_per_extra_agency", "integration", Wanted::less_than_1, {}, {}},
    Need{"steps.problems.recovery_log_rate_per_year_waiting", "structure.waiting", Wanted::word,
         "linear", "none"},
    Need{"steps.problems.escalation_log_rate_while_waiting", "structure.waiting", Wanted::word,
         "hazard", "none"},
    Need{"steps.skills.translog_*", "structure.skills", Wanted::word, "translog", "ces"},
    Need{"steps.skills.early_*_exponent", "structure.skills", Wanted::word, "ces", "ces"},
    Need{"steps.skills.late_*_exponent", "structure.skills", Wanted::word, "ces", "ces"},
    Need{"steps.skills.early_*_level", "structure.skills", Wanted::word, "ces", "ces"},
    Need{"steps.skills.late_*_level", "structure.skills", Wanted::word, "ces", "ces"},
    Need{"steps.*.threshold_of_risks", "structure.risks", Wanted::word, "threshold", "additive"},
    Need{"steps.risks.childhood_share_raw", "structure.causes", Wanted::word, "raw", "adjusted"},
    Need{"steps.risks.childhood_share_sibling", "structure.causes", Wanted::word, "sibling",
         "adjusted"},
    Need{"steps.requests.specialist_per_free_share", "structure.capacity", Wanted::word, "induced",
         "slow"},
    Need{"steps.*.sceptical_factor", "structure.priors", Wanted::word, "sceptical", "published"},
};

/// What is said of a kind of help in the parameter files, of which nobody gets any where the budget
/// has no share for it. Courts and crises get theirs without a share; those are not among it.
constexpr std::array refusable{
    "school_support", "neighbourhood_team", "gp_youth_nurse", "parenting_programme",
    "home_visiting",  "debt_counselling",   "ambulant",       "day_care"};
constexpr std::array of_help{"steps.prices.*_year",
                             "steps.care.*_duration",
                             "steps.care.*_drop_out",
                             "steps.care.*_effect",
                             "steps.care.*_fade_out",
                             "steps.family_support.*_on_investment",
                             "steps.family_support.*_duration",
                             "steps.family_support.*_on_mental_health"};

/// What the star of a pattern stands for in a path; nothing where the path is not of that pattern.
std::optional<std::string_view> starred(std::string_view pattern, std::string_view path)
{
    auto const star = pattern.find('*');
    if (star == std::string_view::npos) {
        return pattern == path ? std::optional<std::string_view>{""} : std::nullopt;
    }
    auto const before = pattern.substr(0, star);
    auto const after = pattern.substr(star + 1);
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) ||
        !path.ends_with(after)) {
        return std::nullopt;
    }
    return path.substr(before.size(), path.size() - before.size() - after.size());
}

std::string with_star(std::string_view pattern, std::string_view part)
{
    std::string path{pattern};
    if (auto const star = path.find('*'); star != std::string::npos) {
        path.replace(star, 1, part);
    }
    return path;
}

using AllMarks = std::map<std::string, Marks>;

/// What the other setting is where that leaves this one without effect.
std::optional<std::string> in_the_way(Need const& need, std::string const& other,
                                      AllMarks const& all)
{
    auto const written = all.find(other);
    if (written == all.end() || written->second.empty()) {
        auto const is_missed = need.wanted == Wanted::word && need.usual != need.word;
        return is_missed ? std::optional{std::string{need.usual}} : std::nullopt;
    }
    auto const is_idle = [&](Marks::value_type const& mark) {
        auto const size = comparable(mark.second);
        return need.wanted == Wanted::word   ? mark.second != need.word
               : need.wanted == Wanted::some ? size == 0.0
                                             : size == comparable("100 %");
    };
    return std::ranges::all_of(written->second, is_idle)
               ? std::optional{written->second.begin()->second}
               : std::nullopt;
}

/// Empty where the setting has an effect, as far as is known here.
std::optional<Text> reason(std::string const& path, AllMarks const& all)
{
    auto const because = [](std::string const& other, std::string const& is) {
        return Text{fmt::format("doet hier niets, want '{}' is '{}'.", other, value_in_dutch(is)),
                    fmt::format("does nothing here, because '{}' is '{}'.", other, is)};
    };
    for (auto const& need : needs) {
        if (auto const part = starred(need.setting, path)) {
            auto const other = with_star(need.other, *part);
            if (auto const is = in_the_way(need, other, all)) {
                return because(other, *is);
            }
        }
    }
    for (std::string const pattern : of_help) {
        auto const part = starred(pattern, path);
        if (part && std::ranges::find(refusable, *part) != refusable.end()) {
            Need const money{{}, {}, Wanted::some, {}, {}};
            auto const share = fmt::format("steps.budget.{}_share", *part);
            if (auto const is = in_the_way(money, share, all)) {
                return because(share, *is);
            }
        }
    }
    if (path.starts_with("steps.skills.preschool_")) {
        return Text{"doet alleen iets in een virtuele proef ('smartstart trial').",
                    "does something in a virtual trial only ('smartstart trial')."};
    }
    return std::nullopt;
}

/// Whether the marks are years, and not ages.
bool is_over_years(Marks const& marks)
{
    constexpr int first_that_is_a_year = 1000;
    return !marks.empty() && std::ranges::all_of(marks, [](auto const& mark) {
        return mark.first == 0 || mark.first >= first_that_is_a_year;
    });
}

/// Differs only in years before anybody lives.
bool is_over_before(SettingDifference const& change, Years lived)
{
    if (change.first_year >= lived.first || !is_over_years(change.before) ||
        !is_over_years(change.after)) {
        return false;
    }
    auto const before = by_size(change.before);
    auto const after = by_size(change.after);
    for (int year = lived.first; year <= lived.last; ++year) {
        if (signature(before, year) != signature(after, year)) {
            return false;
        }
    }
    return true;
}

/// A path that begins in a year that is reported, and whose first value holds before that as well,
/// where the base has another: perhaps it was meant to begin there.
std::optional<Text> holds_before(SettingDifference const& change, Years reported)
{
    auto const& [path, before, after, first_year] = change;
    if (first_year != 0 || before.empty() || !is_over_years(before) || !is_over_years(after) ||
        after.begin()->first < reported.first) {
        return std::nullopt;
    }
    auto const& [first, value] = *after.begin();
    if (signature(by_size(before), first - 1) == signature(by_size(after), first - 1)) {
        return std::nullopt;
    }
    return Text{
        fmt::format("is ook vóór {} al {}, anders dan in de basis: een pad heeft zijn eerste "
                    "waarde in alle jaren ervoor. Schrijf ook de waarde van {} op als dat niet de "
                    "bedoeling is.",
                    first, value_in_dutch(value), first - 1),
        fmt::format("is {} before {} as well, other than in the base: a path has its first value "
                    "in all years before it. Write the value of {} too if that is not meant.",
                    value, first, first - 1)};
}

void add(std::vector<Text>& remarks, Text const& name, Text const& says)
{
    remarks.push_back({name.nl + " " + says.nl, name.en + " " + says.en});
}

}  // namespace

std::vector<Text> remarks_on_idle_settings(Scenario const& scenario, SettingsFile const& base)
{
    constexpr int last_of_all = 9999;
    std::vector<Text> remarks;
    Years const lived{scenario.base_year - scenario.rehearsal_years, scenario.years.last};
    auto const all = scenario.file.marks();
    for (auto const& change : differences(base, scenario.file, last_of_all)) {
        auto const name = name_of_setting(change.path, scenario.file.parameters());
        if (change.first_year > lived.last) {
            add(remarks, name,
                {fmt::format("verschilt pas vanaf {}, na het laatste jaar ({}): dat doet niets.",
                             change.first_year, lived.last),
                 fmt::format("differs from {} on only, after the last year ({}): that does "
                             "nothing.",
                             change.first_year, lived.last)});
        } else if (is_over_before(change, lived)) {
            add(remarks, name,
                {fmt::format("verschilt alleen vóór het eerste jaar ({}): dat doet niets.",
                             lived.first),
                 fmt::format("differs before the first year ({}) only: that does nothing.",
                             lived.first)});
        } else if (auto const says = reason(change.path, all)) {
            add(remarks, name, *says);
        } else if (auto const says_so = holds_before(change, scenario.years)) {
            add(remarks, name, *says_so);
        }
    }
    return remarks;
}

}  // namespace smartstart
