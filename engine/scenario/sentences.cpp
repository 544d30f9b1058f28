#include "engine/scenario/sentences.hpp"

#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

namespace smartstart {
namespace {

struct Words {
    std::string_view path, en, nl;
};

/// What settings are called in sentences, by their path.
constexpr std::array names{
    Words{"investment.total", "Money for youth and families in a year",
          "Geld voor jeugd en gezin per jaar"},
    Words{"investment.front_share", "Share of the money at the front end",
          "Aandeel van het geld aan de voorkant"},
    Words{"investment.bridging", "Bridging money in a year", "Overbruggingsgeld per jaar"},
    Words{"investment.rule", "Who pays when care by law costs more",
          "Wie betaalt als wettelijke zorg meer kost"},
    Words{"integration", "Loss by several agencies at a time that is won back",
          "Teruggewonnen verlies door meerdere organisaties tegelijk"},
    Words{"years", "Years reported", "Jaren in de uitkomst"},
    Words{"seed", "Seed of the luck", "Startgetal van het toeval"},
    Words{"scale", "Share of the households simulated", "Gesimuleerd deel van de huishoudens"},
};

constexpr std::array find_spots{
    Words{"well_baby_clinic", "the well-baby clinic", "het consultatiebureau"},
    Words{"childcare", "childcare", "de kinderopvang"},
    Words{"school", "school", "school"},
    Words{"family_doctor", "the family doctor", "de huisarts"},
    Words{"food_bank", "the food bank", "de voedselbank"},
    Words{"debt_help", "debt help", "de schuldhulp"},
};

constexpr std::array readings{
    Words{"auc", "How well signals are read (AUC; 0.5 is guessing) at ",
          "Hoe goed signalen worden herkend (AUC; 0,5 is gokken) bij "},
    Words{"reach", "Share of contacts in which somebody looks at ",
          "Deel van de contacten waarin iemand kijkt bij "},
    Words{"may_flag", "Largest share that may be flagged at ",
          "Grootste deel dat gemeld mag worden bij "},
};

template <std::size_t size>
Words const* find(std::array<Words, size> const& list, std::string_view path)
{
    for (auto const& words : list) {
        if (words.path == path) {
            return &words;
        }
    }
    return nullptr;
}

Text name_of(std::string const& path)
{
    if (auto const* const words = find(names, path)) {
        return {std::string{words->nl}, std::string{words->en}};
    }
    auto const dot = path.rfind('.');
    if (path.starts_with("knowledge.") && dot > std::string_view{"knowledge"}.size()) {
        auto const start = std::string_view{"knowledge."}.size();
        auto const* const spot = find(find_spots, path.substr(start, dot - start));
        auto const* const reading = find(readings, path.substr(dot + 1));
        if (spot != nullptr && reading != nullptr) {
            return {std::string{reading->nl} + std::string{spot->nl},
                    std::string{reading->en} + std::string{spot->en}};
        }
    }
    return {"Instelling '" + path + "'", "Setting '" + path + "'"};
}

/// `19.4 % per year` as a Dutch reader writes it: `19,4 % per jaar`.
std::string in_dutch(std::string text)
{
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        auto const digit = [&](std::size_t at) {
            return std::isdigit(static_cast<unsigned char>(text[at])) != 0;
        };
        if (text[i] == '.' && digit(i - 1) && digit(i + 1)) {
            text[i] = ',';
        }
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> units{{
        {"million", "miljoen"},
        {"thousand", "duizend"},
        {"per year", "per jaar"},
        {"years", "jaar"},
        {"months", "maanden"},
        {"month", "maand"},
    }};
    for (auto const& [english, dutch] : units) {
        if (auto const at = text.find(english); at != std::string::npos) {
            text.replace(at, english.size(), dutch);
        }
    }
    return text;
}

/// `30 % in 2025, 50 % in 2030`. Marks that are no years are ages or counts.
std::string value_in_words(Marks const& marks)
{
    constexpr int first_that_is_a_year = 1000;
    std::string text;
    for (auto const& [mark, value] : marks) {
        text += text.empty() ? value : ", " + value;
        if (marks.size() > 1 || mark != 0) {
            text += (mark >= first_that_is_a_year ? " in " : " at ") + std::to_string(mark);
        }
    }
    return text;
}

std::string dutch_value(Marks const& marks)
{
    auto text = in_dutch(value_in_words(marks));
    for (auto at = text.find(" at "); at != std::string::npos; at = text.find(" at ", at)) {
        text.replace(at, 4, " bij ");
    }
    return text;
}

}  // namespace

Text sentence_of(SettingDifference const& difference)
{
    auto text = name_of(difference.path);
    auto const& [path, before, after, first_year] = difference;
    if (after.empty()) {
        return {text.nl + ": vervalt (was " + dutch_value(before) + ").",
                text.en + ": left out (was " + value_in_words(before) + ")."};
    }
    text.nl += ": " + dutch_value(after);
    text.en += ": " + value_in_words(after);
    if (before.empty()) {
        return {text.nl + ".", text.en + "."};
    }
    return {text.nl + " (was " + dutch_value(before) + ").",
            text.en + " (was " + value_in_words(before) + ")."};
}

}  // namespace smartstart
