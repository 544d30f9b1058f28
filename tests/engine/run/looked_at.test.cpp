#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include "engine/parallel/row_list.hpp"
#include "engine/run/life.hpp"
#include "tests/support/small_run.hpp"

/// Facts of the young in the rows of the grown take no memory, and no time, as long as nobody looks
/// at them, not even to see that there is nothing.
namespace smartstart::test {
namespace {

constexpr std::uintptr_t page = 4096;

/// Whether a page that lies whole between these two has memory.
bool has_memory(std::byte const* from, std::byte const* end)
{
    auto const first = (reinterpret_cast<std::uintptr_t>(from) + page - 1) / page;
    auto const pages = reinterpret_cast<std::uintptr_t>(end) / page - first;
    std::vector<unsigned char> there(pages);
    if (mincore(reinterpret_cast<void*>(first * page), pages * page, there.data()) != 0) {
        return true;
    }
    return std::ranges::any_of(there, [](auto one) { return (one & 1U) != 0; });
}

/// The columns that somebody has looked at in the rows of the grown. Rows are found by blocks, so
/// the blocks at both ends do not count.
std::vector<std::string> looked_at(People const& people)
{
    auto const grown = people.forgotten(Kept::until_thirty);
    auto const first = grown.first + rows_per_block;
    auto const end = grown.end - rows_per_block;
    std::vector<std::string> names;
    for (std::size_t at = 0; at < people.columns(); ++at) {
        auto const cells = people.bytes_of(at);
        auto const each = cells.size() / people.size();
        if (people.kept(at) != Kept::for_life &&
            has_memory(cells.data() + first * each, cells.data() + end * each)) {
            names.push_back(people.name_of(at));
        }
    }
    return names;
}

/// Large enough to be put in order, which it is in January 2022.
TEST(WhatTheGrownForgot, is_looked_at_by_nobody)
{
    if (sysconf(_SC_PAGESIZE) != long{page}) {
        GTEST_SKIP() << "pages are of another size, and Memory gives none back";
    }
    auto const prepared = small({"today-30-70"}, {.set = {"years=2022-2023"}, .one_in = 12});
    auto const& blueprint = *prepared.front().blueprint;
    Life life{blueprint, people_of(prepared.front()), 0, 1};
    while (life.next_year() <= blueprint.years().last) {
        auto const year = life.next_year();
        life.live_year(blueprint);
        if (year >= blueprint.years().first) {
            auto const& people = life.world().people;
            ASSERT_GT(people.forgotten(Kept::until_thirty).end -
                          people.forgotten(Kept::until_thirty).first,
                      4 * rows_per_block);
            EXPECT_THAT(looked_at(people), testing::IsEmpty()) << year;
        }
    }
}

}  // namespace
}  // namespace smartstart::test
