#include "engine/store/hdf5_packed.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>
#include <memory>
#include <numeric>
#include <string_view>

#include <fmt/format.h>
#include <sys/mman.h>
#include <zlib.h>

namespace smartstart::hdf5 {
namespace {

constexpr std::size_t width = 8;           ///< bytes of a number
constexpr std::size_t checksum_bytes = 4;  ///< behind each piece

/// Fletcher's checksum of 32 bits over words of 16, as HDF5 keeps it behind a piece ("HDF5 File
/// Format Specification", filter 3).
std::uint32_t fletcher32(std::string_view bytes)
{
    constexpr std::size_t before_overflow = 720;  // bytes, so that the sums stay below 2^32
    auto const byte = [&](std::size_t at) {
        return std::uint32_t{std::bit_cast<std::uint8_t>(bytes[at])};
    };
    auto const folded = [](std::uint32_t sum) { return (sum & 0xffffU) + (sum >> 16U); };
    std::uint32_t one = 0;
    std::uint32_t two = 0;
    std::size_t const whole = bytes.size() / 2 * 2;
    for (std::size_t from = 0; from < whole; from += before_overflow) {
        std::size_t const to = std::min(whole, from + before_overflow);
        for (std::size_t at = from; at < to; at += 2) {
            one += byte(at) << 8U | byte(at + 1);
            two += one;
        }
        one = folded(one);
        two = folded(two);
    }
    if (whole < bytes.size()) {
        one += byte(whole) << 8U;
        two += one;
    }
    return folded(folded(two)) << 16U | folded(folded(one));
}

std::uint32_t checksum_behind(std::string_view bytes)
{
    std::uint32_t found = 0;
    for (std::size_t i = 0; i < checksum_bytes; ++i) {
        found |= std::uint32_t{std::bit_cast<std::uint8_t>(bytes[i])} << 8U * i;
    }
    return found;
}

/// Puts together numbers of which all first bytes come first, then all second bytes, and so on, and
/// appends them: memory is written once, because to touch it first is what takes longest.
template <class Number>
void unshuffle(std::string_view apart, std::vector<Number>& numbers)
{
    constexpr std::size_t at_once = 512;
    std::array<Number, at_once> together{};
    std::size_t const count = apart.size() / width;
    for (std::size_t from = 0; from < count; from += at_once) {
        std::size_t const some = std::min(at_once, count - from);
        for (std::size_t i = 0; i < some; ++i) {
            std::uint64_t number = 0;
            for (std::size_t part = 0; part < width; ++part) {
                auto const byte = std::bit_cast<std::uint8_t>(apart[part * count + from + i]);
                number |= std::uint64_t{byte} << 8U * part;
            }
            together[i] = std::bit_cast<Number>(number);
        }
        numbers.insert(numbers.end(), together.begin(),
                       together.begin() + static_cast<std::ptrdiff_t>(some));
    }
}

/// The filters of `write_block`, in their order.
bool has_our_filters(hid_t properties)
{
    constexpr std::array<H5Z_filter_t, 3> ours{H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE,
                                               H5Z_FILTER_FLETCHER32};
    if (H5Pget_nfilters(properties) != static_cast<int>(ours.size())) {
        return false;
    }
    for (unsigned i = 0; i < ours.size(); ++i) {
        unsigned flags = 0;
        std::size_t none = 0;
        if (H5Pget_filter2(properties, i, &flags, &none, nullptr, 0, nullptr, nullptr) !=
            ours.at(i)) {
            return false;
        }
    }
    return true;
}

/// An empty list with room for numbers, in large pages where the system grants them: to hand out
/// small ones takes longer than to fill them.
template <class Number>
std::vector<Number> room_for(std::size_t count)
{
    std::vector<Number> numbers;
    numbers.reserve(count);
#if defined(MADV_HUGEPAGE)
    constexpr std::uintptr_t page = 4096;
    auto const address = reinterpret_cast<std::uintptr_t>(numbers.data());
    auto const from = (address + page - 1) / page * page;
    auto const to = (address + count * sizeof(Number)) / page * page;
    if (to > from) {
        // A wish: where the system does not grant it, all is as it was.
        static_cast<void>(madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE));
    }
#endif
    return numbers;
}

}  // namespace

PackedBlock::PackedBlock(hid_t parent, std::string const& name, Shape const& shape,
                         hid_t memory_type)
    : name_{name}
{
    DataSet const set = open_data_set(parent, name);
    require_shape(set, name, shape);
    require_numbers(set, name, memory_type);
    count_ = std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>{});
    if (as_we_write(set, shape, memory_type) && take_pieces(set, shape)) {
        return;
    }
    ends_.clear();
    bytes_.assign(count_ * width, '\0');
    check(H5Dread(set.id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes_.data()), name);
}

bool PackedBlock::as_we_write(DataSet const& set, Shape const& shape, hid_t memory_type) const
{
    Type const stored{H5Dget_type(set.id()), name_};
    Properties const properties{H5Dget_create_plist(set.id()), name_};
    if (std::endian::native != std::endian::little || count_ == 0 ||
        H5Tequal(stored.id(), memory_type) <= 0 || H5Pget_layout(properties.id()) != H5D_CHUNKED ||
        !has_our_filters(properties.id())) {
        return false;
    }
    Shape piece(shape.size());
    check(H5Pget_chunk(properties.id(), static_cast<int>(piece.size()), piece.data()), name_);
    return piece.front() == 1 && std::equal(piece.begin() + 1, piece.end(), shape.begin() + 1);
}

bool PackedBlock::take_pieces(DataSet const& set, Shape const& shape)
{
    std::size_t const longest = 2 * count_ / shape.front() * width + 1024;
    // Not more than could be there, whatever a damaged file says.
    bytes_.reserve(std::min<std::size_t>(H5Dget_storage_size(set.id()), longest * shape.front()));
    Shape at(shape.size(), 0);
    for (; at.front() < shape.front(); ++at.front()) {
        hsize_t size = 0;
        check(H5Dget_chunk_storage_size(set.id(), at.data(), &size), name_);
        if (size <= checksum_bytes || size > longest) {
            return false;  // nothing was written there, or damage: for HDF5 to say
        }
        std::size_t const before = bytes_.size();
        bytes_.resize(before + size);
        std::uint32_t filters_left_out = 0;
        check(H5Dread_chunk(set.id(), H5P_DEFAULT, at.data(), &filters_left_out,
                            bytes_.data() + before),
              name_);
        if (filters_left_out != 0) {
            return false;
        }
        ends_.push_back(bytes_.size());
    }
    return true;
}

template <class Number>
void PackedBlock::unpack(std::vector<Number>& numbers) const
{
    std::string apart(count_ / ends_.size() * width, '\0');
    std::size_t from = 0;
    std::size_t number = 0;
    for (std::size_t const end : ends_) {
        ++number;
        auto const piece = std::string_view{bytes_}.substr(from, end - from - checksum_bytes);
        if (fletcher32(piece) !=
            checksum_behind(std::string_view{bytes_}.substr(end - checksum_bytes))) {
            throw Damage{fmt::format("the checksum of piece {} of '{}' is wrong", number, name_)};
        }
        auto length = static_cast<uLongf>(apart.size());
        int const ending = uncompress(reinterpret_cast<Bytef*>(apart.data()), &length,
                                      reinterpret_cast<Bytef const*>(piece.data()), piece.size());
        if (ending != Z_OK || length != apart.size()) {
            throw Damage{fmt::format("piece {} of '{}' cannot be unpacked", number, name_)};
        }
        unshuffle(apart, numbers);
        from = end;
    }
}

template <class Number>
std::vector<Number> PackedBlock::numbers() const
{
    static_assert(sizeof(Number) == width);
    auto numbers = room_for<Number>(count_);
    if (ends_.empty()) {
        numbers.resize(count_);
        std::memcpy(numbers.data(), bytes_.data(), bytes_.size());
    } else {
        unpack(numbers);
    }
    return numbers;
}

std::vector<double> PackedBlock::doubles() const
{
    return numbers<double>();
}

std::vector<std::int64_t> PackedBlock::int64s() const
{
    return numbers<std::int64_t>();
}

}  // namespace smartstart::hdf5
