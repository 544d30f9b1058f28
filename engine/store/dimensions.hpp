#pragma once

#include <string>
#include <vector>

#include "engine/store/hdf5.hpp"
#include "engine/store/result.hpp"

namespace smartstart::hdf5 {

/// Open dimension scales, in the order of the dimensions of a block.
using Scales = std::vector<hid_t>;

/// Makes a list of labels a dimension scale, so that readers show blocks with labels.
DataSet as_scale(DataSet set, std::string const& name, std::string const& long_name);
void attach(DataSet const& set, Scales const& scales);

/// The labels along the dimensions of a result, as open data sets that blocks attach to.
class Dimensions {
public:
    Dimensions(hid_t file, Result const& result);
    hid_t replicate() const { return replicate_.id(); }
    Scales places() const;     ///< replicate, year, municipality
    Scales groups() const;     ///< places and group
    Scales sides() const;      ///< places and side
    Scales ledger() const;     ///< places, payer, item and side
    Scales quantiles() const;  ///< replicate, year, quantile

private:
    DataSet replicate_;
    DataSet year_;
    DataSet municipality_;
    DataSet group_;
    std::vector<DataSet> ledger_;    ///< payer, item, side; empty where there is no money
    std::vector<DataSet> quantile_;  ///< one; none where nothing is told by quantile
};

}  // namespace smartstart::hdf5
