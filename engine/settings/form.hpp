#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/quantity.hpp"
#include "engine/settings/values.hpp"

namespace smartstart {

/// How a value of type T is written: what kind of value it is (see setting_form.hpp), what is
/// wanted, with an example; the unit that a person who wrote a bare number most likely meant; and
/// the value of a text, empty where it is no T.
template <class T>
struct Form;

template <>
struct Form<Share> {
    static constexpr std::string_view kind = "share";
    static constexpr std::string_view wanted = "a percentage from 0 % to 100 %, such as '30 %'";
    static constexpr std::string_view unit = " %";
    static std::optional<Share> read(std::string_view text);
};

template <>
struct Form<Rate> {
    static constexpr std::string_view kind = "rate";
    static constexpr std::string_view wanted =
        "a number of times per year, 0 or more, such as '0.38 per year', '2 per 1000 per year' or "
        "'5 % per year'";
    static constexpr std::string_view unit = " per year";
    static std::optional<Rate> read(std::string_view text);
};

template <>
struct Form<Euro> {
    static constexpr std::string_view kind = "euro";
    static constexpr std::string_view wanted =
        "an amount of money, such as '92.50 euro' or '4 million euro'";
    static constexpr std::string_view unit = " euro";
    static std::optional<Euro> read(std::string_view text);
};

template <>
struct Form<Months> {
    static constexpr std::string_view kind = "months";
    static constexpr std::string_view wanted =
        "a stretch of whole months, 0 or more, such as '6 months' or '2 years'";
    static constexpr std::string_view unit = " months";
    static std::optional<Months> read(std::string_view text);
};

template <>
struct Form<Month> {
    static constexpr std::string_view kind = "month";
    static constexpr std::string_view wanted = "a month of a year, such as '2025-04'";
    static constexpr std::string_view unit{};
    static std::optional<Month> read(std::string_view text);
};

template <>
struct Form<Years> {
    static constexpr std::string_view kind = "years";
    static constexpr std::string_view wanted =
        "a first and a last year, in that order, such as '2025-2065'";
    static constexpr std::string_view unit{};
    static std::optional<Years> read(std::string_view text);
};

template <>
struct Form<double> {
    static constexpr std::string_view kind = "number";
    static constexpr std::string_view wanted = "a plain number without a unit, such as '0.25'";
    static constexpr std::string_view unit{};
    static std::optional<double> read(std::string_view text);
};

template <>
struct Form<int> {
    static constexpr std::string_view kind = "whole";
    static constexpr std::string_view wanted = "a whole number, such as '20'";
    static constexpr std::string_view unit{};
    static std::optional<int> read(std::string_view text);
};

template <>
struct Form<std::uint64_t> {
    static constexpr std::string_view kind = "whole";
    static constexpr std::string_view wanted =
        "a whole number from 0 to 18446744073709551615, such as '20250101'";
    static constexpr std::string_view unit{};
    static std::optional<std::uint64_t> read(std::string_view text);
};

template <>
struct Form<bool> {
    static constexpr std::string_view kind = "flag";
    static constexpr std::string_view wanted = "'true' or 'false'";
    static constexpr std::string_view unit{};
    static std::optional<bool> read(std::string_view text);
};

template <>
struct Form<std::string> {
    static constexpr std::string_view kind = "text";
    static constexpr std::string_view wanted = "a text";
    static constexpr std::string_view unit{};
    static std::optional<std::string> read(std::string_view text);
};

/// What sort of quantity a text is by its unit: `share`, `rate`, `euro`, `months`, `number`; empty
/// where it is none of these.
std::string_view kind_of(std::string_view text);

/// The number in front of the unit; 0 where there is none.
double number_in(std::string_view text);

/// The size of a quantity, to compare it with another of the same kind; 0 where it is none.
double comparable(std::string_view text);

}  // namespace smartstart
