#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace smartstart {

/// Money in whole cents: sums come out the same in any order.
class Euro {
public:
    constexpr Euro() = default;
    static constexpr Euro from_cents(std::int64_t cents) { return Euro{cents}; }
    /// Rounds to the nearest cent.
    static Euro from_euros(double euros) { return Euro{std::llround(euros * 100.0)}; }

    constexpr std::int64_t cents() const { return cents_; }
    constexpr double euros() const { return static_cast<double>(cents_) / 100.0; }
    constexpr Euro& operator+=(Euro other)
    {
        cents_ += other.cents_;
        return *this;
    }
    constexpr Euro& operator-=(Euro other)
    {
        cents_ -= other.cents_;
        return *this;
    }
    friend constexpr Euro operator+(Euro a, Euro b) { return Euro{a.cents_ + b.cents_}; }
    friend constexpr Euro operator-(Euro a, Euro b) { return Euro{a.cents_ - b.cents_}; }
    friend constexpr auto operator<=>(Euro, Euro) = default;
    friend constexpr Euro operator*(std::int64_t count, Euro each)
    {
        return Euro{count * each.cents_};
    }

private:
    constexpr explicit Euro(std::int64_t cents) : cents_{cents} {}
    std::int64_t cents_{};
};

/// A number from 0 to 1: a budget share or the chance of an event.
class Share {
public:
    constexpr Share() = default;
    constexpr explicit Share(double value) : value_{value} {}
    constexpr double value() const { return value_; }
    friend constexpr auto operator<=>(Share, Share) = default;

private:
    double value_{};
};

/// How often something happens to one person or family at risk, in events per year.
/// Over a step of dt years the chance is 1 - exp(-rate * dt), so results converge as dt shrinks.
class Rate {
public:
    constexpr Rate() = default;
    constexpr explicit Rate(double per_year) : per_year_{per_year} {}
    constexpr double per_year() const { return per_year_; }
    friend constexpr auto operator<=>(Rate, Rate) = default;

private:
    double per_year_{};
};

/// A stretch of time in whole months.
struct Months {
    int count{};
    constexpr double years() const { return count / 12.0; }
    friend constexpr auto operator<=>(Months, Months) = default;
};

/// A calendar month, counted from January of the year 0.
struct Month {
    int index{};
    static constexpr Month of(int year, int month) { return {12 * year + month - 1}; }
    constexpr int year() const { return index / 12; }
    constexpr int of_year() const { return index % 12 + 1; }  ///< 1 = January
    friend constexpr auto operator<=>(Month, Month) = default;
    friend constexpr Months operator-(Month later, Month earlier)
    {
        return {later.index - earlier.index};
    }
    friend constexpr Month operator+(Month start, Months length)
    {
        return {start.index + length.count};
    }
    friend constexpr Month operator-(Month end, Months length)
    {
        return {end.index - length.count};
    }
};

}  // namespace smartstart
