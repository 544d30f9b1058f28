#pragma once

#include <memory>

#include "engine/run/executor.hpp"

namespace smartstart {

/// Shares work out over the ranks of MPI: rank 0 hands out jobs one by one, to whoever is free, and
/// works as well. Nobody gathers numbers: only reports travel. No rank spins while it waits. One at
/// a time in a program, made before any other thread starts.
class MpiExecutor final : public Executor {
public:
    MpiExecutor();
    ~MpiExecutor() override;
    MpiExecutor(MpiExecutor const&) = delete;
    MpiExecutor& operator=(MpiExecutor const&) = delete;
    MpiExecutor(MpiExecutor&&) = delete;
    MpiExecutor& operator=(MpiExecutor&&) = delete;

    bool leads() const override { return rank_ == 0; }
    std::vector<ProcessPlace> places(unsigned threads_asked) override;
    void together(std::function<void()> const& act) override;
    void spread(std::vector<std::int64_t>& numbers) override;
    bool share(std::vector<std::size_t> const& jobs, unsigned threads_asked,
               SharedWork const& work) override;

private:
    int rank_{};
    int ranks_{};
};

}  // namespace smartstart
