#include <span>
#include <utility>

#include <fmt/format.h>

#include "engine/store/derived.hpp"
#include "engine/store/dimensions.hpp"
#include "engine/store/file_on_disk.hpp"
#include "engine/store/hdf5.hpp"
#include "engine/store/layout.hpp"
#include "engine/store/seal.hpp"
#include "engine/store/stream_result.hpp"
#include "engine/store/traces_in_file.hpp"

namespace smartstart {
namespace {

using hdf5::as_scale;
using hdf5::attach;
using hdf5::Scales;

std::size_t length_of(std::vector<std::string> const& texts)
{
    std::size_t length = 0;
    for (std::string const& text : texts) {
        length += text.size();
    }
    return length;
}

void write_list_or_attribute(hid_t file, hid_t provenance, std::string const& name,
                             std::vector<std::string> const& texts)
{
    if (length_of(texts) > layout::longest_attribute) {
        hdf5::write_list(provenance, name, texts);
    } else {
        hdf5::write_attribute(file, name, texts);
    }
}

void write_provenance(hid_t file, Result const& result, ResultNumbers& numbers)
{
    hdf5::write_attribute(file, "format", std::string{layout::format});
    hdf5::write_attribute(file, "format_version", std::string{layout::format_version});
    hdf5::write_attribute(file, "Conventions", "CF-1.10");
    hdf5::write_attribute(file, "values_digest", values_digest(result, numbers));
    hdf5::write_attribute(file, "seed", result.seed);
    hdf5::write_attribute(file, "scale", result.scale);
    if (result.minimum_cell > 0) {
        hdf5::write_attribute(file, "minimum_cell", result.minimum_cell);
        hdf5::write_attribute(file, "suppressed_cells", result.suppressed_cells);
    }
    if (result.traces_left_out > 0) {
        hdf5::write_attribute(file, "traces_left_out", result.traces_left_out);
    }
    hdf5::Group const provenance = hdf5::create_group(file, "provenance");
    for (layout::Text const& field : layout::texts) {
        std::string const& text = result.*field.text;
        if (text.size() > layout::longest_attribute) {
            hdf5::write_list(provenance.id(), field.name, std::vector{text});
        } else {
            hdf5::write_attribute(file, field.name, text);
        }
    }
    for (layout::TextList const& field : layout::text_lists) {
        write_list_or_attribute(file, provenance.id(), field.name, result.*field.texts);
    }
    std::vector<std::string> inputs;  // as `sha256sum` prints them, so that it can check them
    for (auto const& [name, digest] : result.inputs) {
        inputs.push_back(digest + "  " + name);
    }
    write_list_or_attribute(file, provenance.id(), "inputs", inputs);
}

/// Throws BrokenPromise when a list is not as long as the labels say.
template <class Number>
std::span<Number const> of_length(std::span<Number const> numbers, std::size_t length)
{
    if (numbers.size() != length) {
        throw BrokenPromise{
            fmt::format("a list of a result has {} numbers instead of {}", numbers.size(), length)};
    }
    return numbers;
}

std::vector<double> values(Result const& result, std::size_t outcome, ResultNumbers& numbers)
{
    // One list at a time: the next may take the place of the one before.
    auto const counted = of_length(numbers.numerators(outcome), result.cells());
    std::vector<double> numerators(counted.begin(), counted.end());
    auto const among = of_length(numbers.denominators(outcome), result.cells());
    return derived::values(result.outcomes[outcome].transform, std::move(numerators), among);
}

/// Of what the numerator of an outcome is made: a mean of points adds up points.
std::string units_of_numerator(OutcomeInfo const& info)
{
    auto const is_dimensionless = info.units == "1";
    return info.transform == Transform::root && !is_dimensionless ? info.units + "^2" : info.units;
}

/// What says of a list of counts what it is.
struct CountsName {
    std::string name, long_name, units;
};

void write_counts(hid_t counts, CountsName const& of, hdf5::Shape const& shape,
                  std::span<double const> numbers, Scales const& scales)
{
    hdf5::DataSet const set = hdf5::write_block(counts, of.name, shape, numbers);
    attach(set, scales);
    hdf5::write_attribute(set.id(), "long_name", of.long_name);
    hdf5::write_attribute(set.id(), "units", of.units);
}

void write_outcomes(hid_t file, Result const& result, ResultNumbers& numbers,
                    hdf5::Dimensions const& dimensions)
{
    hdf5::Group const counts = hdf5::create_group(file, "counts");
    hdf5::Shape const shape{result.replicates.size(), result.years.size(),
                            result.municipalities.size(), result.groups.size()};
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        OutcomeInfo const& info = result.outcomes[i];
        hdf5::DataSet const set =
            hdf5::write_block(file, info.id, shape, values(result, i, numbers));
        attach(set, dimensions.groups());
        for (layout::OutcomeText const& field : layout::outcome_texts) {
            hdf5::write_attribute(set.id(), field.name, info.*field.text);
        }
        hdf5::write_attribute(set.id(), "better",
                              std::string{layout::better_names.at(static_cast<int>(info.better))});
        hdf5::write_attribute(
            set.id(), "transform",
            std::string{layout::transform_names.at(static_cast<int>(info.transform))});
        hdf5::write_attribute(set.id(), "relevant_difference", info.relevant);
        hdf5::write_attribute(set.id(), "counts",
                              std::string{info.is_state ? layout::states : layout::events});
        hdf5::write_attribute(set.id(), "coordinates", "municipality_code");
        auto const& over = info.denominator;
        write_counts(
            counts.id(),
            {info.id + "_numerator", info.numerator.empty() ? info.long_name_en : info.numerator,
             units_of_numerator(info)},
            shape, numbers.numerators(i), dimensions.groups());
        write_counts(counts.id(),
                     {info.id + "_denominator",
                      over.empty() ? "none: the value is the numerator" : over, "1"},
                     shape, numbers.denominators(i), dimensions.groups());
    }
    std::vector<std::string> ids;
    for (OutcomeInfo const& info : result.outcomes) {
        ids.push_back(info.id);
    }
    hdf5::write_attribute(file, "outcomes", ids);
}

void describe_cents(hdf5::DataSet const& set, std::string const& long_name, Scales const& scales)
{
    attach(set, scales);
    hdf5::write_attribute(set.id(), "long_name", long_name);
    hdf5::write_attribute(set.id(), "units", "0.01 EUR");
}

void write_money(hid_t file, Result const& result, ResultNumbers& numbers,
                 hdf5::Dimensions const& dimensions)
{
    if (result.payers.empty()) {
        return;
    }
    hdf5::Shape const places{result.replicates.size(), result.years.size(),
                             result.municipalities.size()};
    hdf5::Shape by_side = places;
    by_side.push_back(result.sides.size());
    hdf5::Shape by_payer = places;
    by_payer.insert(by_payer.end(),
                    {result.payers.size(), result.items.size(), result.sides.size()});
    hdf5::Group const ledger = hdf5::create_group(file, "ledger");
    auto const in_all = [](hdf5::Shape const& shape) {
        std::size_t count = 1;
        for (auto const length : shape) {
            count *= length;
        }
        return count;
    };
    describe_cents(hdf5::write_block(ledger.id(), "cents", by_payer,
                                     of_length(numbers.cents(), in_all(by_payer))),
                   "spent, by who pays", dimensions.ledger());
    hdf5::Group const budget = hdf5::create_group(file, "budget");
    describe_cents(hdf5::write_block(budget.id(), "planned", by_side,
                                     of_length(numbers.planned_cents(), in_all(by_side))),
                   "budget for help, as planned", dimensions.sides());
    describe_cents(hdf5::write_block(budget.id(), "realised", by_side,
                                     of_length(numbers.realised_cents(), in_all(by_side))),
                   "budget for help, as spent", dimensions.sides());
    hdf5::DataSet const share =
        hdf5::write_block(budget.id(), layout::front_share, places,
                          derived::front_share(result.sides, numbers.realised_cents()));
    attach(share, dimensions.places());
    hdf5::write_attribute(share.id(), "long_name", "share of the spending at the front");
    hdf5::write_attribute(share.id(), "units", "1");
}

void write_tables(hid_t file, Result const& result, hdf5::Dimensions const& dimensions)
{
    for (layout::TableGroup const& kind : layout::table_groups) {
        hdf5::Group const group = hdf5::create_group(file, kind.name);
        for (ResultTable const& table : result.*kind.tables) {
            hdf5::DataSet const rows =
                as_scale(hdf5::write_list(group.id(), table.id + "_row", table.row_labels),
                         table.id + "_row", "rows of " + table.id);
            hdf5::DataSet const columns =
                as_scale(hdf5::write_list(group.id(), table.id + "_column", table.column_labels),
                         table.id + "_column", "columns of " + table.id);
            hdf5::DataSet const set = hdf5::write_block(
                group.id(), table.id,
                {result.replicates.size(), table.row_labels.size(), table.column_labels.size()},
                table.values);
            attach(set, kind.tables == &Result::quantiles
                            ? dimensions.quantiles()
                            : hdf5::Scales{dimensions.replicate(), rows.id(), columns.id()});
            hdf5::write_attribute(set.id(), "long_name", table.long_name_en);
            hdf5::write_attribute(set.id(), "long_name_nl", table.long_name_nl);
            hdf5::write_attribute(set.id(), "units", table.units);
        }
    }
}

std::string bytes_of(Result const& result, ResultNumbers& numbers)
{
    hdf5::be_quiet();
    hdf5::File const file = hdf5::create_in_memory();
    write_provenance(file.id(), result, numbers);
    {
        hdf5::Dimensions const dimensions{file.id(), result};
        write_outcomes(file.id(), result, numbers, dimensions);
        write_money(file.id(), result, numbers, dimensions);
        write_tables(file.id(), result, dimensions);
        hdf5::write_traces(file.id(), result, numbers, dimensions);
    }
    return hdf5::bytes_of(file);
}

}  // namespace

void write_result(Result const& labels, ResultNumbers& numbers,
                  std::filesystem::path const& final_name, Overwrite overwrite)
{
    std::string bytes;
    try {
        bytes = bytes_of(labels, numbers);
    } catch (hdf5::Failure const& failure) {
        // In memory no disk can refuse: what fails here is a result that HDF5 cannot hold.
        throw BrokenPromise{fmt::format("the result for {} cannot be put in HDF5: {}",
                                        final_name.string(), failure.what())};
    }
    bytes += seal_of(bytes);
    put_on_disk(final_name, bytes, overwrite);
}

void write_result(Result const& result, std::filesystem::path const& final_name,
                  Overwrite overwrite)
{
    check_shapes(result);
    NumbersInMemory numbers{result};
    write_result(result, numbers, final_name, overwrite);
}

}  // namespace smartstart
