// P4: the partner market of each municipality.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "engine/base/mix.hpp"
#include "tests/speed/families/normal.hpp"
#include "tests/speed/families/steps.hpp"

namespace smartstart::families {
namespace {

enum Word : unsigned { takes_part, wish, cut, forms };

/// Who takes part.
struct Season {
    std::uint32_t stream{};
    int youngest{}, oldest{};
    std::array<Chance, 80> by_age;
};

Season every_year()
{
    Season season{.stream = name_hash("families market"), .youngest = 18, .oldest = 65, .by_age{}};
    for (std::size_t age = 18; age <= 65; ++age) {
        season.by_age[age] = Chance::of(age < 40 ? 0.25 : 0.10);
    }
    return season;
}
Season at_the_start()
{
    Season season{
        .stream = name_hash("families first market"), .youngest = 18, .oldest = 79, .by_age{}};
    season.by_age.fill(Chance::of(0.6));
    return season;
}

/// Who comes at age + 3 Z sorts by this many units to a year, from -32 on: 22 bits.
constexpr float units_per_year = 32768.0F;
constexpr unsigned order_bits = 22;

std::uint32_t order_of(float age)
{
    constexpr auto last = static_cast<float>((1U << order_bits) - 1U);
    return static_cast<std::uint32_t>(std::clamp((age + 32.0F) * units_per_year, 0.0F, last));
}

/// The seekers of one sex in one municipality, in order of birth.
void gather(State& state, Season const& season, std::size_t place, int sex)
{
    auto const bond = state.links().bond;
    auto& room = state.room[place];
    auto& seekers = room.seekers[static_cast<std::size_t>(sex)];
    seekers.clear();
    auto const now = state.year();
    auto const& normal = normal_table();
    auto const shift = sex == women ? 0.0F : -2.0F;
    LuckBlocks const luck{state.source(season.stream, 1)};
    for (auto born = now - season.oldest; born <= now - season.youngest; ++born) {
        if (born < -Cohorts::oldest_at_start) {
            continue;
        }
        auto const age = static_cast<std::size_t>(now - born);
        auto const& chance = season.by_age[age];
        room.found.clear();
        room.found.find(state.cohorts.of(born, place, sex),
                        all_of(below(state.luck.bytes(), chance.bound), equal(bond, single)));
        room.words.resize(std::max(room.words.size(), room.found.size()));
        luck.of(room.found.rows(), room.words);
        for (std::size_t i = 0; i < room.found.size(); ++i) {
            auto const& words = room.words[i];
            if (chance.accepts(words[takes_part])) {
                auto const wished = static_cast<float>(age) + shift + 3.0F * normal.at(words[wish]);
                seekers.push_back({order_of(wished), room.found.rows()[i], words[forms], words[cut],
                                   static_cast<std::uint8_t>(age)});
            }
        }
    }
}

/// Keeps a random subset of that size: each is kept with the chance (still wanted) / (still left).
void cut_to(std::vector<Seeker>& seekers, std::size_t size)
{
    auto left = seekers.size();
    auto out = seekers.begin();
    for (auto const& seeker : seekers) {
        auto const wanted = size - static_cast<std::size_t>(out - seekers.begin());
        *out = seeker;
        out += (seeker.stays * std::uint64_t{left}) >> 32U < wanted ? 1 : 0;
        --left;
    }
    seekers.erase(out, seekers.end());
}

/// By order; who is equal stays in order of birth.
void sort(std::vector<Seeker>& seekers, std::vector<Seeker>& room)
{
    if (seekers.size() < 256) {
        std::ranges::stable_sort(seekers, {}, &Seeker::order);
        return;
    }
    constexpr unsigned half = order_bits / 2;
    constexpr std::uint32_t last = (1U << half) - 1U;
    room.resize(seekers.size());
    for (auto const shift : {0U, half}) {
        std::array<std::uint32_t, last + 1> ends{};
        for (auto const& seeker : seekers) {
            ++ends[(seeker.order >> shift) & last];
        }
        std::uint32_t begin = 0;
        for (auto& number : ends) {
            begin += std::exchange(number, begin);
        }
        for (auto const& seeker : seekers) {
            room[ends[(seeker.order >> shift) & last]++] = seeker;
        }
        seekers.swap(room);
    }
}

/// By years that the man is older than two more: what her luck must be below.
std::array<std::uint32_t, 128> const& forming()
{
    static auto const table = [] {
        std::array<std::uint32_t, 128> limits{};
        for (std::size_t years = 0; years < limits.size(); ++years) {
            auto const chance = std::exp(-static_cast<double>(years) / 5.0);
            limits[years] = static_cast<std::uint32_t>(std::min(chance * 0x1p32, 0x1p32 - 1.0));
        }
        return limits;
    }();
    return table;
}

bool are_kin(Links const& links, Row woman, Row man)
{
    return links.mother[man] == woman ||
           (links.mother[man] == links.mother[woman] && links.mother[man] != no_row);
}

void meet(State& state, std::size_t place)
{
    auto links = state.links();
    auto& room = state.room[place];
    auto& [her, his] = room.seekers;
    auto const pairs = std::min(her.size(), his.size());
    for (auto* seekers : {&her, &his}) {
        if (seekers->size() > pairs) {
            cut_to(*seekers, pairs);
        }
        sort(*seekers, room.sorting);
    }
    for (std::size_t i = 0; i < pairs; ++i) {
        auto const apart = std::abs(int{his[i].age} - int{her[i].age} - 2);
        if (her[i].luck < forming()[static_cast<std::size_t>(apart)] &&
            !are_kin(links, her[i].row, his[i].row)) {
            Homes::unite(links, state.place[place], her[i].row, his[i].row);
        }
    }
}

void hold(State& state, Season const& season)
{
    auto const now = state.year();
    state.luck.draw(
        state.source(season.stream, 0),
        state.cohorts.between(Cohorts::born(season.oldest, now), now - season.youngest));
    for_each_place([&](std::size_t place) {
        for (auto const sex : {women, men}) {
            gather(state, season, place, sex);
        }
        meet(state, place);
    });
}

}  // namespace

void partner_market(State& state)
{
    static auto const season = every_year();
    hold(state, season);
}

void first_market(State& state)
{
    hold(state, at_the_start());
}

}  // namespace smartstart::families
