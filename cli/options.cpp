#include "cli/options.hpp"

#include <CLI/CLI.hpp>

namespace smartstart {

void add_set_option(CLI::App& call, std::vector<std::string>& set, Language language)
{
    call.add_option("--set", set,
                    in_language(language,
                                "één instelling anders, zoals investment.total='220 million euro'; "
                                "mag vaker",
                                "one setting otherwise, such as investment.total='220 million "
                                "euro'; may be repeated"))
        ->type_name("PATH=VALUE")
        ->type_size(1)
        ->allow_extra_args(false);
}

}  // namespace smartstart
