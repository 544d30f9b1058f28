#include "engine/base/error.hpp"

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
        text += "\n  " + problem.excerpt + "\n  " +
                std::string(static_cast<std::size_t>(place.column > 0 ? place.column - 1 : 0), ' ') +
                "^";
    }
    return text;
}

}  // namespace smartstart
