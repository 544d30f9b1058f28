#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;

TEST(TrialCommand, names_every_mistake_of_every_file)
{
    Program const program;
    auto const one = program.write("one.yaml", "format: smartstart-trial 1\ntrial: {dose: 2}\n");
    auto const two = program.write("two.yaml", "format: smartstart-trial 1\n");
    auto const ran = program({"trial", one, two});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, HasSubstr("one.yaml"));
    EXPECT_THAT(ran.err, HasSubstr("two.yaml"));
    EXPECT_GE(lines_with(ran.err, "error: "), 8) << ran.err;
}

TEST(TrialCommand, sets_what_was_published_beside_the_model_in_the_language_of_the_user)
{
    Program const program;
    auto const ran = program({"trial", "scenarios/trials/parenting-programme.yaml", "--scale",
                              "1/200", "--replicates", "2", "--set", "rehearsal=2 years"},
                             "LANG=nl_NL.UTF-8");
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("Opvoedprogramma's"));
    EXPECT_THAT(ran.out, HasSubstr("0,39 (0,28 tot 0,51)"));
    EXPECT_THAT(ran.out, HasSubstr("2 herhalingen"));
}

}  // namespace
}  // namespace smartstart
