#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/result.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

/// Two results of a seed of their own.
void run_both(Program const& program)
{
    auto const ran =
        program({"run", "scenarios/today-30-70.yaml", "scenarios/shift-50-50.yaml", "--scale",
                 "1/500", "--years", "2022-2027", "--set", "rehearsal=1 year", "--seed", "7",
                 "--replicates", "1", "--quiet", "--output", program.file("results")});
    ASSERT_EQ(ran.exit, 0) << ran.err;
}

TEST(Story, of_two_results_is_that_of_their_scenarios_with_their_people)
{
    Program const program;
    run_both(program);
    std::vector<std::string> const results{program.file("results/today-30-70.h5"),
                                           program.file("results/shift-50-50.h5")};
    auto const liked = program({"story", results[0], results[1], "--like", "poor"});
    ASSERT_EQ(liked.exit, 0) << liked.err;
    EXPECT_THAT(liked.out, AllOf(HasSubstr("2022-"), HasSubstr("(household ")));

    std::string const before = "(household ";
    auto const start = liked.out.find(before) + before.size();
    auto const family = liked.out.substr(start, liked.out.find(')', start) - start);
    auto const told = program({"story", "--family", family, results[0], results[1]});
    EXPECT_EQ(told.exit, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr(before + family + ")"));

    auto const same_people =
        "format: smartstart-scenario 1\nseed: 7\nrehearsal: 1 year\n"
        "extends: " +
        std::string{SMARTSTART_SOURCE_DIR} + "/scenarios/";
    auto const of_scenarios =
        program({"story", "--family", family, "--scale", "1/500", "--years", "2022-2027",
                 program.write("a.yaml", same_people + "today-30-70.yaml\n"),
                 program.write("b.yaml", same_people + "shift-50-50.yaml\n")});
    EXPECT_EQ(of_scenarios.exit, 0) << of_scenarios.err;
    EXPECT_EQ(told.out, of_scenarios.out);
}

TEST(Story, refuses_what_has_no_child_in_both)
{
    Program const program;
    auto const result = [&](std::string const& name, std::vector<int> const& replicates) {
        auto made = test::sample_result({.replicates = static_cast<int>(replicates.size())});
        made.replicates = replicates;
        write_result(made, program.file(name), Overwrite::replace);
        return program.file(name);
    };
    auto const one = result("one.h5", {0, 1});
    auto const later = result("later.h5", {1, 2});
    auto const complaint = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "story");
        words.insert(words.end(), {"--language", "nl"});
        auto const ran = program(words);
        EXPECT_EQ(ran.exit, 2) << ran.err;
        EXPECT_THAT(ran.err, StartsWith("fout: "));
        return ran.err;
    };
    EXPECT_THAT(complaint({one, "scenarios/today-30-70.yaml"}), HasSubstr("niet van elk één"));
    EXPECT_THAT(
        complaint({one}),
        StartsWith("fout: van 'FILE' zijn er minstens 2 nodig, maar er is er 1 gegeven.\n"));
    EXPECT_THAT(complaint({one, later}), HasSubstr("beginnen met herhalingen 0 en 1"));
    EXPECT_THAT(complaint({one, one, "--scale", "1/10"}), HasSubstr("laat '--scale' weg"));
}

}  // namespace
}  // namespace smartstart
