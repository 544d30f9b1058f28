#include "engine/outcome/trial_eye.hpp"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart {
namespace {

/// A region of which a few months were lived, and what everybody in it is.
struct Lived {
    std::vector<Prepared> prepared = test::small({"today-30-70"}, {.set = {}, .one_in = 100});
    Blueprint const& blueprint = *prepared[0].blueprint;
    World world = blueprint.first_world(test::people_of(prepared[0]), 0);
    TrialEye eye{blueprint.schema()};

    Lived()
    {
        while (world.clock.now < Month::of(2023, 1)) {
            if (world.clock.is_start_of(1)) {
                world.ledger.open_year();
            }
            blueprint.advance(world);
        }
    }
};

struct Columns {
    explicit Columns(Schema schema)
        : civil{schema, "test"},
          education{schema.see(facts::education, "test")},
          problem{schema.see(facts::problem, "test")},
          stay{schema.see(facts::stay, "test")},
          risks{schema.see(facts::risk_count, "test")},
          reported{schema.see(facts::reported, "test")},
          maltreated_month{schema.see(facts::maltreated_month, "test")},
          youth_help{schema.see(facts::youth_help, "test")},
          stay_month{schema.see(facts::stay_month, "test")}
    {
    }
    Civil civil;
    Seen<Person, facts::Number> education, problem, stay;
    Seen<Family, facts::Number> risks;
    Seen<Person, facts::When> reported, maltreated_month, youth_help, stay_month;
};

TEST(TrialEye, finds_those_who_meet_every_condition_and_nobody_else)
{
    Lived const lived;
    Columns const columns{lived.blueprint.schema()};
    auto const people = columns.civil.look(lived.world.people, lived.world.families);
    Eligibility who;
    who.child_from = 0;
    who.child_until = 24;
    who.first_child = true;
    who.mother_younger_than = 30 * 12;
    who.most_education = 2;
    auto const found = lived.eye.eligible(lived.world, who);
    std::vector<PersonId> expected;
    auto const now = lived.world.clock.now;
    for (Row row = 0; row < people.present.size(); ++row) {
        auto const mother = people.mother[row];
        if (people.is_child(row, now) && people.age_in_months(row, now) < 24 && mother != no_row &&
            people.id[mother] == people.mother_id[row] && people.present[mother] != 0 &&
            people.family[mother] == people.family[row] && people.births[mother] == 1 &&
            people.age_in_months(mother, now) < 30 * 12 &&
            lived.world.people.look(columns.education)[mother] <= 2) {
            expected.push_back(people.person(row));
        }
    }
    std::ranges::sort(expected);
    std::vector<PersonId> children;
    for (auto const& one : found) {
        children.push_back(one.child);
    }
    ASSERT_GT(expected.size(), 5U);
    EXPECT_EQ(children, expected);
}

TEST(TrialEye, takes_one_child_of_a_household_the_youngest_that_fits)
{
    Lived const lived;
    Columns const columns{lived.blueprint.schema()};
    auto const people = columns.civil.look(lived.world.people, lived.world.families);
    Eligibility who;
    who.risks_at_least = 1;
    auto const found = lived.eye.eligible(lived.world, who);
    ASSERT_GT(found.size(), 50U);
    std::map<std::uint64_t, Month> taken;
    for (auto const& one : found) {
        EXPECT_TRUE(taken.emplace(one.family.value, one.born).second);
    }
    auto const stay = lived.world.people.look(columns.stay);
    for (Row row = 0; row < people.present.size(); ++row) {
        auto const home = people.family[row];
        if (!people.is_child(row, lived.world.clock.now) || stay[row] != 0) {
            continue;
        }
        auto const one = taken.find(people.family_name(home).value);
        auto const at_risk = lived.world.families.look(columns.risks)[home] >= 1;
        ASSERT_EQ(one != taken.end(), at_risk);
        EXPECT_TRUE(!at_risk || people.born[row] <= one->second.index);
    }
}

TEST(TrialEye, sees_what_happened_since_the_month_of_enrolment_and_what_is_now)
{
    Lived const lived;
    Columns const columns{lived.blueprint.schema()};
    auto const people = columns.civil.look(lived.world.people, lived.world.families);
    auto const& table = lived.world.people;
    auto const number = [](bool yes) { return yes ? 1.0 : 0.0; };
    std::map<TrialOutcome, std::pair<int, int>> seen;  // of noes and yeses
    for (Row row = 0; row < people.present.size(); ++row) {
        if (!people.is_child(row, lived.world.clock.now) || people.present[row] == 0) {
            continue;
        }
        auto const problem = table.look(columns.problem)[row];
        auto const look = [&](TrialOutcome outcome, Month since, double expected) {
            auto const found = lived.eye.look(lived.world, {{people.person(row), outcome, since}});
            ASSERT_TRUE(found[0]);
            EXPECT_EQ(*found[0], expected) << info(outcome).id;
            ++(expected > 0.0 ? seen[outcome].second : seen[outcome].first);
        };
        look(TrialOutcome::reported, {}, number(table.look(columns.reported)[row] != 0));
        look(TrialOutcome::serious_problem, {}, number(problem >= 2));
        look(TrialOutcome::problem, {}, problem);
        if (auto const help = table.look(columns.youth_help)[row]; help != 0) {
            look(TrialOutcome::placed, Month{help},
                 number(table.look(columns.stay_month)[row] >= help));
        }
        for (auto const& [outcome, column] : {std::pair{TrialOutcome::helped, columns.youth_help},
                                              {TrialOutcome::maltreated, columns.maltreated_month},
                                              {TrialOutcome::placed, columns.stay_month}}) {
            auto const month = table.look(column)[row];
            if (month != 0) {
                look(outcome, Month{month}, 1.0);
                look(outcome, Month{month} + Months{1}, 0.0);
            }
        }
    }
    for (auto const outcome :
         {TrialOutcome::reported, TrialOutcome::serious_problem, TrialOutcome::problem,
          TrialOutcome::helped, TrialOutcome::maltreated, TrialOutcome::placed}) {
        EXPECT_GT(seen[outcome].first, 0) << info(outcome).id;
        EXPECT_GT(seen[outcome].second, 0) << info(outcome).id;
    }
}

TEST(TrialEye, sees_nothing_of_who_is_not_there)
{
    Lived const lived;
    auto const seen = lived.eye.look(lived.world, {{PersonId{~0ULL}, TrialOutcome::problem, {}}});
    EXPECT_EQ(seen, std::vector{std::optional<double>{}});
}

}  // namespace
}  // namespace smartstart
