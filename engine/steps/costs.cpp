#include <array>
#include <string>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/ledger/item.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/prices.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "costs";

/// How often each item occurs in each municipality this month.
struct Volumes {
    std::vector<std::array<std::int64_t, item_count>> counts;
    Volumes& operator+=(Volumes const& other)
    {
        for (std::size_t place = 0; place < counts.size(); ++place) {
            for (std::size_t item = 0; item < item_count; ++item) {
                counts[place][item] += other.counts[place][item];
            }
        }
        return *this;
    }
};

/// Who pays for an item, on which side, and what one of it costs.
struct Tariff {
    Item item{};
    Payer payer{};
    Side side{};
    double euros{};  ///< for a month or for one event
};

class Costs final : public Step {
public:
    explicit Costs(Setup& setup)
        : civil_{setup.schema, name},
          care_{setup.schema.see(facts::care, name)},
          order_{setup.schema.see(facts::order, name)},
          stay_{setup.schema.see(facts::stay, name)},
          probation_{setup.schema.see(facts::probation, name)},
          work_{setup.schema.see(facts::work, name)},
          ill_{setup.schema.see(facts::ill, name)},
          reported_{setup.schema.see(facts::reported, name)},
          started_{setup.schema.see(facts::supervision_started, name)},
          halt_{setup.schema.see(facts::halt, name)},
          suspect_{setup.schema.see(facts::suspect, name)},
          left_school_{setup.schema.see(facts::left_school_early, name)},
          support_{setup.schema.see(facts::support, name)},
          assistance_{setup.schema.see(facts::assistance, name)},
          debt_{setup.schema.see(facts::debt, name)}
    {
        auto const prices = read_prices(setup);
        for (auto const& service : all_services()) {
            if (service.kind != ServiceKind::none) {
                tariffs_.push_back({static_cast<Item>(service.kind), Payer::municipality,
                                    service.side, prices[index(service.kind)] / 12.0});
            }
        }
        auto const own = [&](char const* key) { return setup.own.get<Euro>(key).euros(); };
        auto const outside = [&](Item item, Payer payer, double euros) {
            tariffs_.push_back({item, payer, Side::none, euros});
        };
        outside(Item::investigation, Payer::justice, own("investigation"));
        outside(Item::reports, Payer::municipality, own("report"));
        outside(Item::halt, Payer::justice, own("halt"));
        outside(Item::crime, Payer::justice, own("suspect"));
        outside(Item::social_assistance, Payer::national_benefits,
                own("social_assistance_year") / 12.0);
        outside(Item::disability_benefit, Payer::national_benefits,
                own("disability_benefit_year") / 12.0);
        outside(Item::mental_health_care, Payer::health_insurer,
                own("mental_health_care_year") / 12.0 *
                    setup.own.get<Share>("mental_illness_in_care").value());
        outside(Item::problem_debt, Payer::household, own("problem_debt_year") / 12.0);
        outside(Item::early_school_leaving, Payer::education, own("early_school_leaver"));
    }

    void advance(World& world) const override
    {
        if (world.clock.part != 0) {
            return;
        }
        auto volumes = of_people(world);
        volumes += of_families(world);
        for (std::size_t place = 0; place < volumes.counts.size(); ++place) {
            for (auto const& tariff : tariffs_) {
                // One unit price in whole cents, so that volume times price is exact.
                auto const each = Euro::from_euros(tariff.euros);
                world.ledger.book(place, tariff.payer, index(tariff.item),
                                  static_cast<std::size_t>(tariff.side),
                                  volumes.counts[place][index(tariff.item)] * each);
            }
        }
        world.ledger.close_month();
    }

private:
    Volumes none(World const& world) const
    {
        return {std::vector<std::array<std::int64_t, item_count>>(
            world.services.municipalities())};
    }

    Volumes of_people(World const& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const& table = world.people;
        auto const care = table.look(care_);
        auto const order = table.look(order_);
        auto const stay = table.look(stay_);
        auto const probation = table.look(probation_);
        auto const work = table.look(work_);
        auto const ill = table.look(ill_);
        auto const reported = table.look(reported_);
        auto const started = table.look(started_);
        auto const halt = table.look(halt_);
        auto const suspect = table.look(suspect_);
        auto const left = table.look(left_school_);
        auto const now = world.clock.now;
        auto const this_month = moment(now);
        return sum_rows(table.size(), none(world), [&](Row row, Volumes& part) {
            if (people.present[row] == 0) {
                return;
            }
            auto& counts = part.counts[people.municipality[people.family[row]]];
            auto const add = [&](Item item, bool yes) { counts[index(item)] += yes ? 1 : 0; };
            add(Item::youth_health_care, people.age_in_months(row, now) < 19 * 12);
            for (auto const kind : {care[row], order[row], stay[row]}) {
                counts[kind] += kind != 0 ? 1 : 0;
            }
            add(Item::youth_probation, probation[row] != 0);
            add(Item::disability_benefit, work[row] == 3);
            add(Item::mental_health_care, ill[row] != 0);
            add(Item::reports, reported[row] == this_month);
            add(Item::investigation, started[row] == this_month);
            add(Item::halt, halt[row] == this_month);
            add(Item::crime, suspect[row] == this_month);
            add(Item::early_school_leaving, left[row] == this_month);
        });
    }

    Volumes of_families(World const& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const support = world.families.look(support_);
        auto const assistance = world.families.look(assistance_);
        auto const debt = world.families.look(debt_);
        return sum_rows(world.families.size(), none(world), [&](Row home, Volumes& part) {
            if (people.in_use[home] == 0 || people.size[home] == 0) {
                return;
            }
            auto& counts = part.counts[people.municipality[home]];
            counts[support[home]] += support[home] != 0 ? 1 : 0;
            counts[index(Item::social_assistance)] += assistance[home] != 0 ? 1 : 0;
            counts[index(Item::problem_debt)] += debt[home] != 0 ? 1 : 0;
        });
    }

    Civil civil_;
    Seen<Person, std::uint8_t> care_, order_, stay_;
    Seen<Person, Flag> probation_;
    Seen<Person, std::uint8_t> work_;
    Seen<Person, Flag> ill_;
    Seen<Person, std::int16_t> reported_, started_, halt_, suspect_, left_school_;
    Seen<Family, std::uint8_t> support_;
    Seen<Family, Flag> assistance_, debt_;
    std::vector<Tariff> tariffs_;
};

}  // namespace

StepKind costs()
{
    return {name, Phase::settle, "What was used is paid for, once, by the one who pays for it.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Costs>(setup); }};
}

}  // namespace smartstart::steps
