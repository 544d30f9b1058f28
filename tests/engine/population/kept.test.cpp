#include <algorithm>
#include <cstdint>
#include <memory_resource>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/population/memory.hpp"
#include "engine/population/table.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace smartstart {
namespace {

constexpr Fact<Person, std::uint64_t> name{"name", "a name", 7};
constexpr Fact<Person, std::int16_t> care{"care", "month of care", 0, CellKind::calendar_month,
                                          Kept::in_youth};
constexpr Fact<Person, float> score{"score", "a score", 0, CellKind::value, Kept::until_thirty};

/// A table with facts that are kept for life, in youth and until thirty.
struct Sample {
    Schema schema;
    Owned<Person, std::uint64_t> name = schema.own(smartstart::name, "test");
    Owned<Person, std::int16_t> care = schema.own(smartstart::care, "test");
    Owned<Person, float> score = schema.own(smartstart::score, "test");
    People people{schema.people()};

    explicit Sample(std::size_t rows)
    {
        people.append(rows);
        for (Row row = 0; row < rows; ++row) {
            people.change(name)[row] = name_of(row);
            people.change(care)[row] = static_cast<std::int16_t>(row % 1000 + 1);
            people.change(score)[row] = static_cast<float>(row) + 0.5F;
        }
    }
    static std::uint64_t name_of(std::uint64_t row) { return (row << 40U) + 3 * row; }
};

TEST(KeptFacts, go_along_when_rows_change_places_and_are_forgotten_from_their_row_on)
{
    constexpr std::size_t rows = 50'000;
    Sample sample{rows};
    // Every other row, the last one first.
    std::vector<Row> place(rows, no_row);
    for (Row row = 1; row < rows; row += 2) {
        place[row] = (rows - 1 - row) / 2;
    }
    sample.people.reorder(place, rows / 2, {.than_youth = 10'000, .than_thirty = 15'000});
    ASSERT_EQ(sample.people.size(), rows / 2);
    for (Row row = 0; row < rows / 2; ++row) {
        auto const was = rows - 1 - 2 * row;
        EXPECT_EQ(sample.people.look(sample.name)[row], Sample::name_of(was));
        EXPECT_EQ(sample.people.look(sample.care)[row], row < 10'000 ? was % 1000 + 1 : 0);
        EXPECT_EQ(sample.people.look(sample.score)[row],
                  row < 15'000 ? static_cast<float>(was) + 0.5F : 0.0F);
    }
    auto const added = sample.people.append();
    EXPECT_EQ(sample.people.look(sample.care)[added], 0) << "nothing of a former row is left";
    EXPECT_EQ(sample.people.look(sample.score)[added], 0.0F);
}

/// Not even one that somebody younger brings along.
TEST(KeptFacts, are_not_written_where_all_are_too_old)
{
    Sample sample{3'000};
    Sample const newcomers{10};
    std::vector<Row> place(3'000);
    std::iota(place.begin(), place.end(), Row{0});
    auto& people = sample.people;
    EXPECT_EQ(people.forgotten(Kept::in_youth).first, people.forgotten(Kept::in_youth).end);
    people.reorder(place, place.size(), {.than_youth = 1'000, .than_thirty = 2'000});
    auto const later = people.append();
    EXPECT_TRUE(people.forgotten(Kept::in_youth).has(1'000));
    EXPECT_FALSE(people.forgotten(Kept::in_youth).has(999));
    EXPECT_FALSE(people.forgotten(Kept::for_life).has(2'500));
    people.copy(std::vector<RowCopy>{{999, 4}, {1'000, 5}, {2'000, 6}, {later, 7}},
                newcomers.people, {});
    auto const cares = people.look(sample.care);
    auto const scores = people.look(sample.score);
    EXPECT_EQ((std::vector{cares[999], cares[1'000], cares[2'000], cares[later]}),
              (std::vector<std::int16_t>{5, 0, 0, 8}));
    EXPECT_EQ((std::vector{scores[999], scores[1'000], scores[2'000], scores[later]}),
              (std::vector{4.5F, 5.5F, 0.0F, 7.5F}));
    EXPECT_EQ(people.look(sample.name)[2'000], Sample::name_of(6));
    people.reset(std::vector<Row>{999, 1'000, later});
    EXPECT_EQ(cares[999] + cares[1'000] + cares[later], 0);
    EXPECT_EQ(scores[1'000], 0.0F);
}

TEST(KeptFacts, are_the_same_in_a_copy_of_the_table_and_in_one_that_grew)
{
    Sample sample{30'000};
    auto const before = sample.people.fingerprints();
    auto copy = sample.people;
    EXPECT_EQ(copy.fingerprints(), before);
    auto const last = copy.append(40'000);
    for (Row row = 0; row < 30'000; ++row) {
        ASSERT_EQ(copy.look(sample.care)[row], sample.people.look(sample.care)[row]);
        ASSERT_EQ(copy.look(sample.score)[row], sample.people.look(sample.score)[row]);
    }
    EXPECT_EQ(copy.look(sample.care)[last + 39'999], 0);
    copy.forget(Kept::in_youth, std::vector<Row>{2});
    EXPECT_EQ(copy.look(sample.care)[2], 0);
    EXPECT_EQ(copy.look(sample.score)[2], 2.5F);
}

TEST(KeptFacts, begin_with_nothing)
{
    constexpr Fact<Person, Flag> well{"well", "feels well", 1, CellKind::value, Kept::in_youth};
    Schema schema;
    schema.own(well, "test");
    EXPECT_THROW(People{schema.people()}, BrokenPromise);
}

#if defined(__linux__)

/// Which of the pages take memory.
std::vector<bool> held(Memory& memory, std::size_t pages)
{
    std::vector<unsigned char> found(pages);
    EXPECT_EQ(mincore(memory.data(), pages * Memory::small_page, found.data()), 0);
    std::vector<bool> yes;
    for (auto const page : found) {
        yes.push_back((page & 1U) != 0);
    }
    return yes;
}

TEST(Memory, of_small_pages_is_held_where_something_is_written_and_given_back_where_all_is_zero)
{
    if (sysconf(_SC_PAGESIZE) != long{Memory::small_page}) {
        GTEST_SKIP() << "this system has larger pages, and gives none back";
    }
    constexpr std::size_t pages = 100;
    Memory memory{pages * Memory::small_page, Pages::small};
    EXPECT_EQ(held(memory, 8), std::vector<bool>(8, false));
    for (std::size_t page = 1; page < 7; ++page) {
        memory.data()[page * Memory::small_page + page] = std::byte{9};
    }
    EXPECT_EQ(held(memory, 8),
              (std::vector<bool>{false, true, true, true, true, true, true, false}));
    for (std::size_t page : {2, 3, 6}) {
        memory.data()[page * Memory::small_page + page] = std::byte{0};
    }
    memory.give_back_zeros(0, 7 * Memory::small_page - 100);
    auto const left = held(memory, 8);
    EXPECT_EQ(left, (std::vector<bool>{false, true, false, false, true, true, false, false}));
    EXPECT_EQ(memory.data()[4 * Memory::small_page + 4], std::byte{9});
    EXPECT_EQ(memory.data()[2 * Memory::small_page + 2], std::byte{0});

    Memory other{pages * Memory::small_page, Pages::small};
    copy_all_but_zeros(other.data(), memory.data(), 7 * Memory::small_page);
    EXPECT_EQ(held(other, 8), left);
    EXPECT_EQ(other.data()[5 * Memory::small_page + 5], std::byte{9});
}

TEST(Memory, that_is_cleared_is_zero_from_there_on_and_nowhere_before)
{
    constexpr std::size_t page = Memory::small_page;
    for (std::size_t const pages : {2, 100}) {  // of the heap, of the system
        Memory memory{pages * page, Pages::small};
        std::fill_n(memory.data(), 2 * page - 200, std::byte{9});
        memory.clear(page / 2, 3 * page / 2 - 200);
        if (pages == 100 && sysconf(_SC_PAGESIZE) == long{page}) {
            EXPECT_EQ(held(memory, 2), (std::vector<bool>{true, false}));
        }
        EXPECT_EQ(std::count(memory.data(), memory.data() + page / 2, std::byte{9}),
                  static_cast<std::ptrdiff_t>(page / 2));
        EXPECT_EQ(std::count(memory.data() + page / 2, memory.data() + 2 * page, std::byte{0}),
                  static_cast<std::ptrdiff_t>(3 * page / 2));
        memory.clear(10, 20);
        EXPECT_EQ(memory.data()[9], std::byte{9});
        EXPECT_EQ(memory.data()[29], std::byte{0});
        EXPECT_EQ(memory.data()[30], std::byte{9});
    }
}

#endif

}  // namespace
}  // namespace smartstart

namespace smartstart::test {
namespace {

TEST(Arena, keeps_things_apart_and_has_more_than_was_asked_for)
{
    Arena arena{3'000'000};
    std::vector<std::pmr::vector<std::int64_t>> all;
    for (std::int64_t number = 0; number < 100; ++number) {
        all.emplace_back(10'000, number, arena.pieces());
    }
    for (std::int64_t number = 0; number < 100; ++number) {
        EXPECT_EQ(std::ranges::count(all[static_cast<std::size_t>(number)], number), 10'000);
    }
}

TEST(Parents, who_are_gone_are_not_here_whether_or_not_somebody_has_their_row_by_now)
{
    SmallWorld small{{"frailty"}};
    auto const home = small.add_couple(34, 36, {5});
    auto const others = small.add_couple(30, 31);
    small.begin();
    auto const child = home.children.front();
    EXPECT_EQ(small.civil().mother_here(child), home.woman);
    EXPECT_EQ(small.civil().father_here(child), home.man);
    small.file({.kind = VitalKind::death, .person = home.woman});
    small.advance();
    EXPECT_EQ(small.civil().mother[child], home.woman) << "her row is free, and as it was left";
    EXPECT_EQ(small.civil().mother_here(child), no_row);
    EXPECT_EQ(small.civil().father_here(child), home.man);
    small.file({.kind = VitalKind::birth, .person = others.woman});
    small.advance();
    ASSERT_EQ(small.civil().present[home.woman], 1) << "a newborn has her row";
    EXPECT_EQ(small.civil().mother_here(child), no_row);
}

}  // namespace
}  // namespace smartstart::test
