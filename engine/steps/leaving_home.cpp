#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "leaving_home";
constexpr auto stream = name_hash(name);
enum Question : unsigned { leaves, leaves_town, which };

constexpr int of_age = 18 * 12;

/// Everyone is asked every third month, in the months of their own birthday and its quarters.
constexpr int months_per_turn = 3;
constexpr double years_per_turn = months_per_turn / 12.0;

/// Under this age, leaving home may be a move to another municipality of the region.
constexpr int young = 25 * 12;

/// Which of the young stay in their municipality when they leave home, and where the others go.
/// Read off the region's published household positions: of as many people as are 15 to 19 (nearly
/// all still at home), those who at 20 to 24 are no longer at home have left; those of 20 to 24 who
/// lead a home in the same municipality have stayed.
class YoungMoves {
public:
    YoungMoves(Region const& region, double factor)
    {
        double came = 0.0;
        for (auto const& municipality : region.municipalities()) {
            auto const [left, here] = leavers(municipality);
            auto const surplus = here - left;
            goes_.push_back(left > 0.0 ? std::clamp(-surplus / left * factor, 0.0, 1.0) : 0.0);
            came += std::max(0.0, surplus);
            came_.push_back(came);
        }
    }

    /// Where someone of this municipality goes to live; with luck of 0 to 1 for each question.
    PlaceNumber goes_to(PlaceNumber from, double leaves_town, double which) const
    {
        if (came_.back() <= 0.0 || leaves_town >= goes_[from]) {
            return from;
        }
        auto const at = std::ranges::upper_bound(came_, which * came_.back());
        return static_cast<PlaceNumber>(at - came_.begin());
    }

private:
    struct Leavers {
        double left{};  ///< who grew up here and left home
        double here{};  ///< who lives here and left home, here or elsewhere
    };
    static Leavers leavers(Municipality const& municipality)
    {
        constexpr auto before = age_band(15 * 12);
        constexpr auto after = age_band(20 * 12);
        auto const all = [&](std::size_t band) {
            auto const& places = municipality.places[band];
            return static_cast<double>(
                std::accumulate(places.begin(), places.end(), std::int64_t{0}));
        };
        constexpr auto child = static_cast<std::size_t>(Position::child);
        auto const at_home = static_cast<double>(municipality.places[after][child]);
        return {std::max(0.0, all(before) - at_home), all(after) - at_home};
    }

    std::vector<double> goes_;  ///< by municipality: the share that goes to another one
    std::vector<double> came_;  ///< by municipality: more than left, added up
};

class LeavingHome final : public Step {
public:
    explicit LeavingHome(Setup& setup)
        : rates_{setup.own.get<Path<Rate>>("women"), setup.own.get<Path<Rate>>("men")},
          moves_{setup.region, factor(setup.own, "moves_away")},
          civil_{setup.schema, name}
    {
    }

    void advance(World& world) const override
    {
        if (world.clock.part != 0) {
            return;
        }
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.clock.now;
        auto const asked =
            with_all(people.present.size(), set(people.present), equal(people.head, 0),
                     opposite(above(people.born, now.index - of_age)),
                     same_remainder<months_per_turn>(people.born, now.index));
        auto leavers = ask_and_collect<VitalEvent>(
            {world.random, stream, leaves, world.clock, highest_rate() * years_per_turn}, asked,
            people.id, [&](Row row, double luck, std::vector<VitalEvent>& filed) {
                auto const age = people.age_in_months(row, now);
                auto const rate = rates_[people.sex[row]].at(age / 12.0);
                if (is_hit(luck, rate * years_per_turn)) {
                    auto draws = world.random.draws(people.person(row), stream, world.clock);
                    auto const from = people.municipality[people.family[row]];
                    auto const to = age < young ? moves_.goes_to(from, draws.uniform(leaves_town),
                                                                 draws.uniform(which))
                                                : from;
                    filed.push_back({.kind = VitalKind::leaving_home, .person = row, .place = to});
                }
            });
        world.civil_register.file(std::move(leavers));
    }

private:
    /// Nobody's is above this, however the straight line between two ages is rounded.
    double highest_rate() const
    {
        double highest = 0.0;
        for (auto const& by_age : rates_) {
            for (auto const& [age, rate] : by_age.points()) {
                highest = std::max(highest, rate);
            }
        }
        return highest * (1.0 + 1e-12);
    }

    std::array<Path<Rate>, 2> rates_;  ///< by sex
    YoungMoves moves_;
    Civil civil_;
};

}  // namespace

StepKind leaving_home()
{
    return {
        name, Phase::people,
        "Grown-up children leave their parents' home, the young among them for a university town.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<LeavingHome>(setup); }};
}

}  // namespace smartstart::steps
