#include <filesystem>
#include <fstream>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/result.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using test::sample_result;
using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

/// Writes a made-up result and gives its name.
std::string result(Program const& program, std::string const& name, test::Sample const& sample)
{
    write_result(sample_result(sample), program.file(name), Overwrite::replace);
    return program.file(name);
}

TEST(Compare, of_equal_results_prints_exactly_zero_everywhere)
{
    Program const program;
    auto const one = result(program, "one.h5", {});
    auto const two = result(program, "two.h5", {.scenario = "made-up-null"});
    auto const ran = program({"compare", one, two});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    auto const outcomes = static_cast<int>(sample_result({}).outcomes.size());
    EXPECT_EQ(lines_with(ran.out, "  exactly equal\n"), outcomes);
    EXPECT_THAT(ran.out, HasSubstr("\nExactly equal: all "));
    EXPECT_THAT(ran.out, HasSubstr("Money: difference 0, identical to the cent."));
    for (auto const* const word : {"better", "worse", "cannot tell", "no relevant"}) {
        EXPECT_THAT(ran.out, Not(HasSubstr(word)));
    }
}

TEST(Compare, prints_outcomes_and_money_of_each_other_scenario)
{
    Program const program;
    auto const base = result(program, "base.h5", {.last_year = 2045});
    auto const one =
        result(program, "a.h5", {.scenario = "made-up-a", .last_year = 2045, .effect = -0.2});
    auto const two =
        result(program, "b.h5", {.scenario = "made-up-b", .last_year = 2045, .effect = 0.2});
    auto const ran = program({"compare", base, one, two});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("made-up-a compared with made-up-base"),
                               HasSubstr("made-up-b compared with made-up-base"),
                               HasSubstr("better"), HasSubstr("worse")));
    EXPECT_EQ(lines_with(ran.out, "Breaks even "), 2);
    EXPECT_EQ(lines_with(ran.out, "Cheaper in total by 20"), 2);
    EXPECT_THAT(ran.out, Not(HasSubstr("\x1b"))) << "no colour into a file";
    auto const dutch = program({"compare", base, one, "--language", "nl"});
    EXPECT_THAT(dutch.out, AllOf(HasSubstr("ten opzichte van"), HasSubstr("zorgverzekeraars"),
                                 HasSubstr("Terugverdiend in ")));
}

TEST(Compare, writes_tidy_tables_and_a_report_and_replaces_earlier_ones_when_asked)
{
    Program const program;
    auto const base = result(program, "base.h5", {});
    auto const other = result(program, "other.h5", {.scenario = "made-up-other", .effect = -0.2});
    for (auto turn = 0; turn < 2; ++turn) {
        auto const ran = program({"compare", base, other, "--csv", program.file("all.csv"),
                                  "--report", program.file("report.html"), "--force"});
        EXPECT_EQ(ran.exit, 0) << ran.err;
        EXPECT_EQ(lines_with(ran.out, "Written: "), 3);
    }
    EXPECT_THAT(program.read("all.csv"), StartsWith("base,scenario,outcome,units,year,"));
    EXPECT_THAT(program.read("all-money.csv"), StartsWith("base,scenario,payer,item,side,"));
    EXPECT_THAT(program.read("report.html"), HasSubstr("made-up-other"));
}

TEST(Compare, refuses_files_for_a_page_that_nobody_asked_for)
{
    Program const program;
    auto const base = result(program, "base.h5", {});
    auto const ran = program({"compare", base, base, "--sensitivity", "nope.json", "--geometry",
                              "nope.geojson", "--targets", "no.yaml", "--sweep", "no.json"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, AllOf(HasSubstr("error: '--geometry' needs '--report'.\n"),
                               HasSubstr("error: '--targets' needs '--report'.\n"),
                               HasSubstr("error: '--sensitivity' needs '--report'.\n"),
                               HasSubstr("error: '--sweep' needs '--report'.\n")));
    auto const dutch =
        program({"compare", base, base, "--sweep", "no.json", "--language", "nl"}).err;
    EXPECT_THAT(dutch, HasSubstr("fout: '--sweep' is voor '--report', dat ontbreekt.\n"));
}

TEST(Compare, looks_at_what_is_brought_for_the_page_before_it_tells_anything)
{
    Program const program;
    auto const base = result(program, "base.h5", {});
    auto const ran = program({"compare", base, base, "--report", program.file("page.html"),
                              "--sensitivity", program.file("nope.json")});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, HasSubstr("nope.json"));
}

TEST(Compare, says_of_small_counts_that_they_are_left_out_and_not_that_nobody_was_counted)
{
    Program const program;
    auto sample = sample_result({});
    sample.minimum_cell = 10;
    auto const at = sample.cell(0, sample.years.size() - 1, 0, 0);
    auto const step = sample.cell(1, 0, 0, 0);
    for (auto i = at; i < sample.numerators.front().size(); i += step) {
        sample.numerators.front()[i] = std::numeric_limits<double>::quiet_NaN();
        sample.denominators.front()[i] = std::numeric_limits<double>::quiet_NaN();
    }
    write_result(sample, program.file("one.h5"), Overwrite::replace);
    auto const one = program.file("one.h5");
    auto const ran = program({"compare", one, one, "--csv", program.file("all.csv")});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(lines_with(ran.out, "left out (too few people)\n"), 1);
    EXPECT_THAT(ran.out, Not(HasSubstr("nobody counted")));
    EXPECT_EQ(lines_with(program.read("all.csv"), ",left_out,"), 2) << "the place and the region";
    EXPECT_THAT(program({"compare", one, one, "--language", "nl"}).out,
                HasSubstr("weggelaten (te weinig mensen)\n"));
}

TEST(Compare, writes_over_nothing_unless_it_is_asked_to)
{
    Program const program;
    auto const base = result(program, "base.h5", {});
    for (std::string const file : {"all.csv", "all-money.csv", "all.xlsx", "all.html"}) {
        program.write(file, "mine");
        auto const is_page = file == "all.html";
        auto const is_book = file == "all.xlsx";
        auto const ran = program({"compare", base, base,
                                  is_page   ? "--report"
                                  : is_book ? "--xlsx"
                                            : "--csv",
                                  program.file(is_page   ? "all.html"
                                               : is_book ? "all.xlsx"
                                                         : "all.csv")});
        EXPECT_EQ(ran.exit, 4) << file;
        EXPECT_EQ(ran.out, "");
        EXPECT_THAT(ran.err, AllOf(HasSubstr(file), HasSubstr("--force to replace it, or give --"),
                                   Not(HasSubstr("--output"))))
            << "it has no --output";
        EXPECT_EQ(program.read(file), "mine");
        std::filesystem::remove(program.file(file));
    }
}

TEST(Compare, never_writes_over_what_may_be_a_result)
{
    Program const program;
    auto const base = result(program, "base.h5", {});
    auto const before = program.read("base.h5");
    auto const ran = program({"compare", base, base, "--report", base});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, HasSubstr("must end in '.html'"));
    EXPECT_EQ(program({"compare", base, base, "--csv", base}).exit, 2);
    EXPECT_EQ(program.read("base.h5"), before);
}

TEST(Compare, says_why_two_results_cannot_be_paired)
{
    Program const program;
    auto const base = result(program, "base.h5", {});
    auto const short_one = result(program, "short.h5", {.replicates = 3, .last_year = 2029});
    auto const ran = program({"compare", base, short_one});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_GE(lines_with(ran.err, "error: "), 2) << ran.err;
}

TEST(Compare, tells_every_file_that_cannot_be_read)
{
    Program const program;
    auto const base = result(program, "base.h5", {});
    auto const ran = program({"compare", program.file("no.h5"), base, program.write("x.h5", "x")});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("no.h5: error: there is no such file"),
                               HasSubstr("x.h5: error: ")));
}

TEST(Compare, tells_that_the_disk_refused)
{
    Program const program;
    auto const base = result(program, "base.h5", {});
    auto const file = program.write("file", "in the way");
    auto const ran = program({"compare", base, base, "--csv", file + "/all.csv"});
    EXPECT_EQ(ran.exit, 74);
    EXPECT_THAT(ran.err, StartsWith("error: "));
}

TEST(Digest, has_a_line_for_each_outcome_and_one_for_all)
{
    Program const program;
    auto const sample = sample_result({});
    auto const ran = program({"digest", result(program, "one.h5", {})});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(lines_with(ran.out, "\n"), static_cast<int>(sample.outcomes.size()) + 1);
    EXPECT_THAT(ran.out, HasSubstr(outcome_digests(sample).front() + "  cito_mean\n"));
    EXPECT_THAT(ran.out, testing::EndsWith("\n" + values_digest(sample) + "  all\n"));
    EXPECT_EQ(ran.out, program({"digest", result(program, "two.h5", {.scenario = "other"})}).out)
        << "the name of the scenario is no value";
}

TEST(BrokenResult, that_was_cut_short_or_is_something_else_is_refused_with_the_reason)
{
    Program const program;
    auto const whole = result(program, "whole.h5", {});
    auto const bytes = program.read("whole.h5");
    std::vector<std::string> const bad{
        program.write("half.h5", bytes.substr(0, bytes.size() / 2)),
        program.write("start.h5", bytes.substr(0, 512)),
        program.write("empty.h5", ""),
        program.write("text.h5", "format: smartstart-scenario 1\n"),
        program.folder().string(),
        program.file("absent.h5"),
    };
    for (auto const& file : bad) {
        auto const ran = program({"digest", file});
        EXPECT_EQ(ran.exit, 2) << file << ran.err;
        EXPECT_EQ(ran.out, "") << file;
        EXPECT_EQ(lines_with(ran.err, "error: "), 1) << ran.err;
    }
}

TEST(BrokenResult, with_any_of_its_bytes_changed_never_crashes_the_program)
{
    Program const program;
    result(program, "whole.h5", {.replicates = 2});
    auto const bytes = program.read("whole.h5");
    for (std::size_t at = 0; at < bytes.size(); at += bytes.size() / 24) {
        auto changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        auto const ran = program({"digest", program.write("changed.h5", changed)});
        EXPECT_THAT(ran.exit, testing::AnyOf(0, 2)) << "byte " << at << "\n" << ran.err;
    }
}

}  // namespace
}  // namespace smartstart
