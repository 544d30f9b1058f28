#include "engine/run/life_keeper.hpp"

#include <fstream>
#include <mutex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/run/produce.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr double each_year = 1e-9;  ///< seconds: whenever a year is lived

std::string bytes_in(fs::path const& name)
{
    std::ifstream file{name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class KeptLives : public testing::Test {
protected:
    ~KeptLives() override { fs::remove_all(folder_); }

    static std::vector<Prepared> two_scenarios(std::string const& seed = "seed=1")
    {
        return small(
            {"today-30-70", "shift-50-50"},
            {.set = {"rehearsal=1 year", "years=2025-2027", seed}, .one_in = 500, .replicates = 2});
    }
    Production into(std::string const& name, Earlier earlier = Earlier::refuse,
                    unsigned threads = 1, double every = each_year) const
    {
        return {folder_ / name, earlier, threads, {.every_seconds = every}};
    }
    fs::path file(std::string const& name) const { return folder_ / name; }
    /// Names of the checkpoints in a folder, in order.
    std::vector<std::string> checkpoints(std::string const& name) const
    {
        std::vector<std::string> found;
        std::error_code ignored;
        for (auto const& entry : fs::directory_iterator{folder_ / name, ignored}) {
            if (entry.path().extension() == ".checkpoint") {
                found.push_back(entry.path().filename().string());
            }
        }
        std::ranges::sort(found);
        return found;
    }
    void expect_same_results(std::string const& one, std::string const& other) const
    {
        for (auto const* const scenario : {"/today-30-70.h5", "/shift-50-50.h5"}) {
            EXPECT_TRUE(bytes_in(file(one + scenario)) == bytes_in(file(other + scenario)))
                << other << scenario;
        }
    }
    /// Counts the years that are lived, and stops after so many questions.
    struct Counting {
        int lived{};
        int questions;
        Listener listener()
        {
            return {[this](Progress const&) { ++lived; }, [this] { return questions-- <= 0; }};
        }
    };
    static constexpr int never = 1'000'000;

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-keeper-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(KeptLives, go_on_to_the_same_bytes_wherever_the_run_was_stopped)
{
    produce(two_scenarios(), into("whole"), {});
    EXPECT_THAT(checkpoints("whole"), IsEmpty()) << "none is left of a replicate that is done";
    // 7 years under today's scenario, and 2 under the shift once more, twice.
    for (int const questions : {4, 8, 16}) {
        auto const name = "stopped-" + std::to_string(questions);
        Counting before{0, questions};
        EXPECT_EQ(produce(two_scenarios(), into(name), before.listener()).ended, Ended::stopped);
        EXPECT_THAT(checkpoints(name), Not(IsEmpty()));
        Counting after{0, never};
        auto const again =
            produce(two_scenarios(), into(name, Earlier::resume, 3), after.listener());
        EXPECT_EQ(again.ended, Ended::whole);
        EXPECT_EQ(before.lived + after.lived, 2 * (7 + 2)) << "no year is lived twice";
        expect_same_results("whole", name);
        EXPECT_THAT(checkpoints(name), IsEmpty());
    }
}

TEST_F(KeptLives, go_on_when_the_run_is_stopped_again_and_again)
{
    produce(two_scenarios(), into("whole"), {});
    auto runs = 0;
    for (auto ended = Ended::stopped; ended == Ended::stopped && runs < 60; ++runs) {
        Counting some{0, 7};
        auto const threads = static_cast<unsigned>(1 + runs % 3);
        ended = produce(two_scenarios(),
                        into("often", runs == 0 ? Earlier::refuse : Earlier::resume, threads),
                        some.listener())
                    .ended;
    }
    EXPECT_GT(runs, 3);
    expect_same_results("whole", "often");
}

/// As after a kill: what was written last is there, and nothing was told.
TEST_F(KeptLives, go_on_from_the_last_that_was_written_after_a_kill)
{
    produce(two_scenarios(), into("whole"), {});
    Listener dies{[](Progress const& progress) {
                      if (progress.replicate == 1 && progress.year == 2027) {
                          throw BrokenPromise{"killed"};
                      }
                  },
                  {}};
    EXPECT_THROW(produce(two_scenarios(), into("killed"), dies), BrokenPromise);
    EXPECT_THAT(checkpoints("killed"), ElementsAre("shift-50-50.h5.replicate-1.checkpoint",
                                                   "today-30-70.h5.replicate-1.checkpoint"));
    Counting after{0, never};
    produce(two_scenarios(), into("killed", Earlier::resume, 2), after.listener());
    EXPECT_EQ(after.lived, 1 + 2) << "2027 under the shift, 2026 and 2027 under today's";
    expect_same_results("whole", "killed");
}

TEST_F(KeptLives, are_refused_when_they_are_damaged_or_of_another_seed)
{
    Counting some{0, 5};
    auto const stopped = produce(two_scenarios(), into("a"), some.listener());
    ASSERT_THAT(stopped.on_their_way, SizeIs(1));
    auto const& kept = stopped.on_their_way.front();
    auto const refusal = [&](std::vector<Prepared> const& scenarios) -> std::string {
        try {
            produce(scenarios, into("a", Earlier::resume), {});
            return {};
        } catch (InputError const& error) {
            return error.what();
        }
    };
    EXPECT_THAT(refusal(two_scenarios("seed=2")),
                AllOf(HasSubstr(kept.string()), HasSubstr("is of seed 1, not of seed 2.")));
    auto const whole = bytes_in(kept);
    auto damaged = whole;
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 4);
    std::ofstream{kept, std::ios::binary} << damaged;
    EXPECT_THAT(refusal(two_scenarios()), AllOf(HasSubstr(kept.string()), HasSubstr("is damaged")));
    std::ofstream{kept, std::ios::binary} << whole;
    EXPECT_EQ(refusal(two_scenarios()), "");
}

TEST_F(KeptLives, are_results_that_a_new_run_leaves_alone_unless_it_is_forced)
{
    Counting some{0, 5};
    produce(two_scenarios(), into("a"), some.listener());
    fs::remove(file("a/today-30-70.h5.part"));
    EXPECT_THROW(produce(two_scenarios(), into("a"), {}), OutputExists);
    Counting forced{0, never};
    produce(two_scenarios(), into("a", Earlier::replace), forced.listener());
    EXPECT_EQ(forced.lived, 2 * (7 + 2)) << "from the start";
    EXPECT_THAT(checkpoints("a"), IsEmpty());
}

TEST_F(KeptLives, that_cannot_be_written_stop_nothing_and_are_told_of_once)
{
    fs::create_directories(file("a/today-30-70.h5.replicate-0.checkpoint.new/in the way"));
    std::vector<std::string> told;
    Listener listens;
    listens.warns = [&](std::string const& sentence) { told.push_back(sentence); };
    auto const ended = produce(two_scenarios(), into("a"), listens).ended;
    EXPECT_EQ(ended, Ended::whole);
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_THAT(told.front(), HasSubstr("today-30-70.h5.replicate-0.checkpoint"));
    produce(two_scenarios(), into("whole"), {});
    expect_same_results("whole", "a");
}

TEST_F(KeptLives, are_not_kept_unless_it_is_asked)
{
    Counting some{0, 2};
    auto const stopped =
        produce(two_scenarios(), into("a", Earlier::refuse, 1, 0.0), some.listener());
    EXPECT_EQ(stopped.ended, Ended::stopped);
    EXPECT_EQ(some.lived, 5 + 2) << "the scenario that ran was finished";
    EXPECT_THAT(checkpoints("a"), IsEmpty());
}

class KeptPasts : public KeptLives {
protected:
    Production with_pasts(std::string const& name, std::vector<int> const& years = {}) const
    {
        return {file(name), Earlier::refuse, 2, {0.0, file("pasts"), years}};
    }
    static std::vector<Prepared> one(std::string const& name, std::string const& years)
    {
        return small({name}, {.set = {"rehearsal=1 year", "years=" + years, "seed=1"},
                              .one_in = 500,
                              .replicates = 2});
    }
};

TEST_F(KeptPasts, are_lived_once_for_all_runs_that_share_them)
{
    produce(two_scenarios(), into("whole"), {});
    Counting first{0, never};
    produce(one("today-30-70", "2025-2027"), with_pasts("branched", {2026}), first.listener());
    EXPECT_EQ(first.lived, 2 * 7);
    ASSERT_THAT(checkpoints("pasts"), SizeIs(4)) << "at the base year and in 2026, twice";
    EXPECT_THAT(checkpoints("pasts").front(), testing::StartsWith("2022-replicate-0-"));
    Counting second{0, never};
    auto production = with_pasts("branched");
    produce(one("shift-50-50", "2025-2027"), production, second.listener());
    EXPECT_EQ(second.lived, 2 * 2) << "2026 and 2027";
    EXPECT_THAT(checkpoints("pasts"), SizeIs(4)) << "it has the same past";
    expect_same_results("whole", "branched");
    EXPECT_THAT(checkpoints("branched"), IsEmpty());
}

TEST_F(KeptPasts, serve_runs_that_report_more_years)
{
    produce(one("today-30-70", "2025-2026"), with_pasts("short", {2026}), {});
    Counting longer{0, never};
    produce(two_scenarios(), with_pasts("branched"), longer.listener());
    EXPECT_EQ(longer.lived, 2 * (2 + 2));
    produce(two_scenarios(), into("whole"), {});
    expect_same_results("whole", "branched");
}

TEST_F(KeptPasts, of_another_seed_or_another_parameter_are_not_used)
{
    produce(two_scenarios(), with_pasts("a"), {});
    auto const there = checkpoints("pasts").size();
    Counting other{0, never};
    produce(two_scenarios("seed=2"), with_pasts("b"), other.listener());
    EXPECT_EQ(other.lived, 2 * (7 + 2));
    EXPECT_EQ(checkpoints("pasts").size(), 2 * there);
}

TEST_F(KeptPasts, are_refused_when_they_are_damaged_or_not_what_their_name_says)
{
    produce(two_scenarios(), with_pasts("a"), {});
    auto const names = checkpoints("pasts");
    auto const last = file("pasts") / names.back();
    auto const expect_refusal = [&](std::string const& why) {
        try {
            produce(two_scenarios(), with_pasts(why), {});
            FAIL() << "it was used: " << why;
        } catch (InputError const& error) {
            EXPECT_THAT(error.what(), AllOf(HasSubstr(last.string()), HasSubstr(why)));
        }
    };
    auto const whole = bytes_in(last);
    std::ofstream{last, std::ios::binary} << whole.substr(0, whole.size() / 2);
    expect_refusal("is damaged: it ends");
    fs::copy_file(file("pasts") / names.front(), last, fs::copy_options::overwrite_existing);
    expect_refusal("is of replicate 0, not of replicate 1.");
}

TEST_F(KeptPasts, are_a_property_of_the_scenarios_in_the_result)
{
    produce(two_scenarios(), into("a"), {});
    auto const today = read_result(file("a/today-30-70.h5"));
    auto const shift = read_result(file("a/shift-50-50.h5"));
    EXPECT_THAT(today.parent, IsEmpty());
    ASSERT_THAT(shift.parent, SizeIs(1));
    ASSERT_THAT(today.past, SizeIs(2027 - 2021 + 1));
    // They part in 2026: until then their pasts are equal, and the line that names the parent is
    // one of the parent's own.
    for (std::size_t i = 0; i < today.past.size(); ++i) {
        EXPECT_EQ(today.past[i] == shift.past[i], i <= 2026 - 2021) << today.past[i];
    }
    EXPECT_EQ(shift.parent.front(), "today-30-70 " + today.past[2026 - 2021]);
    EXPECT_THAT(today.past.front(), testing::StartsWith("2021-01 "));
}

}  // namespace
}  // namespace smartstart::test
