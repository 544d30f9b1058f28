#include "engine/run/study/run_study.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/run/study/merge.hpp"
#include "engine/store/record_file.hpp"

namespace smartstart::studies {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string bytes_in(fs::path const& name)
{
    std::ifstream file{name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// The first step of the model, but it goes wrong in March 2024 of some replicates until it is
/// repaired.
class Breaking final : public Step {
public:
    explicit Breaking(std::unique_ptr<Step> sound) : sound_{std::move(sound)} {}
    static bool breaks(Random const& random)
    {
        return random.draws(std::uint64_t{1}, 1, Clock{}).uniform(0) < 0.25;
    }
    static std::atomic<bool> repaired;

    void begin(World& world, StartPopulation const& start) const override
    {
        sound_->begin(world, start);
    }
    void advance(World& world) const override
    {
        if (!repaired && world.clock.now == Month::of(2024, 3) && breaks(world.random)) {
            throw std::runtime_error{"the wheel came off"};
        }
        sound_->advance(world);
    }

private:
    std::unique_ptr<Step> sound_;
};
std::atomic<bool> Breaking::repaired{false};

std::unique_ptr<Step> make_breaking(Setup& setup)
{
    return std::make_unique<Breaking>(our_model().steps.front().build(setup));
}

class RunningAStudy : public testing::Test {
protected:
    RunningAStudy() { fs::create_directories(folder_); }
    ~RunningAStudy() override { fs::remove_all(folder_); }

    StudyOrder order(std::string const& name, Earlier earlier = Earlier::refuse) const
    {
        auto const scenarios = fs::path{SMARTSTART_SOURCE_DIR} / "scenarios";
        std::ofstream{folder_ / "study.yaml"}
            << "format: smartstart-run-study 1\nstudy:\n  scenarios: ["
            << fs::relative(scenarios / "today-30-70.yaml", folder_).string() << ", "
            << fs::relative(scenarios / "shift-50-50.yaml", folder_).string()
            << "]\n  replicates: 4\n  scale: 1/500\n  years: 2022-2026\n"
               "  settings: {rehearsal: 1 year"
            << (minimum_.empty() ? "" : ", disclosure: {minimum_cell: " + minimum_ + "}") << "}\n"
            << more_;
        return {folder_ / "study.yaml", {}, folder_ / name, earlier, 1, {}};
    }
    void also(std::string const& lines) { more_ = lines; }
    void suppress_under(std::string const& minimum) { minimum_ = minimum; }
    /// Why it does not run.
    std::string complaint(StudyOrder const& order) const
    {
        try {
            run(order);
        } catch (InputError const& error) {
            return error.what();
        }
        return "nothing was wrong";
    }
    StudyEnd run(StudyOrder const& order, StudyListener const& listener = {}) const
    {
        ThreadExecutor executor;
        return run_study(order, executor, our_model(), listener);
    }
    /// The same scenarios without a study.
    fs::path plain(int replicates) const
    {
        RunOptions options;
        options.replicates = replicates;
        options.scale = "1/500";
        options.years = "2022-2026";
        options.set = {"rehearsal=1 year"};
        if (!minimum_.empty()) {
            options.set.insert(options.set.begin(), "disclosure.minimum_cell=" + minimum_);
        }
        auto const study = Study::read(folder_ / "study.yaml", {});
        produce(prepare(study.scenarios, options, our_model()),
                {folder_ / "plain", Earlier::replace, 1}, {});
        return folder_ / "plain";
    }
    fs::path file(std::string const& name) const { return folder_ / name; }

private:
    std::string more_, minimum_;
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-run-study-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(RunningAStudy, gives_the_bytes_of_a_plain_run_without_small_counts)
{
    suppress_under("3");
    auto const asked = order("a");
    run(asked);
    EXPECT_EQ(merge_study(asked.folder, Overwrite::refuse, our_model()).files.size(), 2U);
    auto const name = fs::path{"today-30-70.h5"};
    EXPECT_GT(read_result(file("a") / name).suppressed_cells, 0U);
    EXPECT_EQ(values_digest(read_result(file("a") / name)),
              values_digest(read_result(plain(4) / name)));
    EXPECT_TRUE(bytes_in(file("a") / name) == bytes_in(file("plain") / name));
}

TEST_F(RunningAStudy, gives_the_bytes_of_a_plain_run_also_when_replicates_are_added)
{
    auto asked = order("a");
    EXPECT_EQ(run(asked).count.done, 8);
    EXPECT_EQ(merge_study(asked.folder, Overwrite::refuse, our_model()).files.size(), 2U);
    auto const same = [&](int replicates) {
        auto const wanted = plain(replicates);
        for (auto const* const name : {"today-30-70.h5", "shift-50-50.h5"}) {
            EXPECT_TRUE(bytes_in(file("a") / name) == bytes_in(wanted / name)) << name;
        }
    };
    same(4);
    EXPECT_THROW(run(asked), OutputExists) << "nothing is run twice by accident";
    EXPECT_EQ(merge_study(asked.folder, Overwrite::refuse, our_model()).files.size(), 2U)
        << "merged before, and the same";

    asked.earlier = Earlier::resume;
    asked.options.replicates = 6;
    asked.threads = 2;
    auto lived = std::int64_t{0};
    EXPECT_EQ(
        run(asked, {[&](StudyProgress const& progress) { lived = progress.done - progress.before; },
                    {},
                    {}})
            .count.done,
        12);
    EXPECT_EQ(lived, 4) << "only what was missing is lived";
    EXPECT_THROW(merge_study(asked.folder, Overwrite::refuse, our_model()), OutputExists)
        << "a result of fewer replicates is not replaced by accident";
    EXPECT_FALSE(fs::exists(file("a/today-30-70.again")));
    merge_study(asked.folder, Overwrite::replace, our_model());
    same(6);
}

TEST_F(RunningAStudy, stops_between_runs_and_goes_on_in_any_shares)
{
    auto asked = order("a");
    auto questions = 5;
    auto const end = run(asked, {{}, [&] { return questions-- <= 0; }, {}});
    EXPECT_EQ(end.ended, Ended::stopped);
    EXPECT_GT(end.count.waiting, 0);
    auto const unmerged = merge_study(asked.folder, Overwrite::refuse, our_model());
    EXPECT_EQ(unmerged.missing.size(), 2U);
    asked.earlier = Earlier::resume;
    for (auto const part : {3, 1, 2}) {
        asked.share = {part, 3};
        EXPECT_EQ(run(asked).count.waiting, 0);
    }
    merge_study(asked.folder, Overwrite::refuse, our_model());
    EXPECT_TRUE(bytes_in(file("a/shift-50-50.h5")) == bytes_in(plain(4) / "shift-50-50.h5"));
}

TEST_F(RunningAStudy, removes_no_runs_of_a_process_that_is_at_work)
{
    auto asked = order("a");
    run(asked);
    auto const whole = fs::directory_iterator
    {
        file("a/runs")
        } -> path();
    auto const kept = bytes_in(whole);
    asked.earlier = Earlier::replace;
    {
        RecordFile const another{file("a/runs/another.runs.part")};
        EXPECT_THROW(run(asked), FileInUse);
    }
    EXPECT_TRUE(bytes_in(whole) == kept);
    EXPECT_EQ(run(asked).count.waiting, 0) << "when it has ended they are";
    EXPECT_FALSE(fs::exists(file("a/runs/another.runs.part")));
}

TEST_F(RunningAStudy, finishes_the_others_when_a_draw_is_wrong_and_says_why)
{
    also("  draws: {good: {integration: 1 %}, wrong: {integration: 300 %}}\n");
    auto asked = order("a");
    auto const end = run(asked);
    EXPECT_EQ(end.ended, Ended::whole);
    EXPECT_EQ(end.count.done, 8);
    EXPECT_EQ(end.count.failed, 8);
    ASSERT_EQ(end.failures.size(), 8U);
    EXPECT_EQ(end.failures.front().unit.draw, 1U);
    EXPECT_THAT(end.failures.front().sentence, HasSubstr("'300 %'"));
    also("  draws: {good: {integration: 1 %}, wrong: {integration: 3 %}}\n");
    asked = order("a", Earlier::resume);
    EXPECT_EQ(run(asked).count.done, 16);
    merge_study(asked.folder, Overwrite::refuse, our_model());
    auto const result = read_result(file("a/shift-50-50.h5"));
    EXPECT_THAT(result.replicates,
                testing::ElementsAre(0, 1, 2, 3, 100'000, 100'001, 100'002, 100'003));
    EXPECT_THAT(result.scenario_yaml,
                HasSubstr("# draw 1 'wrong', replicates from 100000: --set 'integration=3 %'"));
}

TEST_F(RunningAStudy, finishes_the_others_when_the_model_breaks_in_some_runs)
{
    auto model = our_model();
    model.steps.front().build = make_breaking;
    auto asked = order("a");
    asked.options.replicates = 10;
    auto unlucky = std::int64_t{0};
    for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
        unlucky += Breaking::breaks(Random{20250101, replicate}) ? 1 : 0;
    }
    ASSERT_GT(unlucky, 0);
    ThreadExecutor executor;
    Breaking::repaired = false;
    auto const end = run_study(asked, executor, model, {});
    EXPECT_EQ(end.count.failed, 2 * unlucky);
    EXPECT_EQ(end.count.done, 2 * (10 - unlucky));
    ASSERT_FALSE(end.failures.empty());
    EXPECT_THAT(end.failures.front().sentence,
                AllOf(HasSubstr("in 2024"), HasSubstr("the wheel came off")));
    Breaking::repaired = true;
    asked.earlier = Earlier::resume;
    EXPECT_EQ(run_study(asked, executor, model, {}).count.done, 20);
    EXPECT_EQ(merge_study(asked.folder, Overwrite::refuse, model).files.size(), 2U);
    EXPECT_TRUE(bytes_in(file("a/today-30-70.h5")) == bytes_in(plain(10) / "today-30-70.h5"))
        << "runs that failed before are as they would have been";
}

TEST_F(RunningAStudy, says_where_in_its_file_a_setting_is_wrong)
{
    also(
        "  switches:\n    rule:\n      strict: {investment: {rule: caped}}\n"
        "      loose: {investment: {rul: overspend}}\n");
    EXPECT_THAT(complaint(order("wrong")),
                AllOf(HasSubstr("study.yaml:10:35: error: choice 'strict' of 'rule': "),
                      HasSubstr("study.yaml:11:33: error: choice 'loose' of 'rule': "),
                      HasSubstr("\n        strict: {investment: {rule: caped}}\n"),
                      Not(HasSubstr("command line"))));
}

TEST_F(RunningAStudy, refuses_another_study_in_its_folder)
{
    auto asked = order("a");
    asked.options.replicates = 1;
    run(asked);
    fs::copy_file(asked.study, file("other.yaml"));
    asked.study = file("other.yaml");
    asked.earlier = Earlier::resume;
    EXPECT_THAT(complaint(asked), HasSubstr("those of another study"));
}

TEST_F(RunningAStudy, leaves_finished_runs_of_other_settings_and_says_what_differs)
{
    also("  draws: {low: {integration: 1 %}}\n");
    auto asked = order("a");
    asked.options.replicates = 1;
    run(asked);
    asked.earlier = Earlier::resume;
    auto const record = bytes_in(file("a/study.json"));
    asked.options.set = {"investment.rule=capped"};
    EXPECT_THAT(complaint(asked), AllOf(HasSubstr("another scenario or of other settings"),
                                        HasSubstr("'investment.rule=capped' was not set")));
    asked.options.set.clear();
    also("  draws: {low: {integration: 2 %}}\n");
    order("a");
    EXPECT_THAT(complaint(asked),
                AllOf(HasSubstr("'draw low' is other than for"), Not(HasSubstr("scenario shift"))));
    also(
        "  draws: {high: {integration: 1 %}}\n  switches: {s: {t: {investment: {rule: "
        "capped}}}}\n");
    order("a");
    EXPECT_THAT(complaint(asked), HasSubstr("'draw low' is of the runs that are here"));
    EXPECT_EQ(bytes_in(file("a/study.json")), record);
    also("  draws: {low: {integration: 1 %}, high: {integration: 2 %}}\n");
    order("a");
    asked.options.replicates = 2;
    EXPECT_EQ(run(asked).count.done, 8) << "runs may be added";
}

TEST_F(RunningAStudy, leaves_finished_runs_of_a_file_that_has_changed_since)
{
    auto const scenario = [&](char const* line) {
        auto const today = fs::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml";
        std::ofstream{file("mine.yaml")}
            << "format: smartstart-scenario 1\nextends: " << fs::relative(today, file("")).string()
            << line;
    };
    scenario("\nintegration: 5 %\n");
    auto asked = order("a");
    std::ofstream{asked.study} << "format: smartstart-run-study 1\nstudy:\n"
                                  "  scenarios: [mine.yaml]\n  replicates: 1\n  scale: 1/500\n"
                                  "  years: 2022-2023\n  settings: {rehearsal: 1 year}\n";
    run(asked);
    asked.earlier = Earlier::resume;
    EXPECT_EQ(run(asked).count.done, 1);
    scenario("\nintegration: 6 %\n");
    EXPECT_THAT(complaint(asked), AllOf(HasSubstr("mine.yaml' has changed since the runs"),
                                        Not(HasSubstr("30-70.yaml' has changed")),
                                        Not(HasSubstr("'scenario mine'"))));
}

}  // namespace
}  // namespace smartstart::studies
