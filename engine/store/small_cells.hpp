#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/store/disclosure_lines.hpp"
#include "engine/store/told_by_sums.hpp"

namespace smartstart {

/// Which cells of a result are of fewer people than its `minimum_cell`, or would reveal one that
/// is. What is secret are counts: where two outcomes show the same count (the numerator of one is
/// the denominator of another), it is hidden in both or in neither.
class SmallCells {
public:
    explicit SmallCells(Result const& labels);

    /// Looks at each outcome once, in their order.
    void look_at(std::span<double const> numerators, std::span<double const> denominators);
    /// When all were looked at: hides what would reveal a secret.
    void protect();

    /// Makes the hidden cells of an outcome not a number.
    void hide(std::size_t outcome, std::span<double> counts) const;
    /// Outcomes x years x cells.
    std::uint64_t hidden() const;

private:
    /// What a total holds that no cell of its line shows, in a year. Where it is nobody in one
    /// replicate, the total less the other cells is there what one hidden cell holds.
    struct Rest {
        bool in_every_replicate{true};
        bool secret{};  ///< of few people in any replicate
    };
    /// The same numbers in every cell are one count, whichever outcomes show it.
    struct Count {
        std::uint64_t mark{};               ///< of all its numbers
        std::vector<std::size_t> outcomes;  ///< that show it
        std::vector<bool> secret;           ///< [year and cell]
        std::vector<double> sizes;          ///< [year and cell], over all replicates
        std::vector<Rest> rest;             ///< [year and line]
    };
    struct Shown {
        std::optional<std::size_t> numerator, denominator;  ///< counts of people
    };
    /// Two lists of one outcome.
    struct Lists {
        std::span<double const> numerators, denominators;
    };
    /// A cell of a count.
    struct Spot {
        std::size_t count{}, at{};
    };

    bool is_small(double count) const;
    bool is_secret_numerator(std::size_t outcome, double numerator, double denominator) const;
    Count& count_of(std::span<double const> numbers, std::size_t outcome, std::size_t& position);
    void see_cells(Count& count, Lists const& lists, std::size_t outcome, bool is_numerator) const;
    void see_rests(Count& count, Lists const& lists, std::size_t outcome, bool is_numerator) const;

    bool is_hidden(std::size_t outcome, std::size_t at) const;
    bool is_unknown(Spot const& spot) const;
    bool hides_better(Spot const& spot, Spot const& other) const;
    bool protect(std::span<Spot const> line, Rest rest);
    bool protect_lines(std::size_t count, std::size_t year);
    void write_sums();
    bool protect_sums(std::size_t at);

    Result const& labels_;
    double minimum_, weight_;
    std::size_t cells_;  ///< of a year
    std::vector<CellLine> lines_;
    std::vector<Count> counts_;
    std::vector<Shown> shown_;         ///< [outcome]
    std::vector<std::size_t> summed_;  ///< counts that are in a sum
    std::vector<CountSum> sums_;       ///< [sum][position in summed_]
    /// How many of those were hidden when the others told none of them, [year and cell].
    std::vector<std::size_t> untold_;
};

}  // namespace smartstart
