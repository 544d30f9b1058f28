#pragma once

#include <string>
#include <vector>

namespace smartstart {

struct Scorecard;

/// A table of texts; the last column is left out where room is scarce.
struct CardTable {
    std::string title;
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
};

/// What a card says, in the words of one language, before it becomes a page.
struct CardPage {
    std::string language;  ///< "nl" or "en"
    std::string title;
    std::string made_by;
    std::string calibrated;
    std::string preface;
    std::vector<CardTable> tables;
    std::string list_title;
    std::vector<std::string> list;
};

std::string as_text(CardPage const& page);
std::string as_markdown(CardPage const& page);
/// Self-contained: no script, nothing that is fetched.
std::string as_html(CardPage const& page);

/// One line for each pattern and figure, with numbers as they are (shares from 0 to 1, patterns in
/// their unit) and words that do not depend on the language.
std::string scorecard_csv(Scorecard const& card);

}  // namespace smartstart
