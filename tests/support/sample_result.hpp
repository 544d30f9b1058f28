#pragma once

#include <string>

#include "engine/store/result.hpp"

namespace smartstart::test {

/// What a made-up result should look like.
struct Sample {
    std::string scenario = "made-up-base";
    int replicates = 4;
    int first_year = 2025;
    int last_year = 2030;
    /// What the scenario does to outcomes after ten years, as a share of them; 0 does nothing.
    double effect = 0.0;
    /// How much of that effect differs from one replicate to the next, as a share of the outcome.
    double spread = 0.02;
};

/// A RESULT MADE UP FOR TESTS: no number in it says anything about any place or policy. It has the
/// shape of a real one (places, groups, outcomes, money, tables), and two samples with the same
/// shape share their luck, so that they can be paired.
Result sample_result(Sample const& sample);

/// The same with made-up traces of two households in two months; the second comes in the second.
Result sample_with_traces(Sample const& sample);

/// Where an outcome of the sample stands in its list.
std::size_t outcome_at(Result const& result, std::string const& id);

}  // namespace smartstart::test
