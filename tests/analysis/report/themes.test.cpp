#include "analysis/report/themes.hpp"

#include <set>

#include <gtest/gtest.h>

#include "engine/outcome/outcome.hpp"

namespace smartstart {
namespace {

TEST(Themes, claim_every_outcome_of_the_model)
{
    for (OutcomeKind const& kind : all_outcomes()) {
        EXPECT_LT(theme_of(kind.info.id), all_themes().size() - 1)
            << kind.info.id
            << " would stand under 'other'; give it a theme in analysis/report/themes.cpp";
    }
}

TEST(Themes, all_have_outcomes_but_the_last)
{
    std::set<std::size_t> used;
    for (OutcomeKind const& kind : all_outcomes()) {
        used.insert(theme_of(kind.info.id));
    }
    EXPECT_EQ(used.size(), all_themes().size() - 1);
}

TEST(Themes, put_what_nobody_claims_last)
{
    EXPECT_EQ(theme_of("something_new"), all_themes().size() - 1);
    EXPECT_EQ(theme_of(""), all_themes().size() - 1);
}

TEST(Themes, tell_problem_debt_of_families_from_problems_of_children)
{
    EXPECT_NE(theme_of("problem_debt_households"), theme_of("problem_serious"));
}

}  // namespace
}  // namespace smartstart
