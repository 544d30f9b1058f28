#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// What may be said about a difference.
enum class Verdict : std::uint8_t {
    identical,  ///< the same counts in every replicate, and somebody was counted
    better,     ///< surely not zero, and large enough to matter
    worse,
    differs,                 ///< the same, for an outcome that is neither good nor bad
    no_relevant_difference,  ///< surely smaller than what matters
    cannot_tell,             ///< the replicates leave it open, or some of them have no value
    nobody_counted,          ///< there is no value in one of the two scenarios, or in both
    more_seen,               ///< as `differs`, for what grows when more of it is noticed
    less_seen,
    left_out,  ///< the counts were suppressed in one of the two, because they are small or tell
               ///< such
};

/// One outcome in one year, place and group, in two scenarios that share their luck.
struct Cell {
    double base{};          ///< mean over replicates
    double other{};         ///< mean over replicates
    Estimate difference;    ///< other minus base, paired by replicate
    double relevant{};      ///< the smallest difference that matters here
    double share_better{};  ///< share of replicates in which the other does better, ties half; not
                            ///< a number for an outcome that has no good direction
    int missing{};  ///< replicates without a value in one of the two; they count nowhere here
    bool equal{};   ///< the same counts in every replicate, be it of nobody
    Verdict verdict{};
};

/// Two results, cell by cell. Places are the municipalities in order and then the whole region,
/// whose values come from its summed counts.
class Comparison {
public:
    std::string base;   ///< name of the scenario compared with
    std::string other;  ///< name of the scenario compared
    std::vector<int> years;
    std::vector<PlaceInfo> places;
    std::vector<GroupInfo> groups;
    std::vector<OutcomeInfo> outcomes;
    int replicates{};
    int draws{};  ///< of the parameters, over which the replicates are spread; 0: they are fixed

    std::size_t region() const { return places.size() - 1; }
    Cell const& cell(std::size_t outcome, std::size_t year, std::size_t place,
                     std::size_t group) const
    {
        return cells[((outcome * years.size() + year) * places.size() + place) * groups.size() +
                     group];
    }

    std::vector<Cell> cells;  ///< (outcome, year, place, group)
};

/// Compares replicate by replicate, on as many threads as Workers allows. Throws InputError with
/// everything in which the two runs differ though they may not: seed, scale, replicates, years,
/// municipalities, groups, outcomes.
Comparison compare(Result const& base, Result const& other);

/// The smallest difference that matters: the outcome's own, or 1 % of the base value.
double relevant_difference(OutcomeInfo const& outcome, double base);

/// What may be said, when the counts are not identical. Better or worse needs an interval without
/// zero and a mean that matters; no relevant difference needs an interval that lies inside what
/// matters; everything else cannot be told.
Verdict judge(Estimate const& difference, double relevant, Better better);

/// For a cell that cannot be told: replicates to add until `judge` can, if mean and spread stay as
/// they are; nothing where that is unknown, where the replicates are draws of the parameters, and
/// where some of them have no value.
std::optional<std::int64_t> replicates_still_needed(Cell const& cell);

}  // namespace smartstart
