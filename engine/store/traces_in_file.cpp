#include "engine/store/traces_in_file.hpp"

#include <utility>

#include <fmt/format.h>

namespace smartstart::hdf5 {
namespace {

constexpr auto group_name = "traces";
constexpr auto family = "family";
constexpr auto month = "month";
constexpr auto facts = "facts";
constexpr auto long_name = "long_name";
constexpr auto long_name_nl = "long_name_nl";
constexpr auto units = "units";
constexpr auto flag_values = "flag_values";
constexpr auto flag_meanings = "flag_meanings";

Shape shape_of(Result const& result)
{
    return {result.replicates.size(), result.traces.families.size(), result.traces.months.size()};
}

void describe(DataSet const& set, TraceInfo const& info)
{
    write_attribute(set.id(), long_name, info.long_name_en);
    write_attribute(set.id(), long_name_nl, info.long_name_nl);
    write_attribute(set.id(), units, info.units);
    if (!info.flag_values.empty()) {
        write_attribute(set.id(), flag_values, info.flag_values);
        write_attribute(set.id(), flag_meanings, info.flag_meanings);
    }
}

TraceInfo read_info(hid_t set, std::string const& id)
{
    TraceInfo info{
        id, read_text(set, long_name), read_text(set, long_name_nl), read_text(set, units), {}, {}};
    if (has_attribute(set, flag_values)) {
        info.flag_values = read_int16s(set, flag_values);
        info.flag_meanings = read_text(set, flag_meanings);
    }
    return info;
}

}  // namespace

void write_traces(hid_t file, Result const& labels, ResultNumbers& numbers,
                  Dimensions const& dimensions)
{
    auto const& traces = labels.traces;
    if (traces.families.empty()) {
        return;
    }
    Group const group = create_group(file, group_name);
    DataSet const families = as_scale(write_list(group.id(), family, traces.families), family,
                                      "name of the household, as smartstart story tells it");
    DataSet const months =
        as_scale(write_list(group.id(), month, traces.months), month, "calendar month, at its end");
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < traces.facts.size(); ++i) {
        auto const& info = traces.facts[i];
        auto const shape = shape_of(labels);
        auto const values = numbers.trace(i);
        if (values.size() != shape[0] * shape[1] * shape[2]) {
            throw BrokenPromise{fmt::format("trace '{}' has {} numbers where its labels ask for {}",
                                            info.id, values.size(),
                                            shape[0] * shape[1] * shape[2])};
        }
        DataSet const set = write_block(group.id(), info.id, shape, values);
        attach(set, {dimensions.replicate(), families.id(), months.id()});
        describe(set, info);
        ids.push_back(info.id);
    }
    write_attribute(group.id(), facts, ids);
}

void read_traces(hid_t file, Result& result)
{
    if (!has(file, group_name)) {
        return;
    }
    Group const group = open_group(file, group_name);
    auto& traces = result.traces;
    traces.families = read_text_list(group.id(), family);
    traces.months = read_text_list(group.id(), month);
    for (auto const& id : read_texts(group.id(), facts)) {
        DataSet const set = open_data_set(group.id(), id);
        traces.facts.push_back(read_info(set.id(), id));
        traces.values.push_back(read_int16s(group.id(), id, shape_of(result)));
    }
}

}  // namespace smartstart::hdf5
