#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "engine/store/result.hpp"

namespace smartstart {

/// The numbers of a result, one list at a time, so that a result may be larger than the memory.
/// Lists are as those of Result, and hold until the next list is asked for. Each may be asked for
/// more than once.
class ResultNumbers {
public:
    ResultNumbers() = default;
    virtual ~ResultNumbers() = default;
    ResultNumbers(ResultNumbers const&) = delete;
    ResultNumbers& operator=(ResultNumbers const&) = delete;
    ResultNumbers(ResultNumbers&&) = delete;
    ResultNumbers& operator=(ResultNumbers&&) = delete;

    virtual std::span<double const> numerators(std::size_t outcome) = 0;
    virtual std::span<double const> denominators(std::size_t outcome) = 0;
    virtual std::span<std::int64_t const> cents() = 0;
    virtual std::span<std::int64_t const> planned_cents() = 0;
    virtual std::span<std::int64_t const> realised_cents() = 0;
    /// Of one fact.
    virtual std::span<std::int16_t const> trace(std::size_t fact) = 0;
};

/// The numbers of a result that is in memory.
class NumbersInMemory final : public ResultNumbers {
public:
    explicit NumbersInMemory(Result const& result) : result_{result} {}
    std::span<double const> numerators(std::size_t outcome) override
    {
        return result_.numerators[outcome];
    }
    std::span<double const> denominators(std::size_t outcome) override
    {
        return result_.denominators[outcome];
    }
    std::span<std::int64_t const> cents() override { return result_.cents; }
    std::span<std::int64_t const> planned_cents() override { return result_.planned_cents; }
    std::span<std::int64_t const> realised_cents() override { return result_.realised_cents; }
    std::span<std::int16_t const> trace(std::size_t fact) override
    {
        return result_.traces.values[fact];
    }

private:
    Result const& result_;
};

/// As values_digest of a whole result: labels and tables from the one, all else from the other.
std::string values_digest(Result const& labels, ResultNumbers& numbers);

/// Writes the same bytes as write_result does for the whole result.
void write_result(Result const& labels, ResultNumbers& numbers,
                  std::filesystem::path const& final_name, Overwrite overwrite);

}  // namespace smartstart
