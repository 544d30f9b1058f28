#include "engine/run/prepare.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "analysis/text/translation.hpp"
#include "engine/base/sha256.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Preparation : public testing::Test {
protected:
    Preparation() { fs::create_directories(folder_); }
    ~Preparation() override { fs::remove_all(folder_); }

    static fs::path scenarios() { return fs::path{SMARTSTART_SOURCE_DIR} / "scenarios"; }
    /// A scenario that extends today's and has these lines.
    fs::path write(std::string const& name, std::string const& lines) const
    {
        auto const file = folder_ / name;
        std::ofstream{file} << "format: smartstart-scenario 1\nextends: "
                            << (scenarios() / "today-30-70.yaml").string() << "\n"
                            << lines;
        return file;
    }
    /// What is wrong with these, as "line:column text".
    static std::vector<std::string> complaints(std::vector<fs::path> const& files)
    {
        std::vector<std::string> texts;
        try {
            prepare(files, {}, our_model());
        } catch (InputError const& error) {
            for (auto const& [place, text, excerpt] : error.problems()) {
                texts.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) +
                                " " + text);
            }
        }
        return texts;
    }
    fs::path const& folder() const { return folder_; }

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-prepare-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Preparation, finds_nothing_wrong_with_the_scenarios_of_the_project)
{
    std::vector<fs::path> files;
    for (auto const& entry : fs::directory_iterator{scenarios()}) {
        if (entry.path().extension() == ".yaml") {
            files.push_back(entry.path());
        }
    }
    EXPECT_GE(files.size(), 6U);
    EXPECT_THAT(complaints(files), ElementsAre());
}

TEST_F(Preparation, lists_six_mistakes_of_six_kinds_each_with_its_place)
{
    auto const file = write("mine.yaml",
                            "investment:\n"
                            "  front_share: 130 %\n"           // too much
                            "  rule: overspent\n"              // a word that is no choice
                            "  bridging: 4\n"                  // no unit
                            "  fornt_share: 30 %\n"            // unknown
                            "replicates: many\n"               // no number
                            "steps: {debts: {onsets: 1}}\n");  // unknown parameter
    auto const found = complaints({file});
    EXPECT_EQ(found.size(), 6U) << testing::PrintToString(found);
    EXPECT_THAT(found, Contains(HasSubstr("4:16 ")));
    EXPECT_THAT(found, Contains(HasSubstr("5:9 ")));
    EXPECT_THAT(found, Contains(HasSubstr("6:13 ")));
    EXPECT_THAT(found, Contains(HasSubstr("7:3 ")));
    EXPECT_THAT(found, Contains(HasSubstr("8:13 ")));
    EXPECT_THAT(found, Contains(HasSubstr("onsets")));
}

TEST_F(Preparation, tells_of_every_file_and_of_each_mistake_once)
{
    auto const base = write("base.yaml", "integration: much\n");
    std::ofstream{folder() / "child.yaml"} << "format: smartstart-scenario 1\nextends: base.yaml\n";
    auto const other = write("other.yaml", "investment: {rule: none}\n");
    auto const found = complaints({base, folder() / "child.yaml", other, folder() / "absent.yaml"});
    EXPECT_EQ(found.size(), 3U) << testing::PrintToString(found);
    EXPECT_THAT(found, Contains(HasSubstr("integration")));
    EXPECT_THAT(found, Contains(HasSubstr("rule")));
}

TEST_F(Preparation, names_a_year_that_is_too_large_for_one)
{
    EXPECT_THAT(
        complaints(
            {write("a.yaml", "investment:\n  front_share: {2025: 30 %, 99999999999: 50 %}\n")}),
        ElementsAre(HasSubstr("4:29 'investment.front_share.99999999999' stands where a year")));
}

TEST_F(Preparation, tells_of_a_lever_that_nothing_reads)
{
    auto const found = complaints({write("mine.yaml", "kindness: 3\n")});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0], HasSubstr("kindness"));
}

TEST_F(Preparation, tells_what_is_wrong_with_region_and_steps_at_once)
{
    fs::create_directories(folder() / "empty-region");
    auto const found =
        complaints({write("mine.yaml", "region: empty-region\ninvestment: {rule: none}\n")});
    EXPECT_GE(found.size(), 2U);
    EXPECT_THAT(found, Contains(HasSubstr("rule")));
    EXPECT_THAT(found, Contains(Not(HasSubstr("rule"))));
}

TEST_F(Preparation, names_a_region_that_is_not_there)
{
    auto const found = complaints({write("mine.yaml", "region: nowhere\n")});
    ASSERT_EQ(found.size(), 1U) << testing::PrintToString(found);
    EXPECT_THAT(found[0], HasSubstr("there is no folder"));
}

TEST_F(Preparation, keeps_small_counts_back_where_a_scenario_says_so)
{
    auto const minimum = [this](std::string const& lines) {
        return prepare({write("mine.yaml", lines)}, {}, our_model()).front().scenario.minimum_cell;
    };
    EXPECT_EQ(minimum("replicates: 3\n"), 0);
    EXPECT_EQ(minimum("publish: false\n"), 0);
    EXPECT_EQ(minimum("publish: true\n"), 10);
    EXPECT_EQ(minimum("disclosure: {minimum_cell: 5}\n"), 5);
    EXPECT_EQ(minimum("publish: true\ndisclosure: {minimum_cell: 20}\n"), 20);
    auto const plain = write("plain.yaml", "replicates: 3\n");
    RunOptions options;
    options.set = {"publish=true"};
    auto const asked = prepare({plain}, options, our_model());
    EXPECT_EQ(asked.front().scenario.minimum_cell, 10);
}

TEST_F(Preparation, tells_where_a_smallest_count_is_wrong)
{
    auto const problem = [this](std::string const& lines) {
        auto const found = complaints({write("mine.yaml", lines)});
        EXPECT_EQ(found.size(), 1U) << testing::PrintToString(found);
        return found.empty() ? "" : found.front();
    };
    auto const sentence = problem("disclosure: {minimum_cell: 0}\n");
    EXPECT_EQ(
        sentence,
        "3:28 'disclosure.minimum_cell' is 0, but must be from 2 to 1000, such as '10': counts "
        "under it are not written.");
    auto const told = sentence.substr(sentence.find('\''));
    EXPECT_THAT(said_in(Language::dutch, told), HasSubstr("kleinere aantallen"));
    EXPECT_THAT(problem("disclosure: {minimum_cell: few}\n"), HasSubstr("3:28 "));
    EXPECT_THAT(problem("disclosure: {minimum: 10}\n"),
                testing::AllOf(HasSubstr("3:14 "), HasSubstr("disclosure.minimum")));
    EXPECT_THAT(problem("disclosure: 10\n"), HasSubstr("must be a section"));
    EXPECT_THAT(problem("publish: maybe\n"), HasSubstr("'true' or 'false'"));
}

TEST_F(Preparation, reads_which_households_are_traced_and_leaves_them_out_of_what_is_published)
{
    auto const read = [this](std::string const& lines) {
        return prepare({write("mine.yaml", lines)}, {}, our_model()).front();
    };
    EXPECT_TRUE(read("replicates: 3\n").scenario.traced.empty());
    EXPECT_EQ(read("traces: {families: []}\n").blueprint->trace_eye(), nullptr);
    auto const asked = read("traces:\n  families: [8841, 1203]\n");
    EXPECT_EQ(asked.scenario.traced, (std::vector<FamilyId>{{8841}, {1203}}));
    EXPECT_EQ(asked.blueprint->trace_eye()->families(), asked.scenario.traced);
    EXPECT_FALSE(asked.scenario.start_of_difference) << "it changes nobody's life";
    auto const published = read("traces: {families: [8841, 1203]}\npublish: true\n");
    EXPECT_TRUE(published.scenario.traced.empty());
    EXPECT_EQ(published.blueprint->trace_eye(), nullptr);
    EXPECT_EQ(published.scenario.traces_left_out, 2U);
}

TEST_F(Preparation, tells_where_a_household_to_be_traced_is_wrong)
{
    auto const problem = [this](std::string const& lines) {
        auto const found = complaints({write("mine.yaml", lines)});
        EXPECT_EQ(found.size(), 1U) << testing::PrintToString(found);
        return found.empty() ? "" : found.front();
    };
    EXPECT_EQ(problem("traces: {families: [12, 7, 12]}\n"),
              "3:20 'traces.families' names household 12 twice; leave one of them out.");
    EXPECT_THAT(problem("traces: {families: [12, seven]}\n"),
                testing::AllOf(HasSubstr("3:25 "), HasSubstr("is 'seven'")));
    EXPECT_THAT(problem("traces: {families: 12}\n"), HasSubstr("must be a list of whole numbers"));
    EXPECT_THAT(problem("traces: {family: [12]}\n"), HasSubstr("Known is 'families'."));
    std::string many;
    for (int name = 1; name <= 1001; ++name) {
        many += (name > 1 ? ", " : "") + std::to_string(name);
    }
    auto const told = problem("traces: {families: [" + many + "]}\n");
    EXPECT_THAT(told, HasSubstr("names 1001 households, but must name at most 1000"));
    EXPECT_THAT(said_in(Language::dutch, told.substr(told.find('\''))), HasSubstr("ten hoogste"));
}

TEST_F(Preparation, knows_every_file_that_was_read)
{
    auto const file = write("mine.yaml", "replicates: 3\n");
    auto const inputs = inputs_of(prepare({file}, {}, our_model()).front());
    auto const has = [&](std::string const& end) {
        return std::ranges::count_if(
            inputs, [&](SettingsFile::Input const& input) { return input.path.ends_with(end); });
    };
    EXPECT_EQ(has("mine.yaml"), 1);
    EXPECT_EQ(has("today-30-70.yaml"), 1);
    EXPECT_EQ(has("parameters/debts.yaml"), 1);
    EXPECT_GE(has(".csv"), 5);
    std::ifstream stream{file, std::ios::binary};
    std::string const bytes{std::istreambuf_iterator<char>{stream}, {}};
    EXPECT_EQ(inputs.front().sha256, sha256(bytes));
}

}  // namespace
}  // namespace smartstart
