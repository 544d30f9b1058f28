#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/ledger/ledger.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

namespace fs = std::filesystem;

fs::path stories()
{
    return fs::path{SMARTSTART_SOURCE_DIR} / "tests" / "stories";
}

std::vector<std::string> story_names()
{
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator{stories()}) {
        if (entry.is_directory()) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

/// The shortest text that reads back as the same bits.
std::string exactly(double value)
{
    std::array<char, 40> text{};
    auto const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

/// A row per outcome for the whole region and everybody, and per payer and side of the ledger (in
/// cents), with a column per year.
class Told {
public:
    Told(Prepared const& story, ReplicateResult const& lived)
        : first_{story.scenario.years.first},
          years_{static_cast<std::size_t>(story.scenario.years.last - first_ + 1)},
          places_{story.blueprint->region().municipalities().size()}
    {
        auto const& kinds = story.blueprint->outcomes();
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            auto const groups = lived.outcomes[i].numerators.size() / years_ / places_;
            auto const all = [&](std::vector<double> const& cells, std::size_t year) {
                double sum = 0.0;
                for (std::size_t place = 0; place < places_; ++place) {
                    sum += cells[(year * places_ + place) * groups];
                }
                return sum;
            };
            row(kinds[i].info.id, [&](std::size_t year) {
                return value(kinds[i].info.transform, all(lived.outcomes[i].numerators, year),
                             all(lived.outcomes[i].denominators, year));
            });
        }
        money(lived.cents);
    }

    std::string text() const
    {
        std::string header = "what";
        for (std::size_t year = 0; year < years_; ++year) {
            header += "," + std::to_string(first_ + static_cast<int>(year));
        }
        return header + "\n" + rows_;
    }

private:
    template <class Number>
    void row(std::string const& name, Number const& number)
    {
        rows_ += name;
        for (std::size_t year = 0; year < years_; ++year) {
            rows_ += "," + exactly(number(year));
        }
        rows_ += "\n";
    }

    void money(std::vector<std::int64_t> const& cents)
    {
        constexpr std::array side_names{"front", "back", "outside"};
        auto const items = cents.size() / years_ / places_ / payers / Ledger::sides;
        for (std::size_t payer = 0; payer < payers; ++payer) {
            for (std::size_t side = 0; side < Ledger::sides; ++side) {
                row("cents_" + std::string{payer_labels()[payer].id} + "_" + side_names[side],
                    [&](std::size_t year) {
                        std::int64_t sum = 0;
                        for (std::size_t i = 0; i < places_ * items; ++i) {
                            auto const place = i / items;
                            auto const cell = (year * places_ + place) * payers + payer;
                            sum += cents[(cell * items + i % items) * Ledger::sides + side];
                        }
                        return static_cast<double>(sum);
                    });
            }
        }
    }

    int first_{};
    std::size_t years_{}, places_{};
    std::string rows_;
};

Prepared read(std::string const& name)
{
    return prepare({stories() / name / "scenario.yaml"}, {}, our_model()).front();
}

std::string tell(Prepared const& story, unsigned threads)
{
    return Told{story, lives_of({story}, threads).front().front()}.text();
}

std::string expected(std::string const& name)
{
    std::ifstream file{stories() / name / "expected.csv"};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The lines that differ, so that a failure can be read.
std::string difference(std::string const& told, std::string const& wanted)
{
    std::istringstream one{told};
    std::istringstream other{wanted};
    std::string lines;
    for (std::string a, b; std::getline(one, a);) {
        if (!std::getline(other, b) || a != b) {
            lines += "  now      " + a + "\n  expected " + b + "\n";
        }
    }
    return lines;
}

class Story : public testing::TestWithParam<std::string> {};

/// SMARTSTART_BLESS=1 (`./dev bless`) writes down what is told now.
TEST_P(Story, is_told_in_the_same_numbers_as_before_on_any_number_of_threads)
{
    auto const story = read(GetParam());
    auto const told = tell(story, 1);
    if (std::getenv("SMARTSTART_BLESS") != nullptr) {
        std::ofstream{stories() / GetParam() / "expected.csv"} << told;
    }
    auto const wanted = expected(GetParam());
    EXPECT_EQ(told == wanted, true)
        << difference(told, wanted) << "If this is meant: ./dev bless, and name it in CHANGELOG.md";
    auto const threaded = tell(story, 3);
    EXPECT_EQ(threaded == told, true) << "on 3 threads:\n" << difference(threaded, told);
}

INSTANTIATE_TEST_SUITE_P(Stories, Story, testing::ValuesIn(story_names()), [](auto const& info) {
    auto name = info.param;
    std::ranges::replace(name, '-', '_');
    return name;
});

TEST(StoryOfNothing, is_the_story_of_today)
{
    EXPECT_EQ(expected("null-policy"), expected("today"));
    EXPECT_NE(expected("shift-with-knowledge"), expected("today"));
}

}  // namespace
}  // namespace smartstart::test
