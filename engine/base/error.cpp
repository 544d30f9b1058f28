#include "engine/base/error.hpp"

#include <algorithm>
#include <string_view>

namespace smartstart {
namespace {

std::string joined(std::vector<Problem> const& problems)
{
    std::string text;
    for (auto const& problem : problems) {
        text += to_text(problem) + "\n";
    }
    return text;
}

/// What stands under the first `bytes` bytes of a line: a space for each letter, and tabs as they
/// are, so that both lines are as wide.
std::string margin(std::string_view line, int bytes)
{
    std::string text;
    for (auto const byte : line.substr(0, static_cast<std::size_t>(std::max(0, bytes)))) {
        auto const goes_on = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
        text += goes_on ? "" : byte == '\t' ? "\t" : " ";
    }
    return text;
}

}  // namespace

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error{joined(problems)}, problems_{std::move(problems)}
{
}

BrokenPromise::BrokenPromise(std::string const& what)
    : std::logic_error{what +
                       " This is a fault in smartstart; please send us this line and the scenario."}
{
}

std::string to_text(Problem const& problem)
{
    std::string text;
    auto const& place = problem.place;
    if (!place.file.empty()) {
        text += place.file + ":";
        if (place.line > 0) {
            text += std::to_string(place.line) + ":" + std::to_string(place.column) + ":";
        }
        text += " ";
    }
    text += "error: " + problem.text;
    if (!problem.excerpt.empty() && place.line > 0) {
        text += "\n  " + problem.excerpt + "\n  " + margin(problem.excerpt, place.column - 1) + "^";
    }
    return text;
}

}  // namespace smartstart
