#include "engine/outcome/trace_eye.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/outcome/diary.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart {
namespace {

using testing::Each;

constexpr Years reported{2022, 2024};

/// A region of which a few months were lived.
struct Lived {
    std::vector<Prepared> prepared = test::small({"today-30-70"}, {.set = {}, .one_in = 100});
    Blueprint const& blueprint = *prepared[0].blueprint;
    World world = blueprint.first_world(test::people_of(prepared[0]), 0);
    Schema schema = blueprint.schema();
    Civil civil{schema, "test"};

    Lived() { live_until(Month::of(2022, 9)); }
    void live_until(Month end)
    {
        while (world.clock.now < end) {
            if (world.clock.is_start_of(1)) {
                world.ledger.open_year();
            }
            blueprint.advance(world);
        }
    }
    /// As a life does it, which then goes on.
    void look_back_at(Month lived) { world.clock.now = lived; }
    CivilView view() const { return civil.look(world.people, world.families); }
    /// The first households with so many minors.
    std::vector<FamilyId> with_minors(int minors, std::size_t count) const
    {
        auto const view = this->view();
        std::vector<FamilyId> found;
        for (Row row = 0; row < view.in_use.size() && found.size() < count; ++row) {
            if (view.in_use[row] != 0 && view.minors[row] == minors) {
                found.push_back(view.family_name(row));
            }
        }
        return found;
    }
};

std::size_t fact(std::string const& id)
{
    auto const& facts = trace_facts();
    auto const at = std::ranges::find(facts, id, &TraceInfo::id);
    EXPECT_NE(at, facts.end()) << id;
    return static_cast<std::size_t>(at - facts.begin());
}

TEST(TraceEye, tells_every_fact_of_a_household_as_the_columns_have_it)
{
    Lived lived;
    lived.look_back_at(Month::of(2022, 8));
    auto const names = lived.with_minors(2, 300);
    ASSERT_GT(names.size(), 100U);
    TraceEye const eye{lived.schema, names, reported};
    TracePages pages;
    eye.look(lived.world, pages);
    auto const now = lived.world.clock.now;
    auto const month = static_cast<std::size_t>(now.index - Month::of(2022, 1).index);
    auto const by_fact = eye.by_fact(pages);
    auto const view = lived.view();
    auto const poor = lived.schema.see(facts::poor, "test");
    auto const quintile = lived.schema.see(facts::quintile, "test");
    auto const support = lived.schema.see(facts::support, "test");
    auto const problem = lived.schema.see(facts::problem, "test");
    auto const care = lived.schema.see(facts::care, "test");
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const told = [&](std::string const& id) {
            return by_fact[fact(id)][i * eye.months() + month];
        };
        auto const home = static_cast<Row>(std::ranges::find(view.family_id, names[i].value) -
                                           view.family_id.begin());
        EXPECT_EQ(told("minors"), 2);
        EXPECT_EQ(told("adults"), view.size[home] - 2);
        EXPECT_EQ(told("municipality"), view.municipality[home]);
        EXPECT_EQ(told("poor"), lived.world.families.look(poor)[home]);
        EXPECT_EQ(told("income_quintile"), lived.world.families.look(quintile)[home]);
        EXPECT_EQ(told("family_support"), lived.world.families.look(support)[home]);
        int worst = 0;
        int helped = 0;
        for (Row row = 0; row < view.present.size(); ++row) {
            if (view.is_child(row, now) && view.family[row] == home) {
                worst = std::max<int>(worst, lived.world.people.look(problem)[row]);
                helped += lived.world.people.look(care)[row] != 0 ? 1 : 0;
            }
        }
        EXPECT_EQ(told("worst_problem"), worst);
        EXPECT_EQ(told("minors_helped"), helped);
    }
    auto const& problems = by_fact[fact("worst_problem")];
    EXPECT_GT(std::ranges::max(problems), 0) << "or the test says little";
}

TEST(TraceEye, says_of_a_home_what_a_diary_says_of_a_child_in_it)
{
    Lived lived;
    lived.look_back_at(Month::of(2022, 8));
    auto const names = lived.with_minors(1, 200);
    TraceEye const eye{lived.schema, names, reported};
    Diary const diary{lived.blueprint.schema()};
    TracePages pages;
    eye.look(lived.world, pages);
    auto const by_fact = eye.by_fact(pages);
    auto const month =
        static_cast<std::size_t>(lived.world.clock.now.index - Month::of(2022, 1).index);
    auto seen = 0;
    for (auto const child : diary.children(lived.world)) {
        auto const family = diary.family_of(lived.world, child);
        auto const at = std::ranges::find(names, family);
        if (at == names.end()) {
            continue;
        }
        auto const page = diary.look(lived.world, child);
        auto const told = [&](std::string const& id) {
            return by_fact[fact(id)]
                          [static_cast<std::size_t>(at - names.begin()) * eye.months() + month];
        };
        EXPECT_EQ(told("parent_ill"), page->parent_ill);
        EXPECT_EQ(told("parent_addicted"), page->parent_addicted);
        EXPECT_EQ(told("violence"), page->violence);
        EXPECT_EQ(told("problem_debt"), page->debt);
        EXPECT_EQ(told("social_assistance"), page->assistance);
        EXPECT_EQ(told("unsettled_housing"), page->unsettled);
        EXPECT_EQ(told("worst_problem"), page->problem);
        EXPECT_EQ(told("minors_waiting"),
                  page->asks != 0 && page->asks != page->care && page->stay == 0);
        EXPECT_EQ(told("minors_placed"), page->stay != 0);
        EXPECT_EQ(told("minors_with_order"), page->order != 0);
        EXPECT_EQ(told("minors_maltreated"), page->maltreated);
        ++seen;
    }
    EXPECT_EQ(seen, 200);
}

TEST(TraceEye, keeps_the_order_in_which_households_were_named_and_the_months_apart)
{
    Lived lived;
    auto names = lived.with_minors(1, 3);
    auto turned = names;
    std::ranges::reverse(turned);
    turned.insert(turned.begin() + 1, FamilyId{99});
    TraceEye const eye{lived.schema, names, reported};
    TraceEye const other{lived.schema, turned, reported};
    TracePages pages, others;
    for (int month = 0; month < 3; ++month) {
        eye.look(lived.world, pages);
        other.look(lived.world, others);
        lived.live_until(lived.world.clock.now + Months{1});
    }
    auto const one = eye.by_fact(pages);
    auto const two = other.by_fact(others);
    auto const of = [](auto const& list, std::size_t family) {
        return std::vector(list.begin() + static_cast<long>(36 * family),
                           list.begin() + static_cast<long>(36 * (family + 1)));
    };
    ASSERT_EQ(eye.months(), 36U);
    for (std::size_t i = 0; i < trace_facts().size(); ++i) {
        EXPECT_EQ(of(one[i], 0), of(two[i], 3));
        EXPECT_EQ(of(one[i], 1), of(two[i], 2));
        EXPECT_EQ(of(one[i], 2), of(two[i], 0));
        EXPECT_THAT(of(two[i], 1), Each(not_here)) << "nobody is called 99";
        EXPECT_EQ(of(one[i], 0)[7], not_here) << "nobody looked in August";
        EXPECT_NE(of(one[i], 0)[8], not_here);
    }
}

TEST(TraceEye, makes_room_for_the_months_that_are_reported_and_looks_in_no_other)
{
    Lived lived;
    TraceEye const eye{lived.schema, lived.with_minors(1, 2), reported};
    auto const all = 36 * 2 * trace_facts().size();
    TracePages pages(all + 100, 7);
    eye.look(lived.world, pages);
    EXPECT_EQ(pages.size(), all) << "fewer years than those of who wrote them";
    pages.assign(10, 7);
    eye.look(lived.world, pages);
    EXPECT_EQ(pages.size(), all);
    EXPECT_EQ(pages[9], 7) << "what was seen stays";
    EXPECT_EQ(pages[10], not_here);
    TraceEye const later{lived.schema, lived.with_minors(1, 2), {2023, 2024}};
    EXPECT_THROW(later.look(lived.world, pages), BrokenPromise);
}

TEST(TraceEye, says_in_both_languages_what_its_numbers_mean)
{
    for (auto const& info : trace_facts()) {
        EXPECT_FALSE(info.long_name_en.empty() || info.long_name_nl.empty()) << info.id;
        EXPECT_NE(info.long_name_en, info.long_name_nl);
        auto const words = std::ranges::count(info.flag_meanings, ' ') + 1;
        EXPECT_TRUE(info.flag_values.empty() || static_cast<long>(info.flag_values.size()) == words)
            << info.id;
        EXPECT_THAT(info.flag_values, Each(testing::Ge(0))) << "none is " << not_here;
    }
    EXPECT_EQ(trace_facts()[fact("worst_problem")].flag_meanings, "none emerging serious crisis");
    EXPECT_TRUE(trace_facts()[fact("family_support")].flag_meanings.starts_with("none youth_"));
    EXPECT_EQ(trace_facts()[fact("minors")].units, "persons");
}

}  // namespace
}  // namespace smartstart
