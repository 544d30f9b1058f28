// P2 and P3: who leaves whom.

#include <algorithm>

#include "engine/base/mix.hpp"
#include "tests/speed/families/steps.hpp"

namespace smartstart::families {
namespace {

constexpr auto dissolving = name_hash("families dissolution");
constexpr auto leaving = name_hash("families leaving home");
enum Question : unsigned { separates = 4, stays_on = 0 };

double chance_of_separation(unsigned risks)
{
    return std::min(0.5, 0.012 * (1.0 + 0.35 * risks));
}

/// By number of risks: one bound for all, because risks are only looked at for who passes it.
struct Separation {
    Chance highest = Chance::of(chance_of_separation(risk_count));
    std::array<std::uint64_t, risk_count + 1> accept{};
    Separation()
    {
        for (unsigned risks = 0; risks <= risk_count; ++risks) {
            accept[risks] = Chance::rest(chance_of_separation(risks), highest.bound);
        }
    }
};

/// The women of one municipality whose couple separates.
void find_separations(State& state, std::size_t place)
{
    static Separation const separation;
    auto const links = state.links();
    auto& room = state.room[place];
    room.found.clear();
    room.chosen.clear();
    auto const now = state.year();
    for (auto born = Cohorts::born(Cohorts::oldest, now); born <= now - 18; ++born) {
        room.found.find(
            state.cohorts.of(born, place, women),
            all_of(below(state.luck.bytes(), separation.highest.bound), equal(links.bond, couple)));
    }
    for (auto const woman : room.found.rows()) {
        auto const risks = risks_on[links.risks[links.household[woman]]];
        if (state.draws(woman, dissolving).word(separates) < separation.accept[risks]) {
            room.chosen.push_back(woman);
        }
    }
}

/// Each risk that is on stays on with a chance of 0.4.
std::uint8_t risks_taken_along(State const& state, Row person, std::uint8_t risks)
{
    constexpr auto chance = static_cast<std::uint32_t>(0.4 * 0x1p32);
    auto draws = state.draws(person, leaving);
    std::uint8_t taken = 0;
    for (unsigned risk = 0; risk < risk_count; ++risk) {
        auto const bit = static_cast<std::uint8_t>(1U << risk);
        if ((risks & bit) != 0 && draws.word(stays_on + risk) < chance) {
            taken |= bit;
        }
    }
    return taken;
}

}  // namespace

void dissolution(State& state)
{
    auto const now = state.year();
    state.luck.draw(state.source(dissolving, 0),
                    state.cohorts.between(Cohorts::born(Cohorts::oldest, now), now - 18));
    for_each_place([&](std::size_t place) { find_separations(state, place); });
    for (std::size_t place = 0; place < places; ++place) {
        Homes::make_room(state.families, state.place[place], state.room[place].chosen.size());
    }
    for_each_place([&](std::size_t place) {
        auto links = state.links();
        for (auto const woman : state.room[place].chosen) {
            Homes::separate(links, state.place[place], woman);
        }
    });
}

void leaving_home(State& state)
{
    auto const born = state.year() - 18;
    for (std::size_t place = 0; place < places; ++place) {
        Homes::make_room(state.families, state.place[place], state.cohorts.of(born, place).size());
    }
    for_each_place([&](std::size_t place) {
        auto links = state.links();
        auto const scores = state.score_view();
        auto const rows = state.cohorts.of(born, place);
        for (auto row = rows.first; row < rows.last; ++row) {
            if (links.bond[row] == gone) {
                continue;
            }
            auto const old = links.risks[links.household[row]];
            auto const risks = old == 0 ? old : risks_taken_along(state, row, old);
            Homes::start_home(links, state.place[place], row, risks);
            // Now that she is grown up, her children's idea of their parents is of her.
            tell_children(links, scores, row, state.first_minor());
        }
    });
}

}  // namespace smartstart::families
