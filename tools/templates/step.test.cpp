#include <gtest/gtest.h>

#include <algorithm>

#include "engine/step/step.hpp"

namespace smartstart {
namespace {

TEST(@Name@, is_listed_once)
{
    auto const all = all_steps();
    EXPECT_EQ(std::count_if(all.begin(), all.end(),
                            [](auto const& kind) { return kind.name == "@name@"; }),
              1);
}

}  // namespace
}  // namespace smartstart
