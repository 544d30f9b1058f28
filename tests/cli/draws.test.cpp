#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/sha256.hpp"
#include "engine/run/assemble.hpp"
#include "engine/store/posterior_file.hpp"
#include "engine/store/result.hpp"
#include "tests/cli/program.hpp"

namespace smartstart {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::StartsWith;

constexpr auto scenario = "scenarios/today-30-70.yaml";

/// Runs three draws in a second, as somebody who works in the folder of the test.
class RunUnderDraws : public testing::Test {
protected:
    RunUnderDraws()
    {
        auto const today = std::filesystem::path{SMARTSTART_SOURCE_DIR} / scenario;
        auto const labels = labelled_result(prepare({today}, {}, our_model()).front());
        PosteriorFile posterior;
        posterior.calibration = "small";
        posterior.program_version = labels.program_version;
        posterior.engine = engine_tree();
        posterior.inputs = labels.inputs;
        posterior.settings = {"steps.debts.entry"};
        posterior.units = {" per year"};
        posterior.tables = {{"posterior", "draws", "", {"debts.entry"}, {0.010, 0.011, 0.012}}};
        write_posterior(posterior, program.file("small.posterior.h5"), Overwrite::refuse);
    }
    Program::Ran run(std::string const& output, std::vector<std::string> const& more = {}) const
    {
        auto const today = std::filesystem::path{SMARTSTART_SOURCE_DIR} / scenario;
        auto const from_here = std::filesystem::relative(today, program.folder());
        std::vector<std::string> words{
            "run",     from_here.string(), "--draws", "small.posterior.h5", "--scale", "1/1000",
            "--years", "2022-2023",        "--set",   "rehearsal=1 year",   "--quiet", "--output",
            output};
        words.insert(words.end(), more.begin(), more.end());
        return program(words, "-C " + program.folder().string() + " LC_ALL=C");
    }
    Result result(std::string const& folder) const
    {
        return read_result(program.file(folder + "/today-30-70.h5"));
    }

    Program const program{};
};

TEST_F(RunUnderDraws, names_its_files_as_the_user_did_whatever_the_folder_of_its_results)
{
    EXPECT_EQ(run("new/below").exit, 0);
    std::filesystem::create_directory(program.folder() / "there");
    EXPECT_EQ(run("there").exit, 0);
    EXPECT_EQ(run(program.file("absolute")).exit, 0);
    auto const bytes = program.read("new/below/today-30-70.h5");
    ASSERT_FALSE(bytes.empty());
    EXPECT_TRUE(program.read("there/today-30-70.h5") == bytes);
    EXPECT_TRUE(program.read("absolute/today-30-70.h5") == bytes);
    EXPECT_THAT(result("new/below").inputs,
                Contains(Pair("small.posterior.h5", sha256(program.read("small.posterior.h5")))));
    EXPECT_THAT(result("new/below").inputs, Each(Pair(Not(StartsWith("/")), testing::_)));
}

TEST_F(RunUnderDraws, refuses_a_setting_that_draws_would_pass_over_and_writes_nothing)
{
    auto const refused = run("new", {"--set", "steps.debts.entry=0.02 per year"});
    EXPECT_EQ(refused.exit, 2);
    EXPECT_THAT(refused.err, HasSubstr("'steps.debts.entry' is set here for every run"));
    auto const mine = program.scenario("steps: {debts: {entry: 0.02 per year}}\n");
    auto const beside = run("new", {mine});
    EXPECT_EQ(beside.exit, 2);
    EXPECT_THAT(beside.err, HasSubstr("mine.yaml:3:24: error: 'steps.debts.entry' is set here by"));
    EXPECT_FALSE(std::filesystem::exists(program.folder() / "new"));
}

TEST_F(RunUnderDraws, goes_on_in_a_folder_that_was_new)
{
    EXPECT_EQ(run("new").exit, 0);
    auto const again = run("new", {"--resume"});
    EXPECT_EQ(again.exit, 0) << again.err;
    auto const other = run("new", {"--resume", "--draw-count", "1"});
    EXPECT_EQ(other.exit, 2);
    EXPECT_THAT(other.err, HasSubstr("new/draws.yaml asks for others"));
    EXPECT_EQ(run("new").exit, 4);
}

}  // namespace
}  // namespace smartstart
