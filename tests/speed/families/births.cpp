// P5.

#include <cmath>

#include "engine/base/mix.hpp"
#include "tests/speed/families/normal.hpp"
#include "tests/speed/families/steps.hpp"

namespace smartstart::families {
namespace {

constexpr auto stream = name_hash("families births");
enum Question : unsigned { gives_birth = 4, sex_of_child, score_of_child };

constexpr int youngest = 15;
constexpr int oldest = 49;

struct Fertility {
    Chance alone, with_partner;
};

std::array<Fertility, oldest + 1> const& fertility()
{
    static auto const table = [] {
        std::array<Fertility, oldest + 1> by_age{};
        for (int age = youngest; age <= oldest; ++age) {
            auto const distance = (age - 30.5) / 5.2;
            auto const shape = std::exp(-0.5 * distance * distance);
            by_age[static_cast<std::size_t>(age)] = {Chance::of(0.04 * shape),
                                                     Chance::of(0.20 * shape)};
        }
        return by_age;
    }();
    return table;
}

/// Who gives birth in one municipality.
void conceive(State& state, std::size_t place)
{
    constexpr auto male = static_cast<std::uint32_t>(0.512 * 0x1p32);
    auto const bond = state.links().bond;
    auto const luck = state.luck.bytes();
    auto& room = state.room[place];
    for (auto& births : room.births) {
        births.clear();
    }
    for (auto age = oldest; age >= youngest; --age) {
        auto const& [alone, with_partner] = fertility()[static_cast<std::size_t>(age)];
        room.found.clear();
        room.found.find(state.cohorts.of(state.year() - age, place, women),
                        any_of(all_of(below(luck, with_partner.bound), equal(bond, couple)),
                               all_of(below(luck, alone.bound), equal(bond, single))));
        for (auto const row : room.found.rows()) {
            auto draws = state.draws(row, stream);
            auto const& chance = bond[row] == couple ? with_partner : alone;
            if (chance.accepts(draws.word(gives_birth))) {
                auto const sex = draws.word(sex_of_child) < male ? men : women;
                room.births[static_cast<std::size_t>(sex)].push_back(
                    {row, draws.word(score_of_child)});
            }
        }
    }
}

void bear(State& state, std::size_t place, int sex)
{
    auto links = state.links();
    auto const scores = state.score_view();
    auto const& births = state.room[place].births[static_cast<std::size_t>(sex)];
    auto child = state.cohorts.of(state.year(), place, sex).first;
    for (auto const& birth : births) {
        auto const father = links.partner[birth.mother];
        auto parents = scores.score[birth.mother];
        if (father != no_row) {
            parents = 0.5F * (parents + scores.score[father]);
        }
        links.bond[child] = single;
        Homes::give_child(links, child, birth.mother, father);
        Homes::move_in(links, child, links.household[birth.mother]);
        scores.parents[child] = parents;
        Scores::set(scores, child, 0.5F * parents + 0.8F * normal_table().at(birth.luck));
        ++child;
    }
    state.place[place].births += static_cast<std::int64_t>(births.size());
}

}  // namespace

void births(State& state)
{
    auto const now = state.year();
    state.luck.draw(state.source(stream, 0), state.cohorts.between(now - oldest, now - youngest));
    for_each_place([&](std::size_t place) { conceive(state, place); });
    Cohorts::Births number{};
    for (std::size_t place = 0; place < places; ++place) {
        for (std::size_t sex = 0; sex < 2; ++sex) {
            number[place][sex] = static_cast<Row>(state.room[place].births[sex].size());
        }
    }
    state.cohorts.append(number);
    while (state.people.size() < state.cohorts.end()) {
        state.people.append();
    }
    for_each_place([&](std::size_t place) {
        for (auto const sex : {women, men}) {
            bear(state, place, sex);
        }
    });
}

}  // namespace smartstart::families
