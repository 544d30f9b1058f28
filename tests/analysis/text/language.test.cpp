#include "analysis/text/language.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(NumberText, is_written_as_people_write_it)
{
    EXPECT_EQ(number_text(1234567.891, 2, Language::dutch), "1.234.567,89");
    EXPECT_EQ(number_text(1234567.891, 2, Language::english), "1,234,567.89");
    EXPECT_EQ(number_text(-999.5, 1, Language::dutch), "-999,5");
    EXPECT_EQ(number_text(1000.0, 0, Language::dutch), "1.000");
    EXPECT_EQ(number_text(999.6, 0, Language::english), "1,000") << "rounds before it groups";
}

TEST(NumberText, has_no_minus_before_a_zero)
{
    EXPECT_EQ(number_text(-0.001, 2, Language::english), "0.00");
    EXPECT_EQ(number_text(-0.006, 2, Language::english), "-0.01");
}

TEST(NumberText, is_a_dash_for_what_is_no_number)
{
    EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN(), 2, Language::dutch), "–");
    EXPECT_EQ(number_text(std::numeric_limits<double>::infinity(), 2, Language::english), "–");
}

TEST(SignedText, has_a_sign_unless_it_rounds_to_zero)
{
    EXPECT_EQ(signed_text(0.4, 1, Language::dutch), "+0,4");
    EXPECT_EQ(signed_text(-0.4, 1, Language::dutch), "-0,4");
    EXPECT_EQ(signed_text(0.001, 2, Language::dutch), "0,00");
    EXPECT_EQ(signed_text(std::numeric_limits<double>::quiet_NaN(), 2, Language::dutch), "–");
}

}  // namespace
}  // namespace smartstart
