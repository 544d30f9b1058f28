#include "tests/support/small_world.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/ledger/item.hpp"

namespace smartstart::test {
namespace {

std::filesystem::path scenarios()
{
    return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios";
}

std::int32_t index_or_none(Row row)
{
    return row == no_row ? -1 : static_cast<std::int32_t>(row);
}

}  // namespace

Region const& SmallWorld::region()
{
    static auto const region = Region::read(scenarios() / "regions" / "hart-van-brabant");
    return region;
}

SmallWorld::SmallWorld(std::vector<std::string> const& steps,
                       std::vector<std::string> const& overrides, std::uint64_t seed, double scale)
    : world_{make_world(steps, SettingsFile::read(scenarios() / "today-30-70.yaml", overrides),
                        seed, scale)}
{
}

World SmallWorld::make_world(std::vector<std::string> const& steps, SettingsFile const& settings,
                             std::uint64_t seed, double scale)
{
    auto const places = region().municipalities().size();
    Register civil_register{schema_, places};
    civil_ = std::make_unique<Civil>(schema_, "test");
    auto const root = settings.root();
    for (auto const& kind : all_steps()) {
        if (std::ranges::find(steps, kind.name) == steps.end()) {
            continue;
        }
        Setup setup{root.section("steps").section(kind.name), root, schema_, region(), scale};
        steps_.push_back({kind, kind.build(setup)});
    }
    if (steps_.size() != steps.size()) {
        throw std::logic_error{"a small world asks for a step that does not exist"};
    }
    if (auto problems = settings.problems(); !problems.empty()) {
        throw InputError{std::move(problems)};
    }
    std::ranges::stable_sort(steps_, {}, [](Named const& named) { return named.kind.phase; });
    auto const now = start_of_population;
    return {.random = Random{seed, 0},
            .clock = {.now = now},
            .people = People{schema_.people()},
            .families = Families{schema_.families()},
            .civil_register = civil_register,
            .pool = {People{schema_.people()}, Families{schema_.families()}, now},
            .services = ServiceSystem{places},
            .ledger = Ledger{places, all_items().size()},
            .rehearsal = false};
}

Row SmallWorld::add_family(std::size_t municipality)
{
    auto const number = start_.families.size() + 1;
    StartFamily family;
    family.number = number;
    family.municipality = static_cast<std::uint16_t>(municipality);
    family.first_person = static_cast<std::uint32_t>(start_.persons.size());
    start_.families.push_back(family);
    return world_.civil_register.add_family(world_.families, founding_family(number),
                                            static_cast<PlaceNumber>(municipality));
}

Row SmallWorld::add_person(Row family, Someone const& someone)
{
    auto const number = start_.persons.size() + 1;
    auto const months = static_cast<int>(std::lround(12.0 * someone.age));
    StartPerson person;
    person.number = number;
    person.family = family;
    person.sex = someone.sex;
    person.head = someone.head;
    person.education = someone.education;
    person.born = world_.clock.now - Months{months};
    person.mother = index_or_none(someone.mother);
    person.father = index_or_none(someone.father);
    start_.persons.push_back(person);
    auto& home = start_.families[family];
    ++home.persons;
    home.heads += static_cast<std::uint8_t>(someone.head);
    home.children += static_cast<std::uint8_t>(!someone.head);
    return world_.civil_register.add_founder(
        world_.people, world_.families,
        {.id = founder(number),
         .born = person.born,
         .sex = static_cast<std::uint8_t>(someone.sex),
         .head = someone.head,
         .family = family,
         .mother = someone.mother,
         .father = someone.father,
         .generation = static_cast<std::uint8_t>(!someone.head && months < 18 * 12 ? 1 : 0),
         .births = 0,
         .last_birth = {}});
}

SmallWorld::Household SmallWorld::add_couple(double woman_age, double man_age,
                                             std::vector<double> const& child_ages,
                                             std::size_t municipality)
{
    Household home{.family = add_family(municipality), .children = {}};
    home.woman = add_person(home.family, {.age = woman_age});
    home.man = add_person(home.family, {.age = man_age, .sex = Sex::man});
    start_.persons[home.woman].partner = index_or_none(home.man);
    start_.persons[home.man].partner = index_or_none(home.woman);
    add_children(home, child_ages);
    return home;
}

SmallWorld::Household SmallWorld::add_single(Sex sex, double age,
                                             std::vector<double> const& child_ages,
                                             std::size_t municipality)
{
    Household home{.family = add_family(municipality), .children = {}};
    (sex == Sex::woman ? home.woman : home.man) = add_person(home.family, {.age = age, .sex = sex});
    add_children(home, child_ages);
    return home;
}

/// Girls and boys in turn; their mother's births are counted.
void SmallWorld::add_children(Household& home, std::vector<double> const& ages)
{
    for (auto const age : ages) {
        auto const sex = home.children.size() % 2 == 0 ? Sex::woman : Sex::man;
        auto const child = add_person(
            home.family,
            {.age = age, .sex = sex, .head = false, .mother = home.woman, .father = home.man});
        home.children.push_back(child);
        if (home.woman != no_row) {
            set(civil::births, home.woman, static_cast<std::uint8_t>(home.children.size()));
            set(civil::last_birth, home.woman,
                std::max(get(civil::last_birth, home.woman), get(civil::born, child)));
        }
    }
}

void SmallWorld::begin()
{
    world_.civil_register.reenact_births(world_.people, world_.families, world_.clock);
    for (auto const& [kind, step] : steps_) {
        step->begin(world_, start_);
    }
    world_.pool = world_.civil_register.take_pool(schema_, world_.people, world_.families,
                                                  world_.clock.now, 1);
    world_.civil_register.call_roll(world_.roll, world_.people, world_.families, world_.clock);
}

void SmallWorld::advance(int months)
{
    auto const end = world_.clock.now + Months{months};
    while (world_.clock.now < end) {
        bool registered = false;
        auto const settle_register = [&] {
            world_.civil_register.apply(world_.people, world_.families, world_.pool, world_.clock);
            world_.civil_register.call_roll(world_.roll, world_.people, world_.families,
                                            world_.clock);
            registered = true;
        };
        for (auto const& [kind, step] : steps_) {
            if (kind.phase != Phase::people && !registered) {
                settle_register();
            }
            step->advance(world_);
        }
        if (!registered) {
            settle_register();
        }
        world_.clock.tick();
    }
}

Step const& SmallWorld::step(std::string_view name) const
{
    auto const found = std::ranges::find(steps_, name, [](Named const& n) { return n.kind.name; });
    if (found == steps_.end()) {
        throw std::logic_error{"this small world has no step '" + std::string{name} + "'"};
    }
    return *found->step;
}

std::vector<std::pair<std::string, std::uint64_t>> SmallWorld::fingerprints() const
{
    auto all = world_.people.fingerprints();
    auto const families = world_.families.fingerprints();
    all.insert(all.end(), families.begin(), families.end());
    return all;
}

}  // namespace smartstart::test
