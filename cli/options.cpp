#include "cli/options.hpp"

#include <CLI/CLI.hpp>

namespace smartstart {

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
