#include "engine/settings/tree_builder.hpp"

#include <utility>

namespace smartstart {
namespace {

constexpr std::size_t deepest = 64;
constexpr int most_values = 200'000;

bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

}  // namespace

void TreeBuilder::start_document(Place const& place)
{
    if (++documents_ > 1) {
        throw InputError{document_.problem_at(
            place, "a second document starts here; one file holds one, so take out the '---'.")};
    }
}

void TreeBuilder::open(SettingsNode node, Writing writing)
{
    if (open_.size() >= deepest) {
        throw InputError{document_.problem_at(
            node.place, "this is nested more than " + std::to_string(deepest) +
                            " deep; a scenario needs no more than a few levels.")};
    }
    open_.push_back({std::move(node), writing, false, false, {}, {}});
}

void TreeBuilder::close()
{
    auto closed = std::move(open_.back());
    open_.pop_back();
    if (closed.writing == Writing::block && !open_.empty() && open_.back().has_key) {
        // The person looks for the key; the first line of the block is somewhere below it.
        closed.node.place = open_.back().key.place;
    }
    add(std::move(closed.node));
}

void TreeBuilder::add(SettingsNode value)
{
    if (++values_ > most_values) {
        throw InputError{document_.problem_at(
            {value.place.file, 0, 0},
            "it holds more than 200,000 values; a settings file is a few pages of text.")};
    }
    if (open_.empty()) {
        root_ = std::move(value);
        return;
    }
    auto& parent = open_.back();
    if (parent.node.shape == Shape::list) {
        parent.node.children.push_back(std::move(value));
    } else if (parent.has_key) {
        add_value(parent, std::move(value));
    } else {
        add_key(parent, std::move(value));
    }
}

void TreeBuilder::add_key(Open& section, SettingsNode key)
{
    section.has_key = true;
    section.key = std::move(key);
    if (section.key.shape != Shape::scalar) {
        document_.note(section.key.place, "a key must be one word, such as 'seed: 1'.");
        section.key.broken = true;
    } else if (section.key.text == "<<") {
        document_.note(
            section.key.place,
            "merge keys ('<<') are not taken; write the values out, or use 'extends' for "
            "a whole file.");
        section.key.broken = true;
    } else {
        note_lost_colon(section);
    }
}

// YAML takes `front_share {2025: 30 %}` for the key 'front_share {2025'.
void TreeBuilder::note_lost_colon(Open& section)
{
    auto const bracket = section.key.text.find_first_of("{[");
    auto const end = section.key.text.find_last_not_of(' ', bracket - 1);
    if (bracket == std::string::npos || bracket == 0 || end == bracket - 1) {
        return;
    }
    auto place = section.key.place;
    section.key.text.resize(end + 1);
    place.column += place.line > 0 ? static_cast<int>(end) + 1 : 0;
    document_.note(place, "a ':' may be missing after " + in_quotes(section.key.text) + ".");
    section.is_lost = true;
}

void TreeBuilder::add_value(Open& section, SettingsNode value)
{
    section.has_key = false;
    value.broken = value.broken || std::exchange(section.is_lost, false);
    if (value.shape == Shape::nothing) {
        value.place = section.key.place;
        if (took_decimal_comma(section)) {
            return;
        }
        value.broken = lacks_space(section) || value.broken;
    }
    if (!is_usable(section)) {
        return;
    }
    value.key = section.key.text;
    value.key_place = section.key.place;
    section.node.children.push_back(std::move(value));
}

// YAML takes `{front: 0,5 %}` for two keys: 'front' with 0, and '5 %' with nothing.
bool TreeBuilder::took_decimal_comma(Open& section)
{
    auto& values = section.node.children;
    auto const& tail = section.key.text;
    if (section.writing != Writing::flow || values.empty() || tail.empty() ||
        !is_digit(tail.front())) {
        return false;
    }
    auto& head = values.back();
    if (head.shape != Shape::scalar || head.text.empty() || !is_digit(head.text.back())) {
        return false;
    }
    document_.note(head.place,
                   in_quotes(head.text + "," + tail) +
                       " has a decimal comma, which YAML takes for the next key; write '" +
                       head.text + "." + tail + "'.");
    head.broken = true;
    return true;
}

// YAML takes `{2030:45 %}` for the key '2030:45 %' with nothing.
bool TreeBuilder::lacks_space(Open& section)
{
    auto& key = section.key;
    auto const colon = key.text.find(':');
    if (section.writing != Writing::flow || colon == std::string::npos || colon == 0 ||
        key.text.find_first_of(" /") < colon + 2 || colon + 1 == key.text.size()) {
        return false;
    }
    auto place = key.place;
    place.column += place.line > 0 ? static_cast<int>(colon) + 1 : 0;
    document_.note(
        place, "a space is missing after this ':'; write " +
                   in_quotes(key.text.substr(0, colon) + ": " + key.text.substr(colon + 1)) + ".");
    key.text.resize(colon);
    return true;
}

bool TreeBuilder::is_usable(Open& section)
{
    if (section.key.broken) {
        return false;
    }
    auto const [first, is_new] = section.seen.emplace(section.key.text, section.key.place.line);
    if (!is_new) {
        auto const line = first->second;
        document_.note(section.key.place,
                       in_quotes(section.key.text) + " stands twice in one section" +
                           (line > 0 ? "; the first is in line " + std::to_string(line) : "") +
                           ". Keep one of them.");
    }
    return is_new;
}

SettingsNode TreeBuilder::take()
{
    return std::move(root_);
}

}  // namespace smartstart
