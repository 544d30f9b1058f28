#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/scenario/scenario.hpp"
#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

constexpr int last_year = 2065;

class SettingDifferences : public testing::Test {
protected:
    /// What differs between files of these lines.
    std::vector<SettingDifference> between(std::string const& base, std::string const& other) const
    {
        return differences(read("base.yaml", base), read("other.yaml", other), last_year);
    }
    SettingDifference one_between(std::string const& base, std::string const& other) const
    {
        auto const all = between(base, other);
        EXPECT_EQ(all.size(), 1U);
        return all.empty() ? SettingDifference{} : all.front();
    }

private:
    SettingsFile read(std::string const& name, std::string const& lines) const
    {
        return SettingsFile::read(folder_.write(name, "format: smartstart-scenario 1\n" + lines),
                                  {});
    }
    Folder folder_;
};

TEST_F(SettingDifferences, are_none_between_equal_files_and_equal_but_for_words)
{
    EXPECT_TRUE(between("a: 3\n", "a: 3\n").empty());
    EXPECT_TRUE(
        between("title: {nl: a, en: b}\nreplicates: 3\n", "title: {nl: c, en: d}\nreplicates: 4\n")
            .empty());
}

TEST_F(SettingDifferences, begin_at_the_start_for_a_value_that_is_no_path)
{
    auto const found = one_between("a: {b: 3}\n", "a: {b: 4}\n");
    EXPECT_EQ(found.path, "a.b");
    EXPECT_EQ(found.before.at(0), "3");
    EXPECT_EQ(found.after.at(0), "4");
    EXPECT_EQ(found.first_year, 0);
}

TEST_F(SettingDifferences, begin_after_the_last_year_that_is_the_same)
{
    EXPECT_EQ(one_between("a: 30 %\n", "a: {2025: 30 %, 2030: 50 %}\n").first_year, 2026);
    EXPECT_EQ(
        one_between("a: {2025: 30 %, 2030: 50 %}\n", "a: {2025: 30 %, 2030: 40 %}\n").first_year,
        2026);
    EXPECT_EQ(one_between("a: {2020: 1, 2025: 2}\n", "a: {2020: 1, 2025: 2, 2030: 3}\n").first_year,
              2026);
    EXPECT_EQ(one_between("a: 1\n", "a: {2025: 2, 2030: 1}\n").first_year, 0)
        << "before its first mark a path has the value of that mark";
}

TEST_F(SettingDifferences, that_begin_after_the_last_year_do_not_count)
{
    EXPECT_TRUE(between("a: 1\n", "a: {2065: 1, 2070: 2}\n").empty());
}

TEST(ScenarioFiles, of_the_project_know_their_base_and_when_they_begin_to_differ)
{
    auto const folder = std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios";
    auto const read = [&](char const* name) { return Scenario::read(folder / name, {}); };
    EXPECT_EQ(read("today-30-70.yaml").base, "");
    EXPECT_FALSE(read("null-policy.yaml").start_of_difference);
    EXPECT_EQ(read("null-policy.yaml").base, "today-30-70");
    auto const shift = read("shift-50-50.yaml");
    EXPECT_EQ(shift.base, "today-30-70") << "the far end of its chain";
    EXPECT_EQ(shift.start_of_difference, Month::of(2026, 1));
    EXPECT_GT(shift.changes.size(), 3U);
}

}  // namespace
}  // namespace smartstart
