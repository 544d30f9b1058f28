#include "cli/options.hpp"

#include <algorithm>
#include <map>
#include <thread>
#include <utility>

#include <CLI/CLI.hpp>

#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"

namespace smartstart {

std::function<std::string(std::string const&)> one_of(std::vector<std::string> words)
{
    return [words = std::move(words)](std::string const& word) -> std::string {
        if (std::ranges::find(words, word) != words.end()) {
            return {};
        }
        std::string known;
        for (auto const& one : words) {
            known += (known.empty() ? "" : ", ") + one;
        }
        auto const meant = nearest_name(word, words);
        return "is '" + word + "', but must be one of " + known +
               (meant.empty() ? "" : ". Is '" + meant + "' meant?");
    };
}

void add_set_option(CLI::App& call, std::vector<std::string>& set, Language language)
{
    call.add_option("--set", set,
                    in_language(language,
                                "een instelling anders, zoals 'investment.front_share=40 %' "
                                "(herhaalbaar)",
                                "a setting otherwise, such as 'investment.front_share=40 %' "
                                "(repeatable)"))
        ->type_name(in_language(language, "PAD=WAARDE", "PATH=VALUE"))
        ->type_size(1)
        ->allow_extra_args(false);
}

void add_seed_option(CLI::App& call, std::optional<std::string>& seed, Language language)
{
    call.add_option("--seed", seed,
                    in_language(language, "startgetal van het toeval", "seed of the luck"))
        ->type_name("S");
}

void refuse_twice(std::vector<std::string> const& set, std::vector<std::string> const& options)
{
    std::map<std::string, std::string> said;  // what was written, by the setting that it sets
    for (auto const& name : options) {
        said.emplace(name, "--" + name);
    }
    std::vector<Problem> problems;
    for (auto const& text : set) {
        auto const [first, is_new] = said.emplace(text.substr(0, text.find('=')), "--set " + text);
        if (!is_new) {
            problems.push_back({{},
                                "'" + first->second + "' and '--set " + text +
                                    "' set the same thing. Keep one of them.",
                                {}});
        }
    }
    if (!problems.empty()) {
        throw InputError{problems};
    }
}

void refuse_twice(RunOptions const& options)
{
    std::vector<std::string> given;
    auto const add = [&](char const* name, bool is_given) {
        if (is_given) {
            given.emplace_back(name);
        }
    };
    add("replicates", options.replicates.has_value());
    add("seed", options.seed.has_value());
    add("scale", options.scale.has_value());
    add("years", options.years.has_value());
    refuse_twice(options.set, given);
}

void add_threads_option(CLI::App& call, int& threads, Language language)
{
    call.add_option("--threads", threads,
                    in_language(language, "aantal threads; 0: zoveel als er zijn",
                                "how many threads; 0: as many as there are"))
        ->type_name("N")
        ->capture_default_str();
}

unsigned threads_for(int asked)
{
    constexpr int most = 1024;
    if (asked < 0 || asked > most) {
        throw InputError{"'--threads' is " + std::to_string(asked) +
                         ", but must be from 1 to 1024, or 0 for as many as there are."};
    }
    return asked == 0 ? std::max(1U, std::thread::hardware_concurrency())
                      : static_cast<unsigned>(asked);
}

}  // namespace smartstart
