#include <cmath>

#include "engine/base/mix.hpp"
#include "tests/speed/families/steps.hpp"

namespace smartstart::families {
namespace {

constexpr auto stream = name_hash("families mortality");
enum Question : unsigned { dies = 4 };  // 0 to 3 are the bytes of sixteen rows

/// By age, of one sex.
using Table = std::array<Chance, Cohorts::oldest>;

Table table_of(double level)
{
    Table table;
    for (int age = 0; age < Cohorts::oldest; ++age) {
        table[static_cast<std::size_t>(age)] =
            Chance::of(-std::expm1(-level * std::exp(0.095 * age)));
    }
    return table;
}
std::array<Table, 2> const& chances()
{
    static std::array const tables{table_of(2.2e-5), table_of(3.5e-5)};
    return tables;
}

/// The dead of one municipality: those whose children have to be told are in `chosen`.
class Burial {
public:
    Burial(State& state, std::size_t place)
        : state_{state},
          place_{place},
          links_{state.links()},
          scores_{state.score_view()},
          room_{state.room[place]}
    {
        room_.chosen.clear();
    }
    void of_age(Range rows, Chance chance)
    {
        room_.found.clear();
        room_.found.find(rows, all_of(below(state_.luck.bytes(), chance.bound),
                                      opposite(equal(links_.bond, gone))));
        for (auto const row : room_.found.rows()) {
            if (chance.accepts(state_.draws(row, stream).word(dies))) {
                bury(row);
            }
        }
    }
    void everyone(Range rows)
    {
        for (auto row = rows.first; row < rows.last; ++row) {
            if (links_.bond[row] != gone) {
                bury(row);
            }
        }
    }
    void tell_the_children()
    {
        for (auto const row : room_.chosen) {
            tell_children(links_, scores_, row, state_.first_minor());
        }
    }

private:
    void bury(Row row)
    {
        Homes::die(links_, state_.place[place_], row);
        Scores::forget(scores_, row);
        if (links_.youngest[row] != no_row) {
            room_.chosen.push_back(row);
        }
    }

    State& state_;
    std::size_t place_;
    Links links_;
    ScoreView scores_;
    Room& room_;
};

}  // namespace

void mortality(State& state)
{
    auto const now = state.year();
    auto const first_born = Cohorts::born(Cohorts::oldest, now);
    state.luck.draw(state.source(stream, 0), state.cohorts.between(first_born, now - 1));
    for_each_place([&](std::size_t place) {
        Burial burial{state, place};
        for (auto born = first_born; born < now; ++born) {
            auto const age = static_cast<std::size_t>(now - born);
            if (age >= Cohorts::oldest) {
                burial.everyone(state.cohorts.of(born, place));
                continue;
            }
            for (auto const sex : {women, men}) {
                burial.of_age(state.cohorts.of(born, place, sex),
                              chances()[static_cast<std::size_t>(sex)][age]);
            }
        }
        burial.tell_the_children();
    });
}

void remember_parents(Links const& links, ScoreView const& scores, Row child, Row first_minor)
{
    auto sum = 0.0F;
    auto number = 0;
    for (auto const parent : {links.mother[child], links.father[child]}) {
        if (parent < first_minor && links.bond[parent] != gone) {
            sum += scores.score[parent];
            ++number;
        }
    }
    if (number > 0) {
        scores.parents[child] = sum / static_cast<float>(number);
    }
}

void tell_children(Links const& links, ScoreView const& scores, Row parent, Row first_minor)
{
    auto child = links.youngest[parent];
    while (child != no_row && child >= first_minor) {
        remember_parents(links, scores, child, first_minor);
        child = links.mother[child] == parent ? links.elder_by_mother[child]
                                              : links.elder_by_father[child];
    }
}

}  // namespace smartstart::families
