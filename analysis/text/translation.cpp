#include "analysis/text/translation.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "engine/settings/parse.hpp"
#include "generated/embedded/definitions_txt.hpp"
#include "generated/embedded/descriptions_txt.hpp"
#include "generated/embedded/sentences_txt.hpp"

namespace smartstart {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool is_capital(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

/// `{a} is missing; it must be {B}.`: texts with a gap after each but the last.
struct Template {
    std::vector<std::string> texts{{}};
    std::string gaps;  ///< the letter of each

    explicit Template(std::string_view line)
    {
        while (!line.empty()) {
            auto const letter = line.size() > 2 ? line[1] : ' ';
            auto const is_letter = is_capital(letter) || (letter >= 'a' && letter <= 'z');
            if (line[0] == '{' && is_letter && line[2] == '}') {
                gaps += letter;
                texts.emplace_back();
                line.remove_prefix(3);
            } else {
                texts.back() += line.front();
                line.remove_prefix(1);
            }
        }
    }
};

/// What stands in the gap of each letter, small and capital alike.
using Filling = std::array<std::string, alphabet.size()>;

std::string& at(Filling& filling, char gap)
{
    return filling.at(static_cast<std::size_t>(gap - (is_capital(gap) ? 'A' : 'a')));
}

std::string filled(Template const& sentence, Filling filling)
{
    auto text = sentence.texts.front();
    for (std::size_t i = 0; i < sentence.gaps.size(); ++i) {
        text += at(filling, sentence.gaps[i]) + sentence.texts[i + 1];
    }
    return text;
}

class Dictionary {
public:
    explicit Dictionary(std::string_view lines)
    {
        constexpr std::string_view indent = "    ";
        std::string_view english;
        while (!lines.empty()) {
            auto const line = lines.substr(0, lines.find('\n'));
            lines.remove_prefix(std::min(line.size() + 1, lines.size()));
            if (line.starts_with(indent)) {
                sentences_.emplace_back(Template{english}, Template{line.substr(indent.size())});
            } else if (!line.starts_with('#')) {
                english = line;
            }
        }
    }

    std::optional<std::string> dutch(std::string_view english) const
    {
        for (auto const& [known, wanted] : sentences_) {
            Filling filling;
            if (english.starts_with(known.texts.front()) &&
                fits(known, 0, english.substr(known.texts.front().size()), filling)) {
                return filled(wanted, std::move(filling));
            }
        }
        return {};
    }

private:
    /// Whether this rest of a sentence is gap number `gap` and what follows it.
    bool fits(Template const& known, std::size_t gap, std::string_view rest, Filling& filling) const
    {
        if (gap == known.gaps.size()) {
            return rest.empty();
        }
        std::string_view const next = known.texts[gap + 1];
        if (gap + 1 == known.gaps.size()) {
            return rest.ends_with(next) &&
                   fill(known.gaps[gap], rest.substr(0, rest.size() - next.size()), filling);
        }
        for (auto end = rest.find(next); end != std::string_view::npos;
             end = rest.find(next, end + 1)) {
            if (fits(known, gap + 1, rest.substr(end + next.size()), filling) &&
                fill(known.gaps[gap], rest.substr(0, end), filling)) {
                return true;
            }
        }
        return false;
    }

    /// What the user wrote may be empty; words of ours are not.
    bool fill(char gap, std::string_view text, Filling& filling) const
    {
        auto const words = is_capital(gap) ? dutch(text) : std::string{text};
        if (words) {
            at(filling, gap) = *words;
        }
        return words.has_value();
    }

    std::vector<std::pair<Template, Template>> sentences_;
};

}  // namespace

std::string said_in(Language language, std::string_view english)
{
    constexpr std::size_t longest = 4000;  // a longer one is a list of names, not a sentence
    if (language == Language::english || english.size() > longest) {
        return std::string{english};
    }
    static Dictionary const dictionary{embedded::sentences_txt()};
    return dictionary.dutch(english).value_or(std::string{english});
}

std::optional<std::string> dutch_definition(std::string_view english)
{
    static Dictionary const dictionary{embedded::definitions_txt()};
    return dictionary.dutch(english);
}

std::string defined_in(Language language, std::string_view english)
{
    auto const dutch = language == Language::dutch ? dutch_definition(english) : std::nullopt;
    return dutch.value_or(std::string{english});
}

std::optional<std::string> dutch_description(std::string_view english)
{
    static Dictionary const dictionary{embedded::descriptions_txt()};
    return dictionary.dutch(english);
}

std::string described_in(Language language, std::string_view english)
{
    auto const dutch = language == Language::dutch ? dutch_description(english) : std::nullopt;
    return dutch.value_or(std::string{english});
}

std::string to_text(Problem const& problem, Language language)
{
    if (language == Language::english) {
        return to_text(problem);
    }
    auto said = problem;
    said.text = said_in(language, problem.text);
    if (said.place.file == command_line) {
        said.place.file = "opdrachtregel";
    }
    auto text = to_text(said);
    constexpr std::string_view error = "error";
    return text.replace(text.find(error, said.place.file.size()), error.size(), "fout");
}

std::string as_error(std::string_view english, Language language)
{
    return to_text(Problem{{}, std::string{english}, {}}, language);
}

}  // namespace smartstart
