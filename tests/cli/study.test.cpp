#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/result.hpp"
#include "tests/cli/program.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;

TEST(AStudyOfRuns, is_counted_as_its_result_counts_and_told_with_words_that_a_shell_takes)
{
    Program const program;
    auto const today = std::string{SMARTSTART_SOURCE_DIR} + "/scenarios/today-30-70.yaml";
    auto const study = program.write(
        "study.yaml", "format: smartstart-run-study 1\nstudy:\n  scenarios: [" +
                          std::filesystem::relative(today, program.folder()).string() +
                          "]\n  replicates: 1\n  scale: 1/1000\n  years: 2022-2023\n"
                          "  settings: {rehearsal: 1 year}\n  draws:\n"
                          "    low: {integration: 5 %}\n    high: {integration: 20 %}\n");
    auto const folder = program.file("in two words");
    auto const ran = program({"run", "--study", study, "--output", folder});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("Now 'smartstart merge \"" + folder + "\"' makes results"));
    EXPECT_EQ(program({"status", folder, "--csv", program.file("runs.csv")}).exit, 0);
    EXPECT_EQ(program({"merge", folder}).exit, 0);
    for (auto const replicate : read_result(folder + "/today-30-70.h5").replicates) {
        EXPECT_THAT(program.read("runs.csv"), HasSubstr("," + std::to_string(replicate) + ","));
    }
    EXPECT_THAT(program.read("runs.csv"), HasSubstr("\"today-30-70\",,high,100000,"));
    auto const english = program.read("runs.csv");
    std::vector<std::string> again{"status", folder, "--csv", program.file("runs.csv")};
    program.write("runs.csv", "mine");
    auto const refused = program(again);
    EXPECT_EQ(refused.exit, 4) << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("--force"));
    EXPECT_EQ(program.read("runs.csv"), "mine");
    again.insert(again.end(), {"--force", "--language", "nl"});
    EXPECT_EQ(program(again).exit, 0);
    EXPECT_EQ(program.read("runs.csv"), english) << "the table is for programs";
}

}  // namespace
}  // namespace smartstart
