#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t places = 260;  // more than a byte can tell apart

std::string text_of(fs::path const& file)
{
    std::ostringstream all;
    all << std::ifstream{file, std::ios::binary}.rdbuf();
    return all.str();
}

/// A region of 260 municipalities, each as Hilvarenbeek, and a scenario of it; gone with the test.
class Country : public testing::Test {
protected:
    Country()
    {
        fs::create_directories(folder_ / "region");
        for (auto const& table : fs::directory_iterator{shipped() / "regions/hart-van-brabant"}) {
            std::istringstream lines{text_of(table.path())};
            std::ofstream out{folder_ / "region" / table.path().filename()};
            for (std::string line; std::getline(lines, line);) {
                if (!line.starts_with("GM")) {
                    out << line << '\n';
                } else if (line.starts_with(model)) {
                    copy(table.path().filename(), line.substr(model.size()), out);
                }
            }
        }
        std::ofstream{scenario()} << "format: smartstart-scenario 1\nextends: "
                                  << (shipped() / "today-30-70.yaml").string()
                                  << "\nregion: region\n";
    }
    ~Country() override { fs::remove_all(folder_); }

    fs::path scenario() const { return folder_ / "country.yaml"; }
    std::vector<Prepared> prepared() const
    {
        RunOptions options;
        options.scale = "1/160";
        options.replicates = 1;
        options.years = "2022-2023";
        options.set = {"rehearsal=1 year"};
        return prepare({scenario()}, options, our_model());
    }
    static fs::path shipped() { return fs::path{SMARTSTART_SOURCE_DIR} / "scenarios"; }

private:
    static constexpr std::string_view model = "GM0798,Hilvarenbeek";

    static void copy(std::string const& table, std::string const& cells, std::ostream& out)
    {
        // One figure is relative to the mean of the region, which is now that of Hilvarenbeek.
        auto const own =
            table == "municipalities.csv" ? cells.substr(0, cells.rfind(',')) + ",1" : cells;
        for (std::size_t place = 0; place < places; ++place) {
            out << "XX" << 1000 + place << ",Place " << place << own << '\n';
        }
    }

    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-country-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

/// Of one outcome in one year, by municipality, for everyone together.
std::vector<double> by_place(ReplicateResult const& result, Prepared const& prepared,
                             std::string const& id, std::size_t year)
{
    auto const& kinds = prepared.blueprint->outcomes();
    auto const kind = std::ranges::find(kinds, id, [](auto const& one) { return one.info.id; });
    auto const& all = result.outcomes[static_cast<std::size_t>(kind - kinds.begin())].numerators;
    auto const groups = all_groups().size();
    std::vector<double> values;
    for (std::size_t place = 0; place < places; ++place) {
        values.push_back(all[(year * places + place) * groups]);
    }
    return values;
}

TEST_F(Country, keeps_everyone_in_a_municipality_of_their_own_beyond_the_256th)
{
    auto const scenarios = prepared();
    auto const& region = scenarios.front().blueprint->region();
    ASSERT_EQ(region.municipalities().size(), places);
    auto const lived = lives_of(scenarios, 2).front().front();
    for (std::size_t year = 0; year < 2; ++year) {
        auto const people = by_place(lived, scenarios.front(), "population", year);
        for (std::size_t place = 0; place < places; ++place) {
            auto const there = static_cast<double>(region.municipalities()[place].inhabitants);
            EXPECT_NEAR(people[place], there, 0.35 * there) << place << " in year " << year;
        }
    }
}

TEST_F(Country, buys_and_books_help_in_every_municipality)
{
    auto const scenarios = prepared();
    auto const lived = lives_of(scenarios).front().front();
    // By year, municipality and side.
    for (std::size_t place = 0; place < places; ++place) {
        for (std::size_t side = 0; side < 2; ++side) {
            auto const at = (places + place) * 3 + side;
            EXPECT_GT(lived.planned[at], 0) << place << " side " << side;
        }
        EXPECT_GT(lived.realised[(places + place) * 3], 0) << place;
    }
}

}  // namespace
}  // namespace smartstart::test
