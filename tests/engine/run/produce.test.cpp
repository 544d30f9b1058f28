#include "engine/run/produce.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/run/reproduce.hpp"
#include "engine/store/unfinished.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string bytes_in(fs::path const& name)
{
    std::ifstream file{name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class ARun : public testing::Test {
protected:
    ~ARun() override { fs::remove_all(folder_); }

    static std::vector<Prepared> two_scenarios(std::string const& seed = "seed=1")
    {
        return small(
            {"today-30-70", "shift-50-50"},
            {.set = {"rehearsal=1 year", "years=2025-2027", seed}, .one_in = 500, .replicates = 3});
    }
    Production into(std::string const& name, Earlier earlier = Earlier::refuse,
                    unsigned threads = 1) const
    {
        return {folder_ / name, earlier, threads};
    }
    fs::path file(std::string const& name) const { return folder_ / name; }
    /// Stops after so many questions.
    static Listener stopping_after(int questions)
    {
        return {{}, [left = questions]() mutable { return left-- <= 0; }};
    }

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-produce-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ARun, writes_a_result_and_a_log_for_each_scenario)
{
    auto const produced = produce(two_scenarios(), into("a"), {});
    EXPECT_EQ(produced.ended, Ended::whole);
    EXPECT_THAT(produced.files, ElementsAre(file("a/today-30-70.h5"), file("a/shift-50-50.h5")));
    EXPECT_THAT(bytes_in(file("a/shift-50-50.log.json")), HasSubstr("peak_memory_bytes"));
    EXPECT_EQ(std::distance(fs::directory_iterator{file("a")}, {}), 4) << "and nothing else";
    auto const result = read_result(file("a/shift-50-50.h5"));
    EXPECT_THAT(result.replicates, ElementsAre(0, 1, 2));
    EXPECT_THAT(result.years, ElementsAre(2025, 2026, 2027));
    EXPECT_EQ(result.municipalities.size(), 9U);
    EXPECT_EQ(result.start_of_difference, "2026-01");
    EXPECT_EQ(result.differs_from, "today-30-70");
    EXPECT_FALSE(result.differences_nl.empty());
    EXPECT_THAT(result.scenario_yaml, HasSubstr("extends: shift-50-50-money-only.yaml"));
    EXPECT_THAT(result.scenario_resolved, HasSubstr("seed: 1\n"));
    EXPECT_GT(result.inputs.size(), 20U);
    EXPECT_THAT(result.sides, ElementsAre("front", "back", "none"));
}

TEST_F(ARun, gives_the_same_bytes_again_and_on_other_numbers_of_threads)
{
    produce(two_scenarios(), into("a"), {});
    produce(two_scenarios(), into("b", Earlier::refuse, 4), {});
    EXPECT_EQ(bytes_in(file("a/shift-50-50.h5")), bytes_in(file("b/shift-50-50.h5")));
    EXPECT_EQ(bytes_in(file("a/today-30-70.h5")), bytes_in(file("b/today-30-70.h5")));
}

TEST_F(ARun, that_was_stopped_anywhere_goes_on_to_the_same_bytes)
{
    produce(two_scenarios(), into("whole"), {});
    for (int const questions : {0, 2, 3, 5}) {
        auto const name = "stopped-" + std::to_string(questions);
        auto const stopped = produce(two_scenarios(), into(name), stopping_after(questions));
        EXPECT_EQ(stopped.ended, Ended::stopped);
        EXPECT_THAT(stopped.files, IsEmpty());
        EXPECT_FALSE(fs::exists(file(name + "/shift-50-50.h5")));
        if (questions > 2) {
            EXPECT_THAT(stopped.unfinished, SizeIs(2)) << questions;
            EXPECT_THROW(produce(two_scenarios(), into(name), {}), OutputExists);
        }
        auto const again = produce(two_scenarios(), into(name, Earlier::resume, 2), {});
        EXPECT_EQ(again.ended, Ended::whole);
        for (auto const* const scenario : {"/today-30-70.h5", "/shift-50-50.h5"}) {
            EXPECT_EQ(bytes_in(file(name + scenario)),
                      bytes_in(file(std::string{"whole"} + scenario)))
                << questions;
        }
        EXPECT_FALSE(fs::exists(file(name + "/shift-50-50.h5.part")));
    }
}

TEST_F(ARun, leaves_what_exists_unless_it_is_forced)
{
    produce(two_scenarios(), into("a"), {});
    auto const before = bytes_in(file("a/shift-50-50.h5"));
    EXPECT_THROW(produce(two_scenarios("seed=2"), into("a"), {}), OutputExists);
    EXPECT_THROW(produce(two_scenarios("seed=2"), into("a", Earlier::resume), {}), OutputExists);
    EXPECT_EQ(bytes_in(file("a/shift-50-50.h5")), before);
    produce(two_scenarios("seed=2"), into("a", Earlier::replace), {});
    EXPECT_NE(bytes_in(file("a/shift-50-50.h5")), before);
}

TEST_F(ARun, that_was_forced_and_stopped_goes_on_beside_the_older_result)
{
    produce(two_scenarios("seed=2"), into("whole"), {});
    // Stopped before anything was begun, and between two replicates.
    for (int const questions : {0, 3}) {
        auto const name = "forced-" + std::to_string(questions);
        produce(two_scenarios(), into(name), {});
        auto const older = bytes_in(file(name + "/shift-50-50.h5"));
        auto const stopped = produce(two_scenarios("seed=2"), into(name, Earlier::replace),
                                     stopping_after(questions));
        ASSERT_EQ(stopped.ended, Ended::stopped);
        EXPECT_EQ(bytes_in(file(name + "/shift-50-50.h5")), older) << "until the new one is whole";
        EXPECT_THROW(produce(two_scenarios("seed=3"), into(name, Earlier::resume), {}),
                     OutputExists);
        produce(two_scenarios("seed=2"), into(name, Earlier::resume), stopping_after(0));
        auto const again = produce(two_scenarios("seed=2"), into(name, Earlier::resume), {});
        EXPECT_EQ(again.ended, Ended::whole);
        for (auto const* const scenario : {"/today-30-70.h5", "/shift-50-50.h5"}) {
            EXPECT_EQ(bytes_in(file(name + scenario)),
                      bytes_in(file(std::string{"whole"} + scenario)))
                << questions;
            EXPECT_FALSE(fs::exists(file(name + scenario + ".part")));
        }
    }
}

TEST_F(ARun, that_is_refused_throws_nothing_away_though_it_was_forced)
{
    produce(two_scenarios(), into("a"), stopping_after(3));
    auto const kept = bytes_in(file("a/today-30-70.h5.part"));
    ASSERT_EQ(Unfinished::look(file("a/today-30-70.h5.part")).replicates.size(), 1U);
    std::vector const lives{file("a/today-30-70.h5.replicate-1.checkpoint"),
                            file("a/shift-50-50.h5.replicate-1.checkpoint")};
    for (auto const& life : lives) {
        std::ofstream{life} << "of the run at work";
    }
    {
        RecordFile const at_work{file("a/shift-50-50.h5.part")};
        EXPECT_THROW(produce(two_scenarios("seed=2"), into("a", Earlier::replace), {}), FileInUse);
    }
    EXPECT_TRUE(bytes_in(file("a/today-30-70.h5.part")) == kept);
    EXPECT_TRUE(fs::exists(lives[0]) && fs::exists(lives[1]));
    // Nor does one that finds its result whole while another is replacing it.
    produce(two_scenarios(), into("b"), {});
    produce(two_scenarios("seed=2"), into("b", Earlier::replace), stopping_after(3));
    auto const life = file("b/today-30-70.h5.replicate-1.checkpoint");
    std::ofstream{life} << "of the run at work";
    produce(two_scenarios(), into("b", Earlier::resume), {});
    EXPECT_TRUE(fs::exists(life));
}

TEST_F(ARun, that_was_forced_and_stopped_says_how_to_go_on)
{
    produce(two_scenarios(), into("a"), {});
    produce(two_scenarios("seed=2"), into("a", Earlier::replace), stopping_after(0));
    try {
        produce(two_scenarios("seed=2"), into("a"), {});
        FAIL() << "the older result was replaced";
    } catch (OutputExists const& refused) {
        EXPECT_THAT(refused.what(), HasSubstr("--resume with its settings"));
    }
    EXPECT_THAT(produce(two_scenarios(), into("a", Earlier::resume), {}).files, SizeIs(2))
        << "what is there is whole";
    produce(two_scenarios(), into("a", Earlier::replace), stopping_after(0));
    produce(two_scenarios(), into("a", Earlier::resume), {});
    EXPECT_FALSE(fs::exists(file("a/shift-50-50.h5.part"))) << "nothing is left to go on with";
}

TEST_F(ARun, does_not_live_again_what_is_whole)
{
    produce(two_scenarios(), into("a"), {});
    auto lived = 0;
    auto const again = produce(two_scenarios(), into("a", Earlier::resume),
                               {[&](Progress const&) { ++lived; }, {}});
    EXPECT_EQ(lived, 0);
    EXPECT_THAT(again.files, SizeIs(2));
}

TEST_F(ARun, is_whole_by_whatever_path_its_scenario_is_named)
{
    auto const scenarios = fs::path{SMARTSTART_SOURCE_DIR} / "scenarios";
    auto const named = [&](fs::path const& folder) {
        RunOptions options;
        options.scale = "1/500";
        options.replicates = 1;
        options.years = "2025-2026";
        options.set = {"rehearsal=1 year"};
        return prepare({folder / "today-30-70.yaml"}, options, our_model());
    };
    produce(named(scenarios), into("a"), {});
    auto const elsewhere = named(fs::relative(scenarios));
    ASSERT_NE(inputs_of(elsewhere.front()).front().path,
              inputs_of(named(scenarios).front()).front().path);
    EXPECT_THAT(produce(elsewhere, into("a", Earlier::resume), {}).files, SizeIs(1));
}

TEST_F(ARun, that_was_killed_between_its_result_and_its_log_writes_the_log_when_it_goes_on)
{
    produce(two_scenarios(), into("a"), {});
    auto const log = file("a/shift-50-50.log.json");
    auto const other = bytes_in(file("a/today-30-70.log.json"));
    fs::remove(log);
    produce(two_scenarios(), into("a", Earlier::resume), {});
    EXPECT_THAT(bytes_in(log), HasSubstr("\"scenario\": \"shift-50-50\""));
    EXPECT_THAT(bytes_in(log), HasSubstr("\"replicates_from_earlier_run\": 3"));
    EXPECT_EQ(bytes_in(file("a/today-30-70.log.json")), other) << "what is there stays";
}

TEST_F(ARun, throws_no_finished_replicates_away_when_it_goes_on_with_fewer)
{
    auto const fewer = small(
        {"today-30-70"},
        {.set = {"rehearsal=1 year", "years=2025-2027", "seed=1"}, .one_in = 500, .replicates = 1});
    auto const more = small(
        {"today-30-70"},
        {.set = {"rehearsal=1 year", "years=2025-2027", "seed=1"}, .one_in = 500, .replicates = 3});
    auto two_are_whole = false;
    Listener const stops{
        [&](Progress progress) { two_are_whole = 3 * progress.done >= 2 * progress.all; },
        [&] { return two_are_whole; }};
    ASSERT_EQ(produce(more, into("a"), stops).ended, Ended::stopped);
    auto const kept = bytes_in(file("a/today-30-70.h5.part"));
    try {
        produce(fewer, into("a", Earlier::resume), {});
        ADD_FAILURE() << "the second replicate is gone";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("Go on with --replicates 2, or use --force"));
    }
    EXPECT_TRUE(bytes_in(file("a/today-30-70.h5.part")) == kept);
    EXPECT_EQ(produce(more, into("a", Earlier::resume), {}).ended, Ended::whole);
}

TEST_F(ARun, does_not_mix_in_replicates_of_another_seed)
{
    produce(two_scenarios(), into("a"), stopping_after(3));
    try {
        produce(two_scenarios("seed=2"), into("a", Earlier::resume), {});
        FAIL() << "two seeds were mixed";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("Other than here is 'seed'."));
    }
}

TEST_F(ARun, names_the_traces_that_an_unfinished_run_does_not_keep)
{
    auto const run = [&](std::string const& traces, Earlier earlier) {
        auto const scenarios =
            small({"today-30-70"}, {.set = {"rehearsal=1 year", traces, "years=2025-2027"},
                                    .one_in = 500,
                                    .replicates = 3});
        produce(scenarios, into("a", earlier), stopping_after(2));
    };
    run("traces.families=[7]", Earlier::refuse);
    ASSERT_EQ(Unfinished::look(file("a/today-30-70.h5.part")).replicates.size(), 1U);
    try {
        run("traces.families=[7, 8]", Earlier::resume);
        FAIL() << "they were kept";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("Other than here is 'traces.families'."));
    }
}

TEST_F(ARun, tells_every_year_it_lives_and_shares_a_past)
{
    std::vector<Progress> told;
    produce(two_scenarios(), into("a"),
            {[&](Progress const& progress) { told.push_back(progress); }, {}});
    // 2021 to 2027 under today's scenario, and 2026 and 2027 once more under the shift.
    ASSERT_THAT(told, SizeIs(3 * (7 + 2)));
    EXPECT_EQ(told.back().done, told.back().all);
    EXPECT_EQ(told.back().all, 27);
}

TEST_F(ARun, refuses_scenarios_that_cannot_be_compared)
{
    auto mixed = two_scenarios();
    mixed[1] = two_scenarios("seed=2")[1];
    EXPECT_THROW(produce(mixed, into("a"), {}), InputError);
    auto twice = two_scenarios();
    twice.push_back(twice.front());
    EXPECT_THROW(produce(twice, into("a"), {}), InputError);
}

TEST_F(ARun, says_that_a_folder_cannot_be_written)
{
    std::ofstream{fs::path{testing::TempDir()} / "no-folder"} << "a file";
    EXPECT_THROW(produce(two_scenarios(), {fs::path{testing::TempDir()} / "no-folder" / "x"}, {}),
                 StoreError);
}

TEST_F(ARun, names_the_replicate_in_which_a_fault_happened)
{
    auto scenarios = two_scenarios();
    auto const& scenario = scenarios[0].scenario;
    auto faulty = std::make_shared<Blueprint>(scenario, our_model(), Region::read(scenario.region));
    faulty->after_step = [](std::string_view step, World const& world) {
        if (step == "costs" && world.clock.now.year() == 2023) {
            throw BrokenPromise{"a cent is missing."};
        }
    };
    scenarios[0].blueprint = faulty;
    try {
        produce(scenarios, into("a"), {});
        FAIL() << "the fault was lost";
    } catch (BrokenPromise const& fault) {
        EXPECT_THAT(fault.what(),
                    HasSubstr("replicate 0 of 'today-30-70' in 2023: a cent is missing. This is"));
    }
}

TEST_F(ARun, comes_out_the_same_when_it_is_run_again_from_its_result)
{
    produce(two_scenarios(), into("a"), {});
    auto const found = reproduce(file("a/shift-50-50.h5"), 2, {});
    EXPECT_EQ(found.answer, Reproduction::Answer::equal);
    EXPECT_THAT(found.notes, IsEmpty());
}

TEST_F(ARun, keeps_small_counts_out_of_what_is_published_and_comes_out_the_same_again)
{
    std::vector<std::string> wishes{"rehearsal=1 year", "years=2025-2026"};
    Small const size{.set = wishes, .one_in = 500, .replicates = 2};
    produce(small({"today-30-70"}, size), into("a"), {});
    wishes.emplace_back("disclosure.minimum_cell=3");
    auto published = size;
    published.set = wishes;
    produce(small({"today-30-70"}, published), into("b"), {});
    auto const whole = read_result(file("a/today-30-70.h5"));
    auto const safe = read_result(file("b/today-30-70.h5"));
    EXPECT_EQ(whole.minimum_cell, 0U);
    EXPECT_EQ(safe.minimum_cell, 3U);
    EXPECT_EQ(safe.past, whole.past) << "it is lived as ever";
    EXPECT_EQ(safe.cents, whole.cents);
    auto gone = std::size_t{0};
    for (std::size_t i = 0; i < whole.outcomes.size(); ++i) {
        for (std::size_t cell = 0; cell < whole.cells(); ++cell) {
            if (std::isnan(safe.numerators[i][cell])) {
                ++gone;
            } else {
                EXPECT_EQ(safe.numerators[i][cell], whole.numerators[i][cell]);
            }
        }
    }
    EXPECT_EQ(gone, safe.suppressed_cells * safe.replicates.size());
    EXPECT_GT(gone, 0U);
    EXPECT_LT(gone, whole.outcomes.size() * whole.cells());
    EXPECT_EQ(reproduce(file("b/today-30-70.h5"), 2, {}).answer, Reproduction::Answer::equal);
}

TEST_F(ARun, is_seen_to_differ_from_a_result_with_another_number)
{
    produce(two_scenarios(), into("a"), {});
    auto result = read_result(file("a/shift-50-50.h5"));
    result.numerators[3][0] += 1.0;
    write_result(result, file("a/changed.h5"), Overwrite::refuse);
    auto const found = reproduce(file("a/changed.h5"), 2, {});
    EXPECT_EQ(found.answer, Reproduction::Answer::not_equal);
    EXPECT_THAT(found.differing, ElementsAre(result.outcomes[3].id));
}

}  // namespace
}  // namespace smartstart::test
