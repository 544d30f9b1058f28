#include "engine/scenario/sentences.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>

#include "engine/scenario/setting_names.hpp"
#include "engine/settings/form.hpp"

namespace smartstart {
namespace {

constexpr int first_that_is_a_year = 1000;

/// The words of one language.
struct Wording {
    std::string_view until_year, in_year, at_age, and_;
    std::string_view rises, falls, from, to;
    std::string_view is, becomes, from_start, left_out;
    std::string_view base, not_in_base;
    std::string (*value)(std::string);
};

std::string as_it_is(std::string text)
{
    return text;
}

constexpr Wording dutch{" tot en met ",
                        " in ",
                        " bij ",
                        " en ",
                        " stijgt",
                        " daalt",
                        " van ",
                        " naar ",
                        " is ",
                        " wordt ",
                        ", van het begin af",
                        " vervalt",
                        "basis: ",
                        "niet in de basis",
                        value_in_dutch};
constexpr Wording english{" until and in ",
                          " in ",
                          " at ",
                          " and ",
                          " rises",
                          " falls",
                          " from ",
                          " to ",
                          " is ",
                          " becomes ",
                          ", from the very start",
                          " is left out",
                          "base: ",
                          "not in the base",
                          as_it_is};

bool is_constant(Marks const& marks)
{
    return std::ranges::all_of(
        marks, [&](auto const& mark) { return mark.second == marks.begin()->second; });
}

bool is_quantity(std::string const& text)
{
    return !kind_of(text).empty();
}

/// A word that a person can choose, such as a rule, is put in quotes.
std::string value(std::string const& text, Wording const& words)
{
    return is_quantity(text) || text.find_first_of("0123456789[{'\"") != std::string::npos
               ? words.value(text)
               : "'" + text + "'";
}

/// `30 % in 2025`, with these words for `in`.
std::string at_mark(Marks::value_type const& mark, Wording const& words, std::string_view in_year)
{
    auto const& [when, text] = mark;
    return value(text, words) + std::string{when >= first_that_is_a_year ? in_year : words.at_age} +
           std::to_string(when);
}

/// `30 %`, or `30 % in 2025, 45 % in 2028 and 50 % in 2030`, with these words for `in` at the
/// first.
std::string all_marks(Marks const& marks, Wording const& words, std::string_view in_first)
{
    if (is_constant(marks)) {
        return value(marks.begin()->second, words);
    }
    std::string text;
    std::size_t left = marks.size();
    for (auto const& mark : marks) {
        text += text.empty() ? "" : left == 1 ? std::string{words.and_} : ", ";
        text += at_mark(mark, words, left == marks.size() ? in_first : words.in_year);
        --left;
    }
    return text;
}

/// `rises from 30 % in 2025 to 50 % in 2030` where that can be said.
std::string what_happens(Marks const& after, Wording const& words, std::string_view in_first)
{
    auto const& first = *after.begin();
    auto const& last = *std::prev(after.end());
    auto const is_step = after.size() == 2 && kind_of(first.second) == kind_of(last.second) &&
                         is_quantity(first.second) && first.second != last.second &&
                         first.first >= first_that_is_a_year;
    if (is_step) {
        auto const up = comparable(last.second) > comparable(first.second);
        return std::string{up ? words.rises : words.falls} + std::string{words.from} +
               at_mark(first, words, in_first) + std::string{words.to} +
               at_mark(last, words, words.in_year);
    }
    auto const verb = is_quantity(first.second) ? words.is : words.becomes;
    return std::string{verb} + all_marks(after, words, in_first);
}

std::string sentence(std::string const& name, SettingDifference const& difference,
                     Wording const& words)
{
    auto const& [path, before, after, first_year] = difference;
    auto text = name;
    if (after.empty()) {
        text += words.left_out;
    } else {
        // A path holds its first value in all years before: told where the base has another then.
        text += what_happens(after, words, first_year == 0 ? words.until_year : words.in_year);
        text += first_year == 0 && is_constant(after) ? words.from_start : "";
    }
    return text + " (" +
           (before.empty() ? std::string{words.not_in_base}
                           : std::string{words.base} + all_marks(before, words, words.in_year)) +
           ").";
}

}  // namespace

Text sentence_of(SettingDifference const& difference, std::vector<Parameter> const& book)
{
    auto const name = name_of_setting(difference.path, book);
    return {sentence(name.nl, difference, dutch), sentence(name.en, difference, english)};
}

Text start_sentence(Scenario const& scenario)
{
    constexpr std::array months{"januari",   "februari", "maart",    "april",
                                "mei",       "juni",     "juli",     "augustus",
                                "september", "oktober",  "november", "december"};
    constexpr std::array english_months{"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    if (scenario.base.empty()) {
        return {"Dit scenario heeft geen basis: het is zelf een begin.",
                "This scenario has no base: it is a beginning of its own."};
    }
    auto const start = scenario.start_of_difference;
    if (!start) {
        return {"Het verschilt nergens van zijn basis " + scenario.base + ".",
                "It differs nowhere from its base " + scenario.base + "."};
    }
    if (start->year() <= scenario.base_year - scenario.rehearsal_years) {
        return {"Het verschilt van het begin af van zijn basis " + scenario.base + ".",
                "It differs from its base " + scenario.base + " from the very start."};
    }
    auto const month = static_cast<std::size_t>(start->of_year() - 1);
    auto const year = " " + std::to_string(start->year());
    return {"Tot " + std::string{months.at(month)} + year + " is het gelijk aan zijn basis " +
                scenario.base + ".",
            "Until " + std::string{english_months.at(month)} + year + " it is equal to its base " +
                scenario.base + "."};
}

}  // namespace smartstart
