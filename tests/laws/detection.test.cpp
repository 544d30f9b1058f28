#include <cstdint>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/ledger/item.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

using Settings = std::vector<std::string>;
using Names = std::set<std::string>;

/// One of the two worlds that are held side by side.
struct Told {
    std::string scenario;
    Settings set;
};

Settings operator+(Settings one, Settings const& other)
{
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

/// Long enough for children to grow up with it, and for the tables of whole lives.
Prepared at_length(Told const& told)
{
    return small({told.scenario},
                 {.set = Settings{"years=2024-2044", "outcomes=all"} + told.set, .one_in = 100})
        .front();
}

Prepared in_short(Told const& told)
{
    return small({told.scenario}, {.set = told.set, .one_in = 100}).front();
}

/// Items of the ledger of which some cent differs, as "cents of ITEM".
void add_items(std::vector<std::int64_t> const& one, std::vector<std::int64_t> const& other,
               Names& found)
{
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (one[i] != other[i]) {
            found.insert("cents of " + std::string{all_items()[i / Ledger::sides % item_count].id});
        }
    }
}

/// What differs between the results of two worlds: outcomes and tables by id, and money by item.
Names results_that_differ(Told const& told, Told const& otherwise)
{
    auto const one = at_length(told);
    auto const first = lives_of({one}).front().front();
    auto const second = lives_of({at_length(otherwise)}).front().front();
    auto const list = differences(first, second, *one.blueprint);
    Names found{list.begin(), list.end()};
    add_items(first.cents, second.cents, found);
    found.erase("cents");     // told by item
    found.erase("realised");  // the sum of cents by side
    return found;
}

/// What differs in the state of anybody or any family, in whatever month.
Names columns_that_differ(Told const& told, Told const& otherwise)
{
    auto const one = in_short(told);
    auto const other = in_short(otherwise);
    auto const people = people_of(one);
    auto first = one.blueprint->first_world(people, 0);
    auto second = other.blueprint->first_world(people, 0);
    Names found;
    auto const compare = [&](auto const& table, auto const& against, std::string const& of) {
        auto const prints = table.fingerprints();
        auto const others = against.fingerprints();
        for (std::size_t i = 0; i < prints.size(); ++i) {
            if (prints[i].second != others[i].second) {
                found.insert(of + prints[i].first);
            }
        }
    };
    while (first.clock.now.year() <= one.scenario.years.last) {
        if (first.clock.is_start_of(1)) {
            first.ledger.open_year();
            second.ledger.open_year();
        }
        one.blueprint->advance(first);
        other.blueprint->advance(second);
        compare(first.people, second.people, "person.");
        compare(first.families, second.families, "family.");
    }
    return found;
}

void expect_nothing_but(Names const& allowed, Names const& found)
{
    for (auto const& name : found) {
        EXPECT_TRUE(allowed.contains(name)) << name << " differs";
    }
}

/// A court is help of another kind: after a report it may take a child away from home.
Settings const no_court{"steps.protection.order_after_report=0 per year"};
/// Crisis help is never refused, so it is there without money; it does nothing here.
Settings const no_help =
    no_court + Settings{"investment.total=0 euro", "steps.care.crisis_care_effect=0"};
/// Help is given as ever, and has no effect whatever.
Settings const idle_help =
    no_court + Settings{"steps.care.transport_factor=0", "steps.family_support.transport_factor=0",
                        "steps.debts.counselling=1",
                        "steps.protection.return_ratio_when_parents_helped=1"};

/// Who is known, who asks and waits, who gets a place, and what that costs.
Names const known_cases{"youth_care_use",
                        "youth_care_use_front",
                        "youth_care_use_back",
                        "youth_care_new",
                        "youth_care_stay_share",
                        "youth_care_months",
                        "youth_care_aged_0_3",
                        "youth_care_aged_4_7",
                        "youth_care_aged_8_11",
                        "youth_care_aged_12_17",
                        "youth_care_aged_18_22",
                        "youth_care_half_year",
                        "youth_care_ended_0_3",
                        "youth_care_ended_3_6",
                        "youth_care_ended_6_12",
                        "youth_care_ended_12_24",
                        "youth_care_ended_24_up",
                        "waited_for_ambulant",
                        "waits_for_ambulant",
                        "asked_by_family_or_doctor",
                        "noticed_at_clinic_problems",
                        "noticed_at_clinic_others",
                        "waiting_children",
                        "waiting_months",
                        "unmet_need",
                        "maltreatment_reported",
                        "maltreated_reported",
                        "reported_single_parent",
                        "reported_no_work",
                        "reported_and_over",
                        "victims_aged_0_3",
                        "victims_aged_12_17",
                        "cents of reports",
                        "cents of crisis_care",
                        "cents of ambulant",
                        "cents of day_care"};

/// The same in the state of each person and family. No skill, problem, risk, debt, suspicion,
/// income or birth is among them, and nothing that help does: care_recovery, support_investment.
Names const columns_of_known_cases{
    "person.noticed",   "person.reported",      "person.asks",         "person.asks_since",
    "person.waited",    "person.care",          "person.care_since",   "person.care_front",
    "person.care_back", "person.care_first",    "person.care_months",  "person.youth_help",
    "person.helped_by", "person.agencies",      "family.asks_support", "family.support_asked",
    "family.support",   "family.support_month", "family.in_parenting"};

/// Worlds that differ in detection alone.
struct Difference {
    std::string name;
    std::string other;  ///< scenario beside today's
    Settings set;       ///< in that scenario
};
void PrintTo(Difference const& difference, std::ostream* out)
{
    *out << difference.name;
}

class Detection : public testing::TestWithParam<Difference> {
protected:
    static Told today(Settings const& set) { return {"today-30-70", set}; }
    static Told otherwise(Settings const& set) { return {GetParam().other, set + GetParam().set}; }
};

TEST_P(Detection, without_help_changes_nothing_but_who_is_known)
{
    auto const results = results_that_differ(today(no_help), otherwise(no_help));
    expect_nothing_but(known_cases, results);
    EXPECT_TRUE(results.contains("waiting_children")) << "detection did nothing at all";
    auto const columns = columns_that_differ(today(no_help), otherwise(no_help));
    expect_nothing_but(columns_of_known_cases, columns);
    EXPECT_TRUE(columns.contains("person.noticed"));
}

TEST_P(Detection, with_help_that_does_nothing_changes_nothing_but_who_is_known_and_in_care)
{
    auto const results = results_that_differ(today(idle_help), otherwise(idle_help));
    expect_nothing_but(known_cases, results);
    EXPECT_TRUE(results.contains("youth_care_use")) << "nobody else was in care";
    auto const columns = columns_that_differ(today(idle_help), otherwise(idle_help));
    expect_nothing_but(columns_of_known_cases, columns);
    EXPECT_TRUE(columns.contains("person.care"));
}

INSTANTIATE_TEST_SUITE_P(
    Law, Detection,
    testing::Values(Difference{"none_at_all", "today-30-70", {"structure.detection=off"}},
                    Difference{"more_knowledge", "today-knowledge-only", {}}),
    [](auto const& difference) { return difference.param.name; });

/// That the law can fail: what must not differ above does differ where something follows.
TEST(MoreKnowledge, changes_lives_with_help_that_works)
{
    auto const found = columns_that_differ({"today-30-70", {}}, {"today-knowledge-only", {}});
    for (auto const* const column :
         {"person.care_recovery", "person.problem", "person.skill_social"}) {
        EXPECT_TRUE(found.contains(column)) << column;
    }
}

/// So that no table calls it a gain, or a loss, that nobody's life has felt.
TEST(MoreKnowledge, has_no_good_direction_in_what_it_changes_alone)
{
    Told const more{"today-knowledge-only", no_help};
    auto const found = results_that_differ({"today-30-70", no_help}, more);
    EXPECT_TRUE(found.contains("maltreatment_reported"));
    for (auto const& outcome : all_outcomes()) {
        EXPECT_FALSE(found.contains(outcome.info.id) && has_direction(outcome.info.better))
            << outcome.info.id;
    }
}

TEST(MoreKnowledge, changes_the_lives_of_those_who_wait_where_waiting_is_said_to_harm)
{
    for (auto const* const waiting : {"structure.waiting=linear", "structure.waiting=hazard"}) {
        auto const set = no_help + Settings{waiting};
        auto const found = columns_that_differ({"today-30-70", set}, {"today-knowledge-only", set});
        EXPECT_TRUE(found.contains("person.problem")) << waiting;
    }
}

/// Many or few reports, each looked into.
Told reported(std::string const& rate, Settings const& set)
{
    return {"today-30-70", set + Settings{"steps.maltreatment.report_by_others=" + rate}};
}

TEST(Investigation, alone_changes_nothing_but_the_number_of_reports_and_what_they_cost)
{
    auto const alone = no_court + Settings{"steps.find_spots.report_leads_to_request=0 %"};
    auto const few = reported("0 per year", alone);
    auto const many = reported("5 per year", alone);
    EXPECT_EQ(results_that_differ(few, many),
              (Names{"maltreatment_reported", "maltreated_reported", "reported_single_parent",
                     "reported_no_work", "reported_and_over", "victims_aged_0_3",
                     "victims_aged_12_17", "cents of reports"}));
    EXPECT_EQ(columns_that_differ(few, many), Names{"person.reported"});
}

TEST(Investigation, changes_lives_when_a_court_may_follow)
{
    Settings const court{"steps.find_spots.report_leads_to_request=0 %"};
    auto const found =
        columns_that_differ(reported("0 per year", court), reported("5 per year", court));
    EXPECT_TRUE(found.contains("person.order"));
    EXPECT_TRUE(found.contains("person.stay"));
}

}  // namespace
}  // namespace smartstart::test
