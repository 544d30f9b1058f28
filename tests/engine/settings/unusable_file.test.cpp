#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

/// What is said of a file with these bytes.
Said refusal_of(std::string const& bytes)
{
    Folder const folder;
    return folder.refusal(folder.write("a.yaml", bytes));
}

std::string repeated(std::string const& piece, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += piece;
    }
    return all;
}

TEST(UnusableFile, that_is_empty_is_told_so)
{
    EXPECT_THAT(refusal_of(""), ElementsAre("a.yaml:0:0 this file cannot be used: it is empty."));
    EXPECT_THAT(refusal_of(" \n\n"), ElementsAre(HasSubstr("it is empty")));
    EXPECT_THAT(refusal_of("# only a remark\n"), ElementsAre(HasSubstr("this file is empty, but")));
}

TEST(UnusableFile, that_is_no_text_is_told_so)
{
    std::mt19937 luck{1};
    std::string bytes;
    for (int i = 0; i < 5000; ++i) {
        bytes += static_cast<char>(luck() & 0xFFU);
    }
    EXPECT_THAT(refusal_of(bytes), ElementsAre(HasSubstr("it is not UTF-8 text: byte ")));
    EXPECT_THAT(refusal_of(std::string{"a: 1\nb: \0\n", 10}),
                ElementsAre(HasSubstr("byte 9, in line 2, is no part of a text")));
    EXPECT_THAT(refusal_of("a: \xff\n"), ElementsAre(HasSubstr("byte 4, in line 1")));
    EXPECT_THAT(refusal_of("a: \x1b[31m\n"), ElementsAre(HasSubstr("byte 4, in line 1")));
}

TEST(UnusableFile, that_is_huge_is_told_so)
{
    EXPECT_THAT(refusal_of(std::string(10'000'001, 'a')),
                ElementsAre(HasSubstr("it is larger than 10 MB")));
    EXPECT_THAT(refusal_of(repeated("- a\n", 300'000)),
                ElementsAre(HasSubstr("more than 200,000 values")));
}

TEST(UnusableFile, that_nests_ten_thousand_deep_is_told_so)
{
    EXPECT_THAT(refusal_of("a: " + std::string(10'000, '[')),
                ElementsAre(HasSubstr("nested more than 200 deep")));
    EXPECT_THAT(refusal_of("a: " + repeated("{a: ", 10'000)),
                ElementsAre(HasSubstr("nested more than 200 deep")));
    EXPECT_THAT(refusal_of(repeated("- ", 10'000)), ElementsAre(HasSubstr("deep")));
    std::string stairs;
    for (std::size_t depth = 0; depth < 1000; ++depth) {
        stairs += std::string(depth, ' ') + "a:\n";
    }
    EXPECT_THAT(refusal_of(stairs), ElementsAre(HasSubstr("deep")));
}

TEST(UnusableFile, that_is_absent_is_told_with_the_nearest_name)
{
    Folder const folder;
    folder.write("today.yaml", "format: smartstart-scenario 1\n");
    EXPECT_THAT(folder.refusal(folder.path() / "tody.yaml"),
                ElementsAre("tody.yaml:0:0 this file cannot be used: there is no such file. Is "
                            "'today.yaml' meant?"));
    EXPECT_THAT(folder.refusal(folder.path() / "nowhere" / "x.yaml"),
                ElementsAre(HasSubstr("there is no such file.")));
    EXPECT_THAT(folder.refusal(folder.path() / std::string(5000, 'x')),
                ElementsAre(HasSubstr("it cannot be opened")));
}

TEST(UnusableFile, that_is_a_folder_a_device_or_a_loose_link_is_told_so)
{
    Folder const folder;
    EXPECT_THAT(folder.refusal(folder.path()), ElementsAre(HasSubstr("it is a folder")));
    EXPECT_THAT(folder.refusal("/dev/zero"), ElementsAre(HasSubstr("it is a device or a pipe")));
    std::filesystem::create_symlink("nothing", folder.path() / "a.yaml");
    EXPECT_THAT(folder.refusal(folder.path() / "a.yaml"),
                ElementsAre(HasSubstr("it is a link to nothing, which is not there.")));
}

TEST(UnusableFile, that_may_not_be_read_is_told_so)
{
    Folder const folder;
    auto const file = folder.write("a.yaml", "format: smartstart-scenario 1\n");
    std::filesystem::permissions(file, std::filesystem::perms::none);
    auto const child = fork();
    if (child == 0) {
        constexpr uid_t nobody = 65534;
        if (geteuid() == 0 && setuid(nobody) != 0) {
            _exit(2);
        }
        auto const said = folder.refusal(file);
        _exit(said.size() == 1 &&
                      said.front().find("cannot be opened (Permission") != std::string::npos
                  ? 0
                  : 1);
    }
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 0) << "1: not told; 2: root, but may not become nobody";
}

TEST(UnusableFile, that_is_no_section_or_of_another_kind_is_told_what_is_wanted)
{
    EXPECT_THAT(refusal_of("just words\n"),
                ElementsAre("a.yaml:0:0 this file is 'just words', but must be lines such as "
                            "'format: smartstart-scenario 1'."));
    EXPECT_THAT(refusal_of("- a\n- b\n"), ElementsAre(HasSubstr("this file is a list, but must")));
    Folder const folder;
    auto const file =
        SettingsFile::read(folder.write("a.yaml", "format: smartstart-scenario 2\n"), {});
    EXPECT_THAT(folder.verdict(file),
                ElementsAre("a.yaml:1:9 'format' is 'smartstart-scenario 2', but must be "
                            "'smartstart-scenario 1'. Is 'smartstart-scenario 1' meant?"));
}

TEST(UnusableFile, for_another_command_is_told_once_with_that_command)
{
    EXPECT_THAT(refusal_of("format: smartstart-run-study 1\nstudy:\n  scenarios: [b.yaml]\n"),
                ElementsAre("a.yaml:1:9 this file is a 'smartstart-run-study 1', which 'smartstart "
                            "run --study' reads, and not a 'smartstart-scenario 1'."));
}

}  // namespace
}  // namespace smartstart
