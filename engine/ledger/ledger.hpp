#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/quantity.hpp"

namespace smartstart {

/// Who pays.
enum class Payer : std::uint8_t {
    municipality,
    health_insurer,
    national_benefits,
    justice,
    education,
    household,
};
inline constexpr std::size_t payers = 6;

/// A name in two languages.
struct Label {
    std::string_view id, en, nl;
};
std::span<Label const> payer_labels();

/// Cents by municipality, payer, item and side: every euro is booked once.
///
/// Items are numbered by the caller; sides are 0 front, 1 back, 2 outside the youth and family
/// budget. Beside what is booked the ledger keeps what was planned for front and back, and the
/// difference, so that planned + overspent = booked + left, to the cent, each month.
class Ledger {
public:
    static constexpr std::size_t sides = 3;

    Ledger(std::size_t municipalities, std::size_t items);

    void plan(std::size_t municipality, std::size_t side, Euro amount);
    void book(std::size_t municipality, Payer payer, std::size_t item, std::size_t side,
              Euro amount);
    /// Closes the month: works out what is left or overspent per municipality and side.
    /// Throws BrokenPromise when a cent is missing.
    void close_month();
    /// Forgets the year that was.
    void open_year();

    Euro booked(std::size_t municipality, Payer payer, std::size_t item, std::size_t side) const;
    Euro planned(std::size_t municipality, std::size_t side) const;
    /// Spent by the municipality on one side this year: the realised budget.
    Euro realised(std::size_t municipality, std::size_t side) const;
    /// As far as it was planned and not yet closed.
    Euro planned_this_month(std::size_t municipality, std::size_t side) const;
    Euro left(std::size_t municipality, std::size_t side) const;
    Euro overspent(std::size_t municipality, std::size_t side) const;
    std::size_t municipalities() const { return municipalities_; }
    std::size_t items() const { return items_; }

    /// Names what is not the same every month, for who keeps it on disk.
    template <class Self, class Visit>
    static void each_part(Self& self, Visit const& visit)
    {
        visit("booked", self.booked_);
        visit("accounts", self.accounts_);
    }

private:
    std::size_t cell(std::size_t municipality, Payer payer, std::size_t item,
                     std::size_t side) const;
    struct Account {
        Euro planned, booked, left, overspent, planned_this_month, booked_this_month;
    };
    std::size_t municipalities_, items_;
    std::vector<Euro> booked_;
    std::vector<std::array<Account, sides>> accounts_;
};

}  // namespace smartstart
