#pragma once

#include "engine/store/dimensions.hpp"
#include "engine/store/stream_result.hpp"

namespace smartstart::hdf5 {

/// Writes the group /traces; nothing where no household was traced.
void write_traces(hid_t file, Result const& labels, ResultNumbers& numbers,
                  Dimensions const& dimensions);

/// Reads it back, where it is. Throws Failure when it does not hold together.
void read_traces(hid_t file, Result& result);

}  // namespace smartstart::hdf5
