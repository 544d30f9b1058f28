#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/store/hdf5.hpp"

namespace smartstart::hdf5 {

/// A packed block is not what was written: its checksum or its length is wrong. Not a Failure,
/// because no call to HDF5 failed.
class Damage : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A block of 8-byte numbers as its bytes stand in a file, still compressed. HDF5 works on one
/// thread; to unpack takes most of the time and needs no HDF5, so that may be done on any.
class PackedBlock {
public:
    /// Throws Failure when it is not there or has another shape. A block that is stored in another
    /// way than `write_block` does it is unpacked at once, by HDF5.
    PackedBlock(hid_t parent, std::string const& name, Shape const& shape, hid_t memory_type);

    /// Throws Damage. Safe on several threads.
    std::vector<double> doubles() const;
    std::vector<std::int64_t> int64s() const;

private:
    bool as_we_write(DataSet const& set, Shape const& shape, hid_t memory_type) const;
    bool take_pieces(DataSet const& set, Shape const& shape);
    template <class Number>
    void unpack(std::vector<Number>& numbers) const;
    template <class Number>
    std::vector<Number> numbers() const;

    std::string name_;
    std::size_t count_{};            ///< of numbers
    std::string bytes_;              ///< piece after piece, or the plain numbers
    std::vector<std::size_t> ends_;  ///< of each piece among the bytes; empty for plain numbers
};

}  // namespace smartstart::hdf5
