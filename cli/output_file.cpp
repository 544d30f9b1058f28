#include "cli/output_file.hpp"

#include <system_error>
#include <utility>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace smartstart {

namespace fs = std::filesystem;

void check_endings(std::vector<OutputFile> const& files)
{
    for (auto const& file : files) {
        auto const ending = fs::path{file.example}.extension();
        if (!file.name.empty() && file.name.extension() != ending) {
            throw InputError{std::string{file.option} + " is '" + file.name.string() +
                             "', but must end in '" + ending.string() + "', such as '" +
                             file.example + "'."};
        }
    }
}

void refuse_existing(std::vector<OutputFile> const& files, Overwrite overwrite,
                     std::string const& sentence)
{
    for (auto const& file : files) {
        std::error_code ignored;
        if (overwrite == Overwrite::refuse && !file.name.empty() &&
            fs::exists(file.name, ignored)) {
            auto words = fmt::format(
                "{} exists already and was left as it is. Use --force to "
                "replace it, or give {} another name.",
                file.name.string(), file.option);
            throw OutputExists{OutputExists::Words{std::move(words) + sentence}};
        }
    }
}

Overwrite overwrite_for(bool force)
{
    return force ? Overwrite::replace : Overwrite::refuse;
}

void add_force_option(CLI::App& call, bool& force, Language language)
{
    call.add_flag(
        "--force", force,
        in_language(language, "vervang bestanden die er al zijn", "replace files that exist"));
}

}  // namespace smartstart
