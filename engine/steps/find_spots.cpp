#include <array>
#include <cmath>
#include <string>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "find_spots";
constexpr auto stream = name_hash(name);
constexpr std::array<std::string_view, 6> spots{"well_baby_clinic", "childcare",  "school",
                                                "family_doctor",    "food_bank", "debt_help"};
constexpr std::uint8_t own_request = spots.size() + 1;  ///< `noticed`: the parents asked themselves
enum Question : unsigned { contact, signal = 16, asks_for_help = 32 };

/// A place where families come and somebody may see that a child is in trouble.
struct FindSpot {
    Path<Rate> contacts;   ///< by age of the child
    Path<double> auc;      ///< by year: knowledge
    Path<Share> reach;     ///< by year: share of contacts in which somebody looks
    Path<Share> may_flag;  ///< by year: share of those looked at that may be flagged
};

class FindSpots final : public Step {
public:
    explicit FindSpots(Setup& setup)
        : emerging_{setup.own.get<double>("signal_of_emerging_problems")},
          own_request_{setup.own.get<Rate>("own_request_emerging").per_year(),
                       setup.own.get<Rate>("own_request_serious").per_year(),
                       setup.own.get<Rate>("own_request_crisis").per_year()},
          civil_{setup.schema, name},
          problem_{setup.schema.see(facts::problem, name)},
          maltreated_{setup.schema.see(facts::maltreated, name)},
          poor_{setup.schema.see(facts::poor, name)},
          debt_{setup.schema.see(facts::debt, name)},
          noticed_{setup.schema.own(facts::noticed, name)}
    {
        auto const knowledge = setup.levers.section("knowledge");
        for (std::size_t i = 0; i < spots.size(); ++i) {
            auto const lever = knowledge.section(spots[i]);
            spots_[i] = {setup.own.get<Path<Rate>>(std::string{spots[i]} + "_contacts"),
                         lever.get<Path<double>>("auc"), lever.get<Path<Share>>("reach"),
                         lever.get<Path<Share>>("may_flag")};
        }
    }

    void advance(World& world) const override
    {
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.clock.now;
        auto const problem = world.people.look(problem_);
        auto const maltreated = world.people.look(maltreated_);
        auto const poor = world.families.look(poor_);
        auto const debt = world.families.look(debt_);
        auto const noticed = world.people.change(noticed_);
        auto const looks = this_month(world.clock);
        for_each_row(world.people.size(), [&](Row row) {
            noticed[row] = 0;
            if (!people.is_child(row, now)) {
                return;
            }
            auto const age = static_cast<std::size_t>(people.age_in_months(row, now) / 12);
            auto const home = people.family[row];
            std::array const comes{true, true, true, true, poor[home] != 0, debt[home] != 0};
            auto const severity = problem[row] >= 2 || maltreated[row] != 0 ? 1.0
                                  : problem[row] == 1                       ? emerging_
                                                                            : 0.0;
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            for (std::size_t i = 0; i < spots.size() && noticed[row] == 0; ++i) {
                if (!comes[i] || looks.chance[age][i] == 0.0) {
                    continue;
                }
                auto const question = static_cast<unsigned>(i);
                // The score is normal(d' * severity, 1): flagged above the threshold.
                if (draws.happens(contact + question, looks.chance[age][i]) &&
                    draws.normal(signal + question) + looks.distance[i] * severity >
                        looks.threshold[i]) {
                    noticed[row] = static_cast<std::uint8_t>(i + 1);
                }
            }
            if (problem[row] > 0 && noticed[row] == 0 &&
                draws.happens_at(asks_for_help, own_request_[problem[row] - 1U],
                                 world.clock.dt())) {
                noticed[row] = own_request;
            }
        });
    }

private:
    struct Looks {
        std::array<std::array<double, spots.size()>, 18> chance{};
        std::array<double, spots.size()> distance{}, threshold{};
    };
    /// Levers hold for a calendar year.
    Looks this_month(Clock const& clock) const
    {
        Looks looks;
        auto const year = clock.now.year();
        for (std::size_t i = 0; i < spots.size(); ++i) {
            auto const& spot = spots_[i];
            for (std::size_t age = 0; age < 18; ++age) {
                auto const rate = spot.contacts.at(static_cast<double>(age)) * spot.reach.at(year);
                looks.chance[age][i] = -std::expm1(-rate * clock.dt());
            }
            looks.distance[i] = std::sqrt(2.0) * normal_quantile(spot.auc.at(year));
            looks.threshold[i] = normal_quantile(1.0 - spot.may_flag.at(year));
        }
        return looks;
    }

    std::array<FindSpot, spots.size()> spots_;
    double emerging_;
    std::array<double, 3> own_request_;
    Civil civil_;
    Seen<Person, std::uint8_t> problem_;
    Seen<Person, Flag> maltreated_;
    Seen<Family, Flag> poor_, debt_;
    Owned<Person, std::uint8_t> noticed_;
};

}  // namespace

StepKind find_spots()
{
    return {name, Phase::signal,
            "Places where families come notice trouble, as well as their knowledge allows.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<FindSpots>(setup); }};
}

}  // namespace smartstart::steps
