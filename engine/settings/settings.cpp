#include "engine/settings/settings.hpp"

#include <algorithm>
#include <utility>

#include "engine/settings/document.hpp"
#include "engine/settings/form.hpp"

namespace smartstart {
namespace {

std::string missing_section(std::string const& path, std::string_view key)
{
    if (path == "steps") {
        return "'parameters' is missing; it must be the folder with the parameter files, such as "
               "'parameters: parameters'.";
    }
    return "section " + in_quotes(path) + " is missing; write '" + std::string{key} +
           ":' and its settings below it, indented.";
}

/// ` Is 'seed: 1' meant?` about `seed:1`, which YAML takes for one text.
std::string guess_space(std::string const& text)
{
    auto const colon = text.find(':');
    auto const key = text.substr(0, colon);
    if (colon == std::string::npos || colon + 1 == text.size() ||
        key.find_first_of(" /") != std::string::npos || text[colon + 1] == '/') {
        return {};
    }
    return " Is " + in_quotes(key + ": " + text.substr(colon + 1)) + " meant?";
}

}  // namespace

Settings::Settings(std::shared_ptr<SettingsDocument> document, SettingsNode& section,
                   std::string path)
    : document_{std::move(document)}, node_{&section}, path_{std::move(path)}
{
    section.read = true;
}

std::string Settings::full(std::string_view key) const
{
    return dotted(path_, key);
}

SettingsNode* Settings::found(std::string_view key) const
{
    node_->asked.emplace(key);
    return node_->find(key);
}

SettingsNode* Settings::wanted(std::string_view key, std::string_view form) const
{
    auto* const node = found(key);
    if (node == nullptr) {
        if (!node_->broken) {
            document_->note_missing(
                node_->key_place, full(key),
                in_quotes(full(key)) + " is missing; it must be " + std::string{form} + ".");
        }
        return nullptr;
    }
    mark_read(*node);
    return node->broken ? nullptr : node;
}

Settings Settings::view(SettingsNode& node, std::string_view key) const
{
    return {document_, node, full(key)};
}

bool Settings::has(std::string_view key) const
{
    return found(key) != nullptr;
}

bool Settings::has_section(std::string_view key) const
{
    auto const* const node = found(key);
    return node != nullptr && node->shape == Shape::section;
}

Settings Settings::section(std::string_view key) const
{
    if (!has(key) && !node_->broken) {
        document_->note_missing(node_->key_place, full(key), missing_section(full(key), key));
    }
    return section_or_empty(key);
}

Settings Settings::section_or_empty(std::string_view key) const
{
    if (auto section = maybe_section(key)) {
        return *section;
    }
    auto& nothing = document_->stand_ins.emplace_back();
    nothing.shape = Shape::section;
    nothing.broken = true;
    nothing.place = place(key);
    nothing.key_place = nothing.place;
    return view(nothing, key);
}

std::optional<Settings> Settings::maybe_section(std::string_view key) const
{
    auto* const node = found(key);
    if (node == nullptr) {
        return {};
    }
    if (node->shape != Shape::section && !node->broken) {
        reject(key, describe(*node) +
                        ", but must be a section: lines such as 'seed: 1' below it, "
                        "indented." +
                        guess_space(node->text));
        node->broken = true;
    }
    node->read = true;
    return node->broken ? std::nullopt : std::optional{view(*node, key)};
}

SettingsNode* Settings::wanted_list(std::string_view key, std::string_view kind,
                                    std::string_view form) const
{
    document_->forms[full(key)] = {std::string{kind}, std::string{form}, PathMarks::none, {}};
    auto* const node = wanted(key, form);
    if (node != nullptr && node->shape != Shape::list) {
        reject(key, describe(*node) + ", but must be " + std::string{form} + ".");
        return nullptr;
    }
    return node;
}

std::vector<std::string> Settings::strings(std::string_view key) const
{
    auto* const node = wanted_list(key, "words", "a list of words, such as '[school, doctor]'");
    if (node == nullptr) {
        return {};
    }
    std::vector<std::string> texts;
    for (auto const& child : node->children) {
        if (child.shape == Shape::scalar && !child.text.empty()) {
            texts.push_back(child.text);
        } else if (!child.broken) {
            document_->note(child.place, "an item of " + in_quotes(full(key)) + " " +
                                             describe(child) + ", but must be a word.");
        }
    }
    return texts;
}

std::string Settings::note_choices(std::string_view key,
                                   std::vector<std::string> const& words) const
{
    std::string form = words.size() == 1 ? "" : "one of";
    for (auto const& word : words) {
        form += (&word != &words.front() ? ", '" : form.empty() ? "'" : " '") + word + "'";
    }
    document_->forms[full(key)] = {"choice", form, PathMarks::none, words};
    return form;
}

std::optional<std::size_t> Settings::chosen(std::string_view key,
                                            std::vector<std::string> const& words) const
{
    auto const form = note_choices(key, words);
    auto* const node = wanted(key, form);
    if (node == nullptr) {
        return {};
    }
    auto const word = std::find(words.begin(), words.end(), node->text);
    if (node->shape != Shape::scalar || word == words.end()) {
        reject(key, describe(*node) + ", but must be " + form + "." + guess(node->text, words));
        return {};
    }
    return static_cast<std::size_t>(word - words.begin());
}

std::vector<std::string> Settings::keys() const
{
    std::vector<std::string> names;
    for (auto const& child : node_->children) {
        names.push_back(child.key);
    }
    return names;
}

Place Settings::place(std::string_view key) const
{
    auto const* const child = std::as_const(*node_).find(key);
    return child == nullptr ? node_->key_place : child->place;
}

std::vector<Place> Settings::places(std::string_view key) const
{
    std::vector<Place> all;
    if (auto const* const list = std::as_const(*node_).find(key)) {
        for (auto const& item : list->children) {
            all.push_back(item.place);
        }
    }
    return all;
}

void Settings::reject(std::string_view key, std::string const& sentence) const
{
    auto const* const child = std::as_const(*node_).find(key);
    if (node_->broken || child == nullptr || child->broken) {
        return;  // what is wrong with it has been said; this is about its stand-in
    }
    document_->note(place(key), in_quotes(full(key)) + " " + sentence);
}

void Settings::reject_name(std::string_view key, std::string const& sentence) const
{
    auto* const child = node_->find(key);
    if (!node_->broken && child != nullptr && !child->broken) {
        document_->note(child->key_place, in_quotes(full(key)) + " " + sentence);
        mark_read(*child);
        child->broken = true;
    }
}

void Settings::ignore(std::string_view key) const
{
    if (auto* const node = found(key)) {
        mark_read(*node);
    }
}

}  // namespace smartstart
