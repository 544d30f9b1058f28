#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "engine/parallel/rows.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/prices.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "budget";

/// Who pays when care that cannot be refused costs more than its part of the budget.
enum class Rule : std::uint8_t { overspend, capped, back_first, front_protected };
constexpr std::array<std::pair<std::string_view, Rule>, 4> rules{{
    {"overspend", Rule::overspend},    // the municipality adds money
    {"capped", Rule::capped},          // front and back end in proportion; the total holds
    {"back_first", Rule::back_first},  // the front end: late care crowds out early
    {"front_protected", Rule::front_protected},  // the rest of the back end
}};

/// How many minors live in each municipality.
struct Minors {
    std::vector<std::int64_t> by_place;
    Minors& operator+=(Minors const& other)
    {
        std::ranges::transform(by_place, other.by_place, by_place.begin(), std::plus{});
        return *this;
    }
};

/// Has places that are bought, and that a tight budget can cut.
bool flexible(ServiceInfo const& service)
{
    return service.side != Side::none && service.kind != ServiceKind::youth_health_care &&
           !service.statutory && !service.stay;
}

class Budget final : public Step {
public:
    explicit Budget(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// What there is to spend in a year, at the simulated scale.
    struct Plan {
        std::vector<double> part;       ///< of each municipality
        std::array<double, 2> money{};  ///< by side
        double front_places{};          ///< front-end money after youth health care
    };
    Plan plan_of(World const& world) const;
    double yearly(World const& world, Side side, double minors) const;
    void set_places(World& world, Plan const& plan, double step) const;
    double bought(ServiceInfo const& service, Plan const& plan) const;
    double excess(World const& world, Plan const& plan) const;
    bool pays(ServiceInfo const& service) const;

    double scale_;
    PerService<double> price_;
    double lag_, need_weight_;
    Path<Euro> total_, bridging_;
    Path<Share> front_;
    Rule rule_{};
    PerService<double> mix_{};  ///< of the money of its side; youth health care is outside it
    std::vector<double> deprivation_;
    double start_minors_{};  ///< of the whole region in its base year
    Civil civil_;
};

Budget::Budget(Setup& setup)
    : scale_{setup.scale},
      price_{read_prices(setup)},
      lag_{setup.own.get<Months>("hiring_lag").years()},
      need_weight_{factor(setup.own, "weight_of_deprivation")},
      civil_{setup.schema, name}
{
    auto const investment = setup.levers.section("investment");
    total_ = investment.get_by_year<Euro>("total");
    front_ = investment.get_by_year<Share>("front_share");
    bridging_ = investment.get_by_year<Euro>("bridging");
    constexpr Limits money{0.0, 1e12, "from 0 euro to 1000 billion euro, such as '4 million euro'"};
    keep_within(money, investment, "total", total_);
    keep_within(money, investment, "bridging", bridging_);
    rule_ = investment.get_choice<Rule>("rule", rules);
    std::array<double, sides> sums{};
    for (auto const& service : all_services()) {
        if (service.side != Side::none && service.kind != ServiceKind::youth_health_care) {
            auto& share = mix_[index(service.kind)];
            share = setup.own.get<Share>(std::string{service.id} + "_share").value();
            sums[static_cast<std::size_t>(service.side)] += share;
        }
    }
    for (auto const& service : all_services()) {
        auto const sum = sums[static_cast<std::size_t>(service.side)];
        mix_[index(service.kind)] /= sum > 0.0 ? sum : 1.0;
    }
    for (auto const& place : setup.region.municipalities()) {
        deprivation_.push_back(place.deprivation);
        for (std::size_t band = 0; band < 4; ++band) {
            // Ages 0 to 19 in five-year groups; of 15 to 19 three fifths are under 18.
            auto const share = band == 3 ? 0.6 : 1.0;
            start_minors_ +=
                share * static_cast<double>(place.people[band][0] + place.people[band][1]);
        }
    }
}

void Budget::begin(World& world, StartPopulation const& /*start*/) const
{
    set_places(world, plan_of(world), 1.0);
}

void Budget::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const plan = plan_of(world);
    for (auto const side : {Side::front, Side::back}) {
        auto const at = static_cast<std::size_t>(side);
        for (std::size_t place = 0; place < plan.part.size(); ++place) {
            world.ledger.plan(place, at,
                              Euro::from_euros(plan.money[at] / 12.0 * plan.part[place]));
        }
    }
    constexpr double month = 1.0 / 12.0;
    set_places(world, plan, 1.0 - std::exp(-month / std::max(1e-9, lag_)));
}

/// The region's money is spread by minors, weighted by deprivation.
Budget::Plan Budget::plan_of(World const& world) const
{
    auto const people = civil_.look(world.people, world.families);
    // Before the first month the roll has not been called.
    auto const with_minors =
        with_all(world.families.size(), set(people.minors), set(people.in_use));
    auto const counted =
        count_rows(with_minors, Minors{std::vector<std::int64_t>(deprivation_.size())},
                   [&](Row home, Minors& part) {
                       part.by_place[people.municipality[home]] += people.minors[home];
                   });
    Plan plan;
    plan.part.assign(counted.by_place.begin(), counted.by_place.end());
    double minors = 0.0;
    double sum = 0.0;
    for (std::size_t place = 0; place < plan.part.size(); ++place) {
        minors += plan.part[place];
        plan.part[place] *= std::max(0.0, 1.0 + need_weight_ * (deprivation_[place] - 1.0));
        sum += plan.part[place];
    }
    for (auto& one : plan.part) {
        one = sum > 0.0 ? one / sum : 0.0;
    }
    plan.money = {yearly(world, Side::front, minors), yearly(world, Side::back, minors)};
    // Youth health care is for every child up to its 19th birthday, and paid first.
    auto const children = minors * 19.0 / 18.0;
    plan.front_places =
        std::max(0.0, plan.money[0] - children * price_[index(ServiceKind::youth_health_care)]);
    return plan;
}

/// While the start is rehearsed there are fewer children, so the budget is held level per child.
double Budget::yearly(World const& world, Side side, double minors) const
{
    auto const year = world.clock.now.year();
    auto const front = front_.at(year);
    auto const share = side == Side::front ? front : 1.0 - front;
    auto const bridging = side == Side::back ? bridging_.at(year) : 0.0;
    auto const here = total_.at(year) * share + bridging;
    auto const fill = start_minors_ > 0.0 ? minors / (start_minors_ * scale_) : 1.0;
    return here * scale_ * (world.rehearsal ? fill : 1.0);
}

/// Moves the number of places towards what the budget buys: staff must be hired or leave.
void Budget::set_places(World& world, Plan const& plan, double step) const
{
    auto const over = excess(world, plan);
    double base = 0.0;
    for (auto const& service : all_services()) {
        base += pays(service) ? bought(service, plan) * price_[index(service.kind)] : 0.0;
    }
    auto const cut = base > 0.0 ? std::min(1.0, over / base) : 0.0;
    auto& services = world.services;
    for (auto const& service : all_services()) {
        if (service.side == Side::none || service.kind == ServiceKind::youth_health_care) {
            continue;
        }
        auto const all = bought(service, plan) * (pays(service) ? 1.0 - cut : 1.0);
        auto const pools = service.regional ? 1 : plan.part.size();
        for (std::size_t pool = 0; pool < pools; ++pool) {
            auto const target = all * (service.regional ? 1.0 : plan.part[pool]);
            auto const now = services.places(service.kind, pool);
            services.set_places(service.kind, pool, now + (target - now) * step);
        }
    }
}

/// Places that the budget buys before anything is cut.
double Budget::bought(ServiceInfo const& service, Plan const& plan) const
{
    auto const money = service.side == Side::front ? plan.front_places : plan.money[1];
    return money * mix_[index(service.kind)] / std::max(1e-9, price_[index(service.kind)]);
}

/// What orders, stays and crisis help cost a year beyond their part of the back-end budget.
double Budget::excess(World const& world, Plan const& plan) const
{
    double sum = 0.0;
    for (auto const& service : all_services()) {
        if (!service.statutory && !service.stay) {
            continue;
        }
        std::int64_t taken = 0;
        for (std::size_t pool = 0; pool < world.services.municipalities(); ++pool) {
            taken += world.services.taken(service.kind, pool);
        }
        sum += (static_cast<double>(taken) - bought(service, plan)) * price_[index(service.kind)];
    }
    return std::max(0.0, sum);
}

/// Whether this service gives up places when the excess must be found within the budget.
bool Budget::pays(ServiceInfo const& service) const
{
    if (!flexible(service) || rule_ == Rule::overspend) {
        return false;
    }
    return rule_ == Rule::capped || (service.side == Side::front) == (rule_ == Rule::back_first);
}

}  // namespace

StepKind budget()
{
    return {name, Phase::help, "A year's money buys places, with a lag for hiring.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Budget>(setup); }};
}

}  // namespace smartstart::steps
