#include "engine/run/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/run/assemble.hpp"
#include "engine/run/past.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Build, of_a_commit_is_named_after_it)
{
    EXPECT_EQ(name_of({"abc", ""}), "abc");
}

TEST(Build, with_changes_or_without_commit_is_not_taken_for_another_one)
{
    EXPECT_THAT(name_of({"abc", "0123"}), StartsWith("abc with changes "));
    EXPECT_NE(name_of({"abc", "0123"}), name_of({"abc", "4567"}));
    EXPECT_NE(name_of({"", "0123"}), name_of({"", "4567"}));
    EXPECT_NE(name_of({"", "0123"}), name_of({"abc", "0123"}));
    EXPECT_FALSE(commit_of_program().empty());
}

TEST(Build, is_named_alike_in_results_and_in_what_is_kept_on_disk)
{
    auto const prepared = test::small({"today-30-70"});
    EXPECT_EQ(labelled_result(prepared.front()).git_commit, commit_of_program());
    EXPECT_THAT(this_program(), HasSubstr(commit_of_program()));
}

}  // namespace
}  // namespace smartstart
