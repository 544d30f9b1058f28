#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// A run of the scenario of today that takes a fraction of a second, with these words behind it.
std::vector<std::string> short_run(Program const& program, std::vector<std::string> const& more)
{
    std::vector<std::string> words{"run",          "scenarios/today-30-70.yaml",
                                   "--scale",      "1/500",
                                   "--replicates", "2",
                                   "--years",      "2022-2023",
                                   "--output",     program.file("results")};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

TEST(Run, writes_a_result_that_can_be_compared_and_is_not_lost_by_accident)
{
    Program const program;
    auto const ran = program(short_run(program, {"scenarios/null-policy.yaml"}));
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(program.without_folder(ran.out), "results/today-30-70.h5\nresults/null-policy.h5\n");
    EXPECT_THAT(ran.err, HasSubstr("100 %")) << "progress goes to stderr";

    auto const today = program.file("results/today-30-70.h5");
    auto const equal = program({"compare", today, program.file("results/null-policy.h5")});
    EXPECT_EQ(equal.exit, 0) << equal.err;
    EXPECT_THAT(equal.out, AllOf(HasSubstr("\nExactly equal: all "),
                                 HasSubstr("Money: difference 0, identical to the cent.")));

    auto const before = program.read("results/today-30-70.h5");
    auto const refused = program(short_run(program, {}));
    EXPECT_EQ(refused.exit, 4);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("today-30-70.h5"), HasSubstr("--force")));
    auto const forced = program(short_run(program, {"--force", "--quiet", "--threads", "1"}));
    EXPECT_EQ(forced.exit, 0) << forced.err;
    EXPECT_EQ(forced.err, "") << "--quiet";
    EXPECT_TRUE(program.read("results/today-30-70.h5") == before) << "equal runs, equal bytes";

    auto const again = program({"reproduce", today, "--quiet"});
    EXPECT_EQ(again.exit, 0) << again.err;
    EXPECT_THAT(again.out, StartsWith("equal"));
}

TEST(Run, says_it_where_a_file_may_not_grow_any_more)
{
    Program const program;
    auto const ran = program(short_run(program, {"--quiet"}),
                             "LC_ALL=C sh -c 'ulimit -f 8; exec \"$0\" \"$@\"'");
    EXPECT_EQ(ran.exit, 74) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("the file would be larger than is allowed here."));
}

TEST(Run, stops_at_a_signal_without_a_half_result)
{
    Program const program;
    auto words = short_run(program, {"--quiet"});
    words[5] = "1000";
    auto const ran = program(words, "LC_ALL=C timeout --preserve-status --signal=TERM 1.5");
    EXPECT_EQ(ran.exit, 5) << ran.err;
    EXPECT_THAT(ran.err, AllOf(HasSubstr("stopped."), HasSubstr("--resume")));
    EXPECT_FALSE(std::filesystem::exists(program.file("results/today-30-70.h5")));
    EXPECT_EQ(ran.err.find("are safe in ") != std::string::npos,
              std::filesystem::exists(program.file("results/today-30-70.h5.part")))
        << ran.err;
}

/// Two replicates of about a second each.
std::vector<std::string> longer_run(std::string const& folder, std::vector<std::string> const& more)
{
    std::vector<std::string> words{"run",      "scenarios/shift-50-50.yaml",
                                   "--scale",  "1/50",
                                   "--years",  "2022-2050",
                                   "--output", folder,
                                   "--quiet",  "--replicates",
                                   "2"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// Starts that run anew and stops it after some time, until it was stopped on its way: how long
/// that takes depends on what else the machine does.
Program::Ran stopped_on_its_way(Program const& program, std::string const& folder,
                                std::string const& how, std::vector<std::string> const& more)
{
    auto const words = longer_run(program.file(folder), more);
    for (auto const* const seconds : {"0.8", "1.2", "2", "0.6", "3", "5", "0.5", "8", "13", "20"}) {
        // An earlier one may have come to its end.
        std::filesystem::remove_all(program.file(folder));
        auto const ran = program(words, "LC_ALL=C timeout " + how + " " + seconds);
        if (std::filesystem::exists(
                program.file(folder + "/shift-50-50.h5.replicate-0.checkpoint"))) {
            return ran;
        }
    }
    ADD_FAILURE() << "it was never stopped between its first year and its last";
    return {};
}

TEST(Run, goes_on_in_the_middle_of_a_replicate_after_a_kill_with_other_threads)
{
    Program const program;
    std::vector<std::string> const often{"--checkpoint-every", "0.02"};
    auto const killed = stopped_on_its_way(program, "killed", "--signal=KILL",
                                           {"--checkpoint-every", "0.02", "--threads", "1"});
    EXPECT_NE(killed.exit, 0);
    auto const refused = program(longer_run(program.file("killed"), often));
    EXPECT_EQ(refused.exit, 4) << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("--resume"));
    auto const again = program(longer_run(program.file("killed"), {"--threads", "2", "--resume"}));
    EXPECT_EQ(again.exit, 0) << again.err;
    for (auto const& entry : std::filesystem::directory_iterator{program.file("killed")}) {
        EXPECT_THAT(entry.path().string(), Not(HasSubstr("checkpoint")));
    }
    auto const whole = program(longer_run(program.file("whole"), {}));
    EXPECT_EQ(whole.exit, 0) << whole.err;
    EXPECT_TRUE(program.read("killed/shift-50-50.h5") == program.read("whole/shift-50-50.h5"));
}

TEST(Run, keeps_what_is_on_its_way_at_a_signal_and_says_so_in_dutch)
{
    Program const program;
    auto const stopped = stopped_on_its_way(program, "results", "--preserve-status --signal=TERM",
                                            {"--language", "nl", "--threads", "2"});
    EXPECT_EQ(stopped.exit, 5) << stopped.err;
    EXPECT_THAT(stopped.err, HasSubstr("Herhalingen die onderweg zijn, zijn bewaard: "));
    auto const status = program({"status", program.file("results"), "--language", "nl"});
    EXPECT_EQ(status.exit, 0) << status.err;
    EXPECT_THAT(status.out, AllOf(HasSubstr(" klaar gevraagd onderweg  resultaat\n     0        ?"),
                                  HasSubstr("  shift-50-50: gestopt; met --resume gaat het")));
    program.write("results/shift-50-50.h5.replicate-0.checkpoint", "something else");
    auto const refused =
        program(longer_run(program.file("results"), {"--resume", "--language", "nl"}));
    EXPECT_EQ(refused.exit, 2) << refused.err;
    EXPECT_THAT(refused.err,
                AllOf(StartsWith("fout: "), HasSubstr("replicate-0.checkpoint is geen ")));
}

TEST(Run, names_what_differs_from_the_run_that_it_was_to_go_on_with)
{
    Program const program;
    EXPECT_EQ(program(short_run(program, {})).exit, 0);
    auto const status =
        program({"status", program.file("results"), "--csv", program.file("en.csv")});
    program(
        {"status", program.file("results"), "--csv", program.file("nl.csv"), "--language", "nl"});
    EXPECT_EQ(status.exit, 0) << status.err;
    EXPECT_THAT(program.read("en.csv"), HasSubstr("\"today-30-70\",2,2,0,\"done\"\n"));
    EXPECT_EQ(program.read("nl.csv"), program.read("en.csv")) << "programs read it in any language";
    auto const other = program(short_run(
        program, {"--resume", "--set", "traces.families=[7]", "--set", "integration=1 %"}));
    EXPECT_EQ(other.exit, 4);
    EXPECT_THAT(other.err, HasSubstr("Other than here is 'integration', 'traces.families'."));
}

TEST(Run, tells_of_households_to_be_traced_that_were_never_there)
{
    Program const program;
    auto const ran = program(
        short_run(program, {"--quiet", "--set", "traces.families=[99]", "--language", "nl"}));
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(ran.err,
              "van de 1 huishoudens die 'today-30-70' vraagt te volgen, nooit in de regio: 1 (99). "
              "'smartstart story' vertelt hoe een huishouden heet.\n");
    auto const refused = program(short_run(program, {"--set", "traces.families=[7, 7]"}));
    EXPECT_EQ(refused.exit, 2);
    EXPECT_THAT(refused.err, HasSubstr("names household 7 twice"));
}

TEST(Run, says_in_dutch_from_which_year_scenarios_differ)
{
    Program const program;
    auto const ran = program({"run", "scenarios/today-30-70.yaml", "scenarios/shift-50-50.yaml",
                              "--scale", "1/500", "--replicates", "1", "--years", "2025-2027",
                              "--output", program.file("results"), "--language", "nl"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("'shift-50-50' verschilt van 'today-30-70' vanaf 2026.\n"));
}

TEST(Run, tells_that_results_cannot_be_written)
{
    Program const program;
    program.write("results", "a file is in the way");
    auto const ran = program(short_run(program, {"--quiet"}));
    EXPECT_EQ(ran.exit, 74);
    EXPECT_THAT(ran.err, AllOf(StartsWith("error: "), HasSubstr("results")));
}

TEST(Run, refuses_what_cannot_be_run_before_it_begins)
{
    Program const program;
    auto const complaint = [&](std::vector<std::string> const& more) {
        auto const ran = program(short_run(program, more));
        EXPECT_EQ(ran.exit, 2) << ran.err;
        EXPECT_EQ(ran.out, "");
        return ran.err;
    };
    EXPECT_THAT(complaint({"--threads", "-1"}), HasSubstr("'--threads' is -1"));
    EXPECT_THAT(complaint({"--threads", "abc"}), HasSubstr("'--threads' cannot be 'abc'."));
    EXPECT_THAT(complaint({"--seed", "-3"}),
                StartsWith("command line: error: 'seed' is '-3', but must be a whole number"));
    EXPECT_THAT(complaint({"--force", "--resume"}), HasSubstr("exclude one another."));
    EXPECT_THAT(complaint({"--seed"}), HasSubstr("'--seed' needs a value."));
    EXPECT_THAT(complaint({"--set", "investment.front_share=50"}), HasSubstr("Is '50 %' meant?"));
    EXPECT_THAT(complaint({"scenarios/tody-30-70.yaml"}),
                HasSubstr("Is 'today-30-70.yaml' meant?"));
    EXPECT_THAT(complaint({"--outptu", "x"}), HasSubstr("Is '--output' meant?"));
    EXPECT_THAT(complaint({"--checkpoint-every", "-1"}), HasSubstr("must be 0 or more seconds"));
    EXPECT_THAT(complaint({"--keep-past", program.file("pasts"), "--keep-past-at", "1999"}),
                HasSubstr("'--keep-past-at' is 1999, but must be a year that is lived, from 2004"));
    EXPECT_THAT(complaint({"--keep-past-at", "2030"}), HasSubstr("--keep-past"));
    EXPECT_FALSE(std::filesystem::exists(program.file("results")));
}

TEST(Run, takes_scale_years_and_replicates_that_make_no_sense_for_the_users_mistake)
{
    Program const program;
    auto const ran = program({"run", "scenarios/today-30-70.yaml", "--scale", "0", "--replicates",
                              "0", "--years", "2065-2025"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(lines_with(ran.err, ": error: "), 3) << ran.err;
}

}  // namespace
}  // namespace smartstart
