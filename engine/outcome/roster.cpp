#include "engine/outcome/roster.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace smartstart {

void Roster::take_people(Sight const& sight, Row first, Row end)
{
    auto const& civil = sight.view.civil;
    struct Entry {
        Row row;
        std::uint16_t band;
    };
    std::array<Entry, rows_per_block> entries;  // NOLINT(*-member-init): written before it is read
    std::size_t found = 0;
    for (auto row = first; row < end; ++row) {
        auto const years = civil.age_in_months(row, sight.now) / 12;
        entries[found] = {row, static_cast<std::uint16_t>(sight.bands.of(years))};
        found += sight.view.counts_person(row) ? 1U : 0U;
    }
    // Each band's end first, which moves down to its beginning as its rows are put in place.
    std::ranges::fill(begins_, 0);
    for (std::size_t i = 0; i < found; ++i) {
        ++begins_[entries[i].band];
    }
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    for (auto i = found; i-- > 0;) {
        auto const [row, band] = entries[i];
        auto const home = civil.family[row];
        auto const cell = of_generation(sight.view.of_home(home), civil.generation[row]);
        put(--begins_[band], row, home, cell);
        ++had_[band * cells_ + cell];
    }
}

void Roster::take_families(Sight const& sight, Row first, Row end)
{
    auto const& view = sight.view;
    std::size_t found = 0;
    for (auto row = first; row < end; ++row) {
        if (view.counts_family(row)) {
            auto const cell = view.of_family(row);
            put(found++, row, row, cell);
            ++had_[cell];
        }
    }
    begins_[0] = 0;
    begins_[1] = found;
}

std::vector<std::int64_t> Roster::had(AgeBands::Range const& bands) const
{
    std::vector<std::int64_t> all(cells_);
    for (auto band = bands.first; band < bands.end; ++band) {
        auto const from = std::span{had_}.subspan(band * cells_, cells_);
        std::ranges::transform(all, from, all.begin(), std::plus{});
    }
    return all;
}

Roster& Roster::operator+=(Roster const& other)
{
    std::ranges::transform(had_, other.had_, had_.begin(), std::plus{});
    return *this;
}

}  // namespace smartstart
