#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "analysis/text/translation.hpp"
#include "engine/base/error.hpp"
#include "engine/population/region.hpp"

namespace smartstart {

/// A copy of the tables of a region, Hart van Brabant unless it is named, that a test may spoil;
/// gone when the test ends.
class RegionFolder {
public:
    RegionFolder() : RegionFolder{"hart-van-brabant"} {}
    explicit RegionFolder(std::string const& region)
    {
        std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        std::ranges::replace(name, '/', '-');
        path_ = std::filesystem::path{testing::TempDir()} /
                ("smartstart-region-" + std::to_string(getpid()) + "-" + name);
        std::filesystem::remove_all(path_);
        std::filesystem::copy(original().parent_path() / region, path_);
    }
    ~RegionFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    RegionFolder(RegionFolder const&) = delete;
    RegionFolder& operator=(RegionFolder const&) = delete;

    static std::filesystem::path original()
    {
        return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios/regions/hart-van-brabant";
    }
    std::filesystem::path const& path() const { return path_; }

    std::string text(std::string const& file) const
    {
        std::ostringstream all;
        all << std::ifstream{path_ / file, std::ios::binary}.rdbuf();
        return all.str();
    }
    void write(std::string const& file, std::string const& text) const
    {
        std::ofstream{path_ / file, std::ios::binary} << text;
    }
    /// Replaces a text that stands in the file, the first time.
    void replace(std::string const& file, std::string const& from, std::string const& to) const
    {
        auto all = text(file);
        auto const at = all.find(from);
        ASSERT_NE(at, std::string::npos) << "'" << from << "' does not stand in " << file;
        write(file, all.replace(at, from.size(), to));
    }
    /// Leaves out every line that holds this text.
    void leave_out(std::string const& file, std::string const& part) const
    {
        std::istringstream lines{text(file)};
        std::string kept;
        for (std::string line; std::getline(lines, line);) {
            kept += line.find(part) == std::string::npos ? line + "\n" : "";
        }
        write(file, kept);
    }

    /// What reading the folder says: `file:line:column text` for each problem; nothing when
    /// content.
    std::vector<std::string> said() const
    {
        std::vector<std::string> texts;
        try {
            Region::read(path_);
        } catch (InputError const& error) {
            for (auto const& problem : error.problems()) {
                auto const& [file, line, column] = problem.place;
                texts.push_back(std::filesystem::path{file}.filename().string() + ":" +
                                std::to_string(line) + ":" + std::to_string(column) + " " +
                                problem.text);
                EXPECT_NE(said_in(Language::dutch, problem.text), problem.text) << "has no Dutch";
            }
        }
        return texts;
    }

private:
    std::filesystem::path path_;
};

}  // namespace smartstart
