#include "engine/store/traces_in_file.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/store/result.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class TracesInAFile : public testing::Test {
protected:
    TracesInAFile() { fs::create_directories(folder_); }
    ~TracesInAFile() override { fs::remove_all(folder_); }
    fs::path file(std::string const& name) const { return folder_ / name; }
    Result read_back(Result const& result, std::string const& name) const
    {
        write_result(result, file(name), Overwrite::replace);
        return read_result(file(name));
    }

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-traces-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(TracesInAFile, come_back_as_they_were)
{
    auto const result = test::sample_with_traces({});
    auto const back = read_back(result, "a.h5");
    EXPECT_EQ(back.traces.families, result.traces.families) << "to the last digit";
    EXPECT_EQ(back.traces.months, result.traces.months);
    EXPECT_EQ(back.traces.values, result.traces.values);
    ASSERT_EQ(back.traces.facts.size(), 2U);
    EXPECT_EQ(back.traces.facts[0].units, "persons");
    EXPECT_THAT(back.traces.facts[0].flag_values, IsEmpty());
    EXPECT_EQ(back.traces.facts[1].long_name_nl, "Arm");
    EXPECT_THAT(back.traces.facts[1].flag_values, ElementsAre(0, 1));
    EXPECT_EQ(back.traces.facts[1].flag_meanings, "no yes");
}

TEST_F(TracesInAFile, do_not_touch_the_digest_and_are_not_there_unless_asked_for)
{
    auto const traced = read_back(test::sample_with_traces({}), "traced.h5");
    auto const plain = read_back(test::sample_result({}), "plain.h5");
    EXPECT_EQ(values_digest(traced), values_digest(plain));
    EXPECT_EQ(traced.digest_when_read, plain.digest_when_read);
    EXPECT_THAT(plain.traces.families, IsEmpty());
    EXPECT_THAT(plain.traces.facts, IsEmpty());
    EXPECT_EQ(plain.traces_left_out, 0U);
}

TEST_F(TracesInAFile, are_said_to_be_left_out)
{
    auto result = test::sample_result({});
    result.traces_left_out = 3;
    EXPECT_EQ(read_back(result, "a.h5").traces_left_out, 3U);
}

TEST_F(TracesInAFile, are_refused_when_their_lists_are_not_as_long_as_their_labels)
{
    auto result = test::sample_with_traces({});
    result.traces.values[1].pop_back();
    EXPECT_THROW(write_result(result, file("a.h5"), Overwrite::refuse), BrokenPromise);
    result = test::sample_with_traces({});
    result.traces.values.pop_back();
    EXPECT_THROW(write_result(result, file("a.h5"), Overwrite::refuse), BrokenPromise);
}

}  // namespace
}  // namespace smartstart
