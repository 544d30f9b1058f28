#pragma once

#include <string>
#include <vector>

#include "engine/store/result.hpp"

namespace smartstart {

/// The command that makes these results again with the same numbers, as a shell takes it, from the
/// folder where they were made: `smartstart run scenarios/today-30-70.yaml --seed 20250101 ...`.
/// Seed, years, scale, replicates, draws and what `--set` gave are those of the first. The file of
/// the draws goes by `any_posterior` where the first does not say which it was.
std::string command_again(std::vector<Result const*> const& results,
                          std::string const& any_posterior);

}  // namespace smartstart
