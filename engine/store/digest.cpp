#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <span>

#include "engine/base/sha256.hpp"
#include "engine/store/stream_result.hpp"

namespace smartstart {
namespace {

/// Bytes that are the same on every machine: lengths before lists, lowest byte first.
class Bytes {
public:
    void add(std::uint64_t number)
    {
        std::array<char, 8> lowest_first{};
        for (std::size_t i = 0; i < lowest_first.size(); ++i) {
            lowest_first[i] = static_cast<char>(number >> 8 * i);
        }
        add_plain({lowest_first.data(), lowest_first.size()});
    }
    void add(std::string_view text)
    {
        add(std::uint64_t{text.size()});
        add_plain(text);
    }
    void add(std::span<double const> numbers)
    {
        add(std::uint64_t{numbers.size()});
        for (double const number : numbers) {
            double const nobody = std::numeric_limits<double>::quiet_NaN();
            double const one_form = std::isnan(number) ? nobody : number == 0.0 ? 0.0 : number;
            add(std::bit_cast<std::uint64_t>(one_form));
        }
    }
    void add(std::span<std::int64_t const> numbers)
    {
        add(std::uint64_t{numbers.size()});
        for (std::int64_t const number : numbers) {
            add(static_cast<std::uint64_t>(number));
        }
    }
    void add(std::span<int const> numbers)
    {
        add(std::uint64_t{numbers.size()});
        for (int const number : numbers) {
            add(static_cast<std::uint64_t>(number));
        }
    }
    void add(std::span<std::string const> texts)
    {
        add(std::uint64_t{texts.size()});
        for (std::string const& text : texts) {
            add(text);
        }
    }
    std::string digest()
    {
        digest_.add(bytes_);
        bytes_.clear();
        return digest_.digest();
    }

private:
    void add_plain(std::string_view bytes)
    {
        constexpr std::size_t enough = std::size_t{1} << 16U;
        bytes_.append(bytes);
        if (bytes_.size() >= enough) {
            digest_.add(bytes_);
            bytes_.clear();
        }
    }

    Sha256 digest_;
    std::string bytes_;  ///< not in the digest yet
};

void add_labels(Bytes& bytes, Result const& result)
{
    bytes.add(result.replicates);
    bytes.add(result.years);
    for (PlaceInfo const& place : result.municipalities) {
        bytes.add(place.code);
    }
    for (GroupInfo const& group : result.groups) {
        bytes.add(group.label);
    }
    bytes.add(result.payers);
    bytes.add(result.items);
    bytes.add(result.sides);
}

void add_tables(Bytes& bytes, std::vector<ResultTable> const& tables)
{
    bytes.add(std::uint64_t{tables.size()});
    for (ResultTable const& table : tables) {
        bytes.add(table.id);
        bytes.add(table.row_labels);
        bytes.add(table.column_labels);
        bytes.add(table.values);
    }
}

std::string outcome_digest(Result const& labels, ResultNumbers& numbers, std::size_t outcome)
{
    Bytes bytes;
    bytes.add(labels.outcomes[outcome].id);
    bytes.add(std::uint64_t{static_cast<std::uint8_t>(labels.outcomes[outcome].transform)});
    bytes.add(numbers.numerators(outcome));
    bytes.add(numbers.denominators(outcome));
    return bytes.digest();
}

}  // namespace

std::vector<std::string> outcome_digests(Result const& result)
{
    NumbersInMemory numbers{result};
    std::vector<std::string> digests;
    digests.reserve(result.outcomes.size());
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        digests.push_back(outcome_digest(result, numbers, i));
    }
    return digests;
}

std::string values_digest(Result const& labels, ResultNumbers& numbers)
{
    std::vector<std::string> digests;
    for (std::size_t i = 0; i < labels.outcomes.size(); ++i) {
        digests.push_back(outcome_digest(labels, numbers, i));
    }
    Bytes bytes;
    add_labels(bytes, labels);
    bytes.add(digests);
    bytes.add(numbers.cents());
    bytes.add(numbers.planned_cents());
    bytes.add(numbers.realised_cents());
    add_tables(bytes, labels.generations);
    add_tables(bytes, labels.concentration);
    if (!labels.quantiles.empty()) {  // as a file of before there were any has it
        add_tables(bytes, labels.quantiles);
    }
    return bytes.digest();
}

std::string values_digest(Result const& result)
{
    NumbersInMemory numbers{result};
    return values_digest(result, numbers);
}

}  // namespace smartstart
