#include "engine/settings/form.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include "engine/settings/tree.hpp"

namespace smartstart {
namespace {

constexpr std::string_view digits = "0123456789";

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(" \n\t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \n\t") + 1 - first);
}

template <class T>
std::optional<T> whole(std::string_view text)
{
    T value{};
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, value);
    auto const ok = is_whole_number(text) && error == std::errc{} && stop == end;
    return ok ? std::optional{value} : std::nullopt;
}

/// `2025` out of `2025-04`: exactly so many digits.
std::optional<int> fixed_digits(std::string_view text, std::size_t count)
{
    if (text.size() != count || text.find_first_not_of(digits) != std::string_view::npos) {
        return {};
    }
    int value{};
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// How many of this unit make one event per year. To divide is exact where to multiply is not:
/// `3 per 1000 per year` must equal `0.003 per year`.
std::optional<double> units_per_event(std::string_view unit)
{
    static constexpr std::array<std::pair<std::string_view, double>, 7> units{
        {{"per year", 1.0},
         {"% per year", 100.0},
         {"per 100 per year", 100.0},
         {"per 1000 per year", 1e3},
         {"per 10000 per year", 1e4},
         {"per 100000 per year", 1e5},
         {"per million per year", 1e6}}};
    auto const* const known =
        std::find_if(units.begin(), units.end(), [&](auto const& u) { return u.first == unit; });
    return known == units.end() ? std::nullopt : std::optional{known->second};
}

std::optional<double> euros_each(std::string_view unit)
{
    static constexpr std::array<std::pair<std::string_view, double>, 4> units{
        {{"euro", 1.0}, {"thousand euro", 1e3}, {"million euro", 1e6}, {"billion euro", 1e9}}};
    auto const* const known =
        std::find_if(units.begin(), units.end(), [&](auto const& u) { return u.first == unit; });
    return known == units.end() ? std::nullopt : std::optional{known->second};
}

/// `1.000 euro` is one euro to the program and a thousand to a Dutch reader.
bool is_ambiguous_thousand(std::string_view text)
{
    auto const point = text.find('.');
    return point != std::string_view::npos &&
           text.find_first_not_of(digits, point + 1) == point + 4;
}

/// A number and the words behind it: `4 million euro`. Without words it is a bare number.
struct Measure {
    double number{};
    std::string_view unit;
};

/// Empty where the text is no number, has a decimal comma, a needless 0 in front, or is too large.
std::optional<Measure> read_measure(std::string_view text)
{
    text = trimmed(text);
    auto const unsigned_text = text.starts_with('-') ? text.substr(1) : text;
    auto const is_digit = [&](std::size_t i) {
        return i < unsigned_text.size() && digits.find(unsigned_text[i]) != std::string_view::npos;
    };
    if (!is_digit(0) || (unsigned_text.front() == '0' && is_digit(1))) {
        return {};
    }
    Measure measure;
    auto const [stop, error] =
        std::from_chars(text.data(), text.data() + text.size(), measure.number);
    if (error != std::errc{} || !std::isfinite(measure.number)) {
        return {};
    }
    auto const rest = text.substr(static_cast<std::size_t>(stop - text.data()));
    measure.unit = trimmed(rest);
    auto const glued = !rest.empty() && rest.front() != ' ' && rest.front() != '%';
    if (glued || *(stop - 1) == '.') {
        return {};
    }
    return measure;
}

}  // namespace

std::string_view kind_of(std::string_view text)
{
    if (Form<Share>::read(text)) {
        return "share";
    }
    if (Form<Rate>::read(text)) {
        return "rate";
    }
    if (Form<Euro>::read(text)) {
        return "euro";
    }
    if (Form<Months>::read(text)) {
        return "months";
    }
    return Form<double>::read(text) ? "number" : "";
}

std::optional<Share> Form<Share>::read(std::string_view text)
{
    auto const measure = read_measure(text);
    auto const ok =
        measure && measure->unit == "%" && measure->number >= 0 && measure->number <= 100;
    return ok ? std::optional{Share{measure->number / 100}} : std::nullopt;
}

std::optional<Rate> Form<Rate>::read(std::string_view text)
{
    auto const measure = read_measure(text);
    auto const units = measure ? units_per_event(measure->unit) : std::nullopt;
    return units && measure->number >= 0 ? std::optional{Rate{measure->number / *units}}
                                         : std::nullopt;
}

std::optional<Euro> Form<Euro>::read(std::string_view text)
{
    constexpr double most = 1e15;  // in cents still far from the end of 64 bits
    auto const measure = read_measure(text);
    auto const each = measure ? euros_each(measure->unit) : std::nullopt;
    if (!each || std::abs(measure->number * *each) > most ||
        (*each == 1.0 && is_ambiguous_thousand(text))) {
        return {};
    }
    return Euro::from_euros(measure->number * *each);
}

std::optional<Months> Form<Months>::read(std::string_view text)
{
    constexpr double most = 12'000;
    auto const measure = read_measure(text);
    if (!measure) {
        return {};
    }
    auto const is_years = measure->unit == "years" || measure->unit == "year";
    if (!is_years && measure->unit != "months" && measure->unit != "month") {
        return {};
    }
    auto const count = measure->number * (is_years ? 12 : 1);
    auto const ok = count >= 0 && count <= most && count == std::floor(count);
    return ok ? std::optional{Months{static_cast<int>(count)}} : std::nullopt;
}

std::optional<double> Form<double>::read(std::string_view text)
{
    auto const measure = read_measure(text);
    return measure && measure->unit.empty() ? std::optional{measure->number} : std::nullopt;
}

std::optional<int> Form<int>::read(std::string_view text)
{
    return whole<int>(text);
}

std::optional<std::uint64_t> Form<std::uint64_t>::read(std::string_view text)
{
    return whole<std::uint64_t>(text);
}

std::optional<Month> Form<Month>::read(std::string_view text)
{
    if (text.size() != 7 || text[4] != '-') {
        return {};
    }
    auto const year = fixed_digits(text.substr(0, 4), 4);
    auto const month = fixed_digits(text.substr(5), 2);
    auto const ok = year && month && *month >= 1 && *month <= 12;
    return ok ? std::optional{Month::of(*year, *month)} : std::nullopt;
}

std::optional<Years> Form<Years>::read(std::string_view text)
{
    if (text.size() != 9 || text[4] != '-') {
        return {};
    }
    auto const first = fixed_digits(text.substr(0, 4), 4);
    auto const last = fixed_digits(text.substr(5), 4);
    auto const ok = first && last && *first <= *last;
    return ok ? std::optional{Years{*first, *last}} : std::nullopt;
}

std::optional<bool> Form<bool>::read(std::string_view text)
{
    auto const ok = text == "true" || text == "false";
    return ok ? std::optional{text == "true"} : std::nullopt;
}

std::optional<std::string> Form<std::string>::read(std::string_view text)
{
    return trimmed(text).empty() ? std::nullopt : std::optional{std::string{text}};
}

double number_in(std::string_view text)
{
    auto const measure = read_measure(text);
    return measure ? measure->number : 0.0;
}

double comparable(std::string_view text)
{
    if (auto const rate = Form<Rate>::read(text)) {
        return rate->per_year();
    }
    if (auto const euro = Form<Euro>::read(text)) {
        return euro->euros();
    }
    if (auto const months = Form<Months>::read(text)) {
        return months->count;
    }
    return number_in(text);
}

}  // namespace smartstart
