#include "engine/store/unfinished.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class UnfinishedFile : public testing::Test {
protected:
    UnfinishedFile() { fs::create_directories(folder_); }
    ~UnfinishedFile() override { fs::remove_all(folder_); }

    fs::path name() const { return folder_ / "x.h5.part"; }
    /// Leaves a file with replicates 3 and 0 of run "one".
    void leave() const
    {
        Unfinished file{name(), "one", 5, Found::refuse};
        file.add(3, "three");
        file.add(0, std::string(100'000, 'z'));
    }

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-unfinished-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(UnfinishedFile, gives_back_what_was_added)
{
    leave();
    Unfinished const file{name(), "one", 5, Found::go_on};
    EXPECT_THAT(file.replicates(), ElementsAre(0, 3));
    EXPECT_EQ(file.read(3), "three");
    EXPECT_EQ(file.read(0), std::string(100'000, 'z'));
}

TEST_F(UnfinishedFile, tells_who_only_looks)
{
    leave();
    {
        Unfinished file{name(), "one", 5, Found::go_on};
        file.tell("replicates: 5\n");
        file.tell("replicates: 6\n");
        EXPECT_TRUE(Unfinished::look(name()).in_use);
    }
    auto const look = Unfinished::look(name());
    EXPECT_THAT(look.replicates, ElementsAre(0, 3));
    EXPECT_EQ(look.settings, "replicates: 6\n");
    EXPECT_FALSE(look.in_use);
    EXPECT_THAT((Unfinished{name(), "one", 5, Found::go_on}.replicates()), ElementsAre(0, 3));
}

TEST_F(UnfinishedFile, goes_on_where_it_was)
{
    leave();
    {
        Unfinished file{name(), "one", 5, Found::go_on};
        file.add(1, "one");
    }
    Unfinished const file{name(), "one", 5, Found::go_on};
    EXPECT_THAT(file.replicates(), ElementsAre(0, 1, 3));
    EXPECT_EQ(file.read(1), "one");
}

TEST_F(UnfinishedFile, drops_a_replicate_that_was_cut_off_at_any_byte)
{
    leave();
    auto const whole = fs::file_size(name());
    for (auto const cut : {1U, 50'000U, 100'000U, 100'050U}) {
        fs::resize_file(name(), whole - cut);
        Unfinished file{name(), "one", 5, Found::go_on};
        EXPECT_THAT(file.replicates(), ElementsAre(3)) << cut;
        file.add(0, std::string(100'000, 'z'));
        EXPECT_EQ(fs::file_size(name()), whole);
    }
}

TEST_F(UnfinishedFile, drops_a_replicate_whose_bytes_changed)
{
    leave();
    {
        std::fstream file{name(), std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(-5, std::ios::end);
        file.put('a');
    }
    EXPECT_THAT((Unfinished{name(), "one", 5, Found::go_on}.replicates()), ElementsAre(3));
}

TEST_F(UnfinishedFile, is_never_mixed_with_another_run)
{
    leave();
    try {
        Unfinished const file{name(), "two", 5, Found::go_on};
        FAIL() << "another run was let in";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("of another scenario, seed or version"));
    }
    EXPECT_THAT((Unfinished{name(), "one", 5, Found::go_on}.replicates()), ElementsAre(0, 3));
}

TEST_F(UnfinishedFile, is_left_alone_or_replaced_as_asked)
{
    leave();
    EXPECT_THROW((Unfinished{name(), "one", 5, Found::refuse}), OutputExists);
    EXPECT_THAT((Unfinished{name(), "two", 5, Found::replace}.replicates()), IsEmpty());
    EXPECT_THAT((Unfinished{name(), "one", 5, Found::go_on}.replicates()), ElementsAre(0, 3))
        << "nothing was said in its place yet";
    {
        Unfinished file{name(), "two", 5, Found::replace};
        file.tell("replicates: 5\n");
        file.add(1, "one");
    }
    EXPECT_THAT((Unfinished{name(), "two", 5, Found::go_on}.replicates()), ElementsAre(1));
}

TEST_F(UnfinishedFile, is_not_left_behind_without_a_replicate)
{
    {
        Unfinished const file{name(), "one", 5, Found::refuse};
        EXPECT_TRUE(fs::exists(name()));
    }
    EXPECT_FALSE(fs::exists(name()));
}

TEST_F(UnfinishedFile, stays_and_says_of_which_run_it_is_when_told_so)
{
    Unfinished{name(), "one", 5, Found::refuse}.stay();
    EXPECT_TRUE(Unfinished::is_of(name(), "one"));
    EXPECT_FALSE(Unfinished::is_of(name(), "on"));
    EXPECT_FALSE(Unfinished::is_of(name(), "two"));
    EXPECT_FALSE(Unfinished::is_of(name().parent_path() / "absent", "one"));
}

TEST_F(UnfinishedFile, has_one_writer_at_a_time)
{
    Unfinished const file{name(), "one", 5, Found::refuse};
    EXPECT_THROW((Unfinished{name(), "one", 5, Found::go_on}), InputError);
}

/// Ends the program with what a refusing disk made of it.
[[noreturn]] void add_with_little_room(fs::path const& name)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit const room{50'000, 50'000};
    setrlimit(RLIMIT_FSIZE, &room);
    try {
        Unfinished file{name, "one", 5, Found::refuse};
        file.add(3, "three");
        file.add(0, std::string(100'000, 'z'));
    } catch (StoreError const& error) {
        std::cerr << error.what();
        // At once: what threads of other tests would free is no leak of this child.
        std::_Exit(74);
    }
    std::_Exit(0);
}

TEST_F(UnfinishedFile, says_what_is_safe_when_the_disk_refuses)
{
    EXPECT_EXIT(add_with_little_room(name()), testing::ExitedWithCode(74),
                "cannot write .*x.h5.part: .* 1 of 5 replicates are safe in it; --resume");
    EXPECT_THAT((Unfinished{name(), "one", 5, Found::go_on}.replicates()), ElementsAre(3));
}

}  // namespace
}  // namespace smartstart
