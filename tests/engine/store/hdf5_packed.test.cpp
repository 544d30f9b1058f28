#include "engine/store/hdf5_packed.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <hdf5.h>

namespace smartstart::hdf5 {
namespace {

Shape const shape{3, 4, 5};

hsize_t size_of(Shape const& lengths)
{
    return std::accumulate(lengths.begin(), lengths.end(), hsize_t{1}, std::multiplies<>{});
}

std::vector<double> some_doubles()
{
    std::vector<double> numbers;
    for (hsize_t i = 0; i < size_of(shape); ++i) {
        numbers.push_back(0.1 * static_cast<double>(i) - 2.0);
    }
    return numbers;
}

/// Another way to store a block than ours.
struct Otherwise {
    hid_t type = H5T_NATIVE_DOUBLE;
    Shape piece;  ///< none: in one stretch, without filters
    std::function<void(hid_t)> filters = [](hid_t) {};
    bool written = true;
};

void write_otherwise(hid_t file, Otherwise const& how)
{
    auto const rank = static_cast<int>(shape.size());
    Space const space{H5Screate_simple(rank, shape.data(), nullptr), "space"};
    Properties const properties{H5Pcreate(H5P_DATASET_CREATE), "properties"};
    if (!how.piece.empty()) {
        check(H5Pset_chunk(properties.id(), rank, how.piece.data()), "piece");
    }
    how.filters(properties.id());
    DataSet const set{
        H5Dcreate2(file, "block", how.type, space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
        "block"};
    auto const numbers = some_doubles();
    if (how.written) {
        check(H5Dwrite(set.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()),
              "write");
    }
}

std::vector<double> read_otherwise(Otherwise const& how)
{
    File const file = create_in_memory();
    write_otherwise(file.id(), how);
    return PackedBlock{file.id(), "block", shape, H5T_NATIVE_DOUBLE}.doubles();
}

/// A file with our own way of storing, whose pieces a test may put other bytes into.
class Pieces : public ::testing::Test {
protected:
    Pieces() : file_{create_in_memory()}
    {
        write_block(file_.id(), "block", shape, some_doubles());
    }

    std::string piece(hsize_t number, std::string const& name = "block") const
    {
        DataSet const set = open_data_set(file_.id(), name);
        Shape const at{number, 0, 0};
        hsize_t size = 0;
        check(H5Dget_chunk_storage_size(set.id(), at.data(), &size), "size");
        std::string bytes(size, '\0');
        std::uint32_t filters = 0;
        check(H5Dread_chunk(set.id(), H5P_DEFAULT, at.data(), &filters, bytes.data()), "piece");
        return bytes;
    }
    void put(hsize_t number, std::string const& bytes) const
    {
        DataSet const set = open_data_set(file_.id(), "block");
        Shape const at{number, 0, 0};
        check(H5Dwrite_chunk(set.id(), H5P_DEFAULT, 0, at.data(), bytes.size(), bytes.data()),
              "piece");
    }
    hid_t file() const { return file_.id(); }
    PackedBlock block() const { return {file_.id(), "block", shape, H5T_NATIVE_DOUBLE}; }
    std::string damage() const
    {
        try {
            block().doubles();
        } catch (Damage const& found) {
            return found.what();
        }
        return "none";
    }

private:
    File file_;
};

TEST_F(Pieces, give_the_numbers_that_were_written)
{
    EXPECT_EQ(block().doubles(), some_doubles());
    PackedBlock const moved = block();
    EXPECT_EQ(moved.doubles(), moved.doubles()) << "may be unpacked more than once";
}

TEST_F(Pieces, keep_whole_numbers_too)
{
    std::vector<std::int64_t> cents(size_of(shape));
    std::iota(cents.begin(), cents.end(), std::int64_t{-30});
    cents.front() = std::numeric_limits<std::int64_t>::min();
    write_block(file(), "cents", shape, cents);
    EXPECT_EQ((PackedBlock{file(), "cents", shape, H5T_NATIVE_INT64}.int64s()), cents);
}

TEST_F(Pieces, that_are_damaged_are_refused_with_their_place)
{
    std::string const whole = piece(1);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
        put(1, bytes);
        EXPECT_EQ(damage(), "the checksum of piece 2 of 'block' is wrong") << at;
    }
    put(1, whole);
    EXPECT_EQ(damage(), "none");
}

TEST_F(Pieces, with_a_right_checksum_and_the_wrong_content_are_refused_too)
{
    // Checksums of nothing (zero) behind what zlib cannot read: only zeroes.
    put(2, std::string(40, '\0'));
    EXPECT_EQ(damage(), "piece 3 of 'block' cannot be unpacked");
    // A piece of a block of another length.
    Shape const shorter{1, 4, 4};
    write_block(file(), "shorter", shorter, std::vector<double>(size_of(shorter), 1.0));
    put(2, piece(0, "shorter"));
    EXPECT_EQ(damage(), "piece 3 of 'block' cannot be unpacked");
}

TEST(BlockStoredOtherwise, is_unpacked_by_hdf5)
{
    auto const numbers = some_doubles();
    auto const deflated = [](hid_t properties) { H5Pset_deflate(properties, 1); };
    auto const ours = [](hid_t properties) {
        H5Pset_shuffle(properties);
        H5Pset_deflate(properties, 1);
        H5Pset_fletcher32(properties);
    };
    EXPECT_EQ(read_otherwise({}), numbers) << "in one stretch";
    EXPECT_EQ(read_otherwise({.piece = {1, 4, 5}}), numbers) << "without filters";
    EXPECT_EQ(read_otherwise({.piece = {1, 4, 5}, .filters = deflated}), numbers)
        << "with other filters";
    EXPECT_EQ(read_otherwise({.piece = {2, 4, 5}, .filters = ours}), numbers)
        << "in thicker pieces";
    EXPECT_EQ(read_otherwise({.piece = {1, 2, 5}, .filters = ours}), numbers)
        << "in parts of years";
    EXPECT_EQ(read_otherwise({.type = H5T_IEEE_F64BE, .piece = {1, 4, 5}, .filters = ours}),
              numbers)
        << "with the highest byte first";
    EXPECT_EQ(read_otherwise({.piece = {1, 4, 5}, .filters = ours, .written = false}),
              std::vector<double>(numbers.size(), 0.0))
        << "when nothing was written: what HDF5 fills it with";
}

TEST(BlockStoredOtherwise, in_narrower_numbers_keeps_what_they_hold)
{
    auto wanted = some_doubles();
    std::transform(wanted.begin(), wanted.end(), wanted.begin(),
                   [](double number) { return static_cast<double>(static_cast<float>(number)); });
    EXPECT_EQ(read_otherwise({.type = H5T_NATIVE_FLOAT, .piece = {1, 4, 5}}), wanted);
}

TEST(BlockStoredOtherwise, is_refused_when_it_has_another_shape_or_is_not_there)
{
    File const file = create_in_memory();
    write_block(file.id(), "block", shape, some_doubles());
    EXPECT_THROW((PackedBlock{file.id(), "block", {3, 5, 4}, H5T_NATIVE_DOUBLE}), Failure);
    EXPECT_THROW((PackedBlock{file.id(), "other", shape, H5T_NATIVE_DOUBLE}), Failure);
    EXPECT_THROW((PackedBlock{file.id(), "block", shape, H5T_NATIVE_INT64}), Failure);
}

}  // namespace
}  // namespace smartstart::hdf5
