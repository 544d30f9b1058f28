#include "analysis/description/marked_page.hpp"

#include <sstream>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

constexpr std::string_view opening = "<!-- smartstart describe ";
constexpr std::string_view closing = "<!-- end -->";
constexpr std::string_view tail = " -->";

/// The part and the sheet that a mark names; empty where it is not so.
std::pair<std::string, std::string> named_in(std::string const& line)
{
    auto const from = opening.size();
    auto const end = line.rfind(tail);
    auto const space = line.find(' ', from);
    if (end == std::string::npos || space == std::string::npos || space >= end) {
        return {};
    }
    return {line.substr(from, space - from), line.substr(space + 1, end - space - 1)};
}

}  // namespace

std::string filled(std::string const& page, SectionText const& text)
{
    std::istringstream lines{page};
    std::vector<std::string> mistakes;
    std::string out;
    std::size_t open = 0;  // the line of the mark that is open; 0: none
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.starts_with(opening)) {
            auto const [part, sheet] = named_in(line);
            if (open != 0 || part.empty() || sheet.empty()) {
                mistakes.push_back("line " + std::to_string(number) +
                                   ": a mark must name a part and a sheet, such as "
                                   "'<!-- smartstart describe odd schedule -->', and stand outside "
                                   "any other.");
            } else {
                out += line + "\n" + text(part, sheet);
            }
            open = number;
        } else if (line == closing) {
            open = 0;
        }
        out += open == 0 ? line + "\n" : "";
    }
    if (open != 0) {
        mistakes.push_back("line " + std::to_string(open) +
                           ": this section has no end; close it "
                           "with '" +
                           std::string{closing} + "'.");
    }
    if (!mistakes.empty()) {
        std::string all;
        for (auto const& mistake : mistakes) {
            all += (all.empty() ? "" : "\n") + mistake;
        }
        throw InputError{all};
    }
    return out;
}

}  // namespace smartstart
