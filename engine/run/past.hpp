#pragma once

#include <string>
#include <vector>

#include "engine/run/prepare.hpp"
#include "engine/scenario/signature.hpp"
#include "engine/store/checkpoint.hpp"

namespace smartstart {

/// What is the same before a given year for everybody who lives a scenario: settings, seed, scale
/// and the region's tables. Scenarios with equal digests share their past until then; which years
/// and how many replicates are reported does not matter, but for the first of these years.
class Past {
public:
    explicit Past(Prepared const& prepared);
    /// SHA-256, with every number of the settings that counts before this year.
    std::string digest(int year) const;
    /// Of a life under this scenario that has come to this year. Its past is that digest, or
    /// another one where the life holds traces: then it goes on only where the same households are
    /// traced.
    CheckpointHead head(int replicate, int year) const;

private:
    SettledUntil settings_;
    std::string tables_;  ///< their digests, and the first year that is reported
    std::string traced_;  ///< names of households; empty: none
    int first_traced_{};  ///< the first year that is reported
    CheckpointHead head_;
};

/// Version and commit of the program; where it was built with changes of its own, also the SHA-256
/// of the program itself, so that what one build kept is never taken up by another.
std::string const& this_program();

/// SHA-256 of the model's steps, columns and outcomes: what a life consists of.
std::string digest_of_model(Blueprint const& blueprint);

/// Whether a checkpoint was made by this program, with this seed and in this replicate, under
/// settings that were the same until its year. Otherwise a sentence that says what is otherwise.
std::string difference(CheckpointHead const& found, CheckpointHead const& wanted);

}  // namespace smartstart
