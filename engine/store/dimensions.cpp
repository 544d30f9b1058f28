#include "engine/store/dimensions.hpp"

#include <charconv>

#include <hdf5_hl.h>

#include "engine/store/layout.hpp"

namespace smartstart::hdf5 {
namespace {

Scales with(Scales scales, Scales const& more)
{
    scales.insert(scales.end(), more.begin(), more.end());
    return scales;
}

/// One text of every item of a list.
template <class Item>
std::vector<std::string> each(std::vector<Item> const& items, std::string Item::*text)
{
    std::vector<std::string> texts;
    texts.reserve(items.size());
    for (Item const& item : items) {
        texts.push_back(item.*text);
    }
    return texts;
}

template <class Labels>
DataSet scale(hid_t file, std::string const& name, std::string const& long_name,
              Labels const& labels)
{
    return as_scale(write_list(file, name, labels), name, long_name);
}

}  // namespace

DataSet as_scale(DataSet set, std::string const& name, std::string const& long_name)
{
    check(H5DSset_scale(set.id(), name.c_str()), name);
    write_attribute(set.id(), "long_name", long_name);
    return set;
}

void attach(DataSet const& set, Scales const& scales)
{
    for (unsigned i = 0; i < scales.size(); ++i) {
        check(H5DSattach_scale(set.id(), scales[i], i), "dimension scale");
    }
}

Dimensions::Dimensions(hid_t file, Result const& result)
    : replicate_{scale(file, "replicate", "replicate: a world with luck of its own",
                       result.replicates)},
      year_{scale(file, "year", "calendar year", result.years)},
      municipality_{scale(file, "municipality", "municipality",
                          each(result.municipalities, &PlaceInfo::name))},
      group_{scale(file, "group", "who is counted", each(result.groups, &GroupInfo::label))}
{
    DataSet const codes =
        write_list(file, "municipality_code", each(result.municipalities, &PlaceInfo::code));
    write_attribute(codes.id(), "long_name", "code of Statistics Netherlands");
    attach(codes, {municipality_.id()});
    write_attribute(group_.id(), "label_nl", each(result.groups, &GroupInfo::label_nl));
    write_attribute(group_.id(), "kind", each(result.groups, &GroupInfo::kind));
    for (layout::LabelList const& list : layout::ledger_lists) {
        if (!(result.*list.labels).empty()) {
            ledger_.push_back(scale(file, list.name, list.long_name, result.*list.labels));
            write_attribute(ledger_.back().id(), "label_en", (result.*list.names).en);
            write_attribute(ledger_.back().id(), "label_nl", (result.*list.names).nl);
        }
    }
    if (!result.quantiles.empty()) {
        std::vector<double> shares;
        for (auto const& label : result.quantiles.front().column_labels) {
            auto& share = shares.emplace_back();
            std::from_chars(label.data(), label.data() + label.size(), share);
        }
        quantile_.push_back(as_scale(write_block(file, "quantile", {shares.size()}, shares),
                                     "quantile", "share of people who have less"));
    }
}

Scales Dimensions::places() const
{
    return {replicate_.id(), year_.id(), municipality_.id()};
}

Scales Dimensions::groups() const
{
    return with(places(), {group_.id()});
}

Scales Dimensions::sides() const
{
    return with(places(), {ledger_.back().id()});
}

Scales Dimensions::quantiles() const
{
    return {replicate_.id(), year_.id(), quantile_.front().id()};
}

Scales Dimensions::ledger() const
{
    return with(places(), {ledger_[0].id(), ledger_[1].id(), ledger_[2].id()});
}

}  // namespace smartstart::hdf5
