#pragma once

#include <string>

#include "analysis/text/language.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace smartstart {

/// What is wrong with a command line: each word that nobody knows, with the known one that it most
/// likely means, or else what the reader of the command line found. In the language of the user.
std::string complaint(CLI::App const& program, CLI::ParseError const& error, Language language);

}  // namespace smartstart
