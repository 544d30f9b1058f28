#include <limits>

#include <fmt/format.h>
#include <hdf5.h>

#include "engine/store/hdf5.hpp"

namespace smartstart::hdf5 {
namespace {

constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
constexpr std::size_t growth = std::size_t{1} << 20U;

Type text_type()
{
    Type type{H5Tcopy(H5T_C_S1), "text type"};
    // Texts of fixed length make netCDF-C 4.9.0 crash (Unidata/netcdf-c issue 2159).
    check(H5Tset_size(type.id(), H5T_VARIABLE), "text type");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "text type");
    return type;
}

std::vector<char const*> pointers(std::vector<std::string> const& texts)
{
    std::vector<char const*> result;
    result.reserve(texts.size());
    for (std::string const& text : texts) {
        result.push_back(text.c_str());
    }
    return result;
}

void write_numbers(hid_t object, std::string const& name, hid_t type, void const* content,
                   hsize_t length)
{
    Space const space{H5Screate_simple(1, &length, nullptr), name};
    Attribute const attribute{
        H5Acreate2(object, name.c_str(), type, space.id(), H5P_DEFAULT, H5P_DEFAULT), name};
    check(H5Awrite(attribute.id(), type, content), name);
}

/// Clock times would make equal runs differ, so no object keeps any.
Properties data_set_properties()
{
    Properties properties{H5Pcreate(H5P_DATASET_CREATE), "properties"};
    check(H5Pset_obj_track_times(properties.id(), 0), "times off");
    check(H5Pset_attr_creation_order(properties.id(), in_order), "attribute order");
    return properties;
}

DataSet write_plain(hid_t parent, std::string const& name, hid_t type, hsize_t length,
                    void const* content)
{
    Space const space{H5Screate_simple(1, &length, nullptr), name};
    Properties const properties = data_set_properties();
    DataSet set{H5Dcreate2(parent, name.c_str(), type, space.id(), H5P_DEFAULT, properties.id(),
                           H5P_DEFAULT),
                name};
    check(H5Dwrite(set.id(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, content), name);
    return set;
}

DataSet create_block(hid_t parent, std::string const& name, Shape const& shape, hid_t type,
                     Properties const& properties)
{
    auto const rank = static_cast<int>(shape.size());
    Space const space{H5Screate_simple(rank, shape.data(), nullptr), name};
    Shape chunk = shape;
    chunk.front() = 1;
    check(H5Pset_chunk(properties.id(), rank, chunk.data()), "chunk");
    check(H5Pset_shuffle(properties.id()), "shuffle");
    check(H5Pset_deflate(properties.id(), 1), "deflate");
    check(H5Pset_fletcher32(properties.id()), "checksum");
    return DataSet{H5Dcreate2(parent, name.c_str(), type, space.id(), H5P_DEFAULT, properties.id(),
                              H5P_DEFAULT),
                   name};
}

}  // namespace

void be_quiet()
{
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Failure::Failure(std::string_view attempt)
    : std::runtime_error{[attempt] {
          std::string text{attempt};
          auto const add = [](unsigned, H5E_error2_t const* error, void* out) -> herr_t {
              auto& reasons = *static_cast<std::string*>(out);
              reasons += fmt::format("; {}", error->desc != nullptr ? error->desc : "");
              return 0;
          };
          H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, add, &text);
          H5Eclear2(H5E_DEFAULT);
          return text;
      }()}
{
}

File create_in_memory()
{
    Properties const creation{H5Pcreate(H5P_FILE_CREATE), "properties"};
    check(H5Pset_link_creation_order(creation.id(), in_order), "link order");
    check(H5Pset_attr_creation_order(creation.id(), in_order), "attribute order");
    check(H5Pset_obj_track_times(creation.id(), 0), "times off");
    Properties const access{H5Pcreate(H5P_FILE_ACCESS), "properties"};
    // The upper bound keeps files readable by HDF5 1.8. The lower one gives a first block without
    // checksum: H5Fget_file_image of HDF5 1.10.8 returns a wrong checksum in the newer form.
    check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "versions");
    check(H5Pset_fapl_core(access.id(), growth, 0), "memory driver");
    return File{H5Fcreate("result", H5F_ACC_TRUNC, creation.id(), access.id()), "new file"};
}

std::string bytes_of(File const& file)
{
    check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "flush");
    auto const size = check(H5Fget_file_image(file.id(), nullptr, 0), "size of the file");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    check(H5Fget_file_image(file.id(), bytes.data(), bytes.size()), "bytes of the file");
    return bytes;
}

Group create_group(hid_t parent, std::string const& name)
{
    Properties const properties{H5Pcreate(H5P_GROUP_CREATE), "properties"};
    check(H5Pset_link_creation_order(properties.id(), in_order), "link order");
    check(H5Pset_attr_creation_order(properties.id(), in_order), "attribute order");
    check(H5Pset_obj_track_times(properties.id(), 0), "times off");
    return Group{H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT), name};
}

void write_attribute(hid_t object, std::string const& name, std::string const& text)
{
    Type const type = text_type();
    Space const space{H5Screate(H5S_SCALAR), name};
    Attribute const attribute{
        H5Acreate2(object, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), name};
    char const* const pointer = text.c_str();
    check(H5Awrite(attribute.id(), type.id(), static_cast<void const*>(&pointer)), name);
}

void write_attribute(hid_t object, std::string const& name, std::vector<std::string> const& texts)
{
    if (texts.empty()) {
        return;  // netCDF has no attributes of length zero
    }
    Type const type = text_type();
    hsize_t const length = texts.size();
    Space const space{H5Screate_simple(1, &length, nullptr), name};
    Attribute const attribute{
        H5Acreate2(object, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), name};
    check(H5Awrite(attribute.id(), type.id(), static_cast<void const*>(pointers(texts).data())),
          name);
}

void write_attribute(hid_t object, std::string const& name, double number)
{
    write_numbers(object, name, H5T_NATIVE_DOUBLE, &number, 1);
}

void write_attribute(hid_t object, std::string const& name, std::uint64_t number)
{
    write_numbers(object, name, H5T_NATIVE_UINT64, &number, 1);
}

void write_attribute(hid_t object, std::string const& name,
                     std::vector<std::int16_t> const& numbers)
{
    write_numbers(object, name, H5T_NATIVE_INT16, numbers.data(), numbers.size());
}

DataSet write_list(hid_t parent, std::string const& name, std::vector<int> const& numbers)
{
    return write_plain(parent, name, H5T_NATIVE_INT, numbers.size(), numbers.data());
}

DataSet write_list(hid_t parent, std::string const& name, std::vector<std::string> const& texts)
{
    Type const type = text_type();
    return write_plain(parent, name, type.id(), texts.size(),
                       static_cast<void const*>(pointers(texts).data()));
}

DataSet write_block(hid_t parent, std::string const& name, Shape const& shape,
                    std::span<double const> numbers)
{
    Properties const properties = data_set_properties();
    double const nobody = std::numeric_limits<double>::quiet_NaN();
    check(H5Pset_fill_value(properties.id(), H5T_NATIVE_DOUBLE, &nobody), "fill value");
    DataSet set = create_block(parent, name, shape, H5T_IEEE_F64LE, properties);
    check(H5Dwrite(set.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()),
          name);
    write_attribute(set.id(), "_FillValue", nobody);
    return set;
}

DataSet write_block(hid_t parent, std::string const& name, Shape const& shape,
                    std::span<std::int64_t const> numbers)
{
    Properties const properties = data_set_properties();
    DataSet set = create_block(parent, name, shape, H5T_STD_I64LE, properties);
    check(H5Dwrite(set.id(), H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()),
          name);
    return set;
}

DataSet write_block(hid_t parent, std::string const& name, Shape const& shape,
                    std::span<std::int16_t const> numbers)
{
    Properties const properties = data_set_properties();
    std::int16_t const none = -1;
    check(H5Pset_fill_value(properties.id(), H5T_NATIVE_INT16, &none), "fill value");
    DataSet set = create_block(parent, name, shape, H5T_STD_I16LE, properties);
    check(H5Dwrite(set.id(), H5T_NATIVE_INT16, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()),
          name);
    write_attribute(set.id(), "_FillValue", std::vector{none});
    return set;
}

}  // namespace smartstart::hdf5
