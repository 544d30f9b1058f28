#include "analysis/report/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using test::sample_result;
using ::testing::HasSubstr;
using ::testing::Not;

std::string page(Language language)
{
    Result const other = sample_result({.scenario = "made-up-shift", .effect = -0.1});
    return report_html(sample_result({}), std::span{&other, 1}, language, {});
}

std::size_t times(std::string const& text, std::string const& wanted)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(wanted); at != std::string::npos;
         at = text.find(wanted, at + wanted.size())) {
        ++count;
    }
    return count;
}

TEST(Report, has_its_marks_filled_in)
{
    std::string const text = page(Language::dutch);
    EXPECT_THAT(text, Not(HasSubstr("/*CSS*/")));
    EXPECT_THAT(text, Not(HasSubstr("/*JS*/")));
    EXPECT_THAT(text, Not(HasSubstr("\"DATA\"")));
    EXPECT_THAT(text, HasSubstr("made-up-shift"));
}

TEST(Report, forbids_itself_the_network)
{
    std::string const text = page(Language::dutch);
    EXPECT_THAT(text,
                HasSubstr("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
    EXPECT_THAT(text, Not(HasSubstr("https://")));
    EXPECT_THAT(text, Not(HasSubstr("src=\"")));
    EXPECT_THAT(text, Not(HasSubstr("@import")));
    EXPECT_THAT(text, Not(HasSubstr("url(")));
    EXPECT_EQ(times(text, "http://"), 1U) << "the name of SVG elements, which nothing fetches";
    EXPECT_THAT(text, HasSubstr("\"http://www.w3.org/2000/svg\""));
}

TEST(Report, has_as_many_scripts_as_it_closes)
{
    std::string const text = page(Language::english);
    EXPECT_EQ(times(text, "<script"), 2U);
    EXPECT_EQ(times(text, "</script"), 2U);
    EXPECT_EQ(times(text, "<style"), 1U);
}

TEST(Report, opens_in_the_language_asked_for)
{
    EXPECT_THAT(page(Language::dutch), HasSubstr("{\"language\":\"nl\""));
    EXPECT_THAT(page(Language::english), HasSubstr("{\"language\":\"en\""));
}

TEST(Report, is_the_same_for_the_same_results)
{
    EXPECT_EQ(page(Language::dutch), page(Language::dutch));
}

TEST(Report, stays_small_enough_for_the_mail)
{
    Result const base = sample_result({.replicates = 20, .last_year = 2065});
    Result const other = sample_result({.replicates = 20, .last_year = 2065, .effect = -0.1});
    std::size_t const bytes = report_html(base, std::span{&other, 1}, Language::dutch, {}).size();
    // The sample has nine outcomes; a region has five times as many, and one mail takes 3 MB.
    EXPECT_LT(bytes, 3'000'000U / 5);
}

TEST(Report, is_refused_for_results_that_may_not_be_compared)
{
    Result const other = sample_result({.last_year = 2031});
    EXPECT_THROW(report_html(sample_result({}), std::span{&other, 1}, Language::dutch, {}),
                 InputError);
}

}  // namespace
}  // namespace smartstart
