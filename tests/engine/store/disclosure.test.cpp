#include "engine/store/disclosure.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "analysis/statistics/comparison.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

/// The counts of one outcome by replicate, municipality and group.
using Numbers = std::vector<std::vector<std::vector<double>>>;

OutcomeInfo number_of_people()
{
    OutcomeInfo info;
    info.id = "people";
    info.units = "persons";
    info.transform = Transform::count;
    return info;
}

OutcomeInfo share()
{
    OutcomeInfo info;
    info.id = "share";
    info.units = "1";
    return info;
}

OutcomeInfo mean()
{
    OutcomeInfo info;
    info.id = "mean";
    info.units = "points";
    return info;
}

GroupInfo group(std::string const& kind)
{
    return {kind, kind, kind};
}

/// One outcome in one year; denominators are 0 where they are left out.
Result result_of(OutcomeInfo const& outcome, std::vector<GroupInfo> groups,
                 Numbers const& numerators, Numbers const& denominators = {})
{
    Result result;
    result.minimum_cell = 10;
    result.years = {2025};
    result.groups = std::move(groups);
    result.outcomes = {outcome};
    result.numerators.resize(1);
    result.denominators.resize(1);
    for (auto const& places : numerators) {
        result.replicates.push_back(static_cast<int>(result.replicates.size()));
        result.municipalities.resize(places.size());
        for (auto const& place : places) {
            result.numerators[0].insert(result.numerators[0].end(), place.begin(), place.end());
        }
    }
    for (auto const& places : denominators) {
        for (auto const& place : places) {
            result.denominators[0].insert(result.denominators[0].end(), place.begin(), place.end());
        }
    }
    result.denominators[0].resize(result.cells());
    return result;
}

/// Adds an outcome of one replicate.
void add(Result& result, OutcomeInfo outcome, char const* id, std::vector<double> const& numerators,
         std::vector<double> const& denominators)
{
    outcome.id = id;
    result.outcomes.push_back(std::move(outcome));
    result.numerators.push_back(numerators);
    result.denominators.push_back(denominators);
}

/// Positions of the cells of which both counts are gone.
std::vector<std::size_t> gone(Result const& result, std::size_t outcome = 0)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < result.cells(); ++i) {
        auto const without = std::isnan(result.numerators[outcome][i]);
        EXPECT_EQ(std::isnan(result.denominators[outcome][i]), without) << i;
        if (without) {
            found.push_back(i);
        }
    }
    return found;
}

std::vector<std::size_t> suppressed(Result result)
{
    suppress_small_cells(result);
    auto found = gone(result);
    EXPECT_EQ(result.suppressed_cells * result.replicates.size(), found.size());
    return found;
}

TEST(SmallCells, stay_where_no_minimum_is_asked_for)
{
    auto result = result_of(number_of_people(), {group("all")}, {{{3}, {40}}});
    result.minimum_cell = 0;
    EXPECT_THAT(suppressed(result), IsEmpty());
}

TEST(SmallCells, are_those_above_nobody_and_under_the_minimum)
{
    EXPECT_THAT(suppressed(result_of(number_of_people(), {group("all")}, {{{0}, {10}, {400}}})),
                IsEmpty());
    EXPECT_THAT(suppressed(result_of(number_of_people(), {group("all")}, {{{9}, {1}, {400}}})),
                ElementsAre(0, 1));
}

TEST(SmallCells, are_counted_in_people_who_were_simulated)
{
    auto result = result_of(number_of_people(), {group("all")}, {{{990}, {80}, {1000}}});
    EXPECT_THAT(suppressed(result), IsEmpty());
    result.scale = 0.01;
    EXPECT_THAT(suppressed(result), ElementsAre(0, 1));
}

TEST(SmallCells, of_a_share_are_few_with_few_without_or_few_in_all)
{
    EXPECT_THAT(suppressed(result_of(share(), {group("all")}, {{{50}, {50}, {50}}},
                                     {{{100}, {60}, {100}}})),
                IsEmpty());
    EXPECT_THAT(suppressed(result_of(share(), {group("all")}, {{{5}, {95}, {50}, {0}}},
                                     {{{100}, {100}, {100}, {5}}})),
                ElementsAre(0, 1, 3));
}

TEST(SmallCells, of_a_mean_are_those_with_few_people_whatever_their_scores)
{
    EXPECT_THAT(suppressed(result_of(mean(), {group("all")}, {{{1.5}, {4000.0}, {4000.0}}},
                                     {{{100}, {9}, {8}}})),
                ElementsAre(1, 2));
}

TEST(SmallCells, take_the_next_smallest_municipality_with_them_when_they_are_alone)
{
    EXPECT_THAT(suppressed(result_of(number_of_people(), {group("all")}, {{{90}, {3}, {70}, {0}}})),
                ElementsAre(1, 2))
        << "hiding nobody hides nothing";
    EXPECT_THAT(suppressed(result_of(number_of_people(), {group("all")}, {{{3}}})), ElementsAre(0));
}

TEST(SmallCells, take_the_next_smallest_of_their_kind_with_them)
{
    std::vector<GroupInfo> const groups{group("all"), group("income"), group("income"),
                                        group("income"), group("family")};
    EXPECT_THAT(suppressed(result_of(number_of_people(), groups, {{{124, 70, 50, 4, 30}}})),
                ElementsAre(2, 3));
}

TEST(SmallCells, are_not_left_as_what_everybody_has_more_than_a_group)
{
    std::vector<GroupInfo> const groups{group("all"), group("family")};
    EXPECT_THAT(suppressed(result_of(number_of_people(), groups, {{{104, 100}}})), ElementsAre(1));
    EXPECT_THAT(suppressed(result_of(number_of_people(), groups, {{{200, 100}}})), IsEmpty());
}

TEST(SmallCells, are_not_left_as_what_everybody_has_more_in_a_replicate_where_all_are_of_a_group)
{
    std::vector<GroupInfo> const groups{group("all"), group("income"), group("income"),
                                        group("income")};
    auto const number = number_of_people();
    EXPECT_THAT(suppressed(result_of(number, groups, {{{154, 70, 50, 4}}, {{154, 70, 50, 4}}})),
                ElementsAre(3, 7))
        << "30 people of no group hide the 4 in both";
    EXPECT_THAT(suppressed(result_of(number, groups, {{{154, 70, 50, 4}}, {{124, 70, 50, 4}}})),
                ElementsAre(2, 3, 6, 7))
        << "in the second replicate nobody does";
    EXPECT_THAT(suppressed(result_of(number, groups, {{{129, 70, 50, 4}}, {{124, 70, 50, 4}}})),
                ElementsAre(2, 3, 6, 7));
    // Of no group are 100 people of whom nobody has it, or everybody.
    EXPECT_THAT(
        suppressed(result_of(share(), groups, {{{63, 40, 20, 3}}}, {{{400, 100, 100, 100}}})),
        ElementsAre(2, 3));
    EXPECT_THAT(
        suppressed(result_of(share(), groups, {{{163, 40, 20, 3}}}, {{{400, 100, 100, 100}}})),
        ElementsAre(2, 3));
}

TEST(SmallCells, protect_in_turn_what_was_hidden_to_protect_another)
{
    std::vector<GroupInfo> const groups{group("all"), group("income"), group("income")};
    // In the second municipality everybody goes for the first, and then a fifth for everybody.
    EXPECT_THAT(suppressed(result_of(number_of_people(), groups,
                                     {{{5, 5, 0}, {90, 50, 40}, {700, 400, 300}}})),
                testing::IsSupersetOf({0, 1, 3, 4}));
}

TEST(SmallCells, go_in_every_replicate_so_that_means_are_not_of_the_larger_ones)
{
    auto const result = result_of(number_of_people(), {group("all")},
                                  {{{12}, {80}, {90}}, {{8}, {80}, {90}}, {{0}, {80}, {90}}});
    EXPECT_THAT(suppressed(result), ElementsAre(0, 1, 3, 4, 6, 7));
}

TEST(SmallCells, leave_the_region_and_their_place_unknown_and_not_wrong)
{
    auto result = result_of(number_of_people(), {group("all")}, {{{3}, {70}, {90}}});
    suppress_small_cells(result);
    auto other = result;
    other.numerators[0][2] = 95.0;
    auto const compared = compare(result, other);
    EXPECT_EQ(compared.cell(0, 0, 0, 0).verdict, Verdict::left_out);
    EXPECT_EQ(compared.cell(0, 0, compared.region(), 0).verdict, Verdict::left_out);
    EXPECT_EQ(compared.cell(0, 0, 2, 0).difference.mean, 5.0);
}

TEST(SmallCells, are_not_left_where_another_outcome_has_the_same_count)
{
    // Whom the first counts the second divides: of 5, 30, 60 and 90 with serious problems so many
    // have no help. The second by itself would hide the third municipality with the first.
    auto result = result_of(share(), {group("all")}, {{{5}, {30}, {60}, {90}}},
                            {{{100}, {100}, {100}, {100}}});
    add(result, share(), "unmet", {0, 20, 10, 45}, {5, 30, 60, 90});
    suppress_small_cells(result);
    EXPECT_THAT(gone(result, 0), ElementsAre(0, 1));
    EXPECT_THAT(gone(result, 1), testing::IsSupersetOf({0, 1}))
        << "5 is 185 less what the second shows";
    auto alone =
        result_of(share(), {group("all")}, {{{0}, {20}, {10}, {45}}}, {{{5}, {30}, {60}, {90}}});
    EXPECT_THAT(suppressed(alone), ElementsAre(0, 2));
}

TEST(SmallCells, are_not_left_as_what_a_whole_has_more_than_its_other_parts)
{
    std::vector<double> const none{0};
    auto result = result_of(number_of_people(), {group("all")}, {{{124}}});
    result.outcomes[0].id = "population";
    add(result, number_of_people(), "population_0_4", {4}, none);
    add(result, number_of_people(), "population_5_9", {50}, none);
    add(result, number_of_people(), "population_10_up", {70}, none);
    add(result, share(), "school_advice_vmbo", {30}, {90});
    add(result, share(), "school_advice_havo", {57}, {90});
    add(result, share(), "school_advice_vwo", {3}, {90});
    suppress_small_cells(result);
    std::vector<std::size_t> hidden;
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        if (!gone(result, i).empty()) {
            hidden.push_back(i);
        }
    }
    EXPECT_THAT(hidden, ElementsAre(1, 2, 4, 6)) << "with each small part the next smallest";
    EXPECT_EQ(result.suppressed_cells, 4U);
}

TEST(SmallCells, are_not_left_as_what_is_missing_of_shares_that_add_up_to_one)
{
    auto result = result_of(share(), {group("all")}, {{{3}}}, {{{90}}});
    result.outcomes[0].id = "youth_care_ended_0_3";
    add(result, share(), "youth_care_ended_3_12", {30}, {90});
    add(result, share(), "youth_care_ended_12_up", {57}, {90});
    suppress_small_cells(result);
    EXPECT_THAT(gone(result, 0), ElementsAre(0));
    EXPECT_THAT(gone(result, 1), ElementsAre(0));
    EXPECT_THAT(gone(result, 2), testing::IsEmpty());
}

TEST(SmallCells, are_not_left_as_what_is_missing_of_an_outcome_that_others_divide)
{
    auto result = result_of(share(), {group("all")}, {{{60}}}, {{{900}}});
    result.outcomes[0].id = "maltreatment";
    add(result, share(), "maltreated_no_work", {3}, {90});
    add(result, share(), "maltreated_work", {57}, {810});
    auto apart = result;
    suppress_small_cells(result);
    EXPECT_THAT(gone(result, 1), ElementsAre(0));
    EXPECT_THAT(gone(result, 2), ElementsAre(0)) << "60 less 57 tell the 3";
    apart.outcomes[2].id = "something_else";
    suppress_small_cells(apart);
    EXPECT_THAT(gone(apart, 2), testing::IsEmpty()) << "these do not add up";
}

TEST(SmallCells, are_not_left_as_what_is_missing_of_the_people_whom_shares_are_of)
{
    auto result = result_of(share(), {group("all")}, {{{4}}}, {{{300}}});
    result.outcomes[0].id = "youth_care_use";
    add(result, share(), "mental_health_problems", {90}, {700});
    add(result, number_of_people(), "population", {1000}, {0});
    suppress_small_cells(result);
    EXPECT_THAT(gone(result, 0), ElementsAre(0));
    EXPECT_THAT(gone(result, 1), ElementsAre(0)) << "1000 less 700 tell the 300";
    EXPECT_THAT(gone(result, 2), IsEmpty());
}

TEST(SmallCells, are_not_left_as_the_sum_of_the_parts_of_a_whole_that_was_hidden)
{
    std::vector<double> const none{0, 0, 0};
    auto result = result_of(number_of_people(), {group("all")}, {{{5}, {100}, {200}}});
    result.outcomes[0].id = "population";
    add(result, number_of_people(), "population_0_17", {5, 90, 50}, none);
    add(result, number_of_people(), "population_18_up", {0, 10, 150}, none);
    suppress_small_cells(result);
    // In every municipality and in every outcome none or two are gone.
    EXPECT_THAT(gone(result, 0), ElementsAre(0, 1));
    EXPECT_THAT(gone(result, 1), ElementsAre(0, 2));
    EXPECT_THAT(gone(result, 2), ElementsAre(1, 2));
}

TEST(SmallCells, are_protected_again_where_what_hides_them_stands_in_an_earlier_sum)
{
    auto const one = group("income");
    // In the second municipality nobody is of the second group, so that everybody is hidden there,
    // and then elsewhere.
    auto const hidden = suppressed(result_of(number_of_people(), {group("all"), one, one},
                                             {{{74, 4, 70}, {30, 30, 0}, {140, 80, 60}}}));
    EXPECT_THAT(hidden, ElementsAre(0, 1, 2, 3, 4, 7, 8));
}

TEST(SmallCells, need_no_other_where_many_are_in_no_group_of_their_kind)
{
    auto one = group("income");
    auto two = one;
    auto const hidden_of = [&](double everybody) {
        return suppressed(
            result_of(number_of_people(), {group("all"), one, two}, {{{everybody, 4, 70}}}));
    };
    EXPECT_THAT(hidden_of(124), ElementsAre(1)) << "fifty others are nowhere told of";
    EXPECT_THAT(hidden_of(74), ElementsAre(1, 2));
}

class APublishedFile : public testing::Test {
protected:
    ~APublishedFile() override
    {
        fs::remove(whole_);
        fs::remove(streamed_);
    }
    static std::string bytes_in(fs::path const& name)
    {
        std::ifstream file{name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    fs::path const& whole() const { return whole_; }
    fs::path const& streamed() const { return streamed_; }

private:
    std::string stem_ = "smartstart-published-" + std::to_string(getpid());
    fs::path whole_ = fs::path{testing::TempDir()} / (stem_ + "-whole.h5");
    fs::path streamed_ = fs::path{testing::TempDir()} / (stem_ + "-streamed.h5");
};

TEST_F(APublishedFile, says_its_minimum_and_how_many_cells_are_gone)
{
    auto result = result_of(share(), {group("all")}, {{{5}, {50}, {60}}}, {{{100}, {100}, {100}}});
    suppress_small_cells(result);
    write_result(result, whole(), Overwrite::replace);
    auto const back = read_result(whole());
    EXPECT_EQ(back.minimum_cell, 10U);
    EXPECT_EQ(back.suppressed_cells, 2U);
    EXPECT_EQ(values_digest(back), values_digest(result));
    EXPECT_THAT(gone(back), ElementsAre(0, 1));
}

TEST_F(APublishedFile, is_the_same_outcome_by_outcome)
{
    auto result = result_of(share(), {group("all")}, {{{5}, {50}, {60}}}, {{{100}, {100}, {100}}});
    result.outcomes.push_back(mean());
    result.numerators.push_back({5.0, 6.0, 7.0});
    result.denominators.push_back({5.0, 60.0, 70.0});
    NumbersInMemory numbers{result};
    SafeNumbers safe{result, numbers};
    auto labels = result;
    labels.suppressed_cells = safe.suppressed_cells();
    write_result(labels, safe, streamed(), Overwrite::replace);
    suppress_small_cells(result);
    write_result(result, whole(), Overwrite::replace);
    EXPECT_EQ(bytes_in(streamed()), bytes_in(whole()));
}

TEST_F(APublishedFile, has_nothing_of_it_where_nobody_asked)
{
    auto result = result_of(share(), {group("all")}, {{{5}, {50}}}, {{{100}, {100}}});
    result.minimum_cell = 0;
    write_result(result, whole(), Overwrite::replace);
    EXPECT_EQ(bytes_in(whole()).find("minimum_cell"), std::string::npos);
    EXPECT_THAT(gone(read_result(whole())), IsEmpty());
}

}  // namespace
}  // namespace smartstart
