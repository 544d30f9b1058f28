#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <hdf5.h>

/// A thin layer over the C library of HDF5, for the files in this folder only: handles that close
/// themselves, and failures that are exceptions with the library's own account.
namespace smartstart::hdf5 {

/// A call to HDF5 failed; the text is what was attempted and the library's stack of reasons.
class Failure : public std::runtime_error {
public:
    explicit Failure(std::string_view attempt);
};

/// Throws Failure for a negative return value, and passes others on.
template <class Code>
Code check(Code code, std::string_view attempt)
{
    if (code < 0) {
        throw Failure{attempt};
    }
    return code;
}

/// One open object of the library; moves, never copies.
template <herr_t (*close)(hid_t)>
class Handle {
public:
    Handle(hid_t id, std::string_view attempt) : id_{check(id, attempt)} {}
    Handle(Handle&& other) noexcept : id_{std::exchange(other.id_, H5I_INVALID_HID)} {}
    Handle(Handle const&) = delete;
    Handle& operator=(Handle const&) = delete;
    Handle& operator=(Handle&&) = delete;
    ~Handle()
    {
        if (id_ >= 0) {
            close(id_);
        }
    }
    hid_t id() const { return id_; }

private:
    hid_t id_;
};

using File = Handle<H5Fclose>;
using Group = Handle<H5Gclose>;
using Space = Handle<H5Sclose>;
using DataSet = Handle<H5Dclose>;
using Attribute = Handle<H5Aclose>;
using Properties = Handle<H5Pclose>;
using Type = Handle<H5Tclose>;

/// Keeps the library from printing its errors on stderr; they come as Failure instead.
void be_quiet();

/// Lengths of the dimensions of a data set.
using Shape = std::vector<hsize_t>;

/// A new file in memory, to be put on disk in one piece (see file_on_disk.hpp): HDF5 does not
/// always survive a disk that fills up under it. No object in it keeps clock times, so equal
/// contents give equal bytes.
File create_in_memory();
std::string bytes_of(File const& file);
Group create_group(hid_t parent, std::string const& name);

void write_attribute(hid_t object, std::string const& name, std::string const& text);
void write_attribute(hid_t object, std::string const& name, std::vector<std::string> const& texts);
void write_attribute(hid_t object, std::string const& name, double number);
void write_attribute(hid_t object, std::string const& name, std::uint64_t number);
void write_attribute(hid_t object, std::string const& name,
                     std::vector<std::int16_t> const& numbers);

/// A list of whole numbers or of texts, with its length as only dimension.
DataSet write_list(hid_t parent, std::string const& name, std::vector<int> const& numbers);
DataSet write_list(hid_t parent, std::string const& name, std::vector<std::string> const& texts);

/// A block of numbers, compressed, one chunk per step of the first dimension, with a checksum.
DataSet write_block(hid_t parent, std::string const& name, Shape const& shape,
                    std::span<double const> numbers);
DataSet write_block(hid_t parent, std::string const& name, Shape const& shape,
                    std::span<std::int64_t const> numbers);
/// Small whole numbers, of which -1 says that there is none.
DataSet write_block(hid_t parent, std::string const& name, Shape const& shape,
                    std::span<std::int16_t const> numbers);

bool has(hid_t parent, std::string const& name);
bool has_attribute(hid_t object, std::string const& name);
std::vector<std::string> names_in(hid_t group);
Group open_group(hid_t parent, std::string const& name);
DataSet open_data_set(hid_t parent, std::string const& name);
/// Throw Failure when a block has another shape, or holds another kind of thing than this type.
void require_shape(DataSet const& set, std::string const& name, Shape const& shape);
void require_numbers(DataSet const& set, std::string const& name, hid_t memory_type);

std::string read_text(hid_t object, std::string const& name);
std::vector<std::string> read_texts(hid_t object, std::string const& name);
double read_number(hid_t object, std::string const& name);
std::uint64_t read_whole_number(hid_t object, std::string const& name);
std::vector<int> read_int_list(hid_t parent, std::string const& name);
std::vector<std::string> read_text_list(hid_t parent, std::string const& name);
/// Reads a block and throws Failure when it has another shape.
std::vector<double> read_doubles(hid_t parent, std::string const& name, Shape const& shape);
std::vector<std::int64_t> read_int64s(hid_t parent, std::string const& name, Shape const& shape);
std::vector<std::int16_t> read_int16s(hid_t parent, std::string const& name, Shape const& shape);
/// Of an attribute.
std::vector<std::int16_t> read_int16s(hid_t object, std::string const& name);

}  // namespace smartstart::hdf5
