#include "engine/settings/refusal.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/settings/outline.hpp"
#include "engine/settings/parse.hpp"

namespace smartstart {
namespace {

constexpr auto nowhere = std::string_view::npos;

/// A sentence, and the byte of the text that it is about.
struct Finding {
    std::size_t at{};
    std::string sentence;
};

using Found = std::optional<Finding>;

/// yaml-cpp's message in words for the person who has to repair the line.
std::string in_words(std::string const& message)
{
    static constexpr std::array<std::pair<char const*, char const*>, 11> wordings{{
        {"end of map not found",
         "this does not fit the lines above it: a key stands right under the key above it and ends "
         "in ': ', such as 'seed: 1'"},
        {"end of sequence not found",
         "this does not fit the list above it: every item starts with '- ', right under the item "
         "above it"},
        {"end of map flow not found", "a '{' is never closed; add '}'"},
        {"end of sequence flow not found", "a '[' is never closed; add ']'"},
        {"illegal EOF in scalar", "a quote is never closed; add the second one"},
        {"illegal map value",
         "a ':' stands where no key can be; put a text that holds ': ' in quotes"},
        {"illegal flow end", "a bracket is closed that was never opened"},
        {"illegal block entry", "a '- ' stands where no list can be"},
        {"unknown token", "a value cannot start with this character; put the value in quotes"},
        {"the referenced anchor is not defined",
         "a value that starts with '*' stands for a copy of another one, which is not taken; write "
         "the value out, or put it in quotes"},
        {"bad file", "this is nested too deeply"},
    }};
    for (auto const& [known, words] : wordings) {
        if (message == known) {
            return words;
        }
    }
    return "this is not YAML (" + message + ")";
}

bool is_word(char letter)
{
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

/// The line of this place, without its line end.
std::string_view line_of(std::string_view text, std::size_t place)
{
    auto const start = line_start(text, place);
    auto const end = std::min(text.find('\n', place), text.size());
    auto const line = text.substr(start, end - start);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// The start of the nearest line above this one that is no remark and not empty.
std::optional<std::size_t> line_above(std::string_view text, std::size_t start)
{
    while (start > 0) {
        start = line_start(text, start - 1);
        auto const line = line_of(text, start);
        auto const first = line.find_first_not_of(' ');
        if (first != nowhere && line[first] != '#') {
            return start;
        }
    }
    return {};
}

/// The first tab among the spaces before the line.
Found tab_before(std::string_view text, std::size_t at)
{
    auto const line = line_of(text, at);
    auto const tab = line.find('\t');
    if (tab >= line.find_first_not_of(" \t")) {
        return {};
    }
    return Finding{line_start(text, at) + tab,
                   "a tab stands before this line; YAML takes no tabs for indentation, "
                   "so use spaces."};
}

/// What a text in quotes took in that was meant to be keys; nothing where it is well closed.
std::optional<std::string> taken_in(std::string_view text, QuotedText const& quoted)
{
    auto const inside = text.substr(quoted.opened, quoted.closed - quoted.opened);
    auto const breaks = inside.find('\n');
    auto const after = text.find_first_not_of(' ', quoted.closed + 1);
    auto const ends_well =
        after == nowhere || std::string_view{",:#]}\r\n"}.find(text[after]) != nowhere;
    if (breaks != nowhere && (!ends_well || inside.find(": ", breaks) != nowhere)) {
        return "this quote is not closed in its line, and so takes in the lines below it; add the "
               "second one.";
    }
    if (!ends_well && inside.find(": ") != nowhere) {
        return "this quote is closed only by the first one of another text; add its own second "
               "one.";
    }
    return {};
}

/// A quote before this place that is never closed, or only by the first quote of a later text.
Found open_quote(std::string_view text, Outline const& outline, std::size_t at)
{
    Found found;
    for (auto const& quoted : outline.quoted) {
        auto const is_before = quoted.opened <= at;
        if (quoted.closed == nowhere) {
            return Finding{quoted.opened, "a quote is never closed; add the second one."};
        }
        if (auto const what = is_before ? taken_in(text, quoted) : std::nullopt) {
            found = Finding{quoted.opened, *what};
        }
    }
    return found;
}

Found question_mark(std::string_view text, std::size_t at)
{
    if (at >= text.size() || text[at] != '?') {
        return {};
    }
    return Finding{at,
                   "within {...} a text with '?' in it needs quotes, such as '{nl: \"Wat verandert "
                   "er?\", en: \"What changes?\"}'."};
}

Found missing_comma(std::string_view text, Outline const& outline, std::size_t at)
{
    if (!outline.brackets_fit) {
        return {};
    }
    while (at > 0 && is_word(text[at - 1])) {
        --at;
    }
    return Finding{at,
                   "a ',' is missing before this: within brackets it stands between one value and "
                   "the next, such as '{2025: 30 %, 2030: 50 %}'."};
}

/// `front_share:40 %` and `front_share {2025: 40 %}` in the line that starts here.
Found wrong_colon(std::string_view text, std::size_t start)
{
    auto const line = line_of(text, start);
    auto const first = line.find_first_not_of("- ");
    auto end = first;
    while (end < line.size() && is_word(line[end])) {
        ++end;
    }
    auto const value = end < line.size() ? line.find_first_not_of(": ", end) : nowhere;
    if (value == nowhere || end == first) {
        return {};
    }
    auto const key = std::string{line.substr(first, end - first)};
    auto const is_colon = line[end] == ':';
    if (is_colon && value == end + 1 && line[value] != '/') {
        return Finding{start + end + 1,
                       "a space is missing after this ':'; write " +
                           in_quotes(key + ": " + std::string{line.substr(value)}) + "."};
    }
    auto const has_none = line.find(':') == nowhere;
    auto const opens = line[value] == '{' || line[value] == '[';
    if (!is_colon && value > end && (opens || has_none)) {
        return Finding{start + end, "a ':' may be missing after " + in_quotes(key) + "."};
    }
    return {};
}

/// Whether a key can stand in this line: the line that it is under ends in ':'.
bool is_under_key(std::string_view text, std::size_t start)
{
    auto const indentation = indentation_at(text, start);
    auto above = line_above(text, start);
    while (above && indentation_at(text, *above) >= indentation) {
        above = line_above(text, *above);
    }
    return !above || line_of(text, *above).ends_with(':');
}

/// A key without its ':' in the line where yaml-cpp stopped, or in the one above that.
Found wrong_key(std::string_view text, std::size_t at)
{
    auto const start = line_start(text, at);
    auto const above = line_above(text, start);
    if (auto const found =
            above && is_under_key(text, *above) ? wrong_colon(text, *above) : Found{}) {
        return found;
    }
    return is_under_key(text, start) ? wrong_colon(text, start) : Found{};
}

/// What yaml-cpp's message follows from, where that can be told. It trips over a tab or an open
/// quote in many ways, and names few of them.
Found cause(std::string_view text, std::string const& message, std::size_t at)
{
    if (auto const tab = tab_before(text, at)) {
        return tab;
    }
    auto const outline = outline_of(text);
    if (auto const quote = open_quote(text, outline, at)) {
        return quote;
    }
    if (auto const question = question_mark(text, at)) {
        return question;
    }
    if (message == "end of map flow not found" || message == "end of sequence flow not found") {
        return missing_comma(text, outline, at);
    }
    if (message == "illegal map value" || message == "end of map not found") {
        return wrong_key(text, at);
    }
    return {};
}

Place place_at(std::string const& file, std::string_view text, std::size_t at)
{
    if (file == command_line) {
        return {file, 0, 0};
    }
    auto const line = std::count(text.begin(), text.begin() + static_cast<long>(at), '\n');
    return {file, static_cast<int>(line) + 1, static_cast<int>(at - line_start(text, at)) + 1};
}

}  // namespace

void note_refusal(SettingsDocument& document, std::string const& file, std::string const& text,
                  YAML::Exception const& error)
{
    auto const at = error.mark.is_null() ? text.size() : static_cast<std::size_t>(error.mark.pos);
    auto const known = std::min(at, text.size());
    if (auto const found = cause(text, error.msg, known)) {
        document.note(place_at(file, text, found->at), found->sentence);
        return;
    }
    auto const place = error.mark.is_null() ? Place{file, 0, 0} : place_at(file, text, known);
    document.note(place, in_words(error.msg) + ".");
}

}  // namespace smartstart
