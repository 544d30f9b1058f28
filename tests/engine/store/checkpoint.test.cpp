#include "engine/store/checkpoint.hpp"

#include <fstream>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/base/sha256.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class ACheckpoint : public testing::Test {
protected:
    ACheckpoint() { fs::create_directories(folder_); }
    ~ACheckpoint() override { fs::remove_all(folder_); }

    fs::path name() const { return folder_ / "life.checkpoint"; }
    fs::path folder() const { return folder_; }
    void write() const
    {
        CheckpointWriter file{name(), head};
        file.add("people.born", std::string(100, '\7'));
        file.add("nothing", "");
        file.add("ledger", std::string{"\n3 bytes\n"});
        file.finish();
    }
    std::string bytes() const
    {
        std::ifstream file{name(), std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    void put(std::string const& all) const
    {
        std::ofstream{name(), std::ios::binary | std::ios::trunc} << all;
    }
    /// Reads all of it; why it was refused, or nothing.
    std::string refusal() const
    {
        try {
            CheckpointReader const read{name()};
            for (auto const& label : read.labels()) {
                static_cast<void>(read.read(label));
            }
            return {};
        } catch (InputError const& error) {
            return error.what();
        }
    }

    CheckpointHead const head{
        "0.1.0 abc with changes", sha256("model"), "my scenario", sha256("past"), 5, 2, 2031};

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-checkpoint-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ACheckpoint, is_read_as_it_was_written)
{
    write();
    CheckpointReader const read{name()};
    EXPECT_EQ(read.head(), head);
    EXPECT_THAT(read.labels(), ElementsAre("people.born", "nothing", "ledger"));
    EXPECT_EQ(read.read("people.born"), std::string(100, '\7'));
    EXPECT_EQ(read.read("nothing"), "");
    EXPECT_EQ(read.read("ledger"), "\n3 bytes\n");
    EXPECT_EQ(refusal(), "");
}

TEST_F(ACheckpoint, has_its_name_only_when_it_is_whole)
{
    {
        CheckpointWriter file{name(), head};
        file.add("people.born", "some");
        EXPECT_FALSE(fs::exists(name()));
    }
    EXPECT_TRUE(fs::is_empty(folder())) << "what was not finished is gone";
    put("an older one");
    write();
    EXPECT_EQ(refusal(), "") << "it takes the place of an older one";
    EXPECT_EQ(std::distance(fs::directory_iterator{folder()}, {}), 1);
}

TEST_F(ACheckpoint, is_removed_with_what_a_killed_program_left_of_a_newer_one)
{
    write();
    std::ofstream{name().string() + ".new"} << "half";
    remove_checkpoint(name());
    EXPECT_TRUE(fs::is_empty(folder()));
    remove_checkpoint(name());
}

TEST_F(ACheckpoint, is_refused_when_any_byte_of_it_is_another)
{
    write();
    auto const whole = bytes();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        put(damaged);
        EXPECT_THAT(refusal(), HasSubstr("life.checkpoint")) << "byte " << at;
    }
}

TEST_F(ACheckpoint, is_refused_wherever_it_is_cut)
{
    write();
    auto const whole = bytes();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        put(whole.substr(0, size));
        EXPECT_THAT(refusal(), HasSubstr("life.checkpoint")) << size << " bytes";
    }
    put(whole + "more");
    EXPECT_THAT(refusal(), HasSubstr("something stands behind its end"));
}

TEST_F(ACheckpoint, says_where_it_is_damaged)
{
    write();
    auto const whole = bytes();
    put(whole.substr(0, whole.find("nothing 0")));
    EXPECT_THAT(refusal(), HasSubstr("cannot be read any further, after 'people.born'"));
    auto damaged = whole;
    damaged[whole.find("3 bytes")] = '4';
    put(damaged);
    EXPECT_THAT(refusal(), HasSubstr("the bytes of 'ledger' are not those that were written"));
}

TEST_F(ACheckpoint, is_refused_when_it_lacks_a_piece)
{
    write();
    auto text = bytes();
    auto const from = text.find("nothing 0");
    text.erase(from, text.find("ledger 9") - from);
    put(text);
    EXPECT_THAT(refusal(), HasSubstr("its pieces are not those that were written"));
}

TEST_F(ACheckpoint, of_another_format_is_told_from_what_is_no_checkpoint)
{
    write();
    auto const whole = bytes();
    put("smartstart-checkpoint 0" + whole.substr(whole.find('\n')));
    EXPECT_THAT(refusal(), AllOf(HasSubstr("of format 0, and this program reads format 1"),
                                 HasSubstr("Delete the file; what it held is then lived again.")));
    put("\x89HDF something else");
    EXPECT_THAT(refusal(), HasSubstr("is not a file of runs of this program"));
    fs::remove(name());
    EXPECT_THAT(refusal(), HasSubstr("cannot read"));
}

TEST_F(ACheckpoint, that_cannot_be_written_is_an_error_of_the_disk)
{
    put("a file, and no folder");
    auto const inside = name() / "life.checkpoint";
    EXPECT_THROW((CheckpointWriter{inside, head}), StoreError);
}

}  // namespace
}  // namespace smartstart
