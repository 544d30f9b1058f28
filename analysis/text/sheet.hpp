#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace smartstart {

/// A column of a sheet: its key in JSON, and what stands above it.
struct SheetColumn {
    std::string key;
    std::string heading;
};

/// How rows read as plain text: each under its own name, or on one line each.
enum class SheetLayout : std::uint8_t { records, lines };

/// A list of things that all say the same about themselves, in texts.
struct Sheet {
    std::string id;       ///< key in JSON; sheets with the same id go on after one another
    std::string title;    ///< may be empty
    std::string preface;  ///< what a reader must know first; may be empty
    std::vector<SheetColumn> columns;
    std::vector<std::vector<std::string>> rows;  ///< as long as the columns
    SheetLayout layout{};
};

enum class SheetFormat : std::uint8_t { text, markdown, json };

/// Text: a grid, or the first column of a row on a line of its own and under it what is not empty.
/// Markdown: tables. JSON: one object with a list of objects for each id.
std::string written(std::span<Sheet const> sheets, SheetFormat format);

}  // namespace smartstart
