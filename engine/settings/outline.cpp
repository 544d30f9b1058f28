#include "engine/settings/outline.hpp"

#include <algorithm>

namespace smartstart {
namespace {

constexpr auto nowhere = std::string_view::npos;

/// Walks through a text once, line by line.
class Walk {
public:
    explicit Walk(std::string_view text) : text_{text} {}

    Outline take()
    {
        for (std::size_t start = 0; start < text_.size() && !is_open_;) {
            start = line(start);
        }
        outline_.brackets_fit = depth_ == 0;
        return std::move(outline_);
    }

private:
    /// Walks through the line that starts here, or on through what it opens; where the next starts.
    std::size_t line(std::size_t start)
    {
        auto const first = text_.find_first_not_of(' ', start);
        if (first == nowhere) {
            return text_.size();
        }
        auto const indentation = first - start;
        auto const is_blank = text_[first] == '\n' || text_[first] == '\r';
        if (is_blank || (block_ != nowhere && indentation > block_)) {
            return next_line(first);
        }
        block_ = nowhere;
        if (depth_ == 0) {
            // A deeper line goes on with the text that the line above it left open.
            is_due_ = plain_ == nowhere || indentation <= plain_;
            plain_ = nowhere;
        }
        auto const end = rest(first, indentation);
        plain_ = depth_ == 0 && !is_due_ ? indentation : nowhere;
        return end;
    }

    std::size_t rest(std::size_t at, std::size_t indentation)
    {
        while (at < text_.size() && text_[at] != '\n') {
            auto const letter = text_[at];
            auto const after_space = at == 0 || text_[at - 1] == ' ' || text_[at - 1] == '\n';
            if (letter == '#' && after_space) {
                return next_line(at);
            }
            if ((letter == '"' || letter == '\'') && is_due_) {
                at = quote(at);
                continue;
            }
            if ((letter == '|' || letter == '>') && is_due_ && depth_ == 0) {
                block_ = indentation;
                return next_line(at);
            }
            look(at);
            ++at;
        }
        return std::min(at + 1, text_.size());
    }

    /// Whether a value can start behind this letter.
    void look(std::size_t at)
    {
        auto const letter = text_[at];
        auto const next = at + 1 < text_.size() ? text_[at + 1] : '\n';
        auto const before_space = next == ' ' || next == '\n' || next == '\r';
        auto const opens = letter == '{' || letter == '[';
        auto const leads = (letter == ':' && before_space) || (letter == ',' && depth_ > 0) ||
                           (letter == '-' && before_space && is_due_);
        if (opens && (is_due_ || depth_ > 0)) {
            ++depth_;
            is_due_ = true;
        } else if ((letter == '}' || letter == ']') && depth_ > 0) {
            --depth_;
            is_due_ = false;
        } else if (leads) {
            is_due_ = true;
        } else if (letter != ' ' && letter != '\r') {
            is_due_ = false;
        }
    }

    std::size_t quote(std::size_t at)
    {
        auto const closed = closing_quote(text_, at);
        outline_.quoted.push_back({at, closed});
        is_due_ = false;
        is_open_ = closed == nowhere;
        return is_open_ ? text_.size() : closed + 1;
    }

    std::size_t next_line(std::size_t at) const
    {
        auto const end = text_.find('\n', at);
        return end == nowhere ? text_.size() : end + 1;
    }

    std::string_view text_;
    Outline outline_;
    int depth_ = 0;
    bool is_open_ = false;         ///< a quote that is never closed was met
    bool is_due_ = true;           ///< a value may start here
    std::size_t block_ = nowhere;  ///< spaces before the line that a text of several lines is under
    std::size_t plain_ = nowhere;  ///< spaces before a line that ended within a text without quotes
};

}  // namespace

Outline outline_of(std::string_view text)
{
    return Walk{text}.take();
}

std::size_t closing_quote(std::string_view text, std::size_t opened)
{
    auto const quote = text[opened];
    for (auto at = opened + 1; at < text.size(); ++at) {
        auto const is_escape = quote == '"' && text[at] == '\\';
        auto const is_doubled = quote == '\'' && text.substr(at, 2) == "''";
        if (is_escape || is_doubled) {
            ++at;
        } else if (text[at] == quote) {
            return at;
        }
    }
    return nowhere;
}

std::size_t line_start(std::string_view text, std::size_t place)
{
    auto const before = place == 0 ? nowhere : text.rfind('\n', place - 1);
    return before == nowhere ? 0 : before + 1;
}

std::size_t indentation_at(std::string_view text, std::size_t place)
{
    auto const start = line_start(text, place);
    auto const first = std::min(text.find_first_not_of(' ', start), text.size());
    return first - start;
}

}  // namespace smartstart
