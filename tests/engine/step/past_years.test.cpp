#include "engine/step/past_years.hpp"

#include <tuple>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

constexpr std::uint32_t stream = 11;
constexpr unsigned question = 5;
constexpr Months first{12 * 12 + 6};

using Heard = std::tuple<Row, int, double>;

/// People of a hundred months of birth, in no order; some are too young to have been asked.
struct Asked {
    std::vector<std::uint64_t> names;
    std::vector<Moment> born;
    Month now = Month::of(2022, 1);
    Random random{4, 1};

    Asked()
    {
        for (Row row = 0; row < 1'000; ++row) {
            names.push_back(500 + 7 * row);
            born.push_back(moment(now - Months{60 + static_cast<int>(row * 37 % 100) * 5}));
        }
    }
    CivilView people() const
    {
        CivilView view{};
        view.id = names;
        view.born = born;
        return view;
    }
};

double most(Months age, Month then)
{
    return age.count < 20 * 12 ? 0.3 : 0.1 + 0.01 * (then.index % 5);
}

/// One after another, in the order of time for each row.
std::vector<Heard> one_by_one(Asked const& asked)
{
    std::vector<Heard> heard;
    for (Row row = 0; row < asked.names.size(); ++row) {
        Month const born{asked.born[row]};
        Clock then;
        for (then.now = born + first; then.now < asked.now; then.now.index += 12) {
            auto draws = asked.random.draws(asked.names[row], stream, then);
            if (auto const luck = draws.uniform(question); luck < most(then.now - born, then.now)) {
                heard.emplace_back(row, then.now.index, luck);
            }
        }
    }
    return heard;
}

TEST(PastYears, are_asked_of_each_as_one_by_one_and_in_the_order_of_time)
{
    Asked const asked;
    std::vector<std::vector<Heard>> of_row(asked.names.size());
    ask_of_past(
        {asked.random, stream, question, first, asked.now}, asked.people(), most,
        [&](Row row, double luck, Month then) { of_row[row].emplace_back(row, then.index, luck); });
    auto const heard = join(of_row);
    EXPECT_GT(heard.size(), 1'000U);
    EXPECT_EQ(heard, one_by_one(asked));
}

TEST(PastYears, of_nobody_are_asked_of_nobody)
{
    Random const random{4, 1};
    ask_of_past({random, stream, question, first, Month::of(2022, 1)}, {}, most,
                [](Row, double, Month) { FAIL(); });
}

}  // namespace
}  // namespace smartstart
