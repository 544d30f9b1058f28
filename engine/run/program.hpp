#pragma once

#include <string>
#include <string_view>

namespace smartstart {

/// What a program was built from.
struct BuiltFrom {
    std::string_view commit;   ///< empty where it was not built from a clone
    std::string_view changes;  ///< digest of the engine's sources; empty where `commit` tells all
};

/// A name that two builds share only where they live people alike: the commit and, where that does
/// not tell all, the digest of the engine's sources. The programs of one build share it: what
/// `smartstart-mpi` ran, `smartstart` merges.
std::string name_of(BuiltFrom const& built);

/// That name, of this program.
std::string const& commit_of_program();
std::string version_of_program();

}  // namespace smartstart
