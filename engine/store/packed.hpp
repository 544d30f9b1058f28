#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smartstart {

/// Lists of numbers as few bytes, every bit of every number kept: stretches of zeros and whole
/// numbers, of which most counts consist, take one to three bytes. An index at the start lets a
/// reader take one list out of many without the others.
class PackedWriter {
public:
    void add(std::span<double const> numbers);
    void add(std::span<std::int64_t const> numbers);
    void add(std::span<std::int16_t const> numbers);
    /// The index and the lists.
    std::string take();

private:
    std::string lists_;
    std::vector<std::uint64_t> ends_;
};

/// Where the lists are in the bytes of a PackedWriter.
class PackedIndex {
public:
    struct Stretch {
        std::uint64_t from{}, size{};
    };

    /// How many bytes at the start hold the index of so many lists.
    static std::uint64_t size_for(std::size_t lists);
    /// Throws BrokenPromise when this is no index of so many lists.
    PackedIndex(std::string_view start, std::size_t lists);
    /// Of this list, or of these lists together, within all bytes.
    Stretch operator[](std::size_t list) const { return range(list, list + 1); }
    Stretch range(std::size_t first, std::size_t end) const;

private:
    std::vector<std::uint64_t> ends_;
};

/// Appends the numbers of one packed list. Throws BrokenPromise when it does not hold what it
/// should.
void unpack(std::string_view list, std::vector<double>& to);
void unpack(std::string_view list, std::vector<std::int64_t>& to);
void unpack(std::string_view list, std::vector<std::int16_t>& to);

}  // namespace smartstart
