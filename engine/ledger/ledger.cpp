#include "engine/ledger/ledger.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

constexpr std::array<Label, payers> labels{{
    {"municipality", "municipality", "gemeente"},
    {"health_insurer", "health insurer", "zorgverzekeraar"},
    {"national_benefits", "national benefits", "rijk (uitkeringen)"},
    {"justice", "justice", "justitie en politie"},
    {"education", "education", "onderwijs"},
    {"household", "household and society", "huishouden en samenleving"},
}};

}  // namespace

std::span<Label const> payer_labels()
{
    return labels;
}

Ledger::Ledger(std::size_t municipalities, std::size_t items)
    : municipalities_{municipalities},
      items_{items},
      booked_(municipalities * payers * items * sides),
      accounts_(municipalities)
{
}

std::size_t Ledger::cell(std::size_t municipality, Payer payer, std::size_t item,
                         std::size_t side) const
{
    return ((municipality * payers + static_cast<std::size_t>(payer)) * items_ + item) * sides +
           side;
}

void Ledger::plan(std::size_t municipality, std::size_t side, Euro amount)
{
    accounts_[municipality][side].planned += amount;
    accounts_[municipality][side].planned_this_month += amount;
}

void Ledger::book(std::size_t municipality, Payer payer, std::size_t item, std::size_t side,
                  Euro amount)
{
    booked_[cell(municipality, payer, item, side)] += amount;
    if (payer == Payer::municipality) {
        accounts_[municipality][side].booked += amount;
        accounts_[municipality][side].booked_this_month += amount;
    }
}

void Ledger::close_month()
{
    for (std::size_t place = 0; place < municipalities_; ++place) {
        for (auto& account : accounts_[place]) {
            auto const balance = account.planned_this_month - account.booked_this_month;
            (balance.cents() >= 0 ? account.left : account.overspent) +=
                balance.cents() >= 0 ? balance : Euro{} - balance;
            account.planned_this_month = account.booked_this_month = Euro{};
            if (account.planned + account.overspent != account.booked + account.left) {
                throw BrokenPromise{"the ledger of municipality " + std::to_string(place) +
                                    " does not balance."};
            }
        }
        for (std::size_t side = 0; side < sides; ++side) {
            Euro sum;
            for (std::size_t item = 0; item < items_; ++item) {
                sum += booked_[cell(place, Payer::municipality, item, side)];
            }
            if (sum != accounts_[place][side].booked) {
                throw BrokenPromise{"the items of municipality " + std::to_string(place) +
                                    " do not add up to its account."};
            }
        }
    }
}

void Ledger::open_year()
{
    std::ranges::fill(booked_, Euro{});
    std::ranges::fill(accounts_, std::array<Account, sides>{});
}

Euro Ledger::booked(std::size_t municipality, Payer payer, std::size_t item, std::size_t side) const
{
    return booked_[cell(municipality, payer, item, side)];
}
Euro Ledger::planned(std::size_t municipality, std::size_t side) const
{
    return accounts_[municipality][side].planned;
}
Euro Ledger::planned_this_month(std::size_t municipality, std::size_t side) const
{
    return accounts_[municipality][side].planned_this_month;
}
Euro Ledger::realised(std::size_t municipality, std::size_t side) const
{
    return accounts_[municipality][side].booked;
}
Euro Ledger::left(std::size_t municipality, std::size_t side) const
{
    return accounts_[municipality][side].left;
}
Euro Ledger::overspent(std::size_t municipality, std::size_t side) const
{
    return accounts_[municipality][side].overspent;
}

}  // namespace smartstart
