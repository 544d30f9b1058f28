#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "engine/service/service_system.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

using Number = facts::Number;

template <class Of>
Seen<Of, Number> column(Schema const& schema, Fact<Of, Number> const& fact)
{
    auto const& all = std::is_same_v<Of, Person> ? schema.people() : schema.families();
    auto const found = std::ranges::find(all, fact.name, &ColumnInfo::name);
    EXPECT_NE(found, all.end()) << fact.name;
    return Seen<Of, Number>{static_cast<std::size_t>(found - all.begin())};
}

/// Places in use by kind of service and by pool: a municipality, or 0 for a regional service.
using Used = std::map<std::pair<std::size_t, std::size_t>, std::int64_t>;

/// Counts those who have a service, by their own columns and not by the books of the services.
Used used_in(Blueprint const& blueprint, Civil const& civil, World const& world)
{
    auto const& schema = blueprint.schema();
    auto const people = civil.look(world.people, world.families);
    Used used;
    auto const count = [&](Number kind, Row home) {
        if (kind != 0) {
            auto const pool =
                ServiceSystem::pool(static_cast<ServiceKind>(kind), people.municipality[home]);
            ++used[{kind, pool}];
        }
    };
    auto const kinds = world.people.look(column(schema, facts::care));
    for (Row row = 0; row < world.people.size(); ++row) {
        if (people.present[row] != 0) {
            count(kinds[row], people.family[row]);
        }
    }
    auto const support = world.families.look(column(schema, facts::support));
    for (Row row = 0; row < world.families.size(); ++row) {
        if (people.in_use[row] != 0) {
            count(support[row], row);
        }
    }
    return used;
}

/// A stay away from home is left out: whom a judge places, or a crisis demands, is never refused.
TEST(EveryService, that_may_be_refused_never_helps_more_than_it_has_places_for)
{
    auto const prepared =
        small({"shift-50-50"}, {.set = {"rehearsal=6 years"}, .one_in = 50}).front();
    auto const& blueprint = *prepared.blueprint;
    Schema names;
    Register const first{names, 1};  // the civil columns come first in every schema
    Civil const civil{names, "test"};
    auto world = blueprint.first_world(people_of(prepared), 0);
    Used before;
    std::map<std::size_t, std::int64_t> most;
    while (world.clock.now.year() <= 2029) {
        if (world.clock.is_start_of(1)) {
            world.ledger.open_year();
        }
        blueprint.advance(world);
        auto const now = used_in(blueprint, civil, world);
        for (auto const& [at, used] : now) {
            auto const kind = static_cast<ServiceKind>(at.first);
            // A stay that a court orders or a crisis demands is owed; the test of the step looks at
            // who waits for the others.
            if (info(kind).statutory || info(kind).stay) {
                continue;
            }
            most[at.first] = std::max(most[at.first], used);
            auto const places = std::llround(world.services.places(kind, at.second));
            // Nobody is put out when places go: then the number may only fall. Who moves to another
            // municipality, or into the region, keeps the help, so a small overrun is no new help.
            auto const moved_in =
                info(kind).regional ? 1 + places / 50 : std::max<std::int64_t>(3, places / 10);
            EXPECT_LE(used, std::max<std::int64_t>(places, before[at]) + moved_in)
                << info(kind).id << " in pool " << at.second << ", " << world.clock.now.year();
        }
        before = now;
        ASSERT_FALSE(testing::Test::HasFailure());
    }
    for (auto const kind : {ServiceKind::ambulant, ServiceKind::neighbourhood_team}) {
        EXPECT_GT(most[index(kind)], 0) << info(kind).id << " helped nobody";
    }
}

}  // namespace
}  // namespace smartstart::test
