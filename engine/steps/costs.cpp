#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/ledger/item.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/prices.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "costs";
constexpr int youth_health_care_until = 19 * 12;

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
    double euros{};      ///< for a month or for one event
    bool by_capacity{};  ///< the place is paid for, taken or not
};

class Costs final : public Step {
public:
    explicit Costs(Setup& setup);
    void advance(World& world) const override;

private:
    struct View {
        CivilView people;
        std::span<std::uint8_t const> care, order, stay, work;
        std::span<Flag const> probation, ill;
        std::span<std::int16_t const> reported, started, halt, suspect;
    };
    View open(World const& world) const;
    Volumes none(World const& world) const;
    static bool is_first_reported(View const& view, Row child, Moment month);
    Volumes of_people(World const& world) const;
    Volumes of_families(World const& world) const;
    Euro amount(World const& world, Volumes const& volumes, Tariff const& tariff,
                std::size_t place) const;
    void book_back(World& world, Volumes const& volumes) const;
    double bridged_share(int year, Euro spent, Euro planned) const;

    std::vector<Tariff> back_, others_;
    Path<Euro> total_, bridging_;
    Path<Share> front_;
    Civil civil_;
    Seen<Person, std::uint8_t> care_, order_, stay_;
    Seen<Person, Flag> probation_;
    Seen<Person, std::uint8_t> work_;
    Seen<Person, Flag> ill_;
    Seen<Person, std::int16_t> reported_, started_, halt_, suspect_;
    Seen<Family, Flag> assistance_, debt_;
};

Costs::Costs(Setup& setup)
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
      assistance_{setup.schema.see(facts::assistance, name)},
      debt_{setup.schema.see(facts::debt, name)}
{
    auto const investment = setup.levers.section("investment");
    total_ = investment.get_by_year<Euro>("total");
    front_ = investment.get_by_year<Share>("front_share");
    bridging_ = investment.get_by_year<Euro>("bridging");
    auto const prices = read_prices(setup);
    for (auto const& service : all_services()) {
        if (service.kind == ServiceKind::none) {
            continue;
        }
        auto const by_capacity =
            service.side == Side::front && service.kind != ServiceKind::youth_health_care;
        (service.side == Side::back ? back_ : others_)
            .push_back({static_cast<Item>(service.kind), Payer::municipality, service.side,
                        prices[index(service.kind)] / 12.0, by_capacity});
    }
    auto const own = [&](char const* key) {
        return within<Euro>(price_limits, setup.own, key).euros();
    };
    auto const outside = [&](Item item, Payer payer, double euros) {
        others_.push_back({item, payer, Side::none, euros, false});
    };
    outside(Item::investigation, Payer::justice, own("investigation"));
    outside(Item::reports, Payer::municipality, own("report"));
    outside(Item::reports, Payer::justice, own("report_to_police"));
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
}

void Costs::advance(World& world) const
{
    // Once a month, in its last step: then all that happened in it has happened.
    if (!world.clock.is_end_of_month()) {
        return;
    }
    auto volumes = of_people(world);
    volumes += of_families(world);
    for (std::size_t place = 0; place < volumes.counts.size(); ++place) {
        for (auto const& tariff : others_) {
            world.ledger.book(place, tariff.payer, index(tariff.item),
                              static_cast<std::size_t>(tariff.side),
                              amount(world, volumes, tariff, place));
        }
    }
    book_back(world, volumes);
    world.ledger.close_month();
}

Costs::View Costs::open(World const& world) const
{
    auto const& persons = world.people;
    return {.people = civil_.look(persons, world.families),
            .care = persons.look(care_),
            .order = persons.look(order_),
            .stay = persons.look(stay_),
            .work = persons.look(work_),
            .probation = persons.look(probation_),
            .ill = persons.look(ill_),
            .reported = persons.look(reported_),
            .started = persons.look(started_),
            .halt = persons.look(halt_),
            .suspect = persons.look(suspect_)};
}

Volumes Costs::none(World const& world) const
{
    return {std::vector<std::array<std::int64_t, item_count>>(world.services.municipalities())};
}

Volumes Costs::of_people(World const& world) const
{
    auto const view = open(world);
    auto const now = world.clock.now;
    auto const this_month = moment(now);
    auto const at_place_of = [&](Row row, Volumes & part) -> auto&
    {
        return part.counts[view.people.municipality[view.people.family[row]]];
    };
    // Added whether or not it is so: a branch that nobody can foresee costs more.
    auto const add_if = [](bool yes, auto& counts, Item item) { counts[index(item)] += yes; };
    auto const costly_adults = with_any(world.roll.adults, equal(view.work, facts::on_disability),
                                        set(view.ill), equal(view.suspect, this_month));
    auto volumes = count_rows(costly_adults, none(world), [&](Row row, Volumes& part) {
        auto& counts = at_place_of(row, part);
        add_if(view.work[row] == facts::on_disability, counts, Item::disability_benefit);
        add_if(view.ill[row] != 0, counts, Item::mental_health_care);
        add_if(view.suspect[row] == this_month, counts, Item::crime);
    });
    auto const under_nineteen =
        with_all(world.roll.youth, above(view.people.born, now.index - youth_health_care_until));
    volumes += count_rows(under_nineteen, none(world), [&](Row row, Volumes& part) {
        ++at_place_of(row, part)[index(Item::youth_health_care)];
    });
    auto const costly_young = with_any(
        world.roll.youth, set(view.care), set(view.order), set(view.stay), set(view.probation),
        equal(view.suspect, this_month), equal(view.reported, this_month),
        equal(view.started, this_month), equal(view.halt, this_month));
    volumes += count_rows(costly_young, none(world), [&](Row row, Volumes& part) {
        auto& counts = at_place_of(row, part);
        bool const minor = view.people.age_in_months(row, now) < 18 * 12;
        // Help at home ends with a stay; in the month of the placement it is still on record.
        auto const at_home = view.stay[row] == 0 ? view.care[row] : facts::Number{0};
        for (auto const kind : {at_home, view.order[row], view.stay[row]}) {
            add_if(kind != 0, counts, static_cast<Item>(kind));
        }
        add_if(view.probation[row] != 0, counts, Item::youth_probation);
        add_if(minor & (view.suspect[row] == this_month), counts, Item::crime);
        add_if(minor && is_first_reported(view, row, this_month), counts, Item::reports);
        add_if(minor & (view.started[row] == this_month), counts, Item::investigation);
        add_if(minor & (view.halt[row] == this_month), counts, Item::halt);
    });
    return volumes;
}

/// A report names all children of a home and is handled once: it is booked with one of them.
bool Costs::is_first_reported(View const& view, Row child, Moment month)
{
    auto first = no_row;
    if (view.reported[child] == month) {
        view.people.for_each_member(view.people.family[child], [&](Row member) {
            bool const too =
                view.people.is_young(member, Month{month}) && view.reported[member] == month;
            first = too ? std::min(first, member) : first;
        });
    }
    return first == child;
}

Volumes Costs::of_families(World const& world) const
{
    auto const people = civil_.look(world.people, world.families);
    auto const assistance = world.families.look(assistance_);
    auto const debt = world.families.look(debt_);
    auto const costly = with_any(world.roll.homes, set(assistance), set(debt));
    return count_rows(costly, none(world), [&](Row home, Volumes& part) {
        auto& counts = part.counts[people.municipality[home]];
        counts[index(Item::social_assistance)] += assistance[home] != 0 ? 1 : 0;
        counts[index(Item::problem_debt)] += debt[home] != 0 ? 1 : 0;
    });
}

/// Front-end teams are paid for their capacity; all else is one unit price in whole cents, so that
/// volume times price is exact.
Euro Costs::amount(World const& world, Volumes const& volumes, Tariff const& tariff,
                   std::size_t place) const
{
    if (tariff.by_capacity) {
        auto const kind = static_cast<ServiceKind>(tariff.item);
        return Euro::from_euros(world.services.places(kind, place) * tariff.euros);
    }
    return volumes.counts[place][index(tariff.item)] * Euro::from_euros(tariff.euros);
}

/// Back-end care is paid for as it is used. What bridging money pays of it is booked as bridging,
/// in every municipality and of every service the same part of its cost: every euro once.
void Costs::book_back(World& world, Volumes const& volumes) const
{
    constexpr auto side = static_cast<std::size_t>(Side::back);
    Euro spent, planned;
    for (std::size_t place = 0; place < volumes.counts.size(); ++place) {
        planned += world.ledger.planned_this_month(place, side);
        for (auto const& tariff : back_) {
            spent += amount(world, volumes, tariff, place);
        }
    }
    auto const share = bridged_share(world.clock.now.year(), spent, planned);
    auto const by_bridge = [&](Euro cost) { return Euro::from_euros(share * cost.euros()); };
    Euro before;
    for (std::size_t place = 0; place < volumes.counts.size(); ++place) {
        auto const first = by_bridge(before);
        for (auto const& tariff : back_) {
            auto const own = amount(world, volumes, tariff, place);
            world.ledger.book(place, Payer::municipality, index(tariff.item), side,
                              own - (by_bridge(before + own) - by_bridge(before)));
            before += own;
        }
        world.ledger.book(place, Payer::municipality, index(Item::bridging), side,
                          by_bridge(before) - first);
    }
}

/// The share of a month's cost that bridging money pays: of what the whole region is short of, as
/// far as it goes. By municipality, luck would leave money in one that another is short of.
double Costs::bridged_share(int year, Euro spent, Euro planned) const
{
    auto const regular = total_.at(year) * (1.0 - front_.at(year));
    auto const all = regular + bridging_.at(year);
    auto const bridge = all > 0.0 ? planned.euros() * bridging_.at(year) / all : 0.0;
    auto const paid = std::clamp(spent.euros() - (planned.euros() - bridge), 0.0, bridge);
    return spent > Euro{} ? paid / spent.euros() : 0.0;
}

}  // namespace

StepKind costs()
{
    return {name, Phase::settle, "What was used is paid for, once, by the one who pays for it.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Costs>(setup); }};
}

}  // namespace smartstart::steps
