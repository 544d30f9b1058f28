#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/safety.cpp.

/// How many of these ages such an outcome counts when all have this month in the column.
Counts counted_when(Fact<Person, facts::When> const& fact, Moment when, std::string const& outcome)
{
    Town town;
    for (auto const age : {0.0, 11.9, 12.0, 17.9, 18.0, 22.9, 23.0, 24.9, 25.0, 60.0}) {
        town.set(fact, town.add(age), when);
    }
    return town.counted(outcome);
}

TEST(SafetyOutcomes, count_those_of_their_ages_to_whom_it_happened_in_the_year)
{
    constexpr auto now = Town::this_year;
    EXPECT_EQ(counted_when(facts::maltreated_month, now, "maltreatment"), (Counts{4, 4}));
    EXPECT_EQ(counted_when(facts::reported, now, "maltreatment_reported"), (Counts{4, 4}));
    EXPECT_EQ(counted_when(facts::police_report, now, "police_reports"), (Counts{4, 4}));
    EXPECT_EQ(counted_when(facts::suspect, now, "suspects_12_17"), (Counts{2, 2}));
    EXPECT_EQ(counted_when(facts::suspect, now, "suspects_18_24"), (Counts{4, 4}));
    EXPECT_EQ(counted_when(facts::probation_month, now, "youth_probation"), (Counts{4, 4}));
}

TEST(SafetyOutcomes, leave_out_what_happened_before_the_year_or_never)
{
    for (Moment const when : {Moment{0}, Town::last_year}) {
        EXPECT_EQ(counted_when(facts::maltreated_month, when, "maltreatment"), (Counts{0, 4}));
        EXPECT_EQ(counted_when(facts::reported, when, "maltreatment_reported"), (Counts{0, 4}));
        EXPECT_EQ(counted_when(facts::police_report, when, "police_reports"), (Counts{0, 4}));
        EXPECT_EQ(counted_when(facts::suspect, when, "suspects_12_17"), (Counts{0, 2}));
        EXPECT_EQ(counted_when(facts::suspect, when, "suspects_18_24"), (Counts{0, 4}));
        EXPECT_EQ(counted_when(facts::probation_month, when, "youth_probation"), (Counts{0, 4}));
    }
}

}  // namespace
}  // namespace smartstart::test
