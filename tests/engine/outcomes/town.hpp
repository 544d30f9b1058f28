#pragma once

#include <cmath>
#include <ostream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/ledger/item.hpp"
#include "engine/outcome/observer.hpp"
#include "engine/outcome/spread.hpp"
#include "engine/steps/facts.hpp"
#include "engine/world/world.hpp"

namespace smartstart::test {

/// A few people made by hand in two municipalities, at the end of 2030, and every outcome looking
/// at them. No step lives here: what is not set stands at its starting value.
///
///     Town town;
///     auto const home = town.add_home({34.0}, {5.0, 2.0});
///     town.set(facts::poor, home.family, 1);
///     EXPECT_EQ(town.counted("child_poverty"), (Counts{2, 2}));
class Town {
public:
    static constexpr Month now = Month::of(2030, 12);
    static constexpr Moment this_year = Month::of(2030, 1).index;
    static constexpr Moment last_year = Month::of(2029, 12).index;

    /// What an outcome adds up: numerator and denominator.
    struct Counts {
        double numerator{};
        double denominator{};
        friend bool operator==(Counts const&, Counts const&) = default;
        friend std::ostream& operator<<(std::ostream& out, Counts const& counts)
        {
            return out << counts.numerator << " of " << counts.denominator;
        }
    };
    struct Home {
        Row family{no_row};
        std::vector<Row> heads, children;
    };

    /// A household with heads and dependants of these ages in years.
    Home add_home(std::vector<double> const& heads, std::vector<double> const& dependants = {},
                  PlaceNumber municipality = 0)
    {
        Home home;
        home.family = world_.civil_register.add_family(world_.families,
                                                       founding_family(++families_), municipality);
        for (auto const age : heads) {
            home.heads.push_back(add_person(home.family, age, true));
        }
        for (auto const age : dependants) {
            home.children.push_back(add_person(home.family, age, false));
        }
        return home;
    }
    /// One person of this age in a household alone.
    Row add(double age) { return add_home({age}).heads.front(); }

    template <class Of, class Cell>
    void set(Fact<Of, Cell> const& fact, Row row, std::type_identity_t<Cell> value)
    {
        if constexpr (std::is_same_v<Of, Person>) {
            world_.people.change(Owned<Of, Cell>{column(fact, schema_.people())})[row] = value;
        } else {
            world_.families.change(Owned<Of, Cell>{column(fact, schema_.families())})[row] = value;
        }
    }
    template <class Of, class Cell>
    void set_each(Fact<Of, Cell> const& fact, std::vector<Row> const& rows,
                  std::type_identity_t<Cell> value)
    {
        for (auto const row : rows) {
            set(fact, row, value);
        }
    }
    /// The person dies in the last month of the year. When all were added.
    void let_die(Row person)
    {
        settle();
        world_.civil_register.file({VitalEvent{.kind = VitalKind::death, .person = person}});
        world_.civil_register.apply(world_.people, world_.families, world_.pool, world_.clock);
    }

    /// What an outcome counts of a group (by number) in a municipality.
    Counts counted(std::string const& id, std::size_t municipality = 0, std::size_t group = 0)
    {
        settle();
        auto seen = observer_.empty(1, places);
        observer_.look(world_, 0, 1.0, seen);
        auto const& all = all_outcomes();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].info.id == id) {
                auto const cell = municipality * all_groups().size() + group;
                return {seen[i].numerators[cell], seen[i].denominators[cell]};
            }
        }
        throw std::logic_error{"there is no outcome '" + id + "'"};
    }

    /// The quantiles of this year: see Spread.
    std::vector<double> quantiles()
    {
        settle();
        std::vector<double> values(Spread::numbers_of_year());
        spread_.look(world_, 0, values);
        return values;
    }

private:
    static constexpr std::size_t places = 2;

    Row add_person(Row family, double age, bool head)
    {
        auto const months = static_cast<int>(std::lround(12.0 * age));
        return world_.civil_register.add_founder(
            world_.people, world_.families,
            {.id = founder(++people_),
             .born = now - Months{months},
             .sex = 0,
             .head = head,
             .family = family,
             .mother = no_row,
             .father = no_row,
             .generation = static_cast<std::uint8_t>(head ? 0 : 1),
             .births = 0,
             .last_birth = {}});
    }
    /// Lets the register count sizes and minors, once, when all were added.
    void settle()
    {
        if (!settled_) {
            world_.civil_register.reenact_births(world_.people, world_.families, world_.clock);
            settled_ = true;
        }
    }
    template <class Of, class Cell>
    static std::size_t column(Fact<Of, Cell> const& fact, std::vector<ColumnInfo> const& all)
    {
        for (std::size_t at = 0; at < all.size(); ++at) {
            if (all[at].name == fact.name) {
                return at;
            }
        }
        throw std::logic_error{"no outcome looks at '" + std::string{fact.name} + "'"};
    }
    World make_world()
    {
        return {.random = Random{1, 0},
                .clock = {.now = now},
                .people = People{schema_.people()},
                .families = Families{schema_.families()},
                .civil_register = register_,
                .pool = {People{schema_.people()}, Families{schema_.families()}, now},
                .services = ServiceSystem{places},
                .ledger = Ledger{places, all_items().size()},
                .rehearsal = false};
    }

    Schema schema_;
    Register register_{schema_, places};
    Observer observer_{schema_, all_outcomes()};
    Spread spread_{schema_};
    World world_{make_world()};
    std::uint64_t people_{}, families_{};
    bool settled_{};
};

using Counts = Town::Counts;

}  // namespace smartstart::test
