// The population of year 0.

#include <algorithm>
#include <tuple>

#include "engine/base/mix.hpp"
#include "tests/speed/families/normal.hpp"
#include "tests/speed/families/steps.hpp"

namespace smartstart::families {
namespace {

constexpr auto stream = name_hash("families start");
enum Question : unsigned { age, sex, place, score, severity, mother, first_risk = 8 };

constexpr std::array shares{.481, .105, .098, .050, .069, .056, .056, .051, .034};
constexpr std::array risk_shares{.08, .10, .06, .025, .08};

struct Newcomer {
    std::size_t number{};
    int born{};
    std::size_t place{};
    int sex{};
};

std::size_t place_of(double luck)
{
    std::size_t at = 0;
    while (at + 1 < places && luck >= shares[at]) {
        luck -= shares[at++];
    }
    return at;
}

std::vector<Newcomer> draw(State const& state, std::size_t number)
{
    std::vector<Newcomer> all(number);
    for (std::size_t i = 0; i < number; ++i) {
        auto draws = state.draws(i, stream);
        all[i] = {.number = i,
                  .born = -static_cast<int>(draws.uniform(age) * 80.0),
                  .place = place_of(draws.uniform(place)),
                  .sex = draws.happens(sex, 0.5) ? women : men};
    }
    std::ranges::sort(all, {}, [](Newcomer const& one) {
        return std::tuple{one.born, one.place, one.sex, one.number};
    });
    return all;
}

void stand_in_order(State& state, std::vector<Newcomer> const& all)
{
    std::vector<Cohorts::Births> births(Cohorts::oldest_at_start + 1);
    for (auto const& one : all) {
        auto& of_year = births[static_cast<std::size_t>(one.born + Cohorts::oldest_at_start)];
        ++of_year[one.place][static_cast<std::size_t>(one.sex)];
    }
    for (auto const& of_year : births) {
        state.cohorts.append(of_year);
    }
    // Nobody moves while the years are lived: there is room for births and separations.
    state.people.reserve(2 * all.size());
    state.families.reserve(all.size());
    state.people.append(all.size());
}

class Settlement {
public:
    explicit Settlement(State& state) : state_{state}
    {
        for (std::size_t at = 0; at < places; ++at) {
            for (auto born = -54; born <= -25; ++born) {
                auto const rows = state.cohorts.of(born, at, women);
                for (auto row = rows.first; row < rows.last; ++row) {
                    mothers_[at].push_back(row);
                }
            }
        }
    }
    void settle(Newcomer const& one, Row row)
    {
        auto links = state_.links();
        auto const scores = state_.score_view();
        auto draws = state_.draws(one.number, stream);
        links.bond[row] = single;
        Scores::set(scores, row, normal_table().at(draws.word(score)));
        auto const& mothers = mothers_[one.place];
        if (-one.born >= 18 || mothers.empty()) {
            settle_alone(one, row);
            return;
        }
        auto const chosen =
            static_cast<std::size_t>(draws.uniform(mother) * static_cast<double>(mothers.size()));
        Homes::give_child(links, row, mothers[chosen], no_row);
        Homes::move_in(links, row, links.household[mothers[chosen]]);
        scores.severity[row] = std::max(0.0F, 0.3F * normal_table().at(draws.word(severity)));
    }

private:
    void settle_alone(Newcomer const& one, Row row)
    {
        auto draws = state_.draws(one.number, stream);
        std::uint8_t risks = 0;
        for (unsigned risk = 0; risk < risk_count; ++risk) {
            if (draws.happens(first_risk + risk, risk_shares[risk])) {
                risks = static_cast<std::uint8_t>(risks | 1U << risk);
            }
        }
        auto& home = state_.place[one.place];
        Homes::make_room(state_.families, home, 1);
        auto links = state_.links();
        Homes::start_home(links, home, row, risks);
    }

    State& state_;
    std::array<std::vector<Row>, places> mothers_;
};

}  // namespace

State start(std::size_t number, std::uint64_t seed)
{
    State state{seed};
    auto const all = draw(state, number);
    stand_in_order(state, all);
    // Rows stand from old to young, so that mothers have a household when their children come.
    Settlement settlement{state};
    for (std::size_t i = 0; i < all.size(); ++i) {
        settlement.settle(all[i], static_cast<Row>(i));
    }
    first_market(state);
    return state;
}

}  // namespace smartstart::families
