#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace smartstart {

/// A folder that lives as long as one test, and the program as people call it, with its working
/// folder at the root of the project.
class Program {
public:
    struct Ran {
        int exit{};
        std::string out;
        std::string err;
    };

    Program()
    {
        auto const* const test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::path{testing::TempDir()} /
                  ("smartstart-cli-" + std::to_string(getpid()) + "-" + test->name());
        std::filesystem::create_directories(folder_);
    }
    ~Program()
    {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Program(Program const&) = delete;
    Program& operator=(Program const&) = delete;

    std::filesystem::path const& folder() const { return folder_; }
    std::string file(std::string const& name) const { return (folder_ / name).string(); }
    std::string write(std::string const& name, std::string const& text) const
    {
        std::ofstream{folder_ / name, std::ios::binary} << text;
        return file(name);
    }
    /// A scenario of these lines on top of the scenario of today.
    std::string scenario(std::string const& lines) const
    {
        auto const today = std::string{SMARTSTART_SOURCE_DIR} + "/scenarios/today-30-70.yaml";
        return write("mine.yaml", "format: smartstart-scenario 1\nextends: " +
                                      std::filesystem::relative(today, folder_).string() + "\n" +
                                      lines);
    }

    /// Calls the program; `settings` go before it, such as `LANG=nl_NL.UTF-8`.
    Ran operator()(std::vector<std::string> const& arguments,
                   std::string const& settings = "LC_ALL=C") const
    {
        std::string command = "cd " + quoted(SMARTSTART_SOURCE_DIR) +
                              " && env -u LC_ALL -u LC_MESSAGES -u LANG " + settings + " " +
                              quoted(SMARTSTART_BINARY_DIR "/smartstart");
        for (auto const& argument : arguments) {
            command += " " + quoted(argument);
        }
        command += " >" + quoted(file("out")) + " 2>" + quoted(file("err")) + " </dev/null";
        auto const status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read("out"), read("err")};
    }

    /// A text of the program without the name of this folder.
    std::string without_folder(std::string text) const
    {
        auto const name = folder_.string() + "/";
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) {
            text.erase(at, name.size());
        }
        return text;
    }
    std::string read(std::string const& name) const
    {
        std::ifstream stream{folder_ / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }

private:
    static std::string quoted(std::string const& text)
    {
        std::string safe = "'";
        for (auto const letter : text) {
            safe += letter == '\'' ? "'\\''" : std::string(1, letter);
        }
        return safe + "'";
    }

    std::filesystem::path folder_;
};

/// Lines of a text that hold this.
inline int lines_with(std::string const& text, std::string const& wanted)
{
    int count = 0;
    for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
        ++count;
    }
    return count;
}

}  // namespace smartstart
