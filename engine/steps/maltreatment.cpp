#include <algorithm>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "maltreatment";
constexpr auto stream = name_hash(name);
enum Question : unsigned { starts, stops, police, report };

class Maltreatment final : public Step {
public:
    explicit Maltreatment(Setup& setup)
        : onset_{setup.own.get<Rate>("onset").per_year()},
          per_risk_{setup.own.get<double>("log_rate_per_risk")},
          per_frailty_{setup.own.get<double>("log_rate_per_family_frailty")},
          violence_effect_{setup.own.get<double>("log_rate_when_violence")},
          again_{setup.own.get<double>("rate_ratio_after_earlier")},
          stop_{setup.own.get<Rate>("stop").per_year()},
          visit_{setup.own.get<double>("onset_log_rate_in_home_visiting")},
          police_{setup.own.get<Rate>("police_report_when_violence").per_year()},
          report_{setup.own.get<Rate>("report_by_others").per_year()},
          noticed_report_{setup.own.get<Share>("report_when_noticed").value()},
          civil_{setup.schema, name},
          risk_count_{setup.schema.see(facts::risk_count, name)},
          family_frailty_{setup.schema.see(facts::family_frailty, name)},
          violence_{setup.schema.see(facts::violence, name)},
          support_{setup.schema.see(facts::support_investment, name)},
          stay_{setup.schema.see(facts::stay, name)},
          noticed_{setup.schema.see(facts::noticed, name)},
          maltreated_{setup.schema.own(facts::maltreated, name)},
          month_{setup.schema.own(facts::maltreated_month, name)},
          reported_{setup.schema.own(facts::reported, name)},
          police_report_{setup.schema.own(facts::police_report, name)}
    {
    }

    void advance(World& world) const override
    {
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.clock.now;
        auto const risks = world.families.look(risk_count_);
        auto const frailty = world.families.look(family_frailty_);
        auto const violence = world.families.look(violence_);
        auto const support = world.families.look(support_);
        auto const stay = world.people.look(stay_);
        auto const noticed = world.people.look(noticed_);
        auto const maltreated = world.people.change(maltreated_);
        auto const month = world.people.change(month_);
        auto const reported = world.people.change(reported_);
        auto const police_report = world.people.change(police_report_);
        auto const dt = world.clock.dt();
        for_each_row(world.people.size(), [&](Row row) {
            if (!people.is_child(row, now)) {
                maltreated[row] = 0;
                return;
            }
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            auto const home = people.family[row];
            auto const violent = violence[home] != 0 && stay[row] == 0;
            if (maltreated[row] == 0 && stay[row] == 0) {
                auto const rate =
                    onset_ * (month[row] != 0 ? again_ : 1.0) *
                    std::exp(per_risk_ * std::min<int>(6, risks[home]) +
                             per_frailty_ * frailty[home] + (violent ? violence_effect_ : 0.0) +
                             (support[home] > 0.0F ? visit_ : 0.0));
                maltreated[row] = static_cast<Flag>(draws.happens_at(starts, rate, dt));
            }
            else if (stay[row] != 0 || draws.happens_at(stops, stop_, dt)) {
                maltreated[row] = 0;
            }
            if (maltreated[row] != 0) {
                month[row] = moment(now);
            }
            if (violent && draws.happens_at(police, police_, dt)) {
                police_report[row] = reported[row] = moment(now);
            }
            auto const is_told = draws.happens_at(report, report_, dt) ||
                                 (noticed[row] != 0 && draws.happens(report, noticed_report_));
            if (maltreated[row] != 0 && is_told) {
                reported[row] = moment(now);
            }
        });
    }

private:
    double onset_, per_risk_, per_frailty_, violence_effect_, again_, stop_, visit_;
    double police_, report_, noticed_report_;
    Civil civil_;
    Seen<Family, std::uint8_t> risk_count_;
    Seen<Family, float> family_frailty_;
    Seen<Family, Flag> violence_;
    Seen<Family, float> support_;
    Seen<Person, std::uint8_t> stay_, noticed_;
    Owned<Person, Flag> maltreated_;
    Owned<Person, std::int16_t> month_, reported_, police_report_;
};

}  // namespace

StepKind maltreatment()
{
    return {name, Phase::signal,
            "Maltreatment and neglect begin and stop; police and others report what they see.",
            [](Setup& setup) -> std::unique_ptr<Step> {
                return std::make_unique<Maltreatment>(setup);
            }};
}

}  // namespace smartstart::steps
