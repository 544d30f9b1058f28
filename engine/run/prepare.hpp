#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "engine/run/simulation.hpp"

namespace smartstart {

/// A scenario of which every file was read and found right, and every step was built. Nobody lives
/// in it yet.
struct Prepared {
    Scenario scenario;
    std::shared_ptr<Blueprint const> blueprint;
};

/// Reads these scenarios with their bases, parameters and regions, and builds every step of each.
/// Throws InputError with every mistake of every file, each once, levers that nothing reads
/// included.
std::vector<Prepared> prepare(std::vector<std::filesystem::path> const& files,
                              RunOptions const& options, Model const& model);

/// Every file that was read for a scenario and its SHA-256: the chain of scenarios, the parameters,
/// and the tables of the region.
std::vector<SettingsFile::Input> inputs_of(Prepared const& prepared);
/// The tables of the region alone.
std::vector<SettingsFile::Input> tables_of(Prepared const& prepared);

}  // namespace smartstart
