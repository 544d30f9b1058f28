#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/run/study/study.hpp"

namespace smartstart::studies {

/// One replicate of one draw under one combination of switches: lived by all scenarios together,
/// because they share a past.
struct Unit {
    std::size_t combination{};
    std::size_t draw{};
    int replicate{};
};

/// How many draws and replicates a block of runs spans. Never changes for a study, so that blocks
/// stay what they are when replicates or draws are added.
struct BlockSize {
    int draws{1};
    int replicates{1};
};

/// Runs that are kept in one file.
struct Block {
    std::string name;  ///< of its file, without folder and extension
    std::vector<Unit> units;
};

/// The runs of a study, and the blocks that they are kept in.
class Plan {
public:
    Plan(Study study, BlockSize size);

    Study const& study() const { return study_; }
    std::vector<Variation> const& combined() const { return combined_; }
    std::vector<Block> const& blocks() const { return blocks_; }
    std::size_t draws() const;
    std::int64_t runs() const;

private:
    Study study_;
    std::vector<Variation> combined_;
    std::vector<Block> blocks_;
};

/// Small enough for a few hundred blocks, whole replicates of a draw together where that can be.
BlockSize block_size_for(Study const& study);

/// The number that names the luck of a run, and the run in its result: 100000 times the draw, plus
/// the replicate. So every draw has luck of its own, and scenarios share theirs.
int luck_of(std::size_t draw, int replicate);

}  // namespace smartstart::studies
