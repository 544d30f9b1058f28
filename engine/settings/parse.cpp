#include "engine/settings/parse.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <exception>
#include <optional>
#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "engine/settings/source_text.hpp"
#include "engine/settings/tree_builder.hpp"

namespace smartstart {
namespace {

Place place_of(std::string const& file, YAML::Mark const& mark)
{
    if (file == command_line || mark.is_null()) {
        return {file, 0, 0};
    }
    return {file, mark.line + 1, mark.column + 1};
}

/// `010` is 8 for one reader of YAML and 10 for another.
bool looks_octal(std::string text)
{
    if (text.starts_with('-') || text.starts_with('+')) {
        text.erase(0, 1);
    }
    return text.size() > 1 && text.front() == '0' &&
           text.find_first_not_of("0123456789") == std::string::npos;
}

bool is_no_number(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    static constexpr std::array<char const*, 4> words{".inf", "+.inf", "-.inf", ".nan"};
    return std::find(words.begin(), words.end(), text) != words.end();
}

/// Passes what yaml-cpp finds on to the tree, and notes what a single value may not be.
class Events : public YAML::EventHandler {
public:
    Events(SettingsDocument& document, std::string file)
        : document_{document}, file_{std::move(file)}, tree_{document}
    {
    }

    SettingsNode take() { return tree_.take(); }

    void OnDocumentStart(YAML::Mark const& mark) override
    {
        tree_.start_document(place_of(file_, mark));
    }
    void OnDocumentEnd() override {}

    void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override
    {
        tree_.add(node_at(mark, Shape::nothing, anchor));
    }

    void OnAlias(YAML::Mark const& mark, YAML::anchor_t /*anchor*/) override
    {
        auto node = node_at(mark, Shape::nothing, YAML::NullAnchor);
        refuse(node, "copies of another value ('*name') are not taken; write the value out.");
        tree_.add(std::move(node));
    }

    void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  std::string const& value) override
    {
        auto node = node_at(mark, Shape::scalar, anchor);
        node.text = value;
        auto const plain = tag == "?";
        check_tag(node, tag);
        if (plain && looks_octal(value)) {
            refuse(node, in_quotes(value) +
                             " starts with 0, which some readers of YAML take for an octal number; "
                             "write it without the 0, or in quotes where it is a code.");
        } else if (plain && is_no_number(value)) {
            refuse(node, in_quotes(value) + " is not taken; write a number such as '0.5'.");
        } else if (has_control_characters(value)) {
            node.text = "?";
            refuse(node, "this text holds a control character; take out the '\\' before it.");
        }
        tree_.add(std::move(node));
    }

    void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override
    {
        open(node_at(mark, Shape::list, anchor), tag, style);
    }
    void OnSequenceEnd() override { tree_.close(); }

    void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override
    {
        open(node_at(mark, Shape::section, anchor), tag, style);
    }
    void OnMapEnd() override { tree_.close(); }

private:
    SettingsNode node_at(YAML::Mark const& mark, Shape shape, YAML::anchor_t anchor)
    {
        SettingsNode node;
        node.shape = shape;
        node.place = place_of(file_, mark);
        node.key_place = node.place;
        if (anchor != YAML::NullAnchor) {
            refuse(node,
                   "names for values ('&name') are not taken; write the value out where it is "
                   "needed.");
        }
        return node;
    }

    void open(SettingsNode node, std::string const& tag, YAML::EmitterStyle::value style)
    {
        check_tag(node, tag);
        tree_.open(std::move(node),
                   style == YAML::EmitterStyle::Flow ? Writing::flow : Writing::block);
    }

    void check_tag(SettingsNode& node, std::string const& tag)
    {
        if (!tag.empty() && tag != "?" && tag != "!") {
            refuse(node, "tags such as '!!str' are not taken; write the value alone.");
        }
    }

    void refuse(SettingsNode& node, std::string sentence)
    {
        document_.note(node.place, std::move(sentence));
        node.broken = true;
    }

    SettingsDocument& document_;
    std::string file_;
    TreeBuilder tree_;
};

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

/// The first tab among the spaces before a line, counted from 0, as this line is.
std::optional<std::size_t> tab_before_line(std::string const& text, int line)
{
    std::istringstream stream{text};
    std::string found;
    for (int at = 0; at <= line && std::getline(stream, found); ++at) {
    }
    auto const tab = found.find('\t');
    auto const first = found.find_first_not_of(" \t");
    return tab < first ? std::optional{tab} : std::nullopt;
}

/// What yaml-cpp refuses, with its place. It trips over a tab in many ways, and names few of them.
void note_refusal(SettingsDocument& document, std::string const& file, std::string const& text,
                  YAML::Exception const& error)
{
    auto place = place_of(file, error.mark);
    auto const tab = place.line > 0 ? tab_before_line(text, error.mark.line) : std::nullopt;
    if (tab) {
        place.column = static_cast<int>(*tab) + 1;
        document.note(place,
                      "a tab stands before this line; YAML takes no tabs for indentation, "
                      "so use spaces.");
        return;
    }
    document.note(place, in_words(error.msg) + ".");
}

}  // namespace

SettingsNode parse(SettingsDocument& document, std::string const& file, std::string const& text)
{
    try {
        Events events{document, file};
        std::istringstream stream{text};
        YAML::Parser parser{stream};
        while (parser.HandleNextDocument(events)) {
        }
        return events.take();
    } catch (YAML::Exception const& error) {
        note_refusal(document, file, text, error);
    } catch (InputError const& error) {
        document.problems.insert(document.problems.end(), error.problems().begin(),
                                 error.problems().end());
    } catch (std::exception const& error) {
        document.note({file, 0, 0}, "this is not YAML (" + std::string{error.what()} + ").");
    }
    document.unusable = true;
    SettingsNode nothing;
    nothing.shape = Shape::section;
    nothing.broken = true;
    nothing.place = {file, 0, 0};
    return nothing;
}

}  // namespace smartstart
