#include "analysis/text/language.hpp"

#include <cmath>

#include <fmt/format.h>

namespace smartstart {

std::string number_text(double number, int decimals, Language language)
{
    if (!std::isfinite(number)) {
        return "–";
    }
    std::string const digits = fmt::format("{:.{}f}", std::abs(number), decimals);
    std::size_t const point = digits.find('.');
    std::size_t const whole = point == std::string::npos ? digits.size() : point;
    char const between = language == Language::dutch ? '.' : ',';
    bool const rounds_to_zero = digits.find_first_of("123456789") == std::string::npos;
    std::string text = number < 0 && !rounds_to_zero ? "-" : "";
    for (std::size_t i = 0; i < whole; ++i) {
        if (i != 0 && (whole - i) % 3 == 0) {
            text.push_back(between);
        }
        text.push_back(digits[i]);
    }
    if (point != std::string::npos) {
        text.push_back(language == Language::dutch ? ',' : '.');
        text += digits.substr(point + 1);
    }
    return text;
}

std::string signed_text(double number, int decimals, Language language)
{
    std::string const text = number_text(number, decimals, language);
    bool const is_zero = text.find_first_of("123456789") == std::string::npos;
    return number > 0 && !is_zero ? "+" + text : text;
}

}  // namespace smartstart
