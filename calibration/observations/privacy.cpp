#include "calibration/observations/privacy.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace smartstart {
namespace {

/// How words begin that name a person in Dutch files, in small letters without '_' and '-': also
/// RINPERSOONMa, BSN_kind and A-nummer.
constexpr std::array<std::string_view, 12> naming_words{"bsn",           "burgerservicenummer",
                                                        "sofinummer",    "rinpersoon",
                                                        "rinadres",      "persoonsnummer",
                                                        "personid",      "clientid",
                                                        "clientnummer",  "anummer",
                                                        "geboortedatum", "dateofbirth"};

bool joins(char letter)
{
    return letter == '_' || letter == '-';
}

struct Word {
    std::string text;  ///< in small letters
    int column{};
};

std::vector<Word> words_of(std::string const& line)
{
    std::vector<Word> words;
    for (std::size_t i = 0; i < line.size();) {
        auto const is_letter = [&](std::size_t at) {
            auto const is_alpha = [&](std::size_t place) {
                return place < line.size() &&
                       std::isalpha(static_cast<unsigned char>(line[place])) != 0;
            };
            return std::isalnum(static_cast<unsigned char>(line[at])) != 0 || line[at] == '_' ||
                   (line[at] == '-' && at > 0 && is_alpha(at - 1) && is_alpha(at + 1));
        };
        if (!is_letter(i)) {
            ++i;
            continue;
        }
        Word word{{}, static_cast<int>(i) + 1};
        for (; i < line.size() && is_letter(i); ++i) {
            word.text += static_cast<char>(std::tolower(static_cast<unsigned char>(line[i])));
        }
        words.push_back(std::move(word));
    }
    return words;
}

bool names_people(std::string const& word)
{
    for (std::size_t start = 0; start < word.size(); ++start) {
        if (start > 0 && !joins(word[start - 1])) {
            continue;
        }
        auto part = word.substr(start);
        auto const end = std::ranges::find_if(part, joins);
        if (std::string_view{part.begin(), end} == "rin") {
            return true;
        }
        std::erase_if(part, joins);
        if (std::ranges::any_of(naming_words, [&](auto name) { return part.starts_with(name); })) {
            return true;
        }
    }
    return false;
}

/// Such as 20250131: eight digits that are a day of the last or this century.
bool is_date(std::string const& word)
{
    auto const is_digit = [](unsigned char letter) { return std::isdigit(letter) != 0; };
    if (word.size() != 8 || !std::ranges::all_of(word, is_digit)) {
        return false;
    }
    auto const part = [&](std::size_t from, std::size_t size) {
        return std::stoi(word.substr(from, size));
    };
    return part(0, 4) >= 1900 && part(0, 4) < 2100 && part(4, 2) >= 1 && part(4, 2) <= 12 &&
           part(6, 2) >= 1 && part(6, 2) <= 31;
}

}  // namespace

bool is_citizen_number(std::string const& digits)
{
    auto const all_digits = std::all_of(digits.begin(), digits.end(), [](unsigned char letter) {
        return std::isdigit(letter) != 0;
    });
    if (!all_digits || digits.size() < 8 || digits.size() > 9) {
        return false;
    }
    auto const whole = digits.size() == 8 ? "0" + digits : digits;
    int sum = 0;
    for (int i = 0; i < 9; ++i) {
        sum += (i == 8 ? -1 : 9 - i) * (whole[static_cast<std::size_t>(i)] - '0');
    }
    return sum % 11 == 0 && whole != "000000000";
}

std::vector<Problem> signs_of_people(std::string const& text, std::string const& file)
{
    std::vector<Problem> problems;
    std::vector<Problem> numbers;
    std::set<std::string> different;
    std::istringstream lines{text};
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        for (auto const& word : words_of(line)) {
            if (names_people(word.text)) {
                problems.push_back(
                    {{file, number, word.column},
                     fmt::format("'{}' names single people. Targets are tables of counts, shares "
                                 "and means; take the column out, and count.",
                                 word.text),
                     line});
            } else if (is_citizen_number(word.text) && !is_date(word.text)) {
                different.insert(word.text);
                numbers.push_back({{file, number, word.column},
                                   "this has the check digit of a citizen number (BSN), and stands "
                                   "among others like it. Targets may not hold numbers of people; "
                                   "take them out, and count.",
                                   ""});
            }
        }
    }
    // One number in eleven passes the check by chance, so that one alone says nothing.
    if (different.size() > 1) {
        problems.insert(problems.end(), numbers.begin(), numbers.end());
    }
    return problems;
}

void refuse_people(std::filesystem::path const& file)
{
    if (std::error_code ignored; !std::filesystem::is_regular_file(file, ignored)) {
        return;
    }
    std::ifstream stream{file, std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{stream}, {}};
    auto problems = signs_of_people(text, file.string());
    if (!problems.empty()) {
        throw InputError{std::move(problems)};
    }
}

}  // namespace smartstart
