#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/settings/setting_form.hpp"
#include "tests/engine/settings/folder.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

using testing::IsEmpty;
using testing::Not;

/// A year that is lived, from which the slopes of these tests go down or up.
constexpr int turn = 2025;

/// Where a setting may go from what it is, lowest and highest, by what sort of value it is.
std::pair<std::string, std::string> ends_of(std::string const& kind)
{
    if (kind == "share") {
        return {"0 %", "100 %"};
    }
    if (kind == "euro") {
        return {"0 euro", "400 million euro"};
    }
    return kind == "rate" ? std::pair{"0 per year", "0.5 per year"} : std::pair{"0.5", "0.99"};
}

/// A setting that may change by year, with what it is today.
struct Lever {
    std::string path, kind, value;
};

std::vector<Lever> all_levers(SettingsFile const& file)
{
    std::vector<Lever> levers;
    auto const marks = file.marks();
    for (auto const& [path, form] : forms_of(file)) {
        if (form.marks != PathMarks::years) {
            continue;
        }
        auto const& written = marks.at(path);
        auto const after = written.upper_bound(turn);
        levers.push_back(
            {path, form.kind, after == written.begin() ? after->second : std::prev(after)->second});
    }
    return levers;
}

/// Made-up scenarios that are as today up to the turn, and then go elsewhere within a year.
class ASlope : public testing::Test {
protected:
    /// Down and up.
    std::vector<std::filesystem::path> files(Lever const& lever) const
    {
        auto const [low, high] = ends_of(lever.kind);
        return {file(lever, "low", low), file(lever, "high", high)};
    }
    static std::vector<Prepared> ready(std::vector<std::filesystem::path> const& files,
                                       int last_year)
    {
        RunOptions options;
        options.scale = "1/400";
        options.replicates = 1;
        options.years = fmt::format("{}-{}", turn, last_year);
        options.set = {"rehearsal=1 year"};
        return prepare(files, options, our_model());
    }

private:
    std::filesystem::path file(Lever const& lever, std::string const& name,
                               std::string const& end) const
    {
        auto text = fmt::format("{{{}: {}, {}: {}}}", turn, lever.value, turn + 1, end);
        auto path = lever.path;
        for (auto dot = path.rfind('.'); dot != std::string::npos; dot = path.rfind('.')) {
            text = fmt::format("{{{}: {}}}", path.substr(dot + 1), text);
            path.resize(dot);
        }
        return folder_.write(fmt::format("{}-{}.yaml", lever.path, name),
                             fmt::format("format: smartstart-scenario 1\ntitle: {{nl: a, en: a}}\n"
                                         "extends: {}/scenarios/today-30-70.yaml\n{}: {}\n",
                                         SMARTSTART_SOURCE_DIR, path, text));
    }

    Folder folder_;
};

TEST_F(ASlope, changes_nothing_in_the_year_it_starts_from_whatever_may_change_by_year)
{
    auto const levers = all_levers(small({"today-30-70"}).front().scenario.file);
    for (auto const* const known :
         {"investment.front_share", "integration", "knowledge.school.auc", "steps.fertility.level",
          "steps.mortality.level", "steps.migration.arrivals", "steps.offending.trend"}) {
        EXPECT_EQ(std::ranges::count(levers, known, &Lever::path), 1) << known;
    }
    for (auto const& lever : levers) {
        auto const both = ready(files(lever), turn);
        EXPECT_THAT(
            differences(lives_of({both[0]})[0][0], lives_of({both[1]})[0][0], *both[0].blueprint),
            IsEmpty())
            << lever.path;
    }
}

TEST_F(ASlope, is_the_same_alone_and_beside_another_in_any_order)
{
    for (auto const& lever : {Lever{"steps.fertility.level", "number", "1"},
                              Lever{"steps.migration.arrivals", "rate", "0.033 per year"},
                              Lever{"investment.front_share", "share", "30 %"}}) {
        auto const both = ready(files(lever), turn + 1);
        auto const together = lives_of(both);
        auto const turned = lives_of({both[1], both[0]});
        for (std::size_t i = 0; i < both.size(); ++i) {
            auto const alone = lives_of({both[i]});
            auto const& blueprint = *both[i].blueprint;
            EXPECT_THAT(differences(together[i][0], alone[0][0], blueprint), IsEmpty())
                << lever.path;
            EXPECT_THAT(differences(turned[1 - i][0], alone[0][0], blueprint), IsEmpty())
                << lever.path;
        }
        EXPECT_THAT(differences(together[0][0], together[1][0], *both[0].blueprint), Not(IsEmpty()))
            << lever.path << " must change something at last";
    }
}

}  // namespace
}  // namespace smartstart::test
