#include "cli/lives_on_disk.hpp"

namespace smartstart {

void add_options_on_disk(CLI::App& call, OnDisk& asked, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    call.add_option("--checkpoint-every", asked.every_seconds,
                    in("bewaar elke herhaling die onderweg is om de zoveel seconden; 0: nooit",
                       "keep each replicate on its way every so many seconds; 0: never"))
        ->type_name(in("SECONDEN", "SECONDS"))
        ->capture_default_str();
    auto* const pasts = call.add_option(
        "--keep-past", asked.pasts,
        in("bewaar hier het verleden dat scenario's delen, en begin ermee waar het kan",
           "keep the past that scenarios share here, and begin with it where that can be done"));
    pasts->type_name(in("MAP", "FOLDER"));
    call.add_option("--keep-past-at", asked.past_years,
                    in("ook aan het begin van dit jaar, zoals 2030; mag vaker",
                       "at the beginning of this year as well, such as 2030; may be repeated"))
        ->type_name(in("JAAR", "YEAR"))
        ->needs(pasts);
}

}  // namespace smartstart
