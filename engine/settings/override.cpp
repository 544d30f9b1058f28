#include <optional>
#include <utility>

#include "engine/settings/form.hpp"
#include "engine/settings/loader.hpp"
#include "engine/settings/parse.hpp"
#include "engine/settings/source_text.hpp"

namespace smartstart {
namespace {

std::vector<std::string> split(std::string const& path)
{
    std::vector<std::string> keys{{}};
    for (auto const letter : path) {
        if (letter == '.') {
            keys.emplace_back();
        } else {
            keys.back() += letter;
        }
    }
    return keys;
}

/// Whether a path names a setting: words with dots between them, not how files hang together.
bool is_setting(std::vector<std::string> const& keys)
{
    for (auto const& key : keys) {
        if (key.empty() || key.find(' ') != std::string::npos) {
            return false;
        }
    }
    auto const& first = keys.front();
    return first != "format" && first != "extends" && first != "parameters";
}

/// How a setting that is one value gets another from a year on: the whole path, as one override.
std::string as_path(std::string const& path, std::string const& value, SettingsNode const& root,
                    SettingsNode const& one)
{
    auto const dot = path.rfind('.');
    auto const mark = path.substr(dot + 1);
    if (dot == std::string::npos || !is_whole_number(mark) || one.shape != Shape::scalar) {
        return {};
    }
    auto const* const years = root.find("years");
    auto const first = years == nullptr ? std::optional<Years>{} : Form<Years>::read(years->text);
    auto const from = first ? std::to_string(first->first) : "2025";
    return " For more than one value write all of them, such as --set \"" + path.substr(0, dot) +
           "={" + (from == mark ? "" : from + ": " + one.text + ", ") + mark + ": " + value +
           "}\".";
}

}  // namespace

void SettingsLoader::override_with(std::string const& text)
{
    Place const place{command_line, 0, 0};
    auto const equals = text.find('=');
    auto const path = text.substr(0, equals);
    auto const keys = split(path);
    auto const on_one_line = text.find_first_of("\r\n") == std::string::npos;
    if (keys.front() == "parameters" && keys.size() > 1) {
        document_->note(place, in_quotes(text) +
                                   " cannot be set: 'parameters' names files. A parameter "
                                   "is set by its step, such as 'steps.care.ambulant_effect=0.1'.");
        return;
    }
    if (equals == std::string::npos || !on_one_line || !is_setting(keys)) {
        document_->note(place, in_quotes(text) +
                                   " must be the path of a setting, '=' and a value on one line, "
                                   "such as 'investment.front_share=50 %'.");
        return;
    }
    auto value = value_of(text, text.substr(equals + 1));
    if (!value) {
        return;
    }
    auto* section = &document_->root;
    for (auto const& key : keys) {
        auto* child = section->find(key);
        auto const is_last = &key == &keys.back();
        if (child == nullptr) {
            child = &section->children.emplace_back();
            child->shape = is_last ? Shape::nothing : Shape::section;
            child->key = key;
            child->place = place;
            child->key_place = place;
        }
        if (is_last) {
            value->key = key;
            merge(*child, std::move(*value));
            return;
        }
        if (child->shape != Shape::section) {
            document_->note(place,
                            in_quotes(text) + " needs a section at " + in_quotes(key) + ", which " +
                                describe(*child) + "." +
                                as_path(path, text.substr(equals + 1), document_->root, *child));
            return;
        }
        section = child;
    }
}

std::optional<SettingsNode> SettingsLoader::value_of(std::string const& text,
                                                     std::string const& value)
{
    Place const place{command_line, 0, 0};
    if (auto const trouble = trouble_in(value); !trouble.empty()) {
        document_->note(place, "the value of " + in_quotes(text.substr(0, text.find('='))) +
                                   " cannot be used: " + trouble);
        return {};
    }
    auto const before = document_->problems.size();
    auto node = parse(*document_, command_line, value);
    for (auto i = before; i < document_->problems.size(); ++i) {
        auto& said = document_->problems[i];
        said.text = "in " + in_quotes(text) + ": " + said.text;
    }
    if (node.place.file.empty()) {  // nothing but a remark: '#...'
        document_->note(place, "the value of " + in_quotes(text.substr(0, text.find('='))) +
                                   " cannot be used: it is empty.");
        return {};
    }
    result_.as_written_ += "# --set " + text + "\n";
    return node;
}

}  // namespace smartstart
