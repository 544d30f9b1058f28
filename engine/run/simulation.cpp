#include "engine/run/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

#include "engine/base/error.hpp"
#include "engine/ledger/item.hpp"
#include "engine/step/course.hpp"

namespace smartstart {

Model our_model()
{
    auto const steps = all_steps();
    return {{steps.begin(), steps.end()}, all_outcomes()};
}

Blueprint::Blueprint(Scenario const& scenario, Model const& model, Region region)
    : model_{model},
      region_{std::move(region)},
      register_{schema_, region_.municipalities().size()},
      kinds_{model.steps},
      seed_{scenario.seed},
      scale_{scenario.scale},
      base_{Month::of(scenario.base_year, 1)},
      rehearsal_years_{scenario.rehearsal_years},
      years_{scenario.years}
{
    std::ranges::stable_sort(kinds_, {}, &StepKind::phase);
    auto const root = scenario.file.root();
    auto const parameters = root.section("steps");
    for (auto const& kind : kinds_) {
        Setup setup{parameters.section(kind.name), root, schema_, region_, scale_};
        steps_.push_back(kind.build(setup));
    }
    schema_.own(facts::course, "trial");
    schema_.own(facts::course_dose, "trial");
    if (!scenario.all_outcomes) {
        std::erase_if(model_.outcomes, std::mem_fn(&OutcomeKind::for_the_card));
    }
    observer_ = std::make_unique<Observer>(schema_, model_.outcomes);
    life_course_ = std::make_unique<LifeCourse>(schema_, scenario.base_year);
    spread_ = std::make_unique<Spread>(schema_);
    if (!scenario.traced.empty()) {
        trace_eye_ = std::make_unique<TraceEye>(schema_, scenario.traced, years_);
    }
    for (auto const& text : schema_.unmet()) {
        throw BrokenPromise{text};
    }
}

std::vector<LifeTable> Blueprint::tables(std::vector<Lived> const& lived,
                                         std::vector<double> const& spread) const
{
    auto all = life_course_->tables(years_, lived);
    std::ranges::move(Spread::tables(years_, spread), std::back_inserter(all));
    return all;
}

World Blueprint::empty_world(std::uint32_t replicate) const
{
    auto const places = region_.municipalities().size();
    World world{.random = Random{seed_, replicate},
                .clock = {},
                .people = People{schema_.people()},
                .families = Families{schema_.families()},
                .civil_register = register_,
                .pool = {People{schema_.people()}, Families{schema_.families()}, base_},
                .services = ServiceSystem{places},
                .ledger = Ledger{places, all_items().size()},
                .rehearsal = rehearsal_years_ > 0};
    world.clock.now = base_ - Months{12 * rehearsal_years_};
    return world;
}

World Blueprint::first_world(StartPopulation const& start, std::uint32_t replicate) const
{
    auto world = empty_world(replicate);
    add_people(world, start);
    give_back_memory();
    world.civil_register.reenact_births(world.people, world.families, world.clock);
    for (auto const& step : steps_) {
        step->begin(world, start);
    }
    if (Register::is_worth_tidying(world.people)) {
        world.civil_register.put_young_first(world.people, world.families, world.clock.now);
    }
    if (!world.rehearsal) {
        start_history(world);
    }
    return world;
}

void Blueprint::add_people(World& world, StartPopulation const& start) const
{
    // Room that is not used takes no memory, and moving a whole country would take it twice.
    world.people.reserve(start.persons.size());
    world.families.reserve(start.families.size());
    world.civil_register.add_families(world.families, start.families.size(), [&](std::size_t i) {
        auto const& family = start.families[i];
        return Register::FoundingFamily{founding_family(family.number), family.municipality};
    });
    auto const row = [](std::int32_t index) {
        return index < 0 ? no_row : static_cast<Row>(index);
    };
    // How many children a woman has at the start, and when she had the last one.
    std::vector<std::uint8_t> births(start.persons.size());
    std::vector<Month> last_birth(start.persons.size());
    for (auto const& person : start.persons) {
        if (person.mother >= 0) {
            auto const mother = static_cast<std::size_t>(person.mother);
            ++births[mother];
            last_birth[mother] = std::max(last_birth[mother], person.born);
        }
    }
    auto const entry = [&](std::size_t i) {
        auto const& person = start.persons[i];
        auto const is_child = !person.head && base_.index - person.born.index < 18 * 12;
        return Register::Founder{.id = founder(person.number),
                                 .born = person.born,
                                 .sex = static_cast<std::uint8_t>(person.sex),
                                 .head = person.head,
                                 .family = person.family,
                                 .mother = row(person.mother),
                                 .father = row(person.father),
                                 .generation = static_cast<std::uint8_t>(is_child ? 1 : 0),
                                 .births = births[i],
                                 .last_birth = last_birth[i]};
    };
    world.civil_register.add_founders(world.people, world.families, start.persons.size(), entry);
}

void Blueprint::start_history(World& world) const
{
    world.rehearsal = false;
    // About 5,000 households of a region of nine municipalities at full size, and more of a
    // country, so that each municipality has some; every one when there are fewer.
    auto const wanted = std::max<std::uint64_t>(5000, 500 * region_.municipalities().size());
    auto const stride = std::max<std::uint64_t>(1, world.families.size() / wanted);
    world.pool = world.civil_register.take_pool(schema_, world.people, world.families,
                                                world.clock.now, stride);
}

void Blueprint::advance(World& world) const
{
    if (world.rehearsal && world.clock.now >= base_) {
        start_history(world);
    }
    bool registered = false;
    auto const settle_register = [&] {
        if (world.rehearsal) {
            world.civil_register.reenact_births(world.people, world.families, world.clock);
        } else {
            world.civil_register.apply(world.people, world.families, world.pool, world.clock);
        }
        world.civil_register.call_roll(world.roll, world.people, world.families, world.clock);
        registered = true;
        if (after_step) {
            after_step("register", world);
        }
    };
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        auto const phase = kinds_[i].phase;
        if (phase == Phase::people && world.rehearsal) {
            continue;
        }
        if (phase != Phase::people && !registered) {
            settle_register();
        }
        steps_[i]->advance(world);
        if (after_step) {
            after_step(kinds_[i].name, world);
        }
    }
    if (!registered) {
        settle_register();
    }
    world.clock.tick();
}

}  // namespace smartstart
