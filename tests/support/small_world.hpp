#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/start/start_population.hpp"
#include "engine/settings/settings.hpp"
#include "engine/step/step.hpp"
#include "engine/world/world.hpp"

namespace smartstart::test {

/// A world of a few people made by hand, in which a few steps live.
///
///     SmallWorld small{{"debts"}, {"steps.debts.onset=0.5 per year"}};
///     auto const home = small.add_couple(34, 36, {5, 2.5});
///     small.begin();
///     small.set(facts::poor, home.family, 1);
///     small.advance(12);
///     EXPECT_EQ(small.get(facts::debt, home.family), 1);
///
/// The region is Hart van Brabant (municipality 0 is Tilburg), the settings are those of
/// scenarios/today-30-70.yaml with the overrides. The clock begins in January 2022. Columns that no
/// step of this world keeps stay as the test sets them.
class SmallWorld {
public:
    explicit SmallWorld(std::vector<std::string> const& steps,
                        std::vector<std::string> const& overrides = {}, std::uint64_t seed = 1,
                        double scale = 1.0);

    struct Someone {
        double age = 30;  ///< years, rounded to months
        Sex sex = Sex::woman;
        bool head = true;
        Row mother = no_row;
        Row father = no_row;
        Education education = Education::middle;
    };
    /// A household of two heads (or one), the rows of its members beside it.
    struct Household {
        Row family{no_row}, woman{no_row}, man{no_row};
        std::vector<Row> children;
    };

    Row add_family(std::size_t municipality = 0);
    Row add_person(Row family, Someone const& someone);
    Household add_couple(double woman_age, double man_age,
                         std::vector<double> const& child_ages = {}, std::size_t municipality = 0);
    Household add_single(Sex sex, double age, std::vector<double> const& child_ages = {},
                         std::size_t municipality = 0);

    /// The steps fill their columns, and the pool of arrivals is taken. Call once, after adding.
    void begin();
    /// Lives whole months: every step, then the civil register.
    void advance(int months = 1);
    /// Lives each month in so many parts from now on.
    void live_in_parts(int parts) { world_.clock.parts = parts; }
    /// Files an event with the register; it is applied in the coming month.
    void file(VitalEvent const& event) { world_.civil_register.file({event}); }

    template <class Of, class Cell>
    Cell get(Fact<Of, Cell> const& fact, Row row) const
    {
        return table<Of>(world_).look(Seen<Of, Cell>{column(fact)})[row];
    }
    template <class Of, class Cell>
    void set(Fact<Of, Cell> const& fact, Row row, std::type_identity_t<Cell> value)
    {
        table<Of>(world_).change(Owned<Of, Cell>{column(fact)})[row] = value;
    }

    CivilView civil() const { return civil_->look(world_.people, world_.families); }
    World& world() { return world_; }
    World const& world() const { return world_; }
    StartPopulation& start() { return start_; }
    Step const& step(std::string_view name) const;
    static Region const& region();
    /// A fingerprint of every column, to tell whether two worlds are the same.
    std::vector<std::pair<std::string, std::uint64_t>> fingerprints() const;

private:
    struct Named {
        StepKind kind;
        std::unique_ptr<Step> step;
    };
    World make_world(std::vector<std::string> const& steps, SettingsFile const& settings,
                     std::uint64_t seed, double scale);
    void add_children(Household& home, std::vector<double> const& ages);

    template <class Of, class WorldType>
    static auto& table(WorldType& world)
    {
        if constexpr (std::is_same_v<Of, Person>) {
            return world.people;
        } else {
            return world.families;
        }
    }
    template <class Of, class Cell>
    std::size_t column(Fact<Of, Cell> const& fact) const
    {
        auto const& all = std::is_same_v<Of, Person> ? schema_.people() : schema_.families();
        for (std::size_t at = 0; at < all.size(); ++at) {
            if (all[at].name == fact.name) {
                return at;
            }
        }
        throw std::logic_error{"no step of this small world mentions '" + std::string{fact.name} +
                               "'"};
    }

    Schema schema_;
    std::unique_ptr<Civil> civil_;
    std::vector<Named> steps_;
    StartPopulation start_;
    World world_;
};

}  // namespace smartstart::test
