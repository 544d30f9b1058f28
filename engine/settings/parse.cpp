#include "engine/settings/parse.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <exception>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "engine/settings/outline.hpp"
#include "engine/settings/refusal.hpp"
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
    Events(SettingsDocument& document, std::string file, std::string_view source)
        : document_{document}, file_{std::move(file)}, source_{source}, tree_{document}
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
        check_quotes(node, static_cast<std::size_t>(mark.pos));
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
        open(node_at(mark, Shape::list, anchor), tag, style, mark);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override
    {
        open(node_at(mark, Shape::section, anchor), tag, style, mark);
    }
    void OnMapEnd() override { close(); }

private:
    static constexpr auto block = std::string_view::npos;

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

    void open(SettingsNode node, std::string const& tag, YAML::EmitterStyle::value style,
              YAML::Mark const& mark)
    {
        auto const is_flow = style == YAML::EmitterStyle::Flow;
        check_tag(node, tag);
        brackets_.push_back(is_flow ? static_cast<std::size_t>(mark.pos) : block);
        tree_.open(std::move(node), is_flow ? Writing::flow : Writing::block);
    }

    void close()
    {
        brackets_.pop_back();
        tree_.close();
    }

    void check_tag(SettingsNode& node, std::string const& tag)
    {
        if (!tag.empty() && tag != "?" && tag != "!") {
            refuse(node, "tags such as '!!str' are not taken; write the value alone.");
        }
    }

    // yaml-cpp takes the end of a file for the second quote, and any line for a part of the text.
    void check_quotes(SettingsNode& node, std::size_t opened)
    {
        if (opened >= source_.size() || (source_[opened] != '"' && source_[opened] != '\'')) {
            return;
        }
        auto const closed = closing_quote(source_, opened);
        if (closed == std::string_view::npos) {
            refuse(node, "a quote is never closed; add the second one.");
        } else if (node.place.line > 0 && leaves_its_section(opened, closed)) {
            refuse(node,
                   "this quote is not closed in its line, and so takes in the lines below it; add "
                   "the second one.");
        }
    }

    /// Whether a text in quotes goes on in a line that stands no deeper than the line with its key,
    /// or with the bracket around that. YAML has no such text.
    bool leaves_its_section(std::size_t opened, std::size_t closed) const
    {
        auto const bracket = std::find_if(brackets_.begin(), brackets_.end(),
                                          [](std::size_t at) { return at != block; });
        auto const from = bracket == brackets_.end() ? opened : *bracket;
        auto const indentation = indentation_at(source_, from);
        auto const stands_alone = line_start(source_, from) + indentation == from;
        if (brackets_.empty() || stands_alone) {
            return false;
        }
        for (auto at = source_.find('\n', opened); at < closed; at = source_.find('\n', at + 1)) {
            auto const first = source_.find_first_not_of(" \r", at + 1);
            if (source_[first] != '\n' && indentation_at(source_, at + 1) <= indentation) {
                return true;
            }
        }
        return false;
    }

    void refuse(SettingsNode& node, std::string sentence)
    {
        document_.note(node.place, std::move(sentence));
        node.broken = true;
    }

    SettingsDocument& document_;
    std::string file_;
    std::string_view source_;
    std::vector<std::size_t> brackets_;  ///< where each open list or section starts, or `block`
    TreeBuilder tree_;
};

}  // namespace

SettingsNode parse(SettingsDocument& document, std::string const& file, std::string const& text)
{
    std::string const source{without_mark(text)};
    try {
        Events events{document, file, source};
        std::istringstream stream{source};
        YAML::Parser parser{stream};
        while (parser.HandleNextDocument(events)) {
        }
        return events.take();
    } catch (YAML::Exception const& error) {
        note_refusal(document, file, source, error);
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
