#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace smartstart {
namespace {

std::string committed(std::string const& name)
{
    std::ifstream file{std::string{SMARTSTART_SOURCE_DIR} + "/docs/reference/" + name,
                       std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(Reference, pages_say_what_the_program_has_now)
{
    Program const program;
    for (std::string const part : {"steps", "settings", "outcomes", "columns"}) {
        auto const ran = program({"describe", part, "--format", "markdown"});
        EXPECT_TRUE(ran.out == committed(part + ".md"))
            << "docs/reference/" << part << ".md is out of date; './dev bless' renews it";
    }
}

TEST(Reference, protocol_of_the_model_says_what_the_program_has_now)
{
    Program const program;
    auto const page = program.file("odd.md");
    auto const committed_page =
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "docs" / "model" / "odd.md";
    std::filesystem::copy_file(committed_page, page);
    ASSERT_EQ(program({"describe", "--fill", page}).exit, 0);
    auto const text = [](std::filesystem::path const& name) {
        std::ifstream file{name, std::ios::binary};
        return std::string{std::istreambuf_iterator<char>{file}, {}};
    };
    EXPECT_TRUE(text(page) == text(committed_page))
        << "docs/model/odd.md is out of date; './dev bless' renews it";
    for (auto const* const heading :
         {"## 1. Purpose and patterns", "## 2. Entities, state variables and scales",
          "## 3. Process overview and scheduling", "## 4. Design concepts", "### Basic principles",
          "### Emergence", "### Adaptation", "### Objectives", "### Learning", "### Prediction",
          "### Sensing", "### Interaction", "### Stochasticity", "### Collectives",
          "### Observation", "## 5. Initialization", "## 6. Input data", "## 7. Submodels"}) {
        EXPECT_NE(text(page).find("\n" + std::string{heading} + "\n"), std::string::npos)
            << heading;
    }
}

TEST(Reference, schema_says_what_the_program_has_now)
{
    Program const program;
    auto const ran = program({"describe", "--format", "schema"});
    EXPECT_TRUE(ran.out == committed("scenario.schema.json"))
        << "docs/reference/scenario.schema.json is out of date; './dev bless' renews it";
    auto const schema = nlohmann::json::parse(ran.out);
    auto const& levers = schema.at("properties");
    EXPECT_EQ(levers.at("seed").at("allOf").at(0).at("$ref"), "#/definitions/whole");
    EXPECT_TRUE(levers.at("knowledge").at("properties").contains("school"));
    EXPECT_EQ(levers.at("investment").at("properties").at("rule").at("enum").size(), 4U);
}

}  // namespace
}  // namespace smartstart
