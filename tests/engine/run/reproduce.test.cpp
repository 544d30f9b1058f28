#include "engine/run/reproduce.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/run/produce.hpp"
#include "engine/run/scenario_again.hpp"
#include "engine/run/study/merge.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
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

    static Production into(fs::path const& folder) { return {folder, Earlier::refuse, 1}; }
    static RunOptions short_run()
    {
        RunOptions options;
        options.replicates = 1;
        options.scale = "1/500";
        options.years = "2022-2022";
        options.set = {"rehearsal=0 years"};
        return options;
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

/// Works somewhere else for a while.
class WorkingIn {
public:
    explicit WorkingIn(fs::path const& folder) : before_{fs::current_path()}
    {
        fs::current_path(folder);
    }
    ~WorkingIn() { fs::current_path(before_); }
    WorkingIn(WorkingIn const&) = delete;
    WorkingIn& operator=(WorkingIn const&) = delete;
    WorkingIn(WorkingIn&&) = delete;
    WorkingIn& operator=(WorkingIn&&) = delete;

private:
    fs::path before_;
};

TEST_F(AResult, of_a_scenario_that_was_named_without_a_folder_comes_out_again)
{
    WorkingIn const there{scenarios};
    produce(prepare({"today-30-70.yaml"}, short_run(), our_model()), into(file("a")), {});
    EXPECT_EQ(reproduce(file("a/today-30-70.h5"), 1, {}).answer, Reproduction::Answer::equal);
}

TEST_F(AResult, whose_region_is_in_another_folder_or_beside_the_scenario_comes_out_again)
{
    // The folder of the scenario has the name of the region, and is not it.
    fs::create_directories(file("place/place"));
    for (auto const& table : fs::directory_iterator{scenarios / "regions/hart-van-brabant"}) {
        fs::copy_file(table.path(), file("place/place") / table.path().filename());
    }
    std::ofstream{file("place/near.yaml")}
        << "format: smartstart-scenario 1\nextends: "
        << fs::relative(scenarios / "today-30-70.yaml", file("place")).string()
        << "\nregion: place/\n";
    fs::create_directories(file("far"));
    std::ofstream{file("far/far.yaml")}
        << "format: smartstart-scenario 1\nextends: "
        << fs::relative(scenarios / "today-30-70.yaml", file("far")).string()
        << "\nregion: ../place/place\n";
    for (auto const* const name : {"place/near", "far/far"}) {
        produce(prepare({file(name + std::string{".yaml"})}, short_run(), our_model()),
                into(file("results")), {});
        auto const result = "results" / fs::path{name}.filename();
        EXPECT_EQ(reproduce(file(result.string() + ".h5"), 1, {}).answer,
                  Reproduction::Answer::equal)
            << name;
    }
}

/// Folders in which scenarios are lived again now.
std::ptrdiff_t folders_of_scenarios_again()
{
    auto const prefix = "smartstart-again-" + std::to_string(getpid()) + "-";
    return std::ranges::count_if(fs::directory_iterator{fs::temp_directory_path()},
                                 [&](fs::directory_entry const& entry) {
                                     return entry.path().filename().string().starts_with(prefix);
                                 });
}

TEST_F(AResult, that_is_lived_again_from_another_folder_says_where_to_do_that_and_leaves_nothing)
{
    {
        WorkingIn const there{scenarios};
        produce(prepare({"today-30-70.yaml"}, short_run(), our_model()), into(file("a")), {});
    }
    WorkingIn const elsewhere{file("a")};
    try {
        reproduce("today-30-70.h5", 1, {});
        FAIL() << "the region was found";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("looked for from where the command is run"),
                                        HasSubstr("'regions/hart-van-brabant/")));
    }
    EXPECT_EQ(folders_of_scenarios_again(), 0);
}

TEST(SettingsOfADraw, are_those_that_were_joined)
{
    EXPECT_THAT(settings_of_draw("a.b=1 %; c=2 per year"), ElementsAre("a.b=1 %", "c=2 per year"));
    EXPECT_THAT(settings_of_draw("a.title=one; two; c=3"), ElementsAre("a.title=one; two", "c=3"));
    EXPECT_THAT(settings_of_draw(""), IsEmpty());
}

}  // namespace
}  // namespace smartstart
