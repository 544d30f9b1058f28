#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/settings/form.hpp"
#include "engine/settings/tree.hpp"

namespace smartstart {

/// What a person most likely meant by a text that is no value of its kind, likeliest first: with
/// the words for units in English, a decimal point, and the unit behind a bare number. A text that
/// is right already comes back as it is.
std::vector<std::string> readings_of(std::string const& text, std::string const& unit);

/// The unit behind a number, as behind any other: ` million euro` out of `215 million euro`,
/// ` years` out of `1 year`.
std::string unit_behind(std::string_view text);

/// ` Is '30 %' meant?` about a text that is no T, where a T can be made of it. Behind a bare number
/// comes the unit of what the base has there, so that 215 beside '215 million euro' is not taken
/// for 215 euro.
template <class T>
std::string guess_value(std::string const& text, std::string const& base)
{
    // A bare 0.3 can be 0.3 % as well as 30 %, so nothing is guessed there.
    auto const unclear = Form<T>::unit == Form<Share>::unit && number_in(text) <= 1;
    auto const has_unit = !Form<T>::unit.empty();
    auto const beside = has_unit && Form<T>::read(base) ? unit_behind(base) : std::string{};
    auto const unit = beside.empty() ? std::string{Form<T>::unit} : beside;
    for (auto const& guessed : readings_of(text, unclear ? "" : unit)) {
        if (Form<T>::read(guessed)) {
            return " Is " + in_quotes(guessed) + " meant?";
        }
    }
    return {};
}

/// Whether a mark of a path can be a calendar year of the model.
bool is_calendar_year(int mark);

/// ` Is '2030' meant?` about a mark that is no calendar year; not one that the path has already.
std::string guess_year(std::string const& mark, SettingsNode const& path);

}  // namespace smartstart
