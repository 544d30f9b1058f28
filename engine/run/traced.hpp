#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/run/prepare.hpp"
#include "engine/run/replicate.hpp"
#include "engine/store/stream_result.hpp"

namespace smartstart {

/// How many lists of traces a replicate under this blueprint has: one for each fact, or none.
std::size_t trace_lists(Blueprint const& blueprint);

/// Names the households, months and facts of traces in a result without replicates.
void label_traces(Prepared const& prepared, Result& result);
/// Adds the traces of one replicate.
void append_traces(Result& result, ReplicateResult const& numbers);

/// What a user should know of the traces of a result, in sentences: which households were never in
/// the region, and that traces are left out. Mostly nothing.
std::vector<std::string> remarks_on_traces(Result const& labels, ResultNumbers& numbers);

}  // namespace smartstart
