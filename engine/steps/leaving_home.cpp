#include <array>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "leaving_home";
constexpr auto stream = name_hash(name);
enum Question : unsigned { leaves };

constexpr int of_age = 18 * 12;

/// Everyone is asked every third month, in the months of their own birthday and its quarters.
constexpr int months_per_turn = 3;
constexpr double years_per_turn = months_per_turn / 12.0;

class LeavingHome final : public Step {
public:
    explicit LeavingHome(Setup& setup)
        : rates_{setup.own.get<Path<Rate>>("women"), setup.own.get<Path<Rate>>("men")},
          civil_{setup.schema, name}
    {
    }

    void advance(World& world) const override
    {
        if (world.clock.part != 0) {
            return;
        }
        auto const people = civil_.look(world.people, world.families);
        auto leavers = collect_rows<VitalEvent>(
            people.present.size(), [&](Row row, std::vector<VitalEvent>& filed) {
                // One branch instead of four that no processor can foresee.
                auto const age = people.age_in_months(row, world.clock.now);
                bool const asked = (people.present[row] != 0) & (people.head[row] == 0) &
                                   (age >= of_age) & (age % months_per_turn == 0);
                if (!asked) {
                    return;
                }
                auto const rate = rates_[people.sex[row]].at(age / 12.0);
                auto draws = world.random.draws(people.person(row), stream, world.clock);
                if (draws.happens_at(leaves, rate, years_per_turn)) {
                    filed.push_back({.kind = VitalKind::leaving_home, .person = row});
                }
            });
        world.civil_register.file(std::move(leavers));
    }

private:
    std::array<Path<Rate>, 2> rates_;  ///< by sex
    Civil civil_;
};

}  // namespace

StepKind leaving_home()
{
    return {
        name, Phase::people, "Grown-up children leave their parents' home, by age and sex.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<LeavingHome>(setup); }};
}

}  // namespace smartstart::steps
