#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/text/translation.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

constexpr char gap = '\x01';

/// Reads a piece of C++ as far as sentences go: texts in quotes, and what stands around them.
class Piece {
public:
    explicit Piece(std::string_view code) : code_{code} {}

    bool is_empty() const { return code_.empty(); }
    char front() const { return code_.front(); }
    bool take(std::string_view word)
    {
        auto const stands = code_.starts_with(word);
        code_.remove_prefix(stands ? word.size() : 0);
        return stands;
    }
    char take_one()
    {
        auto const one = code_.front();
        code_.remove_prefix(1);
        return one;
    }
    /// A text in quotes; the first one is still to come.
    std::string quoted()
    {
        std::string text;
        for (take_one(); !is_empty() && front() != '"';) {
            auto const one = take_one();
            text += one == '\\' ? escaped(take_one()) : one;
        }
        if (!is_empty()) {
            take_one();
        }
        return text;
    }

private:
    static char escaped(char letter) { return letter == 'n' ? '\n' : letter; }

    std::string_view code_;
};

bool opens(char letter)
{
    return letter == '(' || letter == '{' || letter == '[';
}

bool closes(char letter)
{
    return letter == ')' || letter == '}' || letter == ']';
}

/// Skips what stands between brackets; the first has been taken.
void skip_brackets(Piece& piece)
{
    for (int depth = 1; !piece.is_empty() && depth > 0;) {
        if (piece.front() == '"') {
            piece.quoted();
            continue;
        }
        auto const letter = piece.take_one();
        depth += opens(letter) ? 1 : closes(letter) ? -1 : 0;
    }
}

/// `{}` and `{:.1f}` of a format as gaps, and `{{` as a bracket.
std::string with_gaps(std::string const& format)
{
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        auto const doubled = i + 1 < format.size() && format[i + 1] == format[i];
        if ((format[i] == '{' || format[i] == '}') && doubled) {
            text += format[i++];
        } else if (format[i] == '{') {
            text += gap;
            i = format.find('}', i);
        } else {
            text += format[i];
        }
    }
    return text;
}

void add_gap(std::string& text)
{
    text += text.ends_with(gap) ? "" : std::string(1, gap);
}

/// The sentence that begins among the arguments of a call: texts that are joined, with a gap for
/// everything else. Empty where none of them has a space in it.
std::string sentence_in(Piece piece)
{
    std::string text;
    auto formatted = false;
    auto const is_done = [&] { return text.find(' ') != std::string::npos; };
    while (!piece.is_empty()) {
        if (piece.front() == '"') {
            auto const said = piece.quoted();
            text += formatted ? with_gaps(said) : said;
        } else if (piece.take("fmt::format(")) {
            formatted = true;
        } else if (piece.take("std::string{") || piece.take("std::to_string(")) {
            skip_brackets(piece);
            add_gap(text);
        } else if (piece.take("Problem{")) {
            text.clear();
        } else if (auto const letter = piece.take_one(); letter == ',' || letter == ';') {
            if (is_done()) {
                return text;
            }
            text.clear();
        } else if (opens(letter)) {
            skip_brackets(piece);
        } else if (closes(letter)) {
            return is_done() ? text : std::string{};
        } else if (letter == '+') {
            add_gap(text);
        }
    }
    return {};
}

/// Joined texts leave gaps where nothing stands between them, and additions behind a full stop.
std::string tidied(std::string text)
{
    if (text.ends_with(std::string{"."} + gap) || text.ends_with(std::string{"?"} + gap)) {
        text.pop_back();
    }
    return text;
}

std::string code_of(fs::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    std::string code, line;
    while (std::getline(stream, line)) {
        auto const first = line.find_first_not_of(' ');
        if (first != std::string::npos && !line.substr(first).starts_with("//")) {
            code += line + "\n";
        }
    }
    return code;
}

/// Every sentence that this file says to a user about a mistake.
std::vector<std::string> sentences_of(fs::path const& file)
{
    auto const code = code_of(file);
    std::vector<std::string> all;
    for (std::string_view const call : {"InputError{", "StoreError{", "CalibrationStopped{",
                                        "reject(", "refuse(", "refuse_result("}) {
        for (auto at = code.find(call); at != std::string::npos; at = code.find(call, at + 1)) {
            auto const text =
                tidied(sentence_in(Piece{std::string_view{code}.substr(at + call.size())}));
            if (!text.empty()) {
                all.push_back(call == "reject(" ? std::string{"'"} + gap + "' " + text : text);
            }
        }
    }
    return all;
}

/// Words that no Dutch sentence has, but one of which half was found in the book does.
bool is_half_english(std::string const& dutch)
{
    constexpr std::array<std::string_view, 7> words{" the ",  " a ",   " must ", " with ",
                                                    " from ", " has ", " and "};
    return std::any_of(words.begin(), words.end(),
                       [&](auto word) { return dutch.find(word) != std::string::npos; });
}

/// Words of the user and words of ours both stand in gaps; one of these fits either.
bool has_dutch(std::string const& sentence)
{
    for (std::string_view const word : {"x", "a text", "it is empty.", "the disk is full",
                                        "that was version 1, and this is 2."}) {
        std::string said;
        for (auto const letter : sentence) {
            said += letter == gap ? std::string{word} : std::string(1, letter);
        }
        auto const dutch = said_in(Language::dutch, said);
        if (dutch != said && !is_half_english(dutch)) {
            return true;
        }
    }
    return false;
}

/// Sentences that are put together of pieces, or that nobody sees.
bool is_not_one_sentence(std::string const& sentence)
{
    constexpr std::array<std::string_view, 7> all{"the tables of '",
                                                  "at scale ",
                                                  "there is no household ",
                                                  "'\x01' stands beside 'at_age'",
                                                  "'\x01' must name one outcome",
                                                  "another format",
                                                  "blocks without runs"};
    return std::any_of(all.begin(), all.end(),
                       [&](auto start) { return sentence.starts_with(start); });
}

TEST(SentencesOfSources, are_said_in_dutch_too)
{
    std::size_t count = 0;
    for (auto const* const folder : {"engine", "analysis", "calibration", "cli"}) {
        for (auto const& entry :
             fs::recursive_directory_iterator{fs::path{SMARTSTART_SOURCE_DIR} / folder}) {
            if (entry.path().extension() != ".cpp") {
                continue;
            }
            for (auto const& sentence : sentences_of(entry.path())) {
                ++count;
                EXPECT_TRUE(is_not_one_sentence(sentence) || has_dutch(sentence))
                    << entry.path().string() << "\n  " << sentence;
            }
        }
    }
    EXPECT_GT(count, 200U) << "the sentences are not found any more";
}

/// `{a}` as `xa`; empty where a gap is looked up in its turn.
std::string filled(std::string const& pattern)
{
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        auto const is_gap = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
        if (is_gap && std::isupper(static_cast<unsigned char>(pattern[i + 1])) != 0) {
            return {};
        }
        text += is_gap ? std::string{'x', pattern[i + 1]} : std::string(1, pattern[i]);
        i += is_gap ? 2 : 0;
    }
    return text;
}

TEST(SentencesOfSources, are_not_hidden_behind_a_more_general_one)
{
    std::ifstream book{std::string{SMARTSTART_SOURCE_DIR} + "/analysis/text/sentences.txt"};
    std::string english, line;
    while (std::getline(book, line)) {
        if (!line.starts_with("    ")) {
            english = filled(line);
        } else if (!english.empty() && english.find(' ') != std::string::npos) {
            EXPECT_EQ(said_in(Language::dutch, english), filled(line.substr(4)));
        }
    }
}

}  // namespace
}  // namespace smartstart
