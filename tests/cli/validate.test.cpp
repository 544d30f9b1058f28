#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/result.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string made_up_targets(Program const& program)
{
    return program.write("targets.yaml",
                         "format: smartstart-targets 1\nyear: 2025\ntolerance: 10 %\ntargets:\n"
                         "  placements: {value: 1.1 %, source: made up}\n");
}

TEST(Validate, prints_its_card_also_where_its_page_cannot_be_written)
{
    Program const program;
    auto const result = program.file("made-up.h5");
    write_result(test::sample_result({}), result, Overwrite::refuse);
    auto const targets = made_up_targets(program);
    auto const plain = program({"validate", result, "--quick", "--targets", targets});
    EXPECT_THAT(plain.out, HasSubstr("Patterns"));
    program.write("file", "no folder");
    auto const ran = program({"validate", result, "--quick", "--targets", targets, "--html",
                              program.file("file/card.html")});
    EXPECT_EQ(ran.exit, 74);
    EXPECT_EQ(ran.out, plain.out);
    EXPECT_THAT(ran.err, StartsWith("error: cannot write"));
    EXPECT_THAT(ran.err, HasSubstr("a part of that path is a file, not a folder"));
}

/// A command that writes a file named by an option, and what it must end in.
struct Writes {
    std::vector<std::string> command;
    std::string option, ending;
};

TEST(ACommandThatWritesAFile, writes_over_nothing_unless_it_is_asked_to)
{
    Program const program;
    auto const result = program.file("made-up.h5");
    write_result(test::sample_result({}), result, Overwrite::refuse);
    auto const before = program.read("made-up.h5");
    std::vector<std::string> const calibrate{"calibrate", "calibration/one-municipality.yaml",
                                             "--output", program.file("runs")};
    for (Writes const& one :
         {Writes{{"validate", result, "--quick"}, "--html", ".html"},
          Writes{{"status", program.folder()}, "--csv", ".csv"},
          Writes{calibrate, "--report", ".html"}, Writes{calibrate, "--markdown", ".md"}}) {
        auto const call = [&](std::string const& file) {
            auto words = one.command;
            words.insert(words.end(), {one.option, program.file(file)});
            return program(words);
        };
        auto const name = one.command.front() + one.ending;
        program.write(name, "mine");
        auto const refused = call(name);
        EXPECT_EQ(refused.exit, 4) << refused.err;
        EXPECT_THAT(refused.err, testing::AllOf(HasSubstr(name), HasSubstr("--force")));
        EXPECT_EQ(program.read(name), "mine");
        auto const wrong = call("made-up.h5");
        EXPECT_EQ(wrong.exit, 2) << wrong.err;
        EXPECT_THAT(wrong.err, HasSubstr("must end in '" + one.ending + "'"));
    }
    EXPECT_EQ(program.read("made-up.h5"), before);
}

TEST(ACommandThatWritesAFile, writes_it_again_where_it_is_asked_to)
{
    Program const program;
    auto const result = program.file("made-up.h5");
    write_result(test::sample_result({}), result, Overwrite::refuse);
    auto const targets = made_up_targets(program);
    for (auto const& words :
         {std::vector<std::string>{"validate", result, "--quick", "--targets", targets, "--html",
                                   program.write("card.html", "mine")},
          std::vector<std::string>{"status", program.folder(), "--csv",
                                   program.write("runs.csv", "mine")}}) {
        auto forced = words;
        forced.push_back("--force");
        auto const exit = program(forced).exit;
        EXPECT_TRUE(exit == 0 || exit == 6) << exit;
    }
    EXPECT_THAT(program.read("card.html"), StartsWith("<!doctype html>"));
    EXPECT_THAT(program.read("runs.csv"), StartsWith("scenario,"));
}

}  // namespace
}  // namespace smartstart
