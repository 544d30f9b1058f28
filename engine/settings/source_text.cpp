#include "engine/settings/source_text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <vector>

#include "engine/base/nearest.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 10'000'000;
constexpr int deepest_brackets = 200;

/// Length of the UTF-8 letter at the start of this text, 0 where there is none.
/// Source: Unicode 15, table 3-7 (well-formed UTF-8 byte sequences).
std::size_t letter_length(std::string_view text)
{
    auto const byte = [&](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    auto const follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    auto const first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return follows(1) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        auto const overlong = first == 0xE0 && byte(1) < 0xA0;
        auto const surrogate = first == 0xED && byte(1) > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        auto const overlong = first == 0xF0 && byte(1) < 0x90;
        auto const too_high = first == 0xF4 && byte(1) > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !too_high ? 4 : 0;
    }
    return 0;
}

bool nests_too_deeply(std::string_view bytes)
{
    int depth = 0;
    for (auto const letter : bytes) {
        if (letter == '[' || letter == '{') {
            ++depth;
        }
        if (letter == ']' || letter == '}') {
            depth = std::max(0, depth - 1);
        }
        if (depth > deepest_brackets) {
            return true;
        }
    }
    return false;
}

std::string no_such_file(fs::path const& file)
{
    std::error_code error;
    if (fs::is_symlink(file, error)) {
        return "it is a link to " + fs::read_symlink(file, error).string() +
               ", which is not there.";
    }
    auto const meant = file_meant(file).filename().string();
    return "there is no such file." + (meant.empty() ? "" : " Is '" + meant + "' meant?");
}

}  // namespace

fs::path file_meant(fs::path const& missing)
{
    std::vector<std::string> names;
    std::error_code error;
    auto const folder = missing.has_parent_path() ? missing.parent_path() : fs::path{"."};
    for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
        names.push_back(at->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    auto const name = missing.filename().string();
    auto const is_whole = std::ranges::find(names, name + ".yaml") != names.end();
    auto const meant = is_whole ? name + ".yaml" : nearest_name(name, names);
    return meant.empty() ? fs::path{} : missing.parent_path() / meant;
}

std::size_t end_of_text(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        auto const length = letter_length(bytes.substr(at));
        auto const letter = bytes.substr(at, length);
        auto const plain_break = letter == "\n" || letter == "\r" || letter == "\t";
        if (length == 0 || (!plain_break && has_control_characters(letter))) {
            return at;
        }
        at += length;
    }
    return bytes.size();
}

std::string_view without_mark(std::string_view text)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

bool has_control_characters(std::string_view text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const byte = static_cast<unsigned char>(text[at]);
        auto const next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
        auto const low = byte < 0x20 && byte != '\n' && byte != '\t';
        if (low || byte == 0x7F || (byte == 0xC2 && next < 0xA0)) {
            return true;
        }
    }
    return false;
}

std::string trouble_in(std::string_view bytes)
{
    if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return "it is empty.";
    }
    if (auto const end = end_of_text(bytes); end < bytes.size()) {
        auto const line =
            1 + std::count(bytes.begin(), bytes.begin() + static_cast<long>(end), '\n');
        return "it is not UTF-8 text: byte " + std::to_string(end + 1) + ", in line " +
               std::to_string(line) + ", is no part of a text. Save it as UTF-8.";
    }
    if (nests_too_deeply(bytes)) {
        return "its brackets are nested more than " + std::to_string(deepest_brackets) +
               " deep; a scenario needs no more than a few.";
    }
    return {};
}

SourceText read_source(fs::path const& file)
{
    std::error_code error;
    auto const status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found) {
        return {{}, no_such_file(file)};
    }
    if (status.type() == fs::file_type::directory) {
        return {{}, "it is a folder, but must be a YAML file."};
    }
    if (error) {
        return {{}, "it cannot be opened (" + error.message() + ")."};
    }
    if (status.type() != fs::file_type::regular) {
        return {{}, "it is a device or a pipe, but must be a YAML file."};
    }
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        auto const reason = std::error_code{errno, std::generic_category()}.message();
        return {{}, "it cannot be opened (" + reason + ")."};
    }
    SourceText source;
    for (std::array<char, std::size_t{1} << 16U> part{};
         stream && source.bytes.size() <= most_bytes;) {
        stream.read(part.data(), part.size());
        source.bytes.append(part.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) {
        return {{}, "it cannot be read to its end."};
    }
    if (source.bytes.size() > most_bytes) {
        return {{}, "it is larger than 10 MB; a settings file is a few pages of text."};
    }
    source.trouble = trouble_in(source.bytes);
    return source;
}

}  // namespace smartstart
