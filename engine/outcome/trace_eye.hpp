#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/outcome/trace_info.hpp"
#include "engine/population/civil.hpp"
#include "engine/settings/values.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// Every fact of a trace, in the order in which they are kept.
std::vector<TraceInfo> const& trace_facts();

/// How households were, month after month: (month, household, fact), not_here where one was not in
/// the region. Months run from January of the first year that is reported, as far as was looked.
using TracePages = std::vector<std::int16_t>;

/// Watches some households from month to month. Sees World const&: it cannot disturb.
class TraceEye {
public:
    /// Asks for the columns that it needs. No household twice.
    TraceEye(Schema& schema, std::vector<FamilyId> families, Years reported);
    ~TraceEye();
    TraceEye(TraceEye const&) = delete;
    TraceEye& operator=(TraceEye const&) = delete;
    TraceEye(TraceEye&&) = delete;
    TraceEye& operator=(TraceEye&&) = delete;

    /// As they were named.
    std::vector<FamilyId> const& families() const { return families_; }
    std::size_t months() const;
    /// Fills the pages of this month, which must be one that is reported. Pages that are too short
    /// or too long for the months that are reported become as long as these are.
    void look(World const& world, TracePages& pages) const;
    /// The same pages, for each fact (household, month).
    std::vector<std::vector<std::int16_t>> by_fact(TracePages const& pages) const;

private:
    struct Handles;
    /// Which household (by position) is in which row now, of those who are there.
    std::vector<std::pair<std::size_t, Row>> rows_of(CivilView const& civil) const;
    void look_at(World const& world, CivilView const& civil, Row home,
                 std::span<std::int16_t> page) const;

    std::unique_ptr<Handles const> handles_;
    std::vector<FamilyId> families_;
    std::vector<std::pair<std::uint64_t, std::size_t>> by_name_;  ///< with their positions
    Years reported_;
};

}  // namespace smartstart
