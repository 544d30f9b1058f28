#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

using Prints = std::map<std::string, std::uint64_t>;

/// A fingerprint of each column of both tables.
Prints prints_of(World const& world)
{
    Prints prints;
    for (auto const& [name, print] : world.people.fingerprints()) {
        prints["person." + name] = print;
    }
    for (auto const& [name, print] : world.families.fingerprints()) {
        prints["family." + name] = print;
    }
    return prints;
}

std::map<std::string, std::string> owners_in(Schema const& schema)
{
    std::map<std::string, std::string> owners;
    for (auto const& column : schema.people()) {
        owners["person." + column.name] = column.owner;
    }
    for (auto const& column : schema.families()) {
        owners["family." + column.name] = column.owner;
    }
    return owners;
}

/// Lives this blueprint's world for some years and says which step changed which column of another.
std::set<std::string> trespasses(Blueprint& blueprint, StartPopulation const& start, int years,
                                 std::set<std::string>& seen)
{
    auto const owners = owners_in(blueprint.schema());
    std::set<std::string> found;
    auto world = blueprint.first_world(start, 0);
    auto before = prints_of(world);
    blueprint.after_step = [&](std::string_view step, World const& now) {
        auto after = prints_of(now);
        seen.emplace(step);
        for (auto const& [column, print] : after) {
            // The register adds and removes rows, so it may touch every column.
            if (print != before.at(column) && owners.at(column) != step && step != "register") {
                found.insert("'" + std::string{step} + "' changed " + column);
            }
        }
        before = std::move(after);
    };
    for (auto month = 0; month < 12 * years; ++month) {
        if (world.clock.is_start_of(1)) {
            world.ledger.open_year();
        }
        blueprint.advance(world);
    }
    return found;
}

TEST(EveryStep, changes_no_column_of_another)
{
    auto const prepared = small({"shift-50-50"}, {.set = {"rehearsal=1 year"}}).front();
    auto const& scenario = prepared.scenario;
    Blueprint blueprint{scenario, our_model(), Region::read(scenario.region)};
    std::set<std::string> seen;
    for (auto const& one : trespasses(blueprint, people_of(prepared), 3, seen)) {
        ADD_FAILURE() << one;
    }
    for (auto const& step : all_steps()) {
        EXPECT_TRUE(seen.contains(std::string{step.name})) << step.name << " was not looked at";
    }
}

TEST(EveryColumn, has_one_step_that_keeps_it_and_a_meaning)
{
    auto const prepared = small({"today-30-70"}).front();
    // Who lives a trial says between the months who follows its programme; in other runs nobody.
    std::set<std::string> steps{"register", "trial"};
    for (auto const& step : all_steps()) {
        steps.emplace(step.name);
    }
    for (auto const* const table :
         {&prepared.blueprint->schema().people(), &prepared.blueprint->schema().families()}) {
        for (auto const& column : *table) {
            EXPECT_TRUE(steps.contains(column.owner)) << column.name << ": " << column.owner;
            EXPECT_FALSE(column.meaning.empty()) << column.name;
        }
    }
}

}  // namespace
}  // namespace smartstart::test
