#pragma once

#include <string>
#include <vector>

namespace smartstart {

/// A table as people read it: a head, and rows of texts.
struct Grid {
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
};

/// Three digits, whole numbers from a thousand; "-" for what is not a number.
std::string number(double value);

std::string markdown(Grid const& grid);
/// Lines as a list, or what stands where there are none.
std::string list(std::vector<std::string> const& lines, std::string const& none);

/// The same for a web page; text is made safe, and marks of Markdown go.
std::string html(std::string const& text);
std::string html(Grid const& grid);
std::string html(std::vector<std::string> const& lines, std::string const& none);

}  // namespace smartstart
