#include "calibration/study/behaviour.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace smartstart {
namespace {

namespace fs = std::filesystem;

fs::path scenario(char const* name)
{
    return fs::path{SMARTSTART_SOURCE_DIR} / "scenarios" / name;
}

TEST(Behaviour, is_that_of_the_model_and_not_of_what_comes_later)
{
    EXPECT_EQ(behaviour_of(scenario("today-30-70.yaml")),
              behaviour_of(scenario("shift-50-50.yaml")))
        << "two years of the rehearsal are the same under both";
}

TEST(Behaviour, tells_a_model_with_one_other_number)
{
    auto const other = fs::temp_directory_path() / fmt::format("other-{}.yaml", getpid());
    std::ofstream{other} << fmt::format(
        "format: smartstart-scenario 1\n"
        "extends: {}\n"
        "title: {{nl: \"Anders\", en: \"Other\"}}\n"
        "question: {{nl: \"Wat anders?\", en: \"What else?\"}}\n"
        "steps: {{debts: {{entry: 0.013 per year}}}}\n",
        scenario("today-30-70.yaml").string());
    EXPECT_NE(behaviour_of(scenario("today-30-70.yaml")), behaviour_of(other));
    fs::remove(other);
}

}  // namespace
}  // namespace smartstart
