#include "engine/run/study/study.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/run/study/job_files.hpp"
#include "engine/run/study/plan.hpp"

namespace smartstart::studies {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class AStudy : public testing::Test {
protected:
    AStudy()
    {
        for (fs::path const scenario : {"a.yaml", "sub/b.yaml", "x/a.yaml"}) {
            fs::create_directories((folder_ / scenario).parent_path());
            std::ofstream{folder_ / scenario} << "format: smartstart-scenario 1\n";
        }
    }
    ~AStudy() override { fs::remove_all(folder_); }

    Study read(std::string const& lines, RunOptions const& asked = {}) const
    {
        auto const file = folder_ / "study.yaml";
        std::ofstream{file} << "format: smartstart-run-study 1\nstudy:\n" << lines;
        return Study::read(file, asked);
    }
    std::string complaint(std::string const& lines) const
    {
        try {
            read(lines);
        } catch (InputError const& error) {
            return error.what();
        }
        return "nothing was wrong";
    }
    fs::path beside(std::string const& name) const { return folder_ / name; }

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-study-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

constexpr auto full = R"(  scenarios: [a.yaml, sub/b.yaml]
  replicates: 20
  scale: 1/10
  settings: {investment: {front_share: {2025: 30 %, 2030: 50 %}}, integration: 0 %}
  switches:
    rule: {strict: {investment: {rule: capped}}, loose: {investment: {rule: overspend}}}
    help: {less: {integration: 0 %}, more: {integration: 20 %}}
  draws:
    low: {steps: {debts: {recovery: 0.1 per year}}}
    high: {steps: {debts: {recovery: 0.3 per year}}}
)";

TEST_F(AStudy, says_scenarios_switches_draws_and_replicates)
{
    auto const study = read(full);
    EXPECT_THAT(study.scenarios, ElementsAre(beside("a.yaml"), beside("sub/b.yaml")));
    EXPECT_EQ(study.replicates, 20);
    EXPECT_EQ(study.options.scale, "1/10");
    EXPECT_THAT(study.options.set,
                ElementsAre("integration=0 %", "investment.front_share={2025: 30 %, 2030: 50 %}"));
    ASSERT_EQ(study.draws.size(), 2U);
    EXPECT_EQ(study.draws[1].name, "high");
    EXPECT_THAT(study.draws[1].set, ElementsAre("steps.debts.recovery=0.3 per year"));
    std::vector<std::string> names;
    for (auto const& one : combinations(study)) {
        names.push_back(one.name);
    }
    EXPECT_THAT(names, ElementsAre("rule-strict.help-less", "rule-strict.help-more",
                                   "rule-loose.help-less", "rule-loose.help-more"));
    EXPECT_THAT(combinations(study)[1].set,
                ElementsAre("investment.rule=capped", "integration=20 %"));
}

TEST_F(AStudy, takes_what_the_command_line_asks_over_what_it_says)
{
    RunOptions asked;
    asked.replicates = 40;
    asked.seed = 7;
    asked.set = {"integration=5 %"};
    auto const study = read(full, asked);
    EXPECT_EQ(study.replicates, 40);
    EXPECT_EQ(study.options.seed, 7U);
    EXPECT_EQ(study.options.set.back(), "integration=5 %");
}

TEST_F(AStudy, knows_where_it_sets_what_the_command_line_does_not)
{
    auto const lines =
        "  scenarios: [a.yaml]\n  replicates: 2\n  scale: 1/0\n"
        "  settings: {integration: 200 %}\n";
    std::vector<Problem> const wrong{{{"command line", 0, 0}, "'scale' is '1/0'.", {}},
                                     {{"command line", 0, 0}, "'integration' is '200 %'.", {}}};
    auto const placed = in_file_of_study(wrong, read(lines).places);
    EXPECT_EQ(placed[0].place.line, 5);
    EXPECT_EQ(placed[1].place.line, 6);
    EXPECT_EQ(placed[1].place.column, 27);
    EXPECT_EQ(placed[1].excerpt, "  settings: {integration: 200 %}");
    RunOptions asked;
    asked.scale = "1/0";
    EXPECT_EQ(in_file_of_study(wrong, read(lines, asked).places)[0].place.file, "command line");
}

TEST_F(AStudy, tells_all_its_mistakes_at_once)
{
    EXPECT_THAT(complaint("  scenarios: [a.yaml, x/a.yaml]\n  replicates: 0\n  scael: 1/10\n"
                          "  switches: {rule: {7: {}}}\n"),
                AllOf(HasSubstr("names two scenarios 'a'"), HasSubstr("must be from 1 to 100000"),
                      HasSubstr("Is 'scale' meant?"), HasSubstr("must begin with a letter"),
                      HasSubstr("has no choices")));
    EXPECT_THAT(complaint("  scenarios: []\n  replicates: 1\n"), HasSubstr("at least one"));
    for (std::string const set : {"traces: {families: [3]}", "publish: true"}) {
        EXPECT_THAT(
            complaint("  scenarios: [a.yaml]\n  replicates: 1\n  draws: {low: {" + set + "}}\n"),
            HasSubstr("must be the same in every draw of a result"))
            << set;
    }
}

TEST_F(AStudy, names_scenarios_from_its_own_folder)
{
    EXPECT_THAT(complaint("  scenarios: [sub/c.yaml, a.yaml]\n  replicates: 1\n"),
                AllOf(HasSubstr("study.yaml:3:14"),
                      HasSubstr("names 'sub/c.yaml', which cannot be "
                                "used: there is no such file."),
                      HasSubstr("Is 'b.yaml' meant?")));
}

TEST_F(AStudy, has_blocks_that_hold_every_run_once_and_stay_when_replicates_are_added)
{
    auto const study = read(full);
    Plan const plan{study, {1, 3}};
    EXPECT_EQ(plan.runs(), 2 * 4 * 2 * 20);
    std::set<std::tuple<std::size_t, std::size_t, int>> units;
    std::set<std::string> names;
    for (auto const& block : plan.blocks()) {
        names.insert(block.name);
        EXPECT_LE(block.units.size(), 3U);
        for (auto const& unit : block.units) {
            EXPECT_TRUE(units.emplace(unit.combination, unit.draw, unit.replicate).second);
        }
    }
    EXPECT_EQ(units.size(), 4U * 2U * 20U);
    EXPECT_EQ(names.size(), plan.blocks().size());
    RunOptions more;
    more.replicates = 40;
    Plan const longer{read(full, more), {1, 3}};
    for (auto const& block : longer.blocks()) {
        names.erase(block.name);
    }
    EXPECT_TRUE(names.empty()) << "every block is there with more replicates as well";
}

TEST_F(AStudy, needs_a_few_hundred_files_at_most_whatever_its_size)
{
    auto study = read(full);
    study.switches.clear();
    for (auto const& [draws, replicates] :
         {std::pair{1, 20}, std::pair{1, 10'000}, std::pair{100, 50}, std::pair{10'000, 1}}) {
        study.draws.assign(static_cast<std::size_t>(draws), {"d", {}, {}});
        study.replicates = replicates;
        auto const blocks = Plan{study, block_size_for(study)}.blocks().size();
        EXPECT_LE(blocks, 256U);
        EXPECT_GE(blocks, std::min(draws * replicates, 20) * 1U);
    }
}

TEST_F(AStudy, gives_each_draw_luck_of_its_own)
{
    EXPECT_EQ(luck_of(0, 19), 19);
    EXPECT_EQ(luck_of(3, 7), 300'007);
}

ClusterOrder order()
{
    return {.program = "smart start/smartstart",
            .arguments = "--study s.yaml",
            .folder = "results",
            .name = "s",
            .nodes = 4,
            .tasks_per_node = 8,
            .threads = 2,
            .time = "2:00:00",
            .partition = "thin",
            .account = "",
            .launcher = "srun --mpi=pmix"};
}

TEST(JobFiles, ask_to_stop_before_the_time_limit_and_go_on_afterwards)
{
    auto const array = array_job(order());
    EXPECT_THAT(array, AllOf(HasSubstr("#SBATCH --array=1-32\n"), HasSubstr("--signal=TERM@600\n"),
                             HasSubstr("#SBATCH --requeue\n"), HasSubstr("--partition=thin\n"),
                             HasSubstr("--share \"$SLURM_ARRAY_TASK_ID/32\""),
                             HasSubstr("'smart start/smartstart' run --study s.yaml --resume"),
                             HasSubstr("\"$code\" -eq 5"), Not(HasSubstr("--account"))));
    auto const mpi = mpi_job(order());
    EXPECT_THAT(mpi, AllOf(HasSubstr("--nodes=4\n"), HasSubstr("--ntasks-per-node=8\n"),
                           HasSubstr("srun --mpi=pmix 'smart start/smartstart'")));
    auto with_mpirun = order();
    with_mpirun.launcher = "mpirun";
    EXPECT_THAT(mpi_job(with_mpirun), HasSubstr("--signal=USR1@600\n"));
}

TEST(JobFiles, read_a_time_as_slurm_does)
{
    EXPECT_EQ(seconds_of_warning("10"), 60);
    EXPECT_EQ(seconds_of_warning("10:30"), 63);
    EXPECT_EQ(seconds_of_warning("0:20:00"), 120);
    EXPECT_EQ(seconds_of_warning("1-12"), 600);
    EXPECT_EQ(seconds_of_warning("1"), 30);
    for (auto const* const wrong : {"", "soon", "1:2:3:4", "-5", "1-", "0"}) {
        EXPECT_THROW(seconds_of_warning(wrong), InputError) << wrong;
    }
}

}  // namespace
}  // namespace smartstart::studies
