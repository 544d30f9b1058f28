#include "engine/scenario/signature.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <gtest/gtest.h>

#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

constexpr int last_year = 2065;

class ASettledPast : public testing::Test {
protected:
    SettingsFile file(std::string const& lines)
    {
        return SettingsFile::read(folder_.write("file-" + std::to_string(++files_) + ".yaml",
                                                "format: smartstart-scenario 1\n" + lines),
                                  {});
    }
    /// The first year before which two files settle otherwise, or never.
    int parted(std::string const& one, std::string const& other)
    {
        SettledUntil const first{file(one)};
        SettledUntil const second{file(other)};
        for (auto year = 0; year <= last_year + 1; ++year) {
            if (first.digest(year) != second.digest(year)) {
                return year;
            }
        }
        return never;
    }
    static constexpr int never = 9999;

private:
    Folder folder_;
    int files_{};
};

TEST_F(ASettledPast, parts_in_the_first_year_that_is_otherwise)
{
    // 2026 is lived otherwise, so what was before 2027 is.
    EXPECT_EQ(parted("a: 30 %\n", "a: {2025: 30 %, 2030: 50 %}\n"), 2027);
    EXPECT_EQ(parted("a: {2020: 1, 2025: 2}\n", "a: {2020: 1, 2025: 2, 2030: 3}\n"), 2027);
    EXPECT_EQ(parted("a: {2025: 1, 2040: 1}\n", "a: {2025: 1, 2040: 1, 2041: 2}\n"), 2042);
}

TEST_F(ASettledPast, parts_at_the_start_for_what_is_no_path_or_is_absent)
{
    EXPECT_EQ(parted("a: 3\n", "a: 4\n"), 1);
    EXPECT_EQ(parted("a: 3\n", "a: 3\nb: 4\n"), 1);
    EXPECT_EQ(parted("a: 3\nb: 4\n", "a: 4\nb: 3\n"), 1);
    EXPECT_EQ(parted("seed: 3\n", "seed: 4\n"), 1);
}

TEST_F(ASettledPast, is_the_same_for_equal_values_and_words_that_change_nothing)
{
    EXPECT_EQ(parted("a: 500 thousand euro\n", "a: 0.5 million euro\n"), never);
    EXPECT_EQ(parted("title: {nl: a, en: b}\nreplicates: 2\n", "replicates: 3\n"), never);
    EXPECT_EQ(parted("publish: true\n", "disclosure: {minimum_cell: 5}\n"), never);
    EXPECT_EQ(parted("traces: {families: [3]}\n", "traces: {families: [3, 4]}\n"), never);
    EXPECT_EQ(parted("years: 2025-2030\n", "years: 2025-2065\n"), never)
        << "what is told of changes nothing that happens";
}

/// Every two scenarios of the project: digests are equal exactly as far as nothing differs.
TEST(SettledPasts, agree_with_the_differences_between_scenarios)
{
    std::vector<SettingsFile> files;
    for (auto const& entry : std::filesystem::directory_iterator{
             std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios"}) {
        if (entry.path().extension() == ".yaml") {
            files.push_back(SettingsFile::read(entry.path(), {}));
        }
    }
    auto compared = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        SettledUntil const one{files[i]};
        for (std::size_t j = i + 1; j < files.size(); ++j) {
            auto found = differences(files[i], files[j], last_year);
            std::erase_if(found, [](auto const& difference) { return difference.path == "years"; });
            auto first = last_year + 1;
            for (auto const& difference : found) {
                first = std::min(first, difference.first_year);
            }
            SettledUntil const other{files[j]};
            for (auto year = 2000; year <= last_year + 1; ++year, ++compared) {
                EXPECT_EQ(one.digest(year) == other.digest(year), year <= first) << year;
            }
        }
    }
    EXPECT_GT(compared, 100);
}

}  // namespace
}  // namespace smartstart
