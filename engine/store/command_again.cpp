#include "engine/store/command_again.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

namespace smartstart {
namespace {

constexpr std::string_view mark_of_set = "# --set ";

/// A text as a shell takes it for one word.
std::string as_word(std::string const& text)
{
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+,:@%=";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) {
        return text;
    }
    std::string word = "'";
    for (auto const letter : text) {
        word += letter == '\'' ? "'\\''" : std::string(1, letter);
    }
    return word + "'";
}

/// The scenario's file is the first that was read.
std::string file_of(Result const& result)
{
    auto const usual = "scenarios/" + result.scenario + ".yaml";
    auto const ends = "/" + result.scenario + ".yaml";
    auto const said = result.inputs.empty() ? std::string{} : result.inputs.front().first;
    return said.ends_with(ends) || said == ends.substr(1) ? said : usual;
}

/// As a shell takes it.
std::string posterior_of(Result const& result, std::string const& otherwise)
{
    auto const found = std::ranges::find_if(
        result.inputs, [](auto const& input) { return input.first.ends_with(".posterior.h5"); });
    return found == result.inputs.end() ? otherwise : as_word(found->first);
}

/// What --set gave: the last lines of the scenario as written, but for those of draws and what has
/// an option of its own.
std::vector<std::string> overrides_of(Result const& result)
{
    std::vector<std::string> lines;
    std::istringstream text{result.scenario_yaml};
    for (std::string line; std::getline(text, line);) {
        lines.push_back(line);
    }
    std::vector<std::string> set;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        if (line->starts_with(mark_of_set)) {
            set.push_back(line->substr(mark_of_set.size()));
        } else if (!line->starts_with("# draw ")) {
            break;
        }
    }
    std::ranges::reverse(set);
    std::erase_if(set, [](std::string const& one) {
        constexpr std::array own{"replicates=", "seed=", "scale=", "years="};
        return std::ranges::any_of(own, [&](auto const* name) { return one.starts_with(name); });
    });
    return set;
}

/// How often each scenario was lived: replicates, or draws with so many replicates each.
std::string repeated(Result const& result, std::string const& any_posterior)
{
    auto const all = result.replicates.size();
    auto const draws = result.draws.size();
    if (draws == 0) {
        return fmt::format(" --replicates {}", all);
    }
    return fmt::format(" --draws {} --draw-count {} --replicates {}",
                       posterior_of(result, any_posterior), draws, all / draws);
}

}  // namespace

std::string command_again(std::vector<Result const*> const& results,
                          std::string const& any_posterior)
{
    std::string text = "smartstart run";
    for (auto const* const result : results) {
        text += " " + as_word(file_of(*result));
    }
    auto const& first = *results.front();
    text += fmt::format(" --seed {}", first.seed) + repeated(first, any_posterior);
    if (first.scale < 1.0) {
        text += fmt::format(" --scale 1/{}", std::lround(1.0 / first.scale));
    }
    if (!first.years.empty()) {
        text += fmt::format(" --years {}-{}", first.years.front(), first.years.back());
    }
    for (auto const& one : overrides_of(first)) {
        text += " --set " + as_word(one);
    }
    return text;
}

}  // namespace smartstart
