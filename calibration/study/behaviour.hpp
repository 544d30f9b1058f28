#pragma once

#include <filesystem>
#include <string>

namespace smartstart {

/// SHA-256 of all that two years of a small life under a scenario leave behind: one household in
/// 200, from the start of its rehearsal on. Two states of the program that give the same here are
/// taken to be the same model, whatever changed in their text. Throws InputError as prepare does.
std::string behaviour_of(std::filesystem::path const& scenario);

}  // namespace smartstart
