#include "calibration/fitting/method_settings.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;

struct Read {
    MethodPlan plan;
    std::vector<std::string> mistakes;
};

Read read(std::string const& lines, std::size_t unknowns)
{
    auto const file =
        std::filesystem::path{testing::TempDir()} / (std::to_string(getpid()) + "-method.yaml");
    std::ofstream{file} << "format: smartstart-calibration 1\n" << lines;
    auto const settings = SettingsFile::read_as("smartstart-calibration 1", file, {});
    std::filesystem::remove(file);
    Read found{read_method(settings.root(), unknowns, 5), {}};
    try {
        settings.finish();
    } catch (InputError const& error) {
        for (auto const& problem : error.problems()) {
            found.mistakes.push_back(problem.text);
        }
    }
    return found;
}

TEST(MethodSettings, are_waves_where_nothing_stands)
{
    auto const found = read("waves: {points: [100, 80], repeated: 20 %}\n", 21);
    EXPECT_TRUE(found.mistakes.empty());
    EXPECT_EQ(found.plan.method, FittingMethod::waves);
    EXPECT_EQ(found.plan.waves.sizes, (std::vector{100, 80}));
    EXPECT_EQ(found.plan.waves.seed, 5U);
}

TEST(MethodSettings, let_what_another_method_wants_stand)
{
    std::string const both =
        "waves: {points: [100], repeated: 20 %}\n"
        "abc: {particles: 100, most_runs: 2000, keep: 40 %}\n";
    EXPECT_TRUE(read("method: quick_look\n" + both, 3).mistakes.empty());
    auto const abc = read("method: abc\n" + both, 3);
    EXPECT_TRUE(abc.mistakes.empty());
    EXPECT_EQ(abc.plan.abc.particles, 100);
    EXPECT_NEAR(abc.plan.abc.keep, 0.4, 1e-12);
}

TEST(MethodSettings, of_a_synthetic_likelihood_say_how_many_runs_it_may_make)
{
    auto const found =
        read("method: synthetic_likelihood\nsynthetic_likelihood: {most_runs: 50000}\n", 5);
    EXPECT_TRUE(found.mistakes.empty());
    EXPECT_EQ(found.plan.synthetic.most_runs, 50'000);
}

TEST(MethodSettings, of_rejection_say_how_many_runs_and_how_many_are_kept)
{
    auto const found = read("method: rejection\nrejection: {runs: 3000, accept: 5 %}\n", 21);
    EXPECT_TRUE(found.mistakes.empty());
    EXPECT_EQ(found.plan.rejection.runs, 3000);
    EXPECT_NEAR(found.plan.rejection.accept, 0.05, 1e-12);
    EXPECT_EQ(found.plan.rejection.seed, 5U);
}

TEST(Methods, without_a_likelihood_warn_that_tolerances_are_not_taken_in)
{
    for (auto const method : {FittingMethod::abc, FittingMethod::rejection}) {
        EXPECT_THAT(warning_of(method), HasSubstr("not taken in"));
    }
}

TEST(MethodSettings, say_what_is_wrong)
{
    EXPECT_THAT(read("method: rejection\nrejection: {runs: 50}\n", 3).mistakes,
                testing::ElementsAre(HasSubstr("from 100 to ten million runs")));
    EXPECT_THAT(read("method: abc\nabc: {particles: 100, most_runs: 150}\n", 3).mistakes,
                testing::ElementsAre(HasSubstr("twice the particles (200)")));
    EXPECT_THAT(read("method: abc\nabc: {particles: 100, most_runs: 2000}\n", 21).mistakes,
                testing::ElementsAre(HasSubstr("with 21 it would take too many runs")));
    EXPECT_THAT(read("method: wave\nwaves: {points: [100], repeated: 20 %}\n", 3).mistakes,
                testing::ElementsAre(HasSubstr("Is 'waves' meant?")));
    EXPECT_THAT(read("waves: {points: [5], repeated: 20 %}\n", 3).mistakes,
                testing::ElementsAre(HasSubstr("from 10 to 2000")));
}

}  // namespace
}  // namespace smartstart
