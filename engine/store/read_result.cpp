#include <algorithm>
#include <system_error>

#include <fmt/format.h>
#include <hdf5.h>

#include "engine/store/hdf5.hpp"
#include "engine/store/layout.hpp"
#include "engine/store/seal.hpp"

namespace smartstart {
namespace {

[[noreturn]] void refuse(std::filesystem::path const& name, std::string const& why)
{
    throw InputError{Problem{{name.string(), 0, 0}, why, {}}};
}

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

void read_outcomes(hid_t file, Result& result)
{
    hdf5::Shape const shape{result.replicates.size(), result.years.size(),
                            result.municipalities.size(), result.groups.size()};
    hdf5::Group const counts = hdf5::open_group(file, "counts");
    for (std::string const& id : hdf5::read_texts(file, "outcomes")) {
        hdf5::DataSet const set = hdf5::open_data_set(file, id);
        OutcomeInfo info;
        info.id = id;
        for (layout::OutcomeText const& field : layout::outcome_texts) {
            info.*field.text = hdf5::read_text(set.id(), field.name);
        }
        info.better = named<Better>(set.id(), "better", layout::better_names);
        info.transform = named<Transform>(set.id(), "transform", layout::transform_names);
        info.relevant = hdf5::read_number(set.id(), "relevant_difference");
        result.numerators.push_back(hdf5::read_doubles(counts.id(), id + "_numerator", shape));
        result.denominators.push_back(hdf5::read_doubles(counts.id(), id + "_denominator", shape));
        result.outcomes.push_back(std::move(info));
    }
}

void read_money(hid_t file, Result& result)
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
    result.cents = hdf5::read_int64s(ledger.id(), "cents", shape);
}

/// The data sets of a group that are tables: those with rows and columns beside them.
void read_tables(hid_t file, Result& result)
{
    for (layout::TableGroup const& kind : layout::table_groups) {
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
            (result.*kind.tables).push_back(std::move(table));
        }
    }
}

void check_seal(std::filesystem::path const& name)
{
    auto const seal = seal_on(name);
    if (seal == Seal::cut) {
        refuse(name,
               "this file was cut short: its last line, the seal, is not whole. Copy it again from "
               "where it came, or run the scenario again.");
    }
    if (seal == Seal::broken) {
        refuse(name,
               "this result file is damaged: its bytes are not those that were written, by the "
               "SHA-256 in its last line. Copy it again from where it came, or run the scenario "
               "again.");
    }
}

hdf5::File open(std::filesystem::path const& name)
{
    std::error_code error;
    if (!std::filesystem::exists(name, error)) {
        refuse(name, "there is no such file. A result file is made by 'smartstart run'.");
    }
    if (!std::filesystem::is_regular_file(name, error)) {
        refuse(name, "this is not a file. A result file looks like 'results/shift-50-50.h5'.");
    }
    if (std::filesystem::file_size(name, error) == 0) {
        refuse(name, "this file is empty, so it is not a result file. Run the scenario again.");
    }
    if (H5Fis_hdf5(name.c_str()) == 0) {
        refuse(name,
               "this is not a result file: it is not HDF5. A result file is made by "
               "'smartstart run' and ends in '.h5'.");
    }
    check_seal(name);
    try {
        return hdf5::File{H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "open"};
    } catch (hdf5::Failure const& failure) {
        std::string_view const reason = failure.what();
        if (reason.find("truncated") != std::string_view::npos) {
            refuse(name, fmt::format("this file was cut short: only {} bytes of it are here. Copy "
                                     "it again from where it came, or run the scenario again.",
                                     std::filesystem::file_size(name, error)));
        }
        if (reason.find("ermission denied") != std::string_view::npos) {
            refuse(name, "you may not read this file. Ask its owner, or copy it.");
        }
        refuse(name, fmt::format("this file cannot be opened as HDF5 ({}).", reason));
    }
}

void check_format(hid_t file, std::filesystem::path const& name)
{
    auto const attribute = [file](char const* wanted) {
        return hdf5::has_attribute(file, wanted) ? hdf5::read_text(file, wanted) : std::string{};
    };
    if (attribute("format") != layout::format) {
        refuse(name,
               "this is an HDF5 file, but not a result of smartstart: its attribute 'format' "
               "is not 'smartstart-result'.");
    }
    std::string const version = attribute("format_version");
    if (version != layout::format_version) {
        refuse(name, fmt::format("this result has format version '{}', and this program reads "
                                 "'{}'. Run the scenario again, or read it with the smartstart "
                                 "that wrote it ('{}').",
                                 version, layout::format_version, attribute("program_version")));
    }
}

}  // namespace

Result read_result(std::filesystem::path const& name)
{
    hdf5::be_quiet();
    hdf5::File const file = open(name);
    Result result;
    std::string promised;
    try {
        check_format(file.id(), name);
        read_provenance(file.id(), result);
        read_dimensions(file.id(), result);
        read_outcomes(file.id(), result);
        read_money(file.id(), result);
        read_tables(file.id(), result);
        promised = hdf5::read_text(file.id(), "values_digest");
        check_shapes(result);
    } catch (hdf5::Failure const& failure) {
        refuse(name, fmt::format("this result file is damaged ({}). Copy it again from where it "
                                 "came, or run the scenario again.",
                                 failure.what()));
    } catch (BrokenPromise const& broken) {
        refuse(name, fmt::format("this result file is damaged ({}).", broken.what()));
    }
    if (std::string const found = values_digest(result); found != promised) {
        refuse(name,
               fmt::format("the values in this file are not those that were written: its "
                           "'values_digest' is {:.12}…, and its values give {:.12}…. Somebody "
                           "or something changed it; run the scenario again.",
                           promised, found));
    }
    return result;
}

}  // namespace smartstart
