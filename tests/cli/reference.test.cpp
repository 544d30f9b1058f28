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
