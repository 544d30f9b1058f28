#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/result.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Validate, prints_its_card_also_where_its_page_cannot_be_written)
{
    Program const program;
    auto const result = program.file("made-up.h5");
    write_result(test::sample_result({}), result, Overwrite::refuse);
    auto const targets =
        program.write("targets.yaml",
                      "format: smartstart-targets 1\nyear: 2025\ntolerance: 10 %\ntargets:\n"
                      "  placements: {value: 1.1 %, source: made up}\n");
    auto const plain = program({"validate", result, "--quick", "--targets", targets});
    EXPECT_THAT(plain.out, HasSubstr("Patterns"));
    program.write("file", "no folder");
    auto const ran = program({"validate", result, "--quick", "--targets", targets, "--html",
                              program.file("file/card.html")});
    EXPECT_EQ(ran.exit, 74);
    EXPECT_EQ(ran.out, plain.out);
    EXPECT_THAT(ran.err, StartsWith("error: cannot write"));
    EXPECT_THAT(ran.err, HasSubstr("a part of that path is a file, not a folder"));
}

}  // namespace
}  // namespace smartstart
