#include "engine/parallel/rows.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

// Full blocks and a part of one.
constexpr std::size_t many = 5 * rows_per_block + 123;

struct Total {
    std::int64_t sum{}, rows{};
    Total& operator+=(Total const& other)
    {
        sum += other.sum;
        rows += other.rows;
        return *this;
    }
};

std::vector<std::uint64_t> written_by(unsigned threads)
{
    Workers const workers{threads};
    std::vector<std::uint64_t> cells(many);
    for_each_row(many, [&](std::uint32_t row) { cells[row] += mix(row, 1); });
    return cells;
}

std::vector<std::uint32_t> collected_by(unsigned threads, std::size_t rows)
{
    Workers const workers{threads};
    return collect_rows<std::uint32_t>(rows,
                                       [](std::uint32_t row, std::vector<std::uint32_t>& out) {
                                           for (std::uint64_t i = 0; i < mix(row, 2) % 3; ++i) {
                                               out.push_back(row);
                                           }
                                       });
}

TEST(ForEachRow, comes_to_every_row_once_for_any_number_of_threads)
{
    std::vector<std::uint64_t> expected;
    for (std::uint32_t row = 0; row < many; ++row) {
        expected.push_back(mix(row, 1));
    }
    for (unsigned const threads : {1U, 2U, 3U, 7U}) {
        EXPECT_EQ(written_by(threads), expected) << threads << " threads";
    }
}

TEST(CollectRows, gives_all_items_in_the_order_of_the_rows)
{
    std::vector<std::uint32_t> expected;
    for (std::uint32_t row = 0; row < many; ++row) {
        expected.insert(expected.end(), mix(row, 2) % 3, row);
    }
    for (unsigned const threads : {1U, 2U, 3U, 7U}) {
        EXPECT_EQ(collected_by(threads, many), expected) << threads << " threads";
    }
}

TEST(SumRows, adds_whole_numbers_without_losing_one)
{
    constexpr std::int64_t large = 4'000'000'000'000;
    for (unsigned const threads : {1U, 2U, 3U, 7U}) {
        Workers const workers{threads};
        auto const total = sum_rows(many, Total{}, [](std::uint32_t row, Total& tally) {
            tally.sum += large + row;
            ++tally.rows;
        });
        EXPECT_EQ(total.rows, static_cast<std::int64_t>(many)) << threads;
        EXPECT_EQ(total.sum, static_cast<std::int64_t>(many) * large +
                                 static_cast<std::int64_t>(many * (many - 1) / 2))
            << threads;
    }
}

TEST(SumRows, adds_fractions_to_the_same_bits_for_any_number_of_threads)
{
    auto const sum = [](unsigned threads) {
        Workers const workers{threads};
        return sum_rows(many, 0.0, [](std::uint32_t row, double& tally) {
            tally += 1.0 / (1.0 + static_cast<double>(mix(row, 3) % 1000));
        });
    };
    for (unsigned const threads : {2U, 3U, 7U}) {
        EXPECT_EQ(sum(threads), sum(1)) << threads;  // equal, not merely near
    }
}

TEST(CountRows, counts_whole_numbers_as_sum_rows_does)
{
    auto const count = [](std::uint32_t row, Total& tally) {
        tally.sum += row;
        ++tally.rows;
    };
    for (std::size_t const rows : {std::size_t{0}, std::size_t{1}, rows_per_block + 1, many}) {
        for (unsigned const threads : {1U, 2U, 3U, 7U}) {
            Workers const workers{threads};
            auto const sum = sum_rows(rows, Total{}, count);
            auto const counted = count_rows(rows, Total{}, count);
            EXPECT_EQ(counted.sum, sum.sum) << rows << " rows, " << threads << " threads";
            EXPECT_EQ(counted.rows, sum.rows) << rows << " rows, " << threads << " threads";
        }
    }
}

TEST(CountRows, takes_the_memory_of_a_few_tallies_however_many_rows_there_are)
{
    struct Counted {
        explicit Counted(int& made) : copies{&made} {}
        Counted(Counted const& other) : copies{other.copies} { ++*copies; }
        Counted(Counted&&) = default;
        Counted& operator=(Counted const&) = default;
        Counted& operator=(Counted&&) = default;
        ~Counted() = default;
        Counted& operator+=(Counted const& /*other*/) { return *this; }
        int* copies;
    };
    int copies = 0;
    Workers const workers{2};
    count_rows(std::size_t{1000} * rows_per_block, Counted{copies}, [](std::uint32_t, Counted&) {});
    EXPECT_LE(copies, 10);
    EXPECT_GT(copies, 1);
}

RowList every_second(std::size_t rows, RowMarks& marks)
{
    constexpr unsigned bit = 4;
    RowList list;
    marks.open(rows);
    list.open(rows, marks, bit);
    for (std::size_t block = 0; block < list.blocks(); ++block) {
        auto const first = block * rows_per_block;
        auto const bytes = marks.block(block);
        for (std::size_t i = 0; i < bytes.size() && first + i < rows; ++i) {
            // Other bits belong to other lists.
            bytes[i] = static_cast<std::uint8_t>((i % 2 == 0 ? bit : 0U) | (i % 3 == 0 ? 3U : 0U));
        }
        list.count(block);
    }
    return list;
}

TEST(Only, comes_to_those_for_whom_it_holds_in_the_order_of_the_rows)
{
    constexpr std::size_t rows = 2 * rows_per_block + 100;
    RowMarks marks;
    auto const even = every_second(rows, marks);
    auto const of_three = [](std::uint32_t row) { return row % 3 == 0; };
    auto const keep = [](std::uint32_t row, auto& out) { out.push_back(row); };
    auto const some = collect_rows<std::uint32_t>(only(even, of_three), keep);
    auto const more = collect_rows<std::uint32_t>(only(rows, of_three), keep);
    std::vector<std::uint32_t> of_six;
    std::vector<std::uint32_t> all_of_three;
    for (std::uint32_t row = 0; row < rows; row += 3) {
        all_of_three.push_back(row);
        if (row % 2 == 0) {
            of_six.push_back(row);
        }
    }
    EXPECT_EQ(some, of_six);
    EXPECT_EQ(more, all_of_three);
}

TEST(Rows, that_are_none_are_no_work)
{
    for (unsigned const threads : {1U, 4U}) {
        Workers const workers{threads};
        for_each_row(0, [](std::uint32_t) { FAIL(); });
        for_each_block(0, [](std::size_t) { FAIL(); });
        EXPECT_TRUE(collected_by(threads, 0).empty());
        EXPECT_EQ(sum_rows(0, 42, [](std::uint32_t, int& tally) { tally += 1; }), 42);
    }
}

TEST(Rows, pass_an_exception_on_to_the_caller)
{
    for (unsigned const threads : {1U, 2U, 7U}) {
        Workers const workers{threads};
        auto const stumble = [](std::uint32_t row) {
            if (row == 3 * rows_per_block + 7) {
                throw std::runtime_error{"row " + std::to_string(row)};
            }
        };
        try {
            for_each_row(many, stumble);
            FAIL() << "no exception with " << threads << " threads";
        } catch (std::runtime_error const& error) {
            EXPECT_EQ(error.what(), "row " + std::to_string(3 * rows_per_block + 7));
        }
        EXPECT_EQ(collected_by(threads, many), collected_by(1, many)) << "work goes on afterwards";
    }
}

/// The threads that were at work at the same moment: each block waits for a second thread to come,
/// at most ten seconds in all.
std::set<std::thread::id> threads_seen(unsigned allowed)
{
    Workers const workers{allowed};
    std::mutex guard;
    std::set<std::thread::id> seen;
    auto const patience = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    std::atomic<bool> enough{allowed == 1};
    for_each_block(64, [&](std::size_t) {
        {
            std::scoped_lock const lock{guard};
            seen.insert(std::this_thread::get_id());
            enough = enough || seen.size() >= 2;
        }
        while (!enough && std::chrono::steady_clock::now() < patience) {
            std::this_thread::yield();
        }
    });
    return seen;
}

TEST(Workers, are_as_many_threads_as_are_allowed_and_no_more)
{
    EXPECT_EQ(threads_seen(1), std::set{std::this_thread::get_id()});
    auto const some = threads_seen(3);
    EXPECT_LE(some.size(), 3U);
    if (std::thread::hardware_concurrency() > 1) {
        EXPECT_GE(some.size(), 2U) << "several threads are allowed, and one did all the work";
    }
}

TEST(Workers, leave_as_many_as_there_were)
{
    auto const before = Workers::current();
    {
        Workers const outer{5};
        EXPECT_EQ(Workers::current(), 5U);
        {
            Workers const inner{2};
            EXPECT_EQ(Workers::current(), 2U);
        }
        EXPECT_EQ(Workers::current(), 5U);
        unsigned elsewhere = 99;
        std::thread{[&] { elsewhere = Workers::current(); }}.join();
        EXPECT_EQ(elsewhere, 1U) << "another thread has a number of its own";
    }
    EXPECT_EQ(Workers::current(), before);
    EXPECT_EQ((Workers{0}, Workers::current()), before);
}

TEST(Workers, can_start_loops_within_a_loop)
{
    Workers const workers{3};
    std::vector<std::vector<std::uint32_t>> inner(6);
    for_each_block(inner.size(), [&](std::size_t block) { inner[block] = collected_by(2, many); });
    for (auto const& items : inner) {
        EXPECT_EQ(items, collected_by(1, many));
    }
}

}  // namespace
}  // namespace smartstart
