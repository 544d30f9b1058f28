#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/run/ensemble.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// The people that scenarios of one region, seed and scale start with, made once for many runs, of
/// which the results stay in memory: for studies that live hundreds of scenarios.
class SharedPeople {
public:
    explicit SharedPeople(Prepared const& first);
    ~SharedPeople();
    SharedPeople(SharedPeople&&) noexcept;
    SharedPeople& operator=(SharedPeople&&) noexcept;
    SharedPeople(SharedPeople const&) = delete;
    SharedPeople& operator=(SharedPeople const&) = delete;

    /// The results of these scenarios, in their order; nothing when it was stopped. They must have
    /// the region, seed and scale of the first (BrokenPromise).
    std::optional<std::vector<Result>> live(std::vector<Prepared> const& scenarios,
                                            unsigned threads, Listener const& listener) const;

private:
    struct Made;
    std::unique_ptr<Made const> made_;
};

}  // namespace smartstart
