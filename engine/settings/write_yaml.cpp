#include "engine/settings/write_yaml.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "engine/settings/form.hpp"

namespace smartstart {
namespace {

/// Whether YAML takes this text, bare, for the same text and nothing else.
bool is_safe_bare(std::string const& text)
{
    constexpr std::string_view letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    constexpr std::string_view within = " _./%+-";
    if (text.empty() || letters.find(text.front()) == std::string_view::npos ||
        text.back() == ' ') {
        return false;
    }
    auto const safe = [&](char letter) {
        return letters.find(letter) != std::string_view::npos ||
               within.find(letter) != std::string_view::npos;
    };
    // A code such as '0855' stays in quotes, or it would be taken for an octal number.
    auto const coded = text.size() > 1 && text.front() == '0' &&
                       text.find_first_not_of("0123456789") == std::string::npos;
    auto const nothing = text == "null" || text == "Null" || text == "NULL";
    return !coded && !nothing && std::all_of(text.begin(), text.end(), safe);
}

std::string scalar(std::string const& text)
{
    if (is_safe_bare(text) || is_whole_number(text)) {
        return text;
    }
    std::string written = "\"";
    for (auto const letter : text) {
        switch (letter) {
            case '"':
            case '\\':
                written += '\\';
                written += letter;
                break;
            case '\n':
                written += "\\n";
                break;
            case '\t':
                written += "\\t";
                break;
            default:
                written += letter;
        }
    }
    return written + "\"";
}

/// PathMarks of a path by number, all other keys by letter.
std::vector<SettingsNode const*> in_order(SettingsNode const& section)
{
    std::vector<SettingsNode const*> children;
    for (auto const& child : section.children) {
        children.push_back(&child);
    }
    auto const by_number = is_path(section);
    std::sort(children.begin(), children.end(), [&](auto const* a, auto const* b) {
        auto const number = [&](auto const* node) {
            return by_number ? std::strtoll(node->key.c_str(), nullptr, 10) : 0;
        };
        return std::pair{number(a), a->key} < std::pair{number(b), b->key};
    });
    return children;
}

void write_section(SettingsNode const& section, std::string const& indent, std::string& text)
{
    for (auto const* const child : in_order(section)) {
        text += indent + scalar(child->key) + ":";
        if (child->shape == Shape::section && !child->children.empty() && !is_path(*child)) {
            text += "\n";
            write_section(*child, indent + "  ", text);
        } else {
            text += " " + one_line(*child) + "\n";
        }
    }
}

/// Calls `take(path, node)` for every value that is no section.
template <class Take>
void for_each_value(SettingsNode const& section, std::string const& path, Take const& take)
{
    for (auto const& child : section.children) {
        auto const full = dotted(path, child.key);
        if (child.shape == Shape::section && !is_path(child)) {
            for_each_value(child, full, take);
        } else {
            take(full, child);
        }
    }
}

/// The values of a path by their marks; none of what is no path, or has a mark that can be none.
std::map<int, std::string> points_of(SettingsNode const& node)
{
    std::map<int, std::string> points;
    if (!is_path(node)) {
        return points;
    }
    for (auto const& point : node.children) {
        auto const mark = Form<int>::read(point.key);
        if (!mark) {
            return {};
        }
        points[*mark] = one_line(point);
    }
    return points;
}

}  // namespace

std::string one_line(SettingsNode const& node)
{
    if (node.shape == Shape::nothing) {
        return "~";
    }
    if (node.shape == Shape::scalar) {
        return scalar(node.text);
    }
    std::string items;
    if (node.shape == Shape::list) {
        for (auto const& child : node.children) {
            items += (items.empty() ? "" : ", ") + one_line(child);
        }
        return "[" + items + "]";
    }
    for (auto const* const child : in_order(node)) {
        items += (items.empty() ? "" : ", ") + scalar(child->key) + ": " + one_line(*child);
    }
    return "{" + items + "}";
}

std::string write_yaml(SettingsNode const& root)
{
    std::string text;
    write_section(root, "", text);
    return text;
}

std::map<std::string, std::string> all_values(SettingsNode const& root)
{
    std::map<std::string, std::string> values;
    for_each_value(root, "", [&](std::string const& path, SettingsNode const& node) {
        values[path] = one_line(node);
    });
    return values;
}

std::map<std::string, std::map<int, std::string>> all_marks(SettingsNode const& root)
{
    std::map<std::string, std::map<int, std::string>> marks;
    for_each_value(root, "", [&](std::string const& path, SettingsNode const& node) {
        auto by_mark = points_of(node);
        marks[path] =
            by_mark.empty() ? std::map<int, std::string>{{0, one_line(node)}} : std::move(by_mark);
    });
    return marks;
}

}  // namespace smartstart
