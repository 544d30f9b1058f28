#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/settings/document.hpp"

namespace smartstart {

/// How a list or section is written: on lines of its own, or between brackets.
enum class Writing { block, flow };

/// Builds a tree out of the pieces of a YAML text, in the order in which they stand there, and
/// notes what YAML allows but we do not: doubled keys, merge keys, keys that are no word, decimal
/// commas. Throws InputError where it makes no sense to go on.
class TreeBuilder {
public:
    explicit TreeBuilder(SettingsDocument& document) : document_{document} {}

    void start_document(Place const& place);
    /// A scalar, or nothing where a value should be; in a section, keys and values in turn.
    void add(SettingsNode value);
    /// A list or section; what is added from now on goes into it, until it is closed.
    void open(SettingsNode node, Writing writing);
    void close();

    /// The whole tree. An empty text gives a node of shape nothing.
    SettingsNode take();

private:
    struct Open {
        SettingsNode node;
        Writing writing{};
        bool has_key = false;  ///< in a section: the key of the next value is known
        bool is_lost = false;  ///< its value went into the key, which has been told
        SettingsNode key;
        std::map<std::string, int, std::less<>> seen;  ///< each key and its line
    };

    void add_key(Open& section, SettingsNode key);
    void add_value(Open& section, SettingsNode value);
    void note_lost_colon(Open& section);
    bool took_decimal_comma(Open& section);
    bool lacks_space(Open& section);
    bool is_usable(Open& section);

    SettingsDocument& document_;
    std::vector<Open> open_;
    SettingsNode root_;
    int documents_ = 0;
    int values_ = 0;
};

}  // namespace smartstart
