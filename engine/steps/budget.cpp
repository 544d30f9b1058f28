#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/prices.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "budget";

/// Who pays when care that the law demands costs more than its part of the budget.
enum class Rule : std::uint8_t { overspend, capped, back_first, front_protected };
constexpr std::array<std::pair<std::string_view, Rule>, 4> rules{{
    {"overspend", Rule::overspend},  // the municipality adds money
    {"capped", Rule::capped},        // less specialist help at home and day care
    {"back_first", Rule::back_first},  // less of the front end
    {"front_protected", Rule::front_protected},  // less of all other back-end services
}};

class Budget final : public Step {
public:
    explicit Budget(Setup& setup)
        : scale_{setup.scale},
          price_{read_prices(setup)},
          lag_{setup.own.get<Months>("hiring_lag").years()},
          need_weight_{setup.own.get<double>("weight_of_deprivation")},
          civil_{setup.schema, name}
    {
        auto const investment = setup.levers.section("investment");
        total_ = investment.get<Path<Euro>>("total");
        front_ = investment.get<Path<Share>>("front_share");
        bridging_ = investment.get<Path<Euro>>("bridging");
        rule_ = investment.get_choice<Rule>("rule", rules);
        std::array<double, 2> sums{};
        for (auto const& service : all_services()) {
            if (service.kind == ServiceKind::none) {
                continue;
            }
            auto const share = setup.own.get<Share>(std::string{service.id} + "_share").value();
            mix_[index(service.kind)] = share;
            sums[static_cast<std::size_t>(service.side)] += share;
        }
        for (auto const& service : all_services()) {
            if (service.side != Side::none && sums[static_cast<std::size_t>(service.side)] > 0.0) {
                mix_[index(service.kind)] /= sums[static_cast<std::size_t>(service.side)];
            }
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

    void begin(World& world, StartPopulation const& /*start*/) const override
    {
        set_places(world, 1.0);
    }

    void advance(World& world) const override
    {
        plan(world);
        set_places(world, 1.0 - std::exp(-world.clock.dt() / std::max(1e-9, lag_)));
    }

private:
    /// How the region's money is spread: by minors, weighted by deprivation.
    std::vector<double> spread(World const& world, double& minors) const
    {
        auto const people = civil_.look(world.people, world.families);
        std::vector<double> weight(deprivation_.size());
        minors = 0.0;
        for (Row home = 0; home < world.families.size(); ++home) {
            if (people.in_use[home] != 0) {
                weight[people.municipality[home]] += people.minors[home];
            }
        }
        double sum = 0.0;
        for (std::size_t place = 0; place < weight.size(); ++place) {
            minors += weight[place];
            weight[place] *= 1.0 + need_weight_ * (deprivation_[place] - 1.0);
            sum += weight[place];
        }
        for (auto& one : weight) {
            one = sum > 0.0 ? one / sum : 0.0;
        }
        return weight;
    }

    /// A year's money of the region for one side, at the simulated scale. While the start is
    /// rehearsed there are fewer children, so the budget is held level per child.
    double yearly(World const& world, Side side, double minors) const
    {
        auto const year = world.clock.now.year();
        auto const front = front_.at(year);
        auto const share = side == Side::front ? front : 1.0 - front;
        auto const bridging = side == Side::back ? bridging_.at(year) : 0.0;
        auto const here = total_.at(year) * share + bridging;
        auto const fill = start_minors_ > 0.0 ? minors / (start_minors_ * scale_) : 1.0;
        return here * scale_ * (world.rehearsal ? fill : 1.0);
    }

    void plan(World& world) const
    {
        if (world.clock.part != 0) {
            return;
        }
        double minors = 0.0;
        auto const part = spread(world, minors);
        for (auto const side : {Side::front, Side::back}) {
            for (std::size_t place = 0; place < part.size(); ++place) {
                world.ledger.plan(place, static_cast<std::size_t>(side),
                                  Euro::from_euros(yearly(world, side, minors) / 12.0 *
                                                   part[place]));
            }
        }
    }

    /// Moves the number of places towards what the budget buys: staff must be hired or leave.
    void set_places(World& world, double step) const
    {
        double minors = 0.0;
        auto const part = spread(world, minors);
        std::array<double, 2> money{yearly(world, Side::front, minors),
                                    yearly(world, Side::back, minors)};
        auto const over = excess(world, money[1]);
        auto& services = world.services;
        for (auto const& service : all_services()) {
            auto const kind = index(service.kind);
            if (service.side == Side::none || service.kind == ServiceKind::youth_health_care) {
                continue;
            }
            auto const keeps = 1.0 - cut(service, over, money);
            auto const bought =
                money[static_cast<std::size_t>(service.side)] * mix_[kind] * keeps / price_[kind];
            for (std::size_t place = 0; place < part.size(); ++place) {
                if (service.regional && place > 0) {
                    break;
                }
                auto const target = bought * (service.regional ? 1.0 : part[place]);
                auto const now = services.places(service.kind, place);
                services.set_places(service.kind, place, now + (target - now) * step);
            }
        }
    }

    /// What care by law costs a year beyond its part of the back-end budget.
    double excess(World const& world, double back) const
    {
        double sum = 0.0;
        for (auto const& service : all_services()) {
            auto const kind = index(service.kind);
            if (service.statutory) {
                sum += static_cast<double>(world.services.taken(service.kind, 0)) * price_[kind] -
                       back * mix_[kind];
            }
        }
        return std::max(0.0, sum);
    }

    double cut(ServiceInfo const& service, double over, std::array<double, 2> const& money) const
    {
        auto const is_front = service.side == Side::front;
        auto const takes_part = !service.statutory &&
                                (rule_ == Rule::back_first        ? is_front
                                 : rule_ == Rule::front_protected ? !is_front
                                 : rule_ == Rule::capped ? service.kind == ServiceKind::ambulant ||
                                                               service.kind == ServiceKind::day_care
                                                         : false);
        if (!takes_part) {
            return 0.0;
        }
        double base = 0.0;
        for (auto const& other : all_services()) {
            auto const shares = other.side == service.side && !other.statutory &&
                                other.kind != ServiceKind::youth_health_care &&
                                (rule_ != Rule::capped || other.kind == ServiceKind::ambulant ||
                                 other.kind == ServiceKind::day_care);
            base += shares ? money[static_cast<std::size_t>(other.side)] * mix_[index(other.kind)]
                           : 0.0;
        }
        return base > 0.0 ? std::min(1.0, over / base) : 0.0;
    }

    double scale_;
    PerService<double> price_;
    double lag_, need_weight_;
    Path<Euro> total_, bridging_;
    Path<Share> front_;
    Rule rule_{};
    PerService<double> mix_{};
    std::vector<double> deprivation_;
    double start_minors_{};  ///< of the whole region in its base year
    Civil civil_;
};

}  // namespace

StepKind budget()
{
    return {name, Phase::help, "A year's money buys places, with a lag for hiring.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Budget>(setup); }};
}

}  // namespace smartstart::steps
