#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <hdf5.h>

#include "engine/store/hdf5.hpp"

namespace smartstart::hdf5 {
namespace {

/// Longer lists than this are not labels of ours, but damage.
constexpr hsize_t longest_list = 10'000'000;

Type text_type()
{
    Type type{H5Tcopy(H5T_C_S1), "text type"};
    check(H5Tset_size(type.id(), H5T_VARIABLE), "text type");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "text type");
    return type;
}

void require(bool fulfilled, std::string_view what)
{
    if (!fulfilled) {
        throw Failure{what};
    }
}

Shape shape_of(hid_t space)
{
    int const rank = check(H5Sget_simple_extent_ndims(space), "shape");
    Shape shape(static_cast<std::size_t>(rank));
    check(H5Sget_simple_extent_dims(space, shape.data(), nullptr), "shape");
    return shape;
}

std::size_t list_length(hid_t space, std::string const& name)
{
    Shape const shape = shape_of(space);
    require(shape.size() <= 1, fmt::format("'{}' is not a list", name));
    hsize_t const length = shape.empty() ? 1 : shape.front();
    require(length <= longest_list, fmt::format("'{}' is too long", name));
    return length;
}

void require_class(hid_t type, H5T_class_t wanted, std::string const& name)
{
    require(H5Tget_class(type) == wanted, fmt::format("'{}' is of another type", name));
}

void require_text(hid_t type, std::string const& name)
{
    require(H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0,
            fmt::format("'{}' is not a text", name));
}

/// Copies texts that the library allocated, and gives its memory back.
std::vector<std::string> taken(std::vector<char*>& raw, hid_t type, hid_t space)
{
    std::vector<std::string> texts;
    texts.reserve(raw.size());
    for (char const* text : raw) {
        texts.emplace_back(text != nullptr ? text : "");
    }
    H5Dvlen_reclaim(type, space, H5P_DEFAULT, static_cast<void*>(raw.data()));
    return texts;
}

Attribute open_attribute(hid_t object, std::string const& name)
{
    require(has_attribute(object, name), fmt::format("attribute '{}' is missing", name));
    return Attribute{H5Aopen(object, name.c_str(), H5P_DEFAULT), name};
}

void read_scalar(hid_t object, std::string const& name, hid_t memory_type, void* out)
{
    Attribute const attribute = open_attribute(object, name);
    Space const space{H5Aget_space(attribute.id()), name};
    require(list_length(space.id(), name) == 1, fmt::format("'{}' is not one number", name));
    Type const type{H5Aget_type(attribute.id()), name};
    require_class(type.id(), H5Tget_class(memory_type), name);
    check(H5Aread(attribute.id(), memory_type, out), name);
}

template <class Number>
std::vector<Number> read_block(hid_t parent, std::string const& name, Shape const& shape,
                               hid_t memory_type)
{
    DataSet const set = open_data_set(parent, name);
    require_shape(set, name, shape);
    require_numbers(set, name, memory_type);
    hsize_t const size =
        std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>{});
    std::vector<Number> numbers(size);
    check(H5Dread(set.id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()), name);
    return numbers;
}

}  // namespace

bool has(hid_t parent, std::string const& name)
{
    return H5Lexists(parent, name.c_str(), H5P_DEFAULT) > 0;
}

bool has_attribute(hid_t object, std::string const& name)
{
    return H5Aexists(object, name.c_str()) > 0;
}

std::vector<std::string> names_in(hid_t group)
{
    std::vector<std::string> names;
    auto const add = [](hid_t, char const* name, H5L_info_t const*, void* out) -> herr_t {
        static_cast<std::vector<std::string>*>(out)->emplace_back(name);
        return 0;
    };
    hsize_t position = 0;
    check(H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, &position, add, &names), "names");
    return names;
}

Group open_group(hid_t parent, std::string const& name)
{
    require(has(parent, name), fmt::format("group '{}' is missing", name));
    return Group{H5Gopen2(parent, name.c_str(), H5P_DEFAULT), name};
}

void require_shape(DataSet const& set, std::string const& name, Shape const& shape)
{
    Space const space{H5Dget_space(set.id()), name};
    require(shape_of(space.id()) == shape, fmt::format("'{}' has another shape", name));
}

void require_numbers(DataSet const& set, std::string const& name, hid_t memory_type)
{
    Type const type{H5Dget_type(set.id()), name};
    require_class(type.id(), H5Tget_class(memory_type), name);
}

DataSet open_data_set(hid_t parent, std::string const& name)
{
    require(has(parent, name), fmt::format("data set '{}' is missing", name));
    return DataSet{H5Dopen2(parent, name.c_str(), H5P_DEFAULT), name};
}

std::vector<std::string> read_texts(hid_t object, std::string const& name)
{
    if (!has_attribute(object, name)) {
        return {};  // an empty list is not written
    }
    Attribute const attribute = open_attribute(object, name);
    Type const stored{H5Aget_type(attribute.id()), name};
    require_text(stored.id(), name);
    Type const type = text_type();
    Space const space{H5Aget_space(attribute.id()), name};
    std::vector<char*> raw(list_length(space.id(), name));
    check(H5Aread(attribute.id(), type.id(), static_cast<void*>(raw.data())), name);
    return taken(raw, type.id(), space.id());
}

std::string read_text(hid_t object, std::string const& name)
{
    std::vector<std::string> const texts = read_texts(object, name);
    require(texts.size() == 1, fmt::format("attribute '{}' is not one text", name));
    return texts.front();
}

double read_number(hid_t object, std::string const& name)
{
    double number{};
    read_scalar(object, name, H5T_NATIVE_DOUBLE, &number);
    return number;
}

std::uint64_t read_whole_number(hid_t object, std::string const& name)
{
    std::uint64_t number{};
    read_scalar(object, name, H5T_NATIVE_UINT64, &number);
    return number;
}

std::vector<int> read_int_list(hid_t parent, std::string const& name)
{
    DataSet const set = open_data_set(parent, name);
    Space const space{H5Dget_space(set.id()), name};
    hsize_t const length = list_length(space.id(), name);
    return read_block<int>(parent, name, {length}, H5T_NATIVE_INT);
}

std::vector<std::string> read_text_list(hid_t parent, std::string const& name)
{
    DataSet const set = open_data_set(parent, name);
    Type const stored{H5Dget_type(set.id()), name};
    require_text(stored.id(), name);
    Type const type = text_type();
    Space const space{H5Dget_space(set.id()), name};
    std::vector<char*> raw(list_length(space.id(), name));
    check(
        H5Dread(set.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, static_cast<void*>(raw.data())),
        name);
    return taken(raw, type.id(), space.id());
}

std::vector<double> read_doubles(hid_t parent, std::string const& name, Shape const& shape)
{
    return read_block<double>(parent, name, shape, H5T_NATIVE_DOUBLE);
}

std::vector<std::int64_t> read_int64s(hid_t parent, std::string const& name, Shape const& shape)
{
    return read_block<std::int64_t>(parent, name, shape, H5T_NATIVE_INT64);
}

std::vector<std::int16_t> read_int16s(hid_t parent, std::string const& name, Shape const& shape)
{
    return read_block<std::int16_t>(parent, name, shape, H5T_NATIVE_INT16);
}

std::vector<std::int16_t> read_int16s(hid_t object, std::string const& name)
{
    Attribute const attribute = open_attribute(object, name);
    Space const space{H5Aget_space(attribute.id()), name};
    Type const type{H5Aget_type(attribute.id()), name};
    require_class(type.id(), H5T_INTEGER, name);
    std::vector<std::int16_t> numbers(list_length(space.id(), name));
    check(H5Aread(attribute.id(), H5T_NATIVE_INT16, numbers.data()), name);
    return numbers;
}

}  // namespace smartstart::hdf5
