#include <filesystem>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

TEST(Check, says_that_there_are_no_mistakes_and_what_was_read)
{
    Program const program;
    auto const ran = program({"check", "scenarios/today-30-70.yaml", "scenarios/shift-50-50.yaml"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(ran.err, "");
    EXPECT_THAT(ran.out, StartsWith("scenarios/today-30-70.yaml: no mistakes. Read: 1 scenario, "));
    EXPECT_THAT(ran.out,
                HasSubstr("\nscenarios/shift-50-50.yaml: no mistakes. Read: 3 scenarios, "));
    EXPECT_THAT(ran.out, HasSubstr("hart-van-brabant (9 municipalities"));
    auto const dutch = program({"check", "scenarios/today-30-70.yaml", "--language", "nl"});
    EXPECT_THAT(dutch.out, HasSubstr("geen fouten. Gelezen: 1 scenario, "));
    auto const one = program({"check", "calibration/scenarios/hilvarenbeek-today.yaml"});
    EXPECT_THAT(one.out, HasSubstr("(1 municipality, 12 tables)"));
}

TEST(Check, finds_every_scenario_of_the_project_without_mistakes)
{
    Program const program;
    std::vector<std::string> arguments{"check"};
    for (auto const* const folder : {"/scenarios", "/scenarios/netherlands"}) {
        for (auto const& entry :
             std::filesystem::directory_iterator{SMARTSTART_SOURCE_DIR + std::string{folder}}) {
            if (entry.path().extension() == ".yaml") {
                arguments.push_back(entry.path().string());
            }
        }
    }
    ASSERT_GT(arguments.size(), 7U);
    auto const ran = program(arguments);
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(lines_with(ran.out, ": no mistakes."), static_cast<int>(arguments.size()) - 1);
}

TEST(Check, lists_six_mistakes_each_with_its_place)
{
    Program const program;
    auto const file = program.scenario(R"(years: 2065-2025
replicates: 0
replicates: 5
investment:
  front_share: {2025: 30 %, 2030: 50}
  bridging: 1,5 million euro
knowlege:
  school: {auc: 0.7}
)");
    auto const ran = program({"check", file});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(
        program.without_folder(ran.err),
        "mine.yaml:3:8: error: 'years' is '2065-2025', but must be a first and a last year, in "
        "that order, such as '2025-2065'.\n"
        "  years: 2065-2025\n"
        "         ^\n"
        "mine.yaml:4:13: error: 'replicates' is 0, but must be from 1 to 100000, such as "
        "'20'.\n"
        "  replicates: 0\n"
        "              ^\n"
        "mine.yaml:5:1: error: 'replicates' stands twice in one section; the first is in line "
        "4. Keep one of them.\n"
        "  replicates: 5\n"
        "  ^\n"
        "mine.yaml:7:35: error: 'investment.front_share.2030' is '50', but must be a "
        "percentage from 0 % to 100 %, such as '30 %'. Is '50 %' meant?\n"
        "    front_share: {2025: 30 %, 2030: 50}\n"
        "                                    ^\n"
        "mine.yaml:8:13: error: 'investment.bridging' is '1,5 million euro', but must be an "
        "amount of money, such as '92.50 euro' or '4 million euro'. Is '1.5 million euro' "
        "meant?\n"
        "    bridging: 1,5 million euro\n"
        "              ^\n"
        "mine.yaml:9:1: error: nothing in the model reads 'knowlege'. Is 'knowledge' meant?\n"
        "  knowlege:\n"
        "  ^\n"
        "6 mistakes in 1 file.\n");
}

TEST(Check, lists_the_mistakes_of_all_files_and_says_those_of_a_shared_base_once)
{
    Program const program;
    auto const base = program.scenario("seed: x\n");
    auto const head = std::string{"format: smartstart-scenario 1\nextends: mine.yaml\n"};
    auto const one = program.write("one.yaml", head + "replicates: 1.5\n");
    auto const two = program.write("two.yaml", head + "scale: 2\n");
    auto const ran = program({"check", base, one, "scenarios/today-30-70.yaml", two});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(lines_with(ran.err, "'seed' is 'x'"), 1);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("one.yaml:3:13: error: 'replicates' is '1.5'"),
                               HasSubstr("two.yaml:3:8: error: 'scale' is '2'"),
                               HasSubstr("\n3 mistakes in 3 files.\n")));
    EXPECT_THAT(ran.out, StartsWith("scenarios/today-30-70.yaml: no mistakes."));
}

/// What is said about a scenario of these lines, which hold this many mistakes.
std::string complaint(std::string const& lines, int mistakes)
{
    Program const program;
    auto const ran = program({"check", program.scenario(lines)});
    EXPECT_EQ(ran.exit, 2) << lines;
    EXPECT_EQ(lines_with(ran.err, ": error: "), mistakes) << ran.err;
    return program.without_folder(ran.err);
}

TEST(Check, refuses_scenarios_that_ask_for_the_impossible)
{
    auto const said = complaint(R"(scale: 0
replicates: -3
seed: -1
years: 2010-2020
rehearsal: 18 months
region: nowhere
investment: {rule: overspent, total: -1 euro, bridging: {2025: -1 euro}}
knowledge: {school: {auc: 1}, childcare: {auc: {2025: 0.4}}}
steps: {debts: {no_such_thing: 1}}
)",
                                12);
    EXPECT_THAT(
        said,
        AllOf(
            HasSubstr("'scale' is '0', but must be 1 or one over a whole number up to 1000, such"),
            HasSubstr("'replicates' is -3, but must be from 1 to 100000"),
            HasSubstr("'seed' is '-1', but must be a whole number from 0"),
            HasSubstr("must lie between the base year 2022 and 2200"),
            HasSubstr("'rehearsal' must be whole years, such as '18 years'."),
            HasSubstr("'region' is 'nowhere', but there is no folder"),
            HasSubstr("'investment.rule' is 'overspent', but must be one of"),
            HasSubstr("Is 'overspend' meant?")));
    EXPECT_THAT(said,
                AllOf(HasSubstr("'investment.total' must be from 0 euro to 1000 billion euro"),
                      HasSubstr("'investment.bridging' must be from 0 euro to 1000 billion euro"),
                      HasSubstr("'knowledge.school.auc' must be from 0.5 (guessing) to 0.99"),
                      HasSubstr("'knowledge.childcare.auc' must be from 0.5 (guessing) to 0.99"),
                      HasSubstr("'steps.debts.no_such_thing' is no parameter of this step.")));
    EXPECT_THAT(complaint("scale: -1/10\nyears: 2025-2500\n", 2), HasSubstr("'scale' is '-1/10'"));
    EXPECT_THAT(complaint("scale: 1/0\n", 1), HasSubstr("'scale' is '1/0'"));
    EXPECT_THAT(
        complaint("scale: 0.1\nbase_year: 2019\n", 2),
        AllOf(HasSubstr("Is '1/10' meant?"), HasSubstr("the tables of regions describe 2022")));
    EXPECT_THAT(complaint("scale: 5%\n", 1), HasSubstr("Is '1/20' meant?"));
    EXPECT_THAT(complaint("scale: 0.7\n", 1), Not(HasSubstr("meant?")));
    EXPECT_THAT(complaint("investment:\n  front_share: {2025: 30 %, 203: 45 %}\n", 1),
                HasSubstr("Is '2030' meant?"));
    EXPECT_THAT(complaint("rehearsal: 20\n", 1), HasSubstr("Is '20 years' meant?"));
    EXPECT_THAT(complaint("investment:\n  front_share: \"40 %\n", 1),
                HasSubstr(":4:16: error: a quote is never closed"));
}

TEST(Check, tells_that_an_override_changes_nothing)
{
    Program const program;
    auto const idle = program({"check", "scenarios/today-30-70.yaml", "--set", "seed=20250101"});
    EXPECT_EQ(idle.exit, 0);
    EXPECT_THAT(idle.out, HasSubstr("note: '--set seed=20250101' changes nothing in "));
    auto const busy = program({"check", "scenarios/today-30-70.yaml", "--set", "seed=1"});
    EXPECT_THAT(busy.out, Not(HasSubstr("note:")));
    auto const unknown = program({"check", "scenarios/today-30-70.yaml", "--set", "sed=1"});
    EXPECT_EQ(unknown.exit, 2);
    EXPECT_THAT(unknown.err, HasSubstr("nothing in the model reads 'sed'. Is 'seed' meant?"));
}

TEST(Check, tells_that_a_scenario_changes_nothing_of_its_base)
{
    Program const program;
    EXPECT_THAT(program({"check", "scenarios/null-policy.yaml"}).out,
                HasSubstr("note: scenarios/null-policy.yaml changes nothing of its base "
                          "today-30-70."));
}

/// One clear sentence and exit code 2 for a file that is no scenario at all.
void expect_one_sentence(Program const& program, std::string const& file, std::string const& wanted)
{
    auto const ran = program({"check", file});
    EXPECT_EQ(ran.exit, 2) << file;
    EXPECT_EQ(ran.out, "") << file;
    EXPECT_THAT(ran.err, HasSubstr(wanted)) << file;
    EXPECT_THAT(ran.err, HasSubstr("1 mistake in 1 file.\n")) << file;
    EXPECT_EQ(lines_with(ran.err, "error: "), 1) << file;
}

TEST(Check, says_one_clear_sentence_about_a_file_that_is_no_scenario)
{
    Program const program;
    expect_one_sentence(program, program.folder().string(), "it is a folder");
    expect_one_sentence(program, "/dev/null", "it is a device or a pipe");
    expect_one_sentence(program, program.file("absent.yaml"), "there is no such file");
    expect_one_sentence(program, program.write("empty.yaml", ""), "it is empty");
    expect_one_sentence(program, program.write("huge.yaml", std::string(10'500'000, 'x')),
                        "it is larger than 10 MB");
    expect_one_sentence(program, program.write("deep.yaml", "a: " + std::string(10'000, '[')),
                        "nested more than 200 deep");
    std::mt19937 luck{2};
    std::string rubbish;
    for (int i = 0; i < 20'000; ++i) {
        rubbish += static_cast<char>(luck() & 0xFFU);
    }
    expect_one_sentence(program, program.write("rubbish.yaml", rubbish), "it is not UTF-8 text");
    expect_one_sentence(program, SMARTSTART_BINARY_DIR "/smartstart", "error: this file cannot be");
}

TEST(Check, wants_a_file)
{
    Program const program;
    EXPECT_EQ(program({"check"}).exit, 2);
    EXPECT_EQ(program({"check", ""}).exit, 2);
}

TEST(Check, takes_the_seed_that_a_scenario_leaves_to_the_command_line)
{
    Program const program;
    auto today = std::ifstream{std::string{SMARTSTART_SOURCE_DIR} + "/scenarios/today-30-70.yaml"};
    std::string lines;
    for (std::string line; std::getline(today, line);) {
        auto const folder = std::string{SMARTSTART_SOURCE_DIR} + "/scenarios/";
        lines += line == "region: regions/hart-van-brabant"
                     ? "region: " + folder + "regions/hart-van-brabant\n"
                 : line == "parameters: parameters" ? "parameters: " + folder + "parameters\n"
                 : line.starts_with("seed:")        ? ""
                                                    : line + "\n";
    }
    auto const file = program.write("seedless.yaml", lines);
    auto const without = program({"check", file});
    EXPECT_EQ(without.exit, 2);
    EXPECT_THAT(without.err, HasSubstr("'seed'"));
    auto const with = program({"check", file, "--seed", "5"});
    EXPECT_EQ(with.exit, 0) << with.err;
    EXPECT_EQ(program({"check", file, "--seed", "x"}).exit, 2);
    EXPECT_THAT(program({"explain", file, "--seed", "5"}).out, HasSubstr("with seed 5 "));
}

}  // namespace
}  // namespace smartstart
