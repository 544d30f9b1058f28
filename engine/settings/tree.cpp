#include "engine/settings/tree.hpp"

#include <algorithm>
#include <map>

namespace smartstart {
namespace {

bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

void collect_unread(SettingsNode const& node, std::string const& path,
                    std::vector<std::string>& found)
{
    for (auto const& child : node.children) {
        auto const full = dotted(path, child.key);
        if (child.broken) {
            continue;
        }
        if (child.shape == Shape::section && (!is_path(child) || child.read)) {
            collect_unread(child, full, found);
        } else if (!child.read) {
            found.push_back(full);
        }
    }
}

}  // namespace

SettingsNode* SettingsNode::find(std::string_view child_key)
{
    auto const child = std::find_if(children.begin(), children.end(),
                                    [&](auto const& node) { return node.key == child_key; });
    return child == children.end() ? nullptr : &*child;
}

SettingsNode const* SettingsNode::find(std::string_view child_key) const
{
    auto const child = std::find_if(children.begin(), children.end(),
                                    [&](auto const& node) { return node.key == child_key; });
    return child == children.end() ? nullptr : &*child;
}

void SettingsNode::drop(std::string_view child_key)
{
    std::erase_if(children, [&](auto const& node) { return node.key == child_key; });
}

bool is_whole_number(std::string_view text)
{
    if (text.starts_with('-')) {
        text.remove_prefix(1);
    }
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit) &&
           (text.size() == 1 || text.front() != '0');
}

bool is_path(SettingsNode const& node)
{
    return node.shape == Shape::section && !node.children.empty() &&
           std::all_of(node.children.begin(), node.children.end(),
                       [](auto const& child) { return is_whole_number(child.key); });
}

void merge(SettingsNode& under, SettingsNode over)
{
    auto const by_key = [](SettingsNode const& node) {
        return node.shape == Shape::section && !is_path(node);
    };
    if (!by_key(under) || !by_key(over)) {
        over.base =
            is_path(under) && !under.children.empty() ? under.children.front().text : under.text;
        under = std::move(over);
        return;
    }
    // By name first: looking each key up in a list would take minutes for two very long files.
    std::map<std::string, std::size_t, std::less<>> at;
    for (std::size_t i = 0; i < under.children.size(); ++i) {
        at.emplace(under.children[i].key, i);
    }
    for (auto& child : over.children) {
        if (auto const known = at.find(child.key); known != at.end()) {
            merge(under.children[known->second], std::move(child));
        } else {
            under.children.push_back(std::move(child));
        }
    }
    under.place = over.place;
    under.key_place = over.key_place;
    under.broken = under.broken || over.broken;
    under.asked.merge(over.asked);
}

void mark_read(SettingsNode& node)
{
    node.read = true;
    for (auto& child : node.children) {
        mark_read(child);
    }
}

std::string dotted(std::string_view path, std::string_view key)
{
    std::string full{path};
    return full + (full.empty() ? "" : ".") + std::string{key};
}

std::vector<std::string> sections_above(std::string_view path)
{
    std::vector<std::string> all;
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
        all.emplace_back(path.substr(0, dot));
    }
    return all;
}

std::vector<std::string> unread_values(SettingsNode const& root)
{
    std::vector<std::string> found;
    collect_unread(root, "", found);
    return found;
}

std::string describe(SettingsNode const& node)
{
    switch (node.shape) {
        case Shape::scalar:
            return node.text.empty() ? "is an empty text" : "is " + in_quotes(node.text);
        case Shape::list:
            return "is a list";
        case Shape::section:
            return "is a section";
        case Shape::nothing:
            break;
    }
    return "is empty";
}

std::string in_quotes(std::string_view text)
{
    constexpr std::size_t longest = 60;
    std::string shown{text.substr(0, longest)};
    if (text.size() > longest) {
        // Do not cut a letter in two: bytes 10xxxxxx go on with the letter before them.
        auto end = longest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        shown = std::string{text.substr(0, end)} + "…";
    }
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    std::replace(shown.begin(), shown.end(), '\t', ' ');
    return "'" + shown + "'";
}

}  // namespace smartstart
