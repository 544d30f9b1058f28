#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace smartstart {

enum class Colour : std::uint8_t;

/// Which side of its column a text stands at.
enum class Align : std::uint8_t { left, right };

/// How a row is meant; seen only where colour is on.
enum class Tone : std::uint8_t { plain, good, bad, unsure };

/// A table of texts with columns as wide as their widest text.
class Grid {
public:
    Grid(std::vector<std::string> head, std::vector<Align> sides);
    void add(std::vector<std::string> row, Tone tone);
    /// The head, a line, and the rows, each ending with a line break.
    std::string text(Colour colour) const;

private:
    std::string line(std::vector<std::string> const& row) const;

    std::vector<std::vector<std::string>> rows_;  ///< the head first
    std::vector<Tone> tones_;
    std::vector<Align> sides_;
    std::vector<std::size_t> widths_;  ///< in letters
};

}  // namespace smartstart
