#include "engine/settings/guess_value.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "engine/base/nearest.hpp"

namespace smartstart {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr int first_year = 1950;
constexpr int last_year = 2200;

/// Words behind a number that are Dutch, or short, and what the model writes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 18> units{
    {{"miljoen", "million"},
     {"mln", "million"},
     {"mln.", "million"},
     {"miljard", "billion"},
     {"mld", "billion"},
     {"mld.", "billion"},
     {"duizend", "thousand"},
     {"euro's", "euro"},
     {"euros", "euro"},
     {"EUR", "euro"},
     {"€", "euro"},
     {"procent", "%"},
     {"percent", "%"},
     {"jaar", "years"},
     {"jaren", "years"},
     {"maand", "months"},
     {"maanden", "months"},
     {"pct", "%"}}};

std::string in_english(std::string_view word)
{
    auto const* const known =
        std::find_if(units.begin(), units.end(), [&](auto const& u) { return u.first == word; });
    return std::string{known == units.end() ? word : known->second};
}

/// Each word in English: `4 mln euro` becomes `4 million euro`.
std::string words_in_english(std::string_view text)
{
    if (text.starts_with("€")) {
        text.remove_prefix(std::string_view{"€"}.size());
    }
    std::string all;
    for (std::size_t at = text.find_first_not_of(' '); at < text.size();) {
        auto const end = std::min(text.find(' ', at), text.size());
        auto word = in_english(text.substr(at, end - at));
        auto const is_rate = word == "years" && all.ends_with("per");
        all += (all.empty() ? "" : " ") + (is_rate ? "year" : word);
        at = text.find_first_not_of(' ', end);
    }
    return all;
}

/// `215 million` out of `215.000.000`; any other text as it is.
std::string without_points(std::string const& text)
{
    auto const end = std::min(text.find_first_not_of("0123456789."), text.size());
    auto const number = std::string_view{text}.substr(0, end);
    std::string all;
    auto groups = 0;
    for (std::size_t at = 0; at <= number.size(); ++groups) {
        auto const point = std::min(number.find('.', at), number.size());
        auto const group = number.substr(at, point - at);
        if (group.empty() || group.size() > 3 || (groups > 0 && group.size() != 3)) {
            return text;
        }
        all += group;
        at = point + 1;
    }
    if (groups < 2) {
        return text;
    }
    constexpr std::string_view million = "000000";
    if (all.size() > million.size() && all.ends_with(million)) {
        all = all.substr(0, all.size() - million.size()) + " million";
    }
    return all + text.substr(end);
}

/// Years that a person may mean, likeliest first: fives before others, the near before the far.
std::vector<std::string> likely_years(SettingsNode const& path)
{
    constexpr int heart = 2030;
    std::vector<int> years;
    for (int year = first_year; year <= last_year; ++year) {
        if (path.find(std::to_string(year)) == nullptr) {
            years.push_back(year);
        }
    }
    auto const order = [](int year) { return std::pair{year % 5 != 0, std::abs(year - heart)}; };
    std::stable_sort(years.begin(), years.end(), [&](int a, int b) { return order(a) < order(b); });
    std::vector<std::string> texts;
    for (auto const year : years) {
        texts.push_back(std::to_string(year));
    }
    return texts;
}

}  // namespace

std::vector<std::string> readings_of(std::string const& text, std::string const& unit)
{
    auto plain = words_in_english(text);
    auto const comma = plain.find(',');
    if (comma != std::string::npos) {
        plain[comma] = '.';
    }
    // '1.000' is a thousand where money is meant, and one anywhere else.
    auto const is_money = unit.ends_with("euro");
    std::vector<std::string> all;
    for (auto const& one : {is_money ? without_points(plain) : plain, plain}) {
        all.push_back(one);
        all.push_back(one + unit);
        all.push_back(one + (is_money ? " euro" : ""));
    }
    return all;
}

std::string unit_behind(std::string_view text)
{
    auto const behind = text.find_first_not_of("0123456789.-");
    auto unit = behind == std::string_view::npos ? "" : std::string{text.substr(behind)};
    return unit + (unit == " year" || unit == " month" ? "s" : "");
}

bool is_calendar_year(int mark)
{
    return mark >= first_year && mark <= last_year;
}

std::string guess_year(std::string const& mark, SettingsNode const& path)
{
    auto const is_number = mark.find_first_not_of(digits) == std::string::npos;
    if (!is_number || mark.size() < 2 || mark.size() > 5) {
        return {};
    }
    auto const known = likely_years(path);
    auto const of_two = "20" + mark;
    auto const is_short = mark.size() == 2 && std::ranges::find(known, of_two) != known.end();
    auto const meant = is_short ? of_two : nearest_name(mark, known);
    return meant.empty() ? "" : " Is '" + meant + "' meant?";
}

}  // namespace smartstart
