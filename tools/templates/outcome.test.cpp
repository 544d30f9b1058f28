#include <gtest/gtest.h>

#include <algorithm>

#include "engine/outcome/outcome.hpp"

namespace smartstart {
namespace {

OutcomeKind const* listed()
{
    auto const& all = all_outcomes();
    auto const found = std::find_if(all.begin(), all.end(),
                                    [](auto const& kind) { return kind.info.id == "@name@"; });
    return found == all.end() ? nullptr : &*found;
}

TEST(@Name@, is_among_all_outcomes)
{
    ASSERT_NE(listed(), nullptr);
}

TEST(@Name@, reads_the_columns_that_it_counts)
{
    Schema schema;
    auto const outcome = listed()->build(schema);
    auto const& columns = schema.people();
    auto const counted = std::find_if(columns.begin(), columns.end(), [](auto const& column) {
        return column.name == "in_school";
    });
    ASSERT_NE(counted, columns.end());
    EXPECT_EQ(counted->readers, std::vector<std::string>{"@name@"});
}

}  // namespace
}  // namespace smartstart
