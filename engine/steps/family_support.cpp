#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "family_support";
constexpr auto stream = name_hash(name);
enum Question : unsigned { seeks, ends, tie_break };
using enum ServiceKind;

constexpr Fact<Family, std::int16_t> support_asked{
    "support_asked", "month in which a family asked for a family service", 0,
    CellKind::calendar_month};

class FamilySupport final : public Step {
public:
    explicit FamilySupport(Setup& setup)
        : debt_known_{setup.own.get<Rate>("debt_families_asking").per_year()},
          debt_end_{12.0 / std::max(1, setup.own.get<Months>("debt_counselling_duration").count)},
          infants_asked_{setup.own.get<Rate>("infant_families_asked").per_year()},
          least_risks_{setup.own.get<int>("risks_for_home_visiting")},
          visit_end_{12.0 / std::max(1, setup.own.get<Months>("home_visiting_duration").count)},
          visit_investment_{setup.own.get<double>("home_visiting_on_investment")},
          visit_mental_{setup.own.get<double>("home_visiting_on_mental_health") *
                        1.8137993642342178},
          debt_mental_{setup.own.get<double>("debt_counselling_on_mental_health") *
                       1.8137993642342178},
          fade_{setup.own.get<Rate>("fade_out").per_year()},
          civil_{setup.schema, name},
          debt_{setup.schema.see(facts::debt, name)},
          risks_{setup.schema.see(facts::risk_count, name)},
          support_{setup.schema.own(facts::support, name)},
          asks_{setup.schema.own(facts::asks_support, name)},
          asked_{setup.schema.own(support_asked, name)},
          month_{setup.schema.own(facts::support_month, name)},
          investment_{setup.schema.own(facts::support_investment, name)},
          mental_{setup.schema.own(facts::support_mental, name)}
    {
    }

    void advance(World& world) const override
    {
        ask_and_end(world);
        allot(world);
        work(world);
    }

private:
    void ask_and_end(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const debt = world.families.look(debt_);
        auto const risks = world.families.look(risks_);
        auto const support = world.families.change(support_);
        auto const asks = world.families.change(asks_);
        auto const asked = world.families.change(asked_);
        auto const now = world.clock.now;
        auto const dt = world.clock.dt();
        for_each_row(world.families.size(), [&](Row home) {
            auto const infant = people.youngest[home] != 0 &&
                                now.index - people.youngest[home] < 24 && people.minors[home] > 0;
            auto const may_visit = infant && risks[home] >= least_risks_;
            if (people.in_use[home] == 0 ||
                (debt[home] == 0 && !may_visit && support[home] == 0 && asks[home] == 0)) {
                return;
            }
            auto draws = world.random.draws(people.family_name(home), stream, world.clock);
            if (support[home] != 0) {
                asks[home] = 0;
                auto const visits = support[home] == index(home_visiting);
                auto const over = !visits && debt[home] == 0;
                if (over || draws.happens_at(ends, visits ? visit_end_ : debt_end_, dt)) {
                    support[home] = 0;
                }
                return;
            }
            auto const wanted = may_visit && draws.happens_at(seeks, infants_asked_, dt)
                                    ? index(home_visiting)
                                : debt[home] != 0 && draws.happens_at(seeks, debt_known_, dt)
                                    ? index(debt_counselling)
                                    : 0U;
            if (asks[home] == 0 && wanted != 0) {
                asks[home] = static_cast<std::uint8_t>(wanted);
                asked[home] = moment(now);
            }
            // The reason to ask may be gone before there is a place.
            if ((asks[home] == index(debt_counselling) && debt[home] == 0) ||
                (asks[home] == index(home_visiting) && !infant)) {
                asks[home] = 0;
            }
        });
    }

    void allot(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const asks = world.families.look(asks_);
        auto const asked = world.families.look(asked_);
        auto const support = world.families.change(support_);
        std::vector<PerService<std::int64_t>> taken(world.services.municipalities());
        for (Row home = 0; home < world.families.size(); ++home) {
            if (support[home] != 0 && people.in_use[home] != 0) {
                ++taken[people.municipality[home]][support[home]];
            }
        }
        for (auto const kind : {home_visiting, debt_counselling}) {
            for (std::size_t place = 0; place < taken.size(); ++place) {
                world.services.set_taken(kind, place, taken[place][index(kind)]);
            }
        }
        auto requests = collect_rows<Request>(world.families.size(), [&](Row home, auto& out) {
            if (asks[home] == 0 || people.in_use[home] == 0) {
                return;
            }
            auto draws = world.random.draws(people.family_name(home), stream,
                                            Clock{Month{asked[home]}});
            out.push_back({static_cast<ServiceKind>(asks[home]), people.municipality[home], 0,
                           asked[home], draws.word(tie_break), people.family_id[home], home});
        });
        for (auto const& granted : world.services.allot(std::move(requests))) {
            support[granted.row] = static_cast<std::uint8_t>(granted.kind);
        }
    }

    void work(World& world) const
    {
        auto const support = world.families.look(support_);
        auto const investment = world.families.change(investment_);
        auto const mental = world.families.change(mental_);
        auto const month = world.families.change(month_);
        auto const now = moment(world.clock.now);
        auto const kept = static_cast<float>(std::exp(-fade_ * world.clock.dt()));
        for_each_row(world.families.size(), [&](Row home) {
            auto const kind = static_cast<ServiceKind>(support[home]);
            auto const lingers = [&](float value) { return value < 1e-3F ? 0.0F : value * kept; };
            if (kind == ServiceKind::none) {
                investment[home] = lingers(investment[home]);
                mental[home] = lingers(mental[home]);
                return;
            }
            month[home] = now;
            auto const visits = kind == home_visiting;
            investment[home] = visits ? static_cast<float>(visit_investment_)
                                      : lingers(investment[home]);
            mental[home] = static_cast<float>(visits ? visit_mental_ : debt_mental_);
        });
    }

    double debt_known_, debt_end_, infants_asked_;
    int least_risks_;
    double visit_end_, visit_investment_, visit_mental_, debt_mental_, fade_;
    Civil civil_;
    Seen<Family, Flag> debt_;
    Seen<Family, std::uint8_t> risks_;
    Owned<Family, std::uint8_t> support_, asks_;
    Owned<Family, std::int16_t> asked_, month_;
    Owned<Family, float> investment_, mental_;
};

}  // namespace

StepKind family_support()
{
    return {name, Phase::help, "Home visiting and debt counselling reach families and work on them.",
            [](Setup& setup) -> std::unique_ptr<Step> {
                return std::make_unique<FamilySupport>(setup);
            }};
}

}  // namespace smartstart::steps
