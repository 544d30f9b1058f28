#include "engine/store/packed.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

// Each token is a number of seven bits to a byte, lowest first; its two lowest bits say what it is.
enum class Token : std::uint8_t { zeros = 0, whole = 1, raw = 2 };
constexpr std::uint64_t token_bits = 2;
constexpr std::uint64_t token_mask = 3;

void put(std::string& bytes, std::uint64_t number)
{
    constexpr std::uint64_t more = 0x80;
    while (number >= more) {
        bytes.push_back(static_cast<char>((number & (more - 1)) | more));
        number >>= 7U;
    }
    bytes.push_back(static_cast<char>(number));
}

void put_token(std::string& bytes, Token token, std::uint64_t number)
{
    put(bytes, (number << token_bits) | static_cast<std::uint64_t>(token));
}

template <class Number>
void put_raw(std::string& bytes, Number number)
{
    if constexpr (sizeof number == sizeof(std::uint64_t)) {
        auto const bits = std::bit_cast<std::uint64_t>(number);
        for (unsigned shift = 0; shift < 64; shift += 8) {
            bytes.push_back(static_cast<char>(bits >> shift));
        }
    }  // smaller ones are whole
}

/// Whole numbers that are small on either side of zero become small: 0, -1, 1, -2, 2.
std::uint64_t folded(std::int64_t number)
{
    return (static_cast<std::uint64_t>(number) << 1U) ^ static_cast<std::uint64_t>(number >> 63);
}

std::int64_t unfolded(std::uint64_t number)
{
    return static_cast<std::int64_t>(number >> 1U) ^ -static_cast<std::int64_t>(number & 1U);
}

constexpr std::int64_t largest_whole = std::int64_t{1} << 53U;

std::optional<std::int64_t> whole(double number)
{
    auto const fits = std::abs(number) < static_cast<double>(largest_whole);
    if (!fits || number != std::trunc(number) || (number == 0.0 && std::signbit(number))) {
        return {};
    }
    return static_cast<std::int64_t>(number);
}

std::optional<std::int64_t> whole(std::int64_t number)
{
    auto const fits = number < largest_whole && number > -largest_whole;
    return fits ? std::optional{number} : std::nullopt;
}

std::optional<std::int64_t> whole(std::int16_t number)
{
    return number;
}

template <class Number>
void pack(std::span<Number const> numbers, std::string& bytes)
{
    put(bytes, numbers.size());
    std::uint64_t zeros = 0;
    auto const flush = [&] {
        if (zeros > 0) {
            put_token(bytes, Token::zeros, zeros);
            zeros = 0;
        }
    };
    for (auto const number : numbers) {
        auto const small = whole(number);
        if (small == 0) {
            ++zeros;
            continue;
        }
        flush();
        if (small) {
            put_token(bytes, Token::whole, folded(*small));
        } else {
            put_token(bytes, Token::raw, 0);
            put_raw(bytes, number);
        }
    }
    flush();
}

class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : bytes_{bytes} {}

    std::uint64_t number()
    {
        std::uint64_t result = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            auto const byte = next();
            result |= (byte & 0x7fU) << shift;
            if (byte < 0x80U) {
                return result;
            }
        }
        refuse();
    }
    std::uint64_t raw()
    {
        std::uint64_t bits = 0;
        for (unsigned shift = 0; shift < 64; shift += 8) {
            bits |= next() << shift;
        }
        return bits;
    }
    bool is_at_end() const { return bytes_.empty(); }
    [[noreturn]] static void refuse()
    {
        throw BrokenPromise{"the numbers of a run do not hold what they should."};
    }

private:
    std::uint64_t next()
    {
        if (bytes_.empty()) {
            refuse();
        }
        auto const byte = static_cast<unsigned char>(bytes_.front());
        bytes_.remove_prefix(1);
        return byte;
    }
    std::string_view bytes_;
};

template <class Number>
void unpack_list(std::string_view list, std::vector<Number>& to)
{
    Unpacker bytes{list};
    auto left = bytes.number();
    while (left > 0) {
        auto const token = bytes.number();
        auto const number = token >> token_bits;
        std::uint64_t taken = 1;
        switch (static_cast<Token>(token & token_mask)) {
            case Token::zeros:
                taken = number;
                if (taken == 0 || taken > left) {
                    Unpacker::refuse();
                }
                to.resize(to.size() + taken, Number{});
                break;
            case Token::whole:
                to.push_back(static_cast<Number>(unfolded(number)));
                break;
            case Token::raw:
                if constexpr (sizeof(Number) == sizeof(std::uint64_t)) {
                    to.push_back(std::bit_cast<Number>(bytes.raw()));
                } else {
                    Unpacker::refuse();
                }
                break;
            default:
                Unpacker::refuse();
        }
        left -= taken;
    }
    if (!bytes.is_at_end()) {
        Unpacker::refuse();
    }
}

}  // namespace

void PackedWriter::add(std::span<double const> numbers)
{
    pack(numbers, lists_);
    ends_.push_back(lists_.size());
}

void PackedWriter::add(std::span<std::int64_t const> numbers)
{
    pack(numbers, lists_);
    ends_.push_back(lists_.size());
}

void PackedWriter::add(std::span<std::int16_t const> numbers)
{
    pack(numbers, lists_);
    ends_.push_back(lists_.size());
}

std::string PackedWriter::take()
{
    std::string all(ends_.size() * sizeof(std::uint64_t), '\0');
    if (!ends_.empty()) {
        std::memcpy(all.data(), ends_.data(), all.size());
    }
    return all + lists_;
}

std::uint64_t PackedIndex::size_for(std::size_t lists)
{
    return lists * sizeof(std::uint64_t);
}

PackedIndex::PackedIndex(std::string_view start, std::size_t lists) : ends_(lists)
{
    if (start.size() < size_for(lists)) {
        Unpacker::refuse();
    }
    if (lists > 0) {
        std::memcpy(ends_.data(), start.data(), size_for(lists));
    }
}

PackedIndex::Stretch PackedIndex::range(std::size_t first, std::size_t end) const
{
    auto const from = first == 0 ? 0 : ends_.at(first - 1);
    if (end <= first || ends_.at(end - 1) < from) {
        Unpacker::refuse();
    }
    return {size_for(ends_.size()) + from, ends_[end - 1] - from};
}

void unpack(std::string_view list, std::vector<double>& to)
{
    unpack_list(list, to);
}

void unpack(std::string_view list, std::vector<std::int64_t>& to)
{
    unpack_list(list, to);
}

void unpack(std::string_view list, std::vector<std::int16_t>& to)
{
    unpack_list(list, to);
}

}  // namespace smartstart
