#include "cli/options.hpp"

#include <algorithm>
#include <utility>

#include <CLI/CLI.hpp>

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

}  // namespace smartstart
