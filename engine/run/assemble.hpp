#pragma once

#include <string>
#include <string_view>

#include "engine/run/prepare.hpp"
#include "engine/run/replicate.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// A result without replicates: what was asked, of whom, and every label.
Result labelled_result(Prepared const& prepared);
/// Adds the values of more replicates to a table of the result, which gets it where it has none.
void add_table(Result& result, LifeTable const& table, std::vector<double> const& values);
/// Adds the numbers of one replicate; call in the order of their numbers.
void append(Result& result, int replicate, ReplicateResult const& numbers);

/// Which engine this is: the hash of its folder in the commit that it was built from; empty outside
/// a clone, and ends in "+" where files had changed.
std::string engine_tree();

/// What makes two runs the same run: settings (but not the number of replicates), inputs, program.
std::string identity_of(Prepared const& prepared);

/// The numbers of a replicate as bytes, for an unfinished file of this machine.
std::string to_bytes(ReplicateResult const& numbers);
/// Throws BrokenPromise when they are not those of this scenario.
ReplicateResult from_bytes(std::string_view bytes, Blueprint const& blueprint);

}  // namespace smartstart
