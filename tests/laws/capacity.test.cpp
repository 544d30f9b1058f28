#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

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

/// Who has a service: by name of the person or family, its kind and the pool of its places (a
/// municipality, or 0 for a regional service).
struct Use {
    std::size_t kind{};
    std::size_t pool{};
};
using Users = std::map<std::pair<char, std::uint64_t>, Use>;

/// Found by their own columns and not by the books of the services. Everybody who is there is
/// listed, with kind 0 when they have nothing.
Users users_in(Blueprint const& blueprint, Civil const& civil, World const& world)
{
    auto const& schema = blueprint.schema();
    auto const people = civil.look(world.people, world.families);
    Users users;
    auto const use = [&](Number kind, Row home) {
        auto const pool = kind == 0 ? 0U
                                    : ServiceSystem::pool(static_cast<ServiceKind>(kind),
                                                          people.municipality[home]);
        return Use{kind, pool};
    };
    auto const care = world.people.look(column(schema, facts::care));
    for (Row row = 0; row < world.people.size(); ++row) {
        if (people.present[row] != 0) {
            users[{'p', people.id[row]}] = use(care[row], people.family[row]);
        }
    }
    auto const support = world.families.look(column(schema, facts::support));
    for (Row row = 0; row < world.families.size(); ++row) {
        if (people.in_use[row] != 0) {
            users[{'f', people.family_id[row]}] = use(support[row], row);
        }
    }
    return users;
}

/// Places in use in one pool of one kind, and how many of them were given this month to somebody
/// who was there before: not to those who moved in with their help.
struct Given {
    std::int64_t used{};
    std::int64_t given{};
};

std::map<std::pair<std::size_t, std::size_t>, Given> given_in(Users const& now, Users const& before)
{
    std::map<std::pair<std::size_t, std::size_t>, Given> all;
    for (auto const& [who, use] : now) {
        auto const earlier = before.find(who);
        auto& one = all[{use.kind, use.pool}];
        ++one.used;
        one.given += earlier != before.end() && earlier->second.kind != use.kind ? 1 : 0;
    }
    return all;
}

/// Nobody is put out when places go, and who moves in keeps the help: so there may be more users
/// than places. But then nobody else gets one. A stay away from home is left out: whom a judge
/// places, or a crisis demands, is never refused.
TEST(EveryService, that_may_be_refused_gives_nothing_when_its_places_are_taken)
{
    auto const prepared =
        small({"shift-50-50"}, {.set = {"rehearsal=6 years"}, .one_in = 50}).front();
    auto const& blueprint = *prepared.blueprint;
    Schema names;
    Register const first{names, 1};  // the civil columns come first in every schema
    Civil const civil{names, "test"};
    auto world = blueprint.first_world(people_of(prepared), 0);
    auto before = users_in(blueprint, civil, world);
    std::map<std::size_t, std::int64_t> full;
    while (world.clock.now.year() <= 2029) {
        if (world.clock.is_start_of(1)) {
            world.ledger.open_year();
        }
        blueprint.advance(world);
        auto now = users_in(blueprint, civil, world);
        for (auto const& [at, one] : given_in(now, before)) {
            auto const kind = static_cast<ServiceKind>(at.first);
            if (at.first == 0 || info(kind).statutory || info(kind).stay || one.given == 0) {
                continue;
            }
            auto const places = std::llround(world.services.places(kind, at.second));
            EXPECT_LE(one.used, places)
                << info(kind).id << " in pool " << at.second << ", month " << world.clock.now.index;
            full[at.first] += one.used == places ? 1 : 0;
        }
        before = std::move(now);
        ASSERT_FALSE(testing::Test::HasFailure());
    }
    for (auto const kind : {ServiceKind::ambulant, ServiceKind::neighbourhood_team}) {
        EXPECT_GT(full[index(kind)], 0) << info(kind).id << " was never full: nothing was tested";
    }
}

}  // namespace
}  // namespace smartstart::test
