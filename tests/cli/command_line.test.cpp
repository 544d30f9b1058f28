#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(CommandLine, says_what_is_wrong_in_dutch_too)
{
    Program const program;
    auto const said = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--language", "nl"});
        auto const ran = program(arguments);
        EXPECT_EQ(ran.exit, 2);
        EXPECT_THAT(ran.err, Not(HasSubstr("error")));
        return ran.err;
    };
    EXPECT_THAT(said({"comprae"}),
                StartsWith("fout: er is geen commando 'comprae'. Is 'compare' bedoeld?\n"
                           "'smartstart --help' vertelt wat er geschreven kan worden."));
    EXPECT_THAT(said({"compare", "a", "b", "--cvs"}), HasSubstr("kent geen optie '--cvs'."));
    EXPECT_THAT(said({"compare"}), StartsWith("fout: 'BASE' ontbreekt.\n"));
    EXPECT_THAT(said({"describe", "stepz"}), HasSubstr("Is 'steps' bedoeld?"));
    EXPECT_THAT(said({"digest", "absent.h5"}), StartsWith("absent.h5: fout: zo'n bestand is er"));
    EXPECT_THAT(said({"check", "scenarios/today-30-70.yaml", "--set", "seed=x"}),
                StartsWith("opdrachtregel: fout: 'seed' is 'x', maar moet zijn: een heel getal"));
}

TEST(CommandLine, says_in_the_language_of_the_user_what_goes_with_what)
{
    Program const program;
    auto const said = [&](std::vector<std::string> arguments, char const* language) {
        arguments.insert(arguments.end(), {"--language", language});
        return program(arguments).err;
    };
    EXPECT_THAT(said({"run", "--share", "1/2"}, "en"),
                StartsWith("error: '--share' needs '--study'.\n"));
    EXPECT_THAT(said({"run", "--share", "1/2"}, "nl"),
                StartsWith("fout: '--share' is voor '--study', dat ontbreekt.\n"));
    EXPECT_THAT(said({"run", "--study", "x", "--draws", "y"}, "nl"), HasSubstr("sluiten elkaar"));
    EXPECT_THAT(said({"run", "--study", "x", "--share", "3/2"}, "nl"),
                StartsWith("fout: '--share' is '3/2', maar moet zijn: welk deel van hoeveel, "
                           "zoals '2/12'.\n"));
    EXPECT_THAT(said({"submit", "scenarios/studies/every-structure.yaml", "--nodes", "1", "--time",
                      "banana"},
                     "nl"),
                HasSubstr("'--time' is 'banana', maar moet zijn: zoals Slurm het schrijft"));
}

TEST(CommandLine, refuses_what_sets_the_same_thing_twice)
{
    Program const program;
    auto const said = [&](std::vector<std::string> const& arguments) {
        auto const ran = program(arguments);
        EXPECT_EQ(ran.exit, 2);
        EXPECT_EQ(ran.out, "");
        return ran.err;
    };
    std::string const today = "scenarios/today-30-70.yaml";
    EXPECT_EQ(said({"run", today, "--scale", "1/100", "--set", "scale=1/200", "--seed", "6",
                    "--set", "seed=5"}),
              "error: '--scale' and '--set scale=1/200' set the same thing. Keep one of them.\n"
              "error: '--seed' and '--set seed=5' set the same thing. Keep one of them.\n");
    EXPECT_EQ(said({"check", today, "--set", "integration=5 %", "--set", "integration=6 %",
                    "--language", "nl"}),
              "fout: '--set integration=5 %' en '--set integration=6 %' stellen hetzelfde in. "
              "Houd er een van.\n");
    EXPECT_THAT(said({"explain", today, "--seed", "1", "--set", "seed=2"}), HasSubstr("'--seed'"));
    EXPECT_THAT(said({"trial", "x", "--scale", "1/2", "--set", "scale=1"}), HasSubstr("'--scale'"));
}

TEST(CommandLine, alone_shows_the_commands_and_examples)
{
    Program const program;
    auto const ran = program({});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(ran.err, "");
    for (auto const* const command : {"run", "check", "explain", "describe", "compare", "digest",
                                      "reproduce", "sensitivity", "explore", "story", "evaluate"}) {
        EXPECT_THAT(ran.out, HasSubstr("\n  " + std::string{command} + " ")) << command;
    }
    EXPECT_THAT(ran.out, HasSubstr("smartstart compare results/today-30-70.h5"));
}

TEST(CommandLine, speaks_the_language_of_the_computer_or_the_one_asked_for)
{
    Program const program;
    EXPECT_THAT(program({}, "LANG=nl_NL.UTF-8").out, HasSubstr("Gebruik:"));
    EXPECT_THAT(program({"--language", "en"}, "LANG=nl_NL.UTF-8").out, HasSubstr("Usage:"));
    EXPECT_THAT(program({}, "LC_ALL=en_GB.UTF-8 LANG=nl_NL.UTF-8").out, HasSubstr("Usage:"));
    EXPECT_THAT(program({"compare", "--help", "--language=nl"}).out,
                HasSubstr("resultaat waarmee vergeleken wordt"));
    auto const french = program({"--language", "fr"});
    EXPECT_EQ(french.exit, 2);
    EXPECT_THAT(french.err,
                StartsWith("error: '--language' is 'fr', but must be one of nl, en.\n"));
}

TEST(CommandLine, shows_the_help_of_a_command_without_the_examples_of_all)
{
    Program const program;
    auto const ran = program({"compare", "--help"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_THAT(ran.out, HasSubstr("--report FILE.html"));
    EXPECT_THAT(ran.out, Not(HasSubstr("Examples")));
}

TEST(CommandLine, tells_its_version)
{
    Program const program;
    auto const ran = program({"--version"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_THAT(ran.out, StartsWith("smartstart 0."));
}

TEST(CommandLine, guesses_what_a_misspelt_word_means)
{
    Program const program;
    auto const command = program({"comprae", "a.h5", "b.h5"});
    EXPECT_EQ(command.exit, 2);
    EXPECT_THAT(command.err,
                StartsWith("error: there is no command 'comprae'. Is 'compare' meant?\n"));
    auto const option = program({"compare", "a.h5", "b.h5", "--reprot", "c.html"});
    EXPECT_EQ(option.exit, 2);
    EXPECT_THAT(
        option.err,
        StartsWith("error: 'smartstart compare' has no option '--reprot'. Is '--report' meant?\n"));
    EXPECT_THAT(program({"--lanuage", "nl"}).err, HasSubstr("Is '--language' meant?"));
    EXPECT_THAT(program({"frobnicate"}).err, Not(HasSubstr("meant?")));
}

TEST(CommandLine, lists_every_unknown_option_at_once)
{
    Program const program;
    auto const ran = program({"compare", "a", "b", "--cvs", "--reprot"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(lines_with(ran.err, "error: "), 2);
}

TEST(CommandLine, says_what_is_missing)
{
    Program const program;
    auto const ran = program({"compare"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, StartsWith("error: 'BASE' is missing.\n"));
    EXPECT_THAT(ran.err, HasSubstr("'smartstart compare --help'"));
}

TEST(CommandLine, refuses_more_threads_than_any_machine_has_whatever_the_command)
{
    Program const program;
    for (auto const& call : std::vector<std::vector<std::string>>{
             {"run", "scenarios/today-30-70.yaml"},
             {"calibrate", "absent.yaml"},
             {"sensitivity", "absent.yaml"},
             {"explore", "absent.yaml"},
             {"trial", "absent.yaml"},
             {"submit", "absent.yaml", "--nodes", "1", "--time", "1:00:00"}}) {
        for (auto const* const threads : {"9999", "4000000", "-1"}) {
            auto arguments = call;
            arguments.insert(arguments.end(), {"--threads", threads});
            auto const ran = program(arguments);
            EXPECT_EQ(ran.exit, 2) << call.front();
            EXPECT_THAT(ran.err, HasSubstr("--threads")) << call.front();
            arguments.insert(arguments.end(), {"--language", "nl"});
            EXPECT_THAT(program(arguments).err, HasSubstr(" moet")) << call.front();
        }
    }
}

TEST(CommandLine, refuses_an_option_that_is_given_twice_in_its_own_words)
{
    Program const program;
    std::vector<std::string> twice{"run", "a.yaml", "--replicates", "30", "--replicates", "10"};
    auto const ran = program(twice);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, StartsWith("error: '--replicates' is given more than once, but can have "
                                    "one value.\n"));
    twice.insert(twice.end(), {"--language", "nl"});
    EXPECT_THAT(program(twice).err, StartsWith("fout: '--replicates' staat er meer dan eens"));
}

TEST(CommandLine, leaves_a_result_of_a_study_that_is_there_as_it_is)
{
    Program const program;
    auto const there = program.write("there.json", "{}");
    auto const ran =
        program({"explore", "scenarios/studies/front-and-knowledge.yaml", "--output", there});
    EXPECT_EQ(ran.exit, 4);
    EXPECT_THAT(ran.err, HasSubstr("exists already and was left as it is. Use --force"));
    EXPECT_EQ(program.read("there.json"), "{}");
}

TEST(CommandLine, tells_before_hours_of_work_that_its_result_cannot_be_written)
{
    Program const program;
    program.write("file", "no folder");
    for (auto const* const command : {"explore", "sensitivity"}) {
        for (auto const& output : {program.file("file/below.json"), program.folder().string()}) {
            auto const ran = program({command, "scenarios/studies/front-and-knowledge.yaml",
                                      "--output", output, "--force"});
            EXPECT_EQ(ran.exit, 74) << ran.err;
            EXPECT_THAT(ran.err, StartsWith("error: cannot write"));
        }
    }
}

TEST(CommandLine, tells_that_the_answer_could_not_be_written)
{
    Program const program;
    auto const ran =
        program({"describe", "schedule"}, "LC_ALL=C sh -c 'exec \"$@\" >/dev/full' sh");
    EXPECT_EQ(ran.exit, 74);
    EXPECT_THAT(ran.err, StartsWith("error: cannot write"));
}

}  // namespace
}  // namespace smartstart
