#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <hdf5.h>

#include "engine/parallel/rows.hpp"
#include "engine/store/derived.hpp"
#include "engine/store/hdf5.hpp"
#include "engine/store/hdf5_packed.hpp"
#include "engine/store/layout.hpp"
#include "engine/store/open_result.hpp"
#include "engine/store/traces_in_file.hpp"

namespace smartstart {
namespace {

/// A text that is an attribute of the file, or a data set under /provenance when it is long.
std::string text(hid_t file, std::string const& name)
{
    if (hdf5::has_attribute(file, name)) {
        return hdf5::read_text(file, name);
    }
    hdf5::Group const provenance = hdf5::open_group(file, "provenance");
    std::vector<std::string> const texts = hdf5::read_text_list(provenance.id(), name);
    return texts.empty() ? std::string{} : texts.front();
}

std::vector<std::string> texts(hid_t file, std::string const& name)
{
    if (hdf5::has_attribute(file, name)) {
        return hdf5::read_texts(file, name);
    }
    hdf5::Group const provenance = hdf5::open_group(file, "provenance");
    return hdf5::has(provenance.id(), name) ? hdf5::read_text_list(provenance.id(), name)
                                            : std::vector<std::string>{};
}

void read_provenance(hid_t file, Result& result)
{
    result.seed = hdf5::read_whole_number(file, "seed");
    result.scale = hdf5::read_number(file, "scale");
    if (hdf5::has_attribute(file, "minimum_cell")) {
        result.minimum_cell = hdf5::read_whole_number(file, "minimum_cell");
        result.suppressed_cells = hdf5::read_whole_number(file, "suppressed_cells");
    }
    if (hdf5::has_attribute(file, "traces_left_out")) {
        result.traces_left_out = hdf5::read_whole_number(file, "traces_left_out");
    }
    for (layout::Text const& field : layout::texts) {
        result.*field.text = text(file, field.name);
    }
    for (layout::TextList const& field : layout::text_lists) {
        result.*field.texts = texts(file, field.name);
    }
    constexpr std::string_view gap = "  ";
    for (std::string const& line : texts(file, "inputs")) {
        std::size_t const at = line.find(gap);
        if (at == std::string::npos) {
            throw hdf5::Failure{"attribute 'inputs' has a line without a digest"};
        }
        result.inputs.emplace_back(line.substr(at + gap.size()), line.substr(0, at));
    }
}

template <class Item>
void put_each(std::vector<Item>& items, std::string Item::*member,
              std::vector<std::string> const& found)
{
    items.resize(std::max(items.size(), found.size()));
    if (items.size() != found.size()) {
        throw hdf5::Failure{"labels of one dimension are not equally many"};
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        items[i].*member = found[i];
    }
}

void read_dimensions(hid_t file, Result& result)
{
    result.replicates = hdf5::read_int_list(file, "replicate");
    result.years = hdf5::read_int_list(file, "year");
    put_each(result.municipalities, &PlaceInfo::name, hdf5::read_text_list(file, "municipality"));
    put_each(result.municipalities, &PlaceInfo::code,
             hdf5::read_text_list(file, "municipality_code"));
    put_each(result.groups, &GroupInfo::label, hdf5::read_text_list(file, "group"));
    hdf5::DataSet const group = hdf5::open_data_set(file, "group");
    put_each(result.groups, &GroupInfo::label_nl, hdf5::read_texts(group.id(), "label_nl"));
    put_each(result.groups, &GroupInfo::kind, hdf5::read_texts(group.id(), "kind"));
    for (layout::LabelList const& list : layout::ledger_lists) {
        if (hdf5::has(file, list.name)) {
            result.*list.labels = hdf5::read_text_list(file, list.name);
            hdf5::DataSet const set = hdf5::open_data_set(file, list.name);
            (result.*list.names).en = hdf5::read_texts(set.id(), "label_en");
            (result.*list.names).nl = hdf5::read_texts(set.id(), "label_nl");
        }
    }
}

/// The enumerator whose name stands in an attribute.
template <class Enumeration, std::size_t count>
Enumeration named(hid_t object, std::string const& attribute,
                  std::array<char const*, count> const& names)
{
    std::string const found = hdf5::read_text(object, attribute);
    auto const at = std::find(names.begin(), names.end(), found);
    if (at == names.end()) {
        throw hdf5::Failure{fmt::format("'{}' is not known as '{}'", found, attribute)};
    }
    return static_cast<Enumeration>(at - names.begin());
}

/// Large blocks of a file: taken from it one after another, unpacked side by side.
class Blocks {
public:
    void add(hid_t parent, std::string const& name, hdf5::Shape const& shape,
             std::vector<double>& into)
    {
        hdf5::PackedBlock packed{parent, name, shape, H5T_NATIVE_DOUBLE};
        unpack_.emplace_back([packed = std::move(packed), &into] { into = packed.doubles(); });
    }
    void add(hid_t parent, std::string const& name, hdf5::Shape const& shape,
             std::vector<std::int64_t>& into)
    {
        hdf5::PackedBlock packed{parent, name, shape, H5T_NATIVE_INT64};
        unpack_.emplace_back([packed = std::move(packed), &into] { into = packed.int64s(); });
    }
    void unpack() const
    {
        for_each_block(unpack_.size(), [this](std::size_t i) { unpack_[i](); });
    }

private:
    std::vector<std::function<void()>> unpack_;
};

void read_outcomes(hid_t file, Result& result, Blocks& blocks)
{
    hdf5::Shape const shape{result.replicates.size(), result.years.size(),
                            result.municipalities.size(), result.groups.size()};
    hdf5::Group const counts = hdf5::open_group(file, "counts");
    std::vector<std::string> const ids = hdf5::read_texts(file, "outcomes");
    result.numerators.resize(ids.size());
    result.denominators.resize(ids.size());
    for (std::string const& id : ids) {
        hdf5::DataSet const set = hdf5::open_data_set(file, id);
        OutcomeInfo info;
        info.id = id;
        for (layout::OutcomeText const& field : layout::outcome_texts) {
            info.*field.text = hdf5::read_text(set.id(), field.name);
        }
        info.better = named<Better>(set.id(), "better", layout::better_names);
        info.transform = named<Transform>(set.id(), "transform", layout::transform_names);
        info.relevant = hdf5::read_number(set.id(), "relevant_difference");
        // Files of before this attribute have none.
        info.is_state = hdf5::has_attribute(set.id(), "counts") &&
                        hdf5::read_text(set.id(), "counts") == layout::states;
        std::size_t const at = result.outcomes.size();
        blocks.add(counts.id(), id + "_numerator", shape, result.numerators[at]);
        blocks.add(counts.id(), id + "_denominator", shape, result.denominators[at]);
        result.outcomes.push_back(std::move(info));
    }
}

void read_money(hid_t file, Result& result, Blocks& blocks)
{
    if (result.payers.empty()) {
        return;
    }
    hdf5::Shape shape{result.replicates.size(), result.years.size(), result.municipalities.size(),
                      result.sides.size()};
    hdf5::Group const budget = hdf5::open_group(file, "budget");
    result.planned_cents = hdf5::read_int64s(budget.id(), "planned", shape);
    result.realised_cents = hdf5::read_int64s(budget.id(), "realised", shape);
    shape.insert(shape.end() - 1, {result.payers.size(), result.items.size()});
    hdf5::Group const ledger = hdf5::open_group(file, "ledger");
    blocks.add(ledger.id(), "cents", shape, result.cents);
}

/// The data sets of a group that are tables: those with rows and columns beside them.
void read_tables(hid_t file, Result& result)
{
    for (layout::TableGroup const& kind : layout::table_groups) {
        if (!hdf5::has(file, kind.name)) {
            continue;  // a file of before there were such tables
        }
        hdf5::Group const group = hdf5::open_group(file, kind.name);
        for (std::string const& id : hdf5::names_in(group.id())) {
            if (!hdf5::has(group.id(), id + "_row") || !hdf5::has(group.id(), id + "_column")) {
                continue;
            }
            ResultTable table;
            table.id = id;
            table.row_labels = hdf5::read_text_list(group.id(), id + "_row");
            table.column_labels = hdf5::read_text_list(group.id(), id + "_column");
            table.values = hdf5::read_doubles(
                group.id(), id,
                {result.replicates.size(), table.row_labels.size(), table.column_labels.size()});
            hdf5::DataSet const set = hdf5::open_data_set(group.id(), id);
            table.long_name_en = hdf5::read_text(set.id(), "long_name");
            table.long_name_nl = hdf5::read_text(set.id(), "long_name_nl");
            table.units = hdf5::read_text(set.id(), "units");
            (result.*kind.tables).push_back(std::move(table));
        }
    }
}

/// For a file in which another program wrote, so that no seal vouches for it. `differs` is a data
/// set that does not follow from the counts, if there is one.
void check_values(std::filesystem::path const& name, Result const& result,
                  std::string const& differs)
{
    if (std::string const found = values_digest(result); found != result.digest_when_read) {
        refuse_result(
            name, fmt::format("the values in this file are not those that were written: its "
                              "'values_digest' is {:.12}…, and its values give {:.12}…. Somebody "
                              "or something changed it; run the scenario again.",
                              result.digest_when_read, found));
    }
    if (!differs.empty()) {
        refuse_result(name, fmt::format("'{}' in this file is not what its counts give. Somebody "
                                        "or something changed it; run the scenario again.",
                                        differs));
    }
}

}  // namespace

Result read_result(std::filesystem::path const& name)
{
    hdf5::be_quiet();
    ResultOnDisk const on_disk = open_result(name);
    hid_t const file = on_disk.file.id();
    Result result;
    std::string differs;
    try {
        read_provenance(file, result);
        read_dimensions(file, result);
        Blocks blocks;
        read_money(file, result, blocks);
        read_outcomes(file, result, blocks);
        read_tables(file, result);
        hdf5::read_traces(file, result);
        blocks.unpack();
        result.digest_when_read = hdf5::read_text(file, "values_digest");
        check_shapes(result);
        if (on_disk.seal != Seal::whole) {
            differs = derived::first_that_differs(file, result);
        }
    } catch (hdf5::Failure const& failure) {
        refuse_result(name, damage_text(failure.what()));
    } catch (hdf5::Damage const& damage) {
        refuse_result(name, damage_text(damage.what()));
    } catch (BrokenPromise const& broken) {
        refuse_result(name, fmt::format("this result file is damaged ({}).", broken.what()));
    }
    // A whole seal has vouched for every byte already, and so for the values and their digest
    // (docs/reference/result-file.md says why that is enough).
    if (on_disk.seal != Seal::whole) {
        check_values(name, result, differs);
    }
    return result;
}

Result read_labels(std::filesystem::path const& name)
{
    hdf5::be_quiet();
    ResultOnDisk const on_disk = open_result(name);
    Result result;
    try {
        read_provenance(on_disk.file.id(), result);
        read_dimensions(on_disk.file.id(), result);
    } catch (hdf5::Failure const& failure) {
        refuse_result(name, damage_text(failure.what()));
    } catch (hdf5::Damage const& damage) {
        refuse_result(name, damage_text(damage.what()));
    }
    return result;
}

}  // namespace smartstart
