#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "analysis/text/translation.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {

/// A folder of settings files that lives as long as one test.
class Folder {
public:
    Folder()
    {
        auto const* const test = testing::UnitTest::GetInstance()->current_test_info();
        path_ = std::filesystem::path{testing::TempDir()} /
                ("smartstart-settings-" + std::to_string(getpid()) + "-" + test->name());
        std::filesystem::create_directories(path_);
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;

    std::filesystem::path write(std::string const& name, std::string const& text) const
    {
        auto const file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << text;
        return file;
    }

    /// A scenario of these lines, its format line before them.
    SettingsFile scenario(std::string const& lines,
                          std::vector<std::string> const& overrides = {}) const
    {
        return SettingsFile::read(write("a.yaml", "format: smartstart-scenario 1\n" + lines),
                                  overrides);
    }

    std::filesystem::path const& path() const { return path_; }

    /// Every problem as `name:line:column text`, without the name of this folder.
    std::vector<std::string> said(std::vector<Problem> const& problems) const
    {
        std::vector<std::string> texts;
        for (auto const& problem : problems) {
            auto const& [file, line, column] = problem.place;
            auto const text = file + ":" + std::to_string(line) + ":" + std::to_string(column) +
                              " " + problem.text;
            texts.push_back(without_folder(text));
            EXPECT_NE(said_in(Language::dutch, problem.text), problem.text) << "has no Dutch";
        }
        return texts;
    }

    std::string without_folder(std::string text) const
    {
        auto const name = path_.string() + "/";
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) {
            text.erase(at, name.size());
        }
        return text;
    }

    /// What SettingsFile::finish says, or an empty list when it is content.
    std::vector<std::string> verdict(SettingsFile const& file) const
    {
        try {
            file.finish();
        } catch (InputError const& error) {
            return said(error.problems());
        }
        return {};
    }

    /// What reading this file says when it cannot be used at all.
    std::vector<std::string> refusal(std::filesystem::path const& file) const
    {
        try {
            SettingsFile::read(file, {});
        } catch (InputError const& error) {
            return said(error.problems());
        }
        return {};
    }

private:
    std::filesystem::path path_;
};

using Said = std::vector<std::string>;

}  // namespace smartstart
