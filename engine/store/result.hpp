#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/outcome/outcome_info.hpp"
#include "engine/outcome/trace_info.hpp"

namespace smartstart {

/// A table of numbers per replicate, such as a transition matrix between income groups.
struct ResultTable {
    std::string id;
    std::string long_name_en;
    std::string long_name_nl;
    std::vector<std::string> row_labels;
    std::vector<std::string> column_labels;
    std::vector<double> values;  ///< (replicate, row, column)
    std::string units{"1"};
};

/// How labels of the ledger read to people, in the order of the labels; empty where nobody said.
struct ReadableNames {
    std::vector<std::string> en;
    std::vector<std::string> nl;
};

/// How some households were, month by month; without families where none was asked for.
struct ResultTraces {
    std::vector<std::string> families;  ///< by name
    std::vector<std::string> months;    ///< "2025-01", each at its end
    std::vector<TraceInfo> facts;
    /// Per fact (replicate, family, month); not_here where a household was not in the region.
    std::vector<std::vector<std::int16_t>> values;
};

/// Everything one run of one scenario produced: what it was, what was asked, and every number.
struct Result {
    std::string scenario;  ///< stem of the scenario's file, such as "shift-50-50"
    std::string title_nl;
    std::string title_en;
    std::string question_nl;
    std::string question_en;
    std::uint64_t seed{};
    double scale{1.0};                ///< share of the households that was simulated
    std::string start_of_difference;  ///< "2026-01", or empty where the scenario has no base
    std::string differs_from;         ///< the base scenario in its chain, or empty
    std::vector<std::string> differences_nl;  ///< in sentences: what it changes
    std::vector<std::string> differences_en;
    /// Where the scenario leaves its base in the tree of pasts: "today-30-70 2026-01 <digest>", the
    /// digest of what both share until then. One line, or none where it leaves no base.
    std::vector<std::string> parent;
    /// "2025-01 <digest>" for each year that was lived: SHA-256 of every setting and table that
    /// counts before it. Two scenarios share their past as far as these are the same.
    std::vector<std::string> past;
    /// One line for each draw of the parameters that was lived: its settings, as --set takes them.
    /// Replicate 100000 d + r is repetition r under draw d. None where the parameters are the
    /// scenario's own.
    std::vector<std::string> draws;

    std::string scenario_yaml;                                ///< as written, with its bases
    std::string scenario_resolved;                            ///< every setting as the run had it
    std::vector<std::pair<std::string, std::string>> inputs;  ///< file read and its SHA-256
    std::string program_version;
    std::string git_commit;
    std::string compiler;
    std::string libraries;
    std::string rng;
    /// Of a result that was read: the values_digest of what was in the file, checked. Empty for one
    /// that was made here; says nothing about values that were changed since.
    std::string digest_when_read;

    std::vector<int> replicates;
    std::vector<int> years;
    std::vector<PlaceInfo> municipalities;
    std::vector<GroupInfo> groups;
    std::vector<OutcomeInfo> outcomes;
    /// Per outcome the two counts, in the order of `cell`; whole-region values come from their
    /// sums.
    std::vector<std::vector<double>> numerators;
    std::vector<std::vector<double>> denominators;

    std::vector<std::string> payers;
    std::vector<std::string> items;
    std::vector<std::string> sides;  ///< "front", "back" and whatever is neither
    ReadableNames payer_names;
    ReadableNames item_names;
    ReadableNames side_names;
    std::vector<std::int64_t> cents;  ///< (replicate, year, municipality, payer, item, side)
    std::vector<std::int64_t> planned_cents;   ///< (replicate, year, municipality, side)
    std::vector<std::int64_t> realised_cents;  ///< (replicate, year, municipality, side)

    std::vector<ResultTable> generations;
    std::vector<ResultTable> concentration;
    std::vector<ResultTable> quantiles;  ///< rows are years, columns shares of people

    ResultTraces traces;  ///< values_digest does not look at them
    /// Households that were to be traced and are not, because the result is without small counts.
    std::uint64_t traces_left_out{};

    /// Counts of fewer people than this are not a number, nor is what would reveal them; 0: all
    /// counts are there. See disclosure.hpp.
    std::uint64_t minimum_cell{};
    /// Outcomes x years x municipalities x groups that are not a number for that.
    std::uint64_t suppressed_cells{};

    /// Where the counts of a replicate, year, municipality and group (all by position) are kept.
    std::size_t cell(std::size_t replicate, std::size_t year, std::size_t municipality,
                     std::size_t group) const
    {
        return ((replicate * years.size() + year) * municipalities.size() + municipality) *
                   groups.size() +
               group;
    }
    std::size_t cells() const { return cell(replicates.size(), 0, 0, 0); }
};

/// A result file exists already and nobody asked to replace it (exit code 4).
class OutputExists : public std::runtime_error {
public:
    /// With a sentence about it behind what can be done.
    explicit OutputExists(std::filesystem::path const& name, std::string const& more = {});

    /// The whole sentence, of a command that has no --resume or --output.
    struct Words {
        std::string text;
    };
    explicit OutputExists(Words const& words);
};

/// What to do with a result file that exists already.
enum class Overwrite : std::uint8_t { refuse, replace };

/// Throws BrokenPromise when a list is not as long as the labels say.
void check_shapes(Result const& result);

/// SHA-256 over labels and numbers: equal for equal outcomes, whatever the scenario, machine or
/// time. Zero has one sign and "not a number" one form.
std::string values_digest(Result const& result);
/// The same for each outcome by itself, in the order of `result.outcomes`.
std::vector<std::string> outcome_digests(Result const& result);

/// Writes a result file (HDF5, opens as netCDF-4; layout in docs/reference/result-file.md): beside
/// its final name, then renamed, so that no half file ever has that name. Equal results give equal
/// bytes. Throws OutputExists, StoreError (naming what is safe) or BrokenPromise.
void write_result(Result const& result, std::filesystem::path const& final_name,
                  Overwrite overwrite);

/// Reads a result file back, whole, on as many threads as Workers allows. Throws InputError for a
/// file that is absent, not ours, of another format version, cut short or damaged, and says which.
Result read_result(std::filesystem::path const& name);
/// The same without any numbers.
Result read_labels(std::filesystem::path const& name);

}  // namespace smartstart
