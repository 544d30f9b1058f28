#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace smartstart {

/// What stands in a file, or why it cannot be used.
struct SourceText {
    std::string bytes;
    std::string trouble;  ///< the end of a sentence about the file; empty when all is well
};

/// Reads a text file of at most 10 MB.
SourceText read_source(std::filesystem::path const& file);

/// The file beside one that is not there, whose name is nearest to it; empty where none is near.
std::filesystem::path file_meant(std::filesystem::path const& missing);

/// What keeps these bytes from being read as YAML: emptiness, bytes that are no text, UTF-8 gone
/// wrong, brackets nested so deeply that no person wrote them. The end of a sentence, or empty.
std::string trouble_in(std::string_view bytes);

/// Where the text stops being text: at a control character or at bytes that are not UTF-8; its size
/// where it does not.
std::size_t end_of_text(std::string_view bytes);

/// The text after the mark that spreadsheets and editors put before the first letter of UTF-8.
std::string_view without_mark(std::string_view text);

/// A character that no text holds: a zero byte, an escape to the terminal, and the like.
bool has_control_characters(std::string_view text);

}  // namespace smartstart
