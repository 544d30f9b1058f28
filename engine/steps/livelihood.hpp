#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/parallel/rows.hpp"
#include "engine/population/civil.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/social_security.hpp"

namespace smartstart::steps {

/// What an adult lives on. Nobody: a child, or no one.
enum class Source : std::uint8_t {
    nobody,
    nothing,
    work,
    insurance,
    early_pension,
    disability,
    pension,
    study
};
inline constexpr std::size_t sources = 8;

/// What everybody lives on in one month: one byte a row, for a step that asks it of most heads.
class Livelihoods {
public:
    /// The columns that it is told by.
    struct View {
        std::span<Moment const> born;
        std::span<facts::When const> lost;
        std::span<facts::Number const> work;
        std::span<Flag const> in_school;
    };
    struct Ages {
        double early_pension{}, pension{};
        Months insured;
    };

    Livelihoods(View const& view, Month now, Ages const& ages)
        : all_(view.born.size() + 1),
          early_{months_of(ages.early_pension)},
          pension_{months_of(ages.pension)},
          insured_{in_a_cell(ages.insured.count)}
    {
        for_each_block(RowMarks::blocks(view.born.size()),
                       [&](std::size_t block) { tell(view, moment(now), block); });
        all_.back() = static_cast<std::uint8_t>(Source::nobody);
    }
    /// Of a row, or of no_row, who is nobody.
    Source operator[](Row row) const
    {
        return static_cast<Source>(all_[std::min<std::size_t>(row, all_.size() - 1)]);
    }

private:
    static std::int16_t in_a_cell(double value)
    {
        constexpr double most = std::numeric_limits<std::int16_t>::max();
        return static_cast<std::int16_t>(std::clamp(value, -most, most));
    }
    /// The first whole month at which somebody is this old.
    static std::int16_t months_of(double age) { return in_a_cell(std::ceil(12.0 * age)); }

    /// The rows of a block, in steps that a compiler turns into vector instructions: two loops over
    /// numbers of one width, without a branch.
    void tell(View const& view, Moment now, std::size_t block)
    {
        auto const first = block * rows_per_block;
        auto const count = std::min(rows_per_block, view.born.size() - first);
        auto const* born = view.born.data() + first;
        auto const* lost = view.lost.data() + first;
        auto const* work = view.work.data() + first;
        auto const* in_school = view.in_school.data() + first;
        auto const either = [](bool yes, Source one, std::int16_t other) {
            return yes ? static_cast<std::int16_t>(one) : other;
        };
        auto const early = early_;
        auto const pension = pension_;
        auto const insured = insured_;
        std::array<std::int16_t, rows_per_block> told;  // NOLINT: written before it is read
        for (std::size_t i = 0; i < count; ++i) {
            auto const months = static_cast<std::int16_t>(now - born[i]);
            auto const since = static_cast<std::int16_t>(now - lost[i]);
            auto source = either(months >= early, Source::early_pension, 1);
            source = either((lost[i] > 0) & (since < insured), Source::insurance, source);
            source = either(work[i] != facts::without_work, Source::nothing, source);
            source = either(work[i] == facts::paid_work, Source::work, source);
            source = either(work[i] == facts::on_disability, Source::disability, source);
            source = either(months >= pension, Source::pension, source);
            source = either(in_school[i] != 0, Source::study, source);
            told[i] = either(months < 18 * 12, Source::nobody, source);
        }
        std::array<std::uint8_t, rows_per_block> bytes;  // NOLINT: written before it is read
        for (std::size_t i = 0; i < count; ++i) {
            bytes[i] = static_cast<std::uint8_t>(told[i]);
        }
        std::copy_n(bytes.begin(), count, all_.begin() + static_cast<std::ptrdiff_t>(first));
    }

    std::vector<std::uint8_t, Unwritten<std::uint8_t>> all_;
    std::int16_t early_, pension_, insured_;
};

}  // namespace smartstart::steps
