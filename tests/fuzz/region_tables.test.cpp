#include <array>
#include <chrono>
#include <exception>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/text/translation.hpp"
#include "tests/engine/population/region_folder.hpp"

namespace smartstart {
namespace {

constexpr std::array files{
    "municipalities.csv",       "population.csv",      "household_positions.csv",
    "households.csv",           "hardship.csv",        "education.csv",
    "births_by_mother_age.csv", "sibling_spacing.csv", "partner_age_gap.csv",
    "education_by_age.csv",     "links.csv",           "low_income_by_household.csv"};

/// One change as a spreadsheet, a typing error or bad transport makes it.
std::string changed(std::string text, std::mt19937_64& luck)
{
    static constexpr std::array pieces{",",    ";",  "\n",   "-",
                                       "\"",   ".",  "1e99", "nan",
                                       "inf",  "#",  "\r\n", "99999999999999999999",
                                       "\xff", "0,", " ",    "GM0855"};
    auto const below = [&](std::size_t end) {
        return end == 0 ? 0 : static_cast<std::size_t>(luck() % end);
    };
    auto const at = below(text.size());
    switch (below(5)) {
        case 0:
            return text.substr(0, at);
        case 1:
            text[at] = static_cast<char>(below(256));
            return text;
        case 2:
            return text.insert(at, pieces.at(below(pieces.size())));
        case 3:
            return text.erase(at, 1 + below(30));
        default:
            return text.insert(at, text.substr(below(text.size()), below(80)));
    }
}

/// What is wrong with how the folder was refused; empty when it was read, or refused as it should.
std::string fault_of(std::filesystem::path const& folder)
{
    try {
        Region::read(folder);
        return {};
    } catch (InputError const& error) {
        for (auto const& problem : error.problems()) {
            if (problem.place.file.empty() ||
                (!problem.text.ends_with('.') && !problem.text.ends_with('?'))) {
                return "no place or no sentence: " + to_text(problem);
            }
            if (said_in(Language::dutch, problem.text) == problem.text) {
                return "no Dutch: " + to_text(problem);
            }
        }
        return error.problems().empty() ? "refused without a reason" : "";
    } catch (std::exception const& error) {
        return error.what();
    }
}

TEST(Fuzz, of_the_tables_of_a_region_ends_in_a_region_or_in_sentences_with_a_place)
{
    RegionFolder const folder;
    ASSERT_EQ(fault_of(folder.path()), "");
    std::vector<std::string> whole;
    for (auto const* file : files) {
        whole.push_back(folder.text(file));
        ASSERT_FALSE(whole.back().empty()) << file;
    }
    constexpr std::uint64_t most = 6'000;
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{2};
    std::size_t refused = 0;
    for (std::uint64_t number = 0; number < most && std::chrono::steady_clock::now() < end;
         ++number) {
        std::mt19937_64 luck{number};
        auto const which = number % files.size();
        auto text = changed(whole[which], luck);
        folder.write(files.at(which), text);
        ASSERT_EQ(fault_of(folder.path()), "")
            << "change " << number << " of " << files.at(which) << " made:\n"
            << text;
        refused += folder.said().empty() ? 0U : 1U;
        folder.write(files.at(which), whole[which]);
    }
    EXPECT_GT(refused, 10U) << "most changes are mistakes";
}

}  // namespace
}  // namespace smartstart
