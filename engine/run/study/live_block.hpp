#pragma once

#include <filesystem>
#include <functional>

#include "engine/run/executor.hpp"
#include "engine/run/life_keeper.hpp"
#include "engine/run/study/variants.hpp"

namespace smartstart::studies {

/// How a block is lived.
struct BlockWork {
    std::filesystem::path folder;  ///< of the blocks
    unsigned threads{1};
    std::function<bool()> wants_to_stop;  ///< asked before each run
    OnDisk on_disk{};  ///< lives on their way: in the folder, as KEY-LUCK.checkpoint
};

/// Lives what is missing of a block and keeps it. A run that fails is kept with its sentence and
/// stops no other. A block that another process has is left to it. Throws StoreError.
JobReport live_block(Variants& variants, Block const& block, BlockWork const& work);

}  // namespace smartstart::studies
