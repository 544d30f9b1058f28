#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.hpp"

namespace smartstart {

/// Is this the number of a citizen (BSN)? Nine digits (eight with a zero before them) whose
/// weighted sum 9a + 8b + ... + 2h - i is a multiple of 11 (Besluit burgerservicenummer).
bool is_citizen_number(std::string const& digits);

/// What in a text looks as if it is about single people: columns or keys that name an identifier
/// (BSN, RIN, RINPERSOON, and the like), more than one citizen number that is no date.
std::vector<Problem> signs_of_people(std::string const& text, std::string const& file);

/// Reads a file and throws InputError, with each place, where it looks as if it is about people.
/// A file that cannot be read is left to whoever reads it next.
void refuse_people(std::filesystem::path const& file);

}  // namespace smartstart
