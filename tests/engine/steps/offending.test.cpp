#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

/// Settings under which nothing but age counts.
std::vector<std::string> const only_age{"steps.offending.proneness=0", "steps.offending.again=0",
                                        "steps.offending.women=0", "steps.offending.childhood=0",
                                        "steps.offending.offending_parent_causal_share=0 %"};

std::vector<std::string> with(std::vector<std::string> settings,
                              std::vector<std::string> const& more)
{
    settings.insert(settings.end(), more.begin(), more.end());
    return settings;
}

/// People of one age without parents or past.
struct Crowd {
    SmallWorld small;
    std::vector<Row> rows;

    Crowd(std::size_t count, double age, std::vector<std::string> const& overrides = {},
          Sex sex = Sex::man)
        : small{{"offending"}, overrides}
    {
        auto const home = small.add_family();
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back(small.add_person(home, {.age = age, .sex = sex, .head = false}));
        }
        small.begin();
        for (auto const row : rows) {
            small.set(facts::suspect, row, 0);
            small.set(facts::offences, row, 0);
        }
    }

    template <class Cell>
    void set(Fact<Person, Cell> const& fact, std::type_identity_t<Cell> value)
    {
        for (auto const row : rows) {
            small.set(fact, row, value);
        }
    }
    bool suspect(Row row) const { return small.get(facts::suspect, row) != 0; }
    double share() const
    {
        double count = 0;
        for (auto const row : rows) {
            count += suspect(row) ? 1 : 0;
        }
        return count / static_cast<double>(rows.size());
    }
};

void expect_share(Crowd const& crowd, double rate)
{
    auto const expected = 1.0 - std::exp(-rate);
    auto const count = static_cast<double>(crowd.rows.size());
    EXPECT_NEAR(crowd.share(), expected, 4.0 * std::sqrt(expected * (1.0 - expected) / count));
}

TEST(Offending, follows_the_curve_of_age)
{
    auto const curve = with(only_age, {"steps.offending.suspects={12: 0.03 per year, 14: 0.15 per "
                                       "year, 19: 0.25 per year, 40: 0.1 per year}"});
    for (auto const& [age, rate] : {std::pair{12.0, 0.03},
                                    {13.0, 0.09},
                                    {14.0, 0.15},
                                    {19.0, 0.25},
                                    {40.0, 0.1},
                                    {70.0, 0.1}}) {
        Crowd crowd{20'000, age, curve};
        crowd.small.advance(12);
        SCOPED_TRACE(age);
        expect_share(crowd, rate);
    }
    Crowd children{500, 10.0, with(only_age, {"steps.offending.suspects=50 per year"})};
    children.small.advance(24);
    EXPECT_EQ(children.share(), 0.0) << "nobody under twelve is a suspect";
}

TEST(Offending, follows_the_trend_of_the_year)
{
    auto const settings = with(only_age, {"steps.offending.suspects=0.2 per year",
                                          "steps.offending.trend={2022: 1, 2023: 1.5, 2024: 0.5}"});
    Crowd crowd{20'000, 30.0, settings};
    crowd.small.advance(12);
    expect_share(crowd, 0.2);
    crowd.small.advance(24);
    expect_share(crowd, 0.2 * (1.0 + 1.5 + 0.5));
}

/// Whoever is a suspect in `low` is one in `high` as well, and some more are.
void expect_more(Crowd& low, Crowd& high)
{
    low.small.advance(36);
    high.small.advance(36);
    for (auto const row : low.rows) {
        EXPECT_LE(low.small.get(facts::offences, row), high.small.get(facts::offences, row));
    }
    EXPECT_LT(low.share(), high.share());
}

TEST(Offending, is_never_less_likely_with_more_against_one_and_the_same_luck)
{
    constexpr std::size_t count = 4000;
    auto const worse = [](auto change) {
        Crowd low{count, 15.0};
        Crowd high{count, 15.0};
        change(high);
        expect_more(low, high);
    };
    worse([](Crowd& high) { high.set(facts::skill_social, -1.0F); });
    worse([](Crowd& high) { high.set(facts::frailty, 1.0F); });
    worse([](Crowd& high) { high.set(facts::problem, 2); });
    worse([](Crowd& high) { high.set(facts::suspect, moment(Month::of(2021, 12))); });
    Crowd women{count, 20.0, {}, Sex::woman};
    Crowd men{count, 20.0};
    women.small.advance(24);
    men.small.advance(24);
    EXPECT_LT(2.0 * women.share(), men.share());
}

TEST(Offending, weighs_the_childhood_of_those_who_had_it_here)
{
    SmallWorld easy{{"offending"}};
    SmallWorld hard{{"offending"}};
    for (auto* small : {&easy, &hard}) {
        for (int i = 0; i < 2000; ++i) {
            small->add_couple(40, 42, {15.0, 16.0});
        }
        small->begin();
    }
    std::size_t more = 0;
    auto const people = easy.world().people.size();
    for (Row row = 0; row < people; ++row) {
        hard.set(facts::adversity, row, 4 * 15 * 12);
    }
    easy.advance(24);
    hard.advance(24);
    for (Row row = 0; row < people; ++row) {
        auto const low = easy.get(facts::offences, row);
        auto const high = hard.get(facts::offences, row);
        if (row % 4 < 2) {
            EXPECT_EQ(low, high) << "of adults at the start no childhood is known";
        } else {
            EXPECT_LE(low, high);
            more += high > low ? 1 : 0;
        }
    }
    EXPECT_GT(more, 0U);
}

/// How many children of 2000 homes become suspects when their fathers have a record or not.
std::pair<int, int> with_and_without_record(std::string const& causal_share)
{
    std::array<int, 2> counts{};
    for (std::size_t record = 0; record < 2; ++record) {
        SmallWorld small{{"offending"},
                         {"steps.offending.offending_parent_causal_share=" + causal_share}};
        for (int i = 0; i < 2000; ++i) {
            small.add_couple(40, 42, {15.0, 16.0});
        }
        small.begin();
        for (Row row = 0; row < small.world().people.size(); ++row) {
            auto const is_father = row % 4 == 1;
            small.set(facts::suspect, row, 0);
            small.set(facts::offences, row, is_father ? static_cast<facts::Number>(record) : 0);
        }
        small.advance(24);
        for (Row row = 0; row < small.world().people.size(); ++row) {
            counts.at(record) += row % 4 >= 2 && small.get(facts::offences, row) > 0 ? 1 : 0;
        }
    }
    return {counts[1], counts[0]};
}

TEST(Offending, passes_from_deed_to_deed_only_as_far_as_that_is_causal)
{
    auto const [without_cause, usual] = with_and_without_record("0 %");
    EXPECT_NEAR(without_cause, usual, 0.12 * usual) << "only through parents' new offences";
    auto const [with_cause, still_usual] = with_and_without_record("100 %");
    EXPECT_GT(with_cause, 1.8 * still_usual);
}

TEST(Offending, passes_from_who_leads_the_home_and_from_parents_elsewhere_to_children_only)
{
    // exp(log 4) = 4 times as often.
    SmallWorld small{
        {"offending"},
        with(only_age, {"steps.offending.suspects=0.05 per year", "steps.offending.frailty=0",
                        "steps.offending.offending_parent=1.3862944",
                        "steps.offending.offending_parent_causal_share=100 %"})};
    enum Kind : std::size_t { nobody, mother, stepfather, father_elsewhere, brother, kinds };
    constexpr std::size_t count = 800;
    std::array<std::vector<Row>, kinds> children;
    std::array<std::vector<Row>, kinds> partners;
    std::array<std::vector<Row>, kinds> with_record;
    for (std::size_t i = 0; i < kinds * count; ++i) {
        auto const kind = i % kinds;
        auto const father = small.add_single(Sex::man, 44).man;
        auto const home = small.add_family();
        auto const woman = small.add_person(home, {.age = 42});
        auto const man = small.add_person(home, {.age = 43, .sex = Sex::man});
        auto const older = small.add_person(home, {.age = 17, .head = false});
        children.at(kind).push_back(small.add_person(
            home, {.age = 15, .sex = Sex::man, .head = false, .mother = woman, .father = father}));
        partners.at(kind).push_back(kind == mother ? man : woman);
        std::array const who{no_row, woman, man, father, older};
        with_record.at(kind).push_back(who.at(kind));
    }
    small.begin();
    for (Row row = 0; row < small.world().people.size(); ++row) {
        small.set(facts::suspect, row, 0);
        small.set(facts::offences, row, 0);
    }
    for (std::size_t kind = 1; kind < kinds; ++kind) {
        for (auto const row : with_record.at(kind)) {
            small.set(facts::offences, row, 1);
        }
    }
    small.advance(12);
    auto const offends = [&](Row row) { return small.get(facts::suspect, row) != 0; };
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        auto const passes = kind == mother || kind == stepfather || kind == father_elsewhere;
        auto const share = test::share_of(children.at(kind), offends);
        auto const expected = -std::expm1(passes ? -0.2 : -0.05);
        // Adults who become suspects in the year count as well.
        EXPECT_NEAR(share, expected, 0.015 + test::chance_error(expected, count)) << kind;
        // Nobody learns from the partner with whom they lead a home.
        EXPECT_NEAR(test::share_of(partners.at(kind), offends), -std::expm1(-0.05),
                    test::chance_error(0.05, count))
            << kind;
    }
}

TEST(Offending, counts_a_record_for_less_as_it_gets_older)
{
    for (auto const years : {0, 5, 10}) {
        Crowd crowd{
            4000, 18.0,
            with(only_age, {"steps.offending.suspects=0.4 per year", "steps.offending.frailty=0",
                            "steps.offending.again=1.5", "steps.offending.again_lasts=60 months"})};
        crowd.set(facts::suspect, moment(crowd.small.world().clock.now - Months{12 * years + 1}));
        crowd.small.advance(3);
        double count = 0.0;
        for (auto const row : crowd.rows) {
            count += crowd.small.get(facts::offences, row) != 0 ? 1.0 / 4000.0 : 0.0;
        }
        // Everybody is asked once in the quarter, some of them two months later.
        auto const expected = -std::expm1(-0.1 * std::exp(1.5 * std::exp(-years / 5.0)));
        EXPECT_NEAR(count, expected, 0.005 + test::chance_error(expected, 4000)) << years;
    }
}

TEST(Offending, runs_in_families_by_what_they_share)
{
    // Nothing passes from deed to deed, but parents and children resemble one another.
    SmallWorld small{
        {"offending"},
        {"steps.offending.offending_parent_causal_share=0 %", "steps.offending.proneness=1.7",
         "steps.offending.proneness_parent_child_correlation=0.6",
         "steps.offending.suspects=0.01 per year"}};
    for (int i = 0; i < 20'000; ++i) {
        small.add_couple(45, 47, {17.0, 17.5});
    }
    small.begin();
    std::array<std::array<double, 2>, 2> counts{};
    for (Row row = 0; row < small.world().people.size(); row += 4) {
        auto const parent =
            small.get(facts::offences, row) + small.get(facts::offences, row + 1) > 0;
        for (Row child = row + 2; child < row + 4; ++child) {
            counts.at(parent).at(small.get(facts::offences, child) > 0) += 1;
        }
    }
    auto const risk = [&](std::size_t parent) {
        return counts.at(parent)[1] / (counts.at(parent)[0] + counts.at(parent)[1]);
    };
    EXPECT_GT(risk(1), 1.5 * risk(0));
}

TEST(Offending, refuses_children_who_resemble_two_parents_more_than_can_be)
{
    EXPECT_THROW(
        SmallWorld({"offending"}, {"steps.offending.proneness_parent_child_correlation=0.8"}),
        InputError);
}

}  // namespace
}  // namespace smartstart::test
