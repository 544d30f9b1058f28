#include "engine/run/reproduce.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/run/scenario_again.hpp"
#include "engine/run/study/merge.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

auto const scenarios = fs::path{SMARTSTART_SOURCE_DIR} / "scenarios";

class AResult : public testing::Test {
protected:
    AResult() { fs::create_directories(folder_); }
    ~AResult() override { fs::remove_all(folder_); }

    fs::path file(std::string const& name) const { return folder_ / name; }

    /// Two replicates of each of three draws.
    fs::path of_draws() const
    {
        std::ofstream{file("study.yaml")}
            << "format: smartstart-run-study 1\nstudy:\n  scenarios: ["
            << fs::relative(scenarios / "shift-50-50.yaml", folder_).string()
            << "]\n  replicates: 2\n  scale: 1/500\n  years: 2022-2024\n"
               "  settings: {rehearsal: 1 year}\n  draws:\n"
               "    a: {integration: 1 %, steps.debts.entry: 0.002 per year}\n"
               "    b: {integration: 30 %, steps.debts.entry: 0.2 per year}\n"
               "    c: {integration: 60 %, steps.debts.entry: 0.02 per year}\n";
        ThreadExecutor executor;
        studies::run_study({file("study.yaml"), {}, file("a"), Earlier::refuse, 1, {}}, executor,
                           our_model(), {});
        return studies::merge_study(file("a"), Overwrite::refuse, our_model()).files.at(0);
    }

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-reproduce-test-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(AResult, of_draws_of_the_parameters_comes_out_again)
{
    auto const merged = of_draws();
    auto result = read_result(merged);
    ASSERT_THAT(result.replicates, ElementsAre(0, 1, 100'000, 100'001, 200'000, 200'001));
    for (unsigned const threads : {1U, 2U}) {
        std::int64_t done = 0;
        std::int64_t all = 0;
        Listener const listener{[&](Progress const& progress) {
                                    EXPECT_EQ(progress.done, done + 1);
                                    done = progress.done;
                                    all = progress.all;
                                },
                                {}};
        auto const found = reproduce(merged, threads, listener);
        EXPECT_EQ(found.answer, Reproduction::Answer::equal) << threads;
        EXPECT_THAT(found.differing, IsEmpty());
        EXPECT_EQ(done, all) << "one run to those who wait";
    }

    std::swap(result.draws[0], result.draws[1]);
    write_result(result, file("swapped.h5"), Overwrite::refuse);
    EXPECT_EQ(reproduce(file("swapped.h5"), 1, {}).answer, Reproduction::Answer::not_equal);

    result.draws.pop_back();
    write_result(result, file("lost.h5"), Overwrite::refuse);
    EXPECT_THROW(reproduce(file("lost.h5"), 1, {}), InputError);
}

TEST_F(AResult, of_draws_is_stopped_when_asked)
{
    auto const merged = of_draws();
    EXPECT_EQ(reproduce(merged, 1, {{}, [] { return true; }}).answer,
              Reproduction::Answer::stopped);
}

TEST(SettingsOfADraw, are_those_that_were_joined)
{
    EXPECT_THAT(settings_of_draw("a.b=1 %; c=2 per year"), ElementsAre("a.b=1 %", "c=2 per year"));
    EXPECT_THAT(settings_of_draw("a.title=one; two; c=3"), ElementsAre("a.title=one; two", "c=3"));
    EXPECT_THAT(settings_of_draw(""), IsEmpty());
}

}  // namespace
}  // namespace smartstart
