#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/run/life.hpp"
#include "engine/run/past.hpp"

namespace smartstart {

/// Which lives are kept on disk while a run goes on.
struct OnDisk {
    /// By the clock, between two times that a life on its way is kept, to be gone on with. 0: no
    /// life on its way is kept.
    double every_seconds{};
    /// Folder of lives for later runs with the same past to begin from; empty: none.
    std::filesystem::path pasts{};
    /// At whose beginning they are kept, beside the base year and where scenarios part.
    std::vector<int> past_years{};
};

/// Throws InputError when this cannot be, for a scenario such as this one.
void check(OnDisk const& asked, Scenario const& scenario);

/// The same, and in which files.
struct LifeKeeping {
    OnDisk wanted;
    /// For the life of this scenario (by position) and replicate, while it is on its way.
    std::function<std::filesystem::path(std::size_t scenario, int replicate)> file_for;
};

/// A life on disk, as it was at the beginning of this year.
struct KeptLife {
    std::filesystem::path file;
    int replicate{};
    int year{};
};

/// Keeps lives on disk and finds them again. Any thread may call it.
class LifeKeeper {
public:
    LifeKeeper(LifeKeeping keeping, std::vector<Prepared> const& scenarios);

    /// Whether lives on their way are kept.
    bool keeps_lives() const { return keeping_.wanted.every_seconds > 0.0; }
    std::chrono::duration<double> every() const
    {
        return std::chrono::duration<double>{keeping_.wanted.every_seconds};
    }

    /// The latest life that this scenario can go on from, of those that come to a year in [from,
    /// until]. Throws InputError when the scenario's own file is damaged, or another life's.
    std::optional<KeptLife> find(std::size_t scenario, int replicate, int from, int until) const;
    Life read(KeptLife const& kept, std::size_t scenario) const;

    /// Keeps a life on its way. Throws StoreError.
    void keep(Life const& life, std::size_t scenario, int replicate) const;
    /// It came to its end.
    void forget(std::size_t scenario, int replicate) const;

    /// In which years the past of this scenario is to be kept, beside those in which others leave.
    bool keeps_past_at(int year) const { return past_years_.contains(year); }
    bool keeps_pasts() const { return !keeping_.wanted.pasts.empty(); }
    /// Keeps a past for later runs, unless it is there. Throws StoreError.
    void keep_past(Life const& life, std::size_t scenario, int replicate) const;

private:
    Past const& past(std::size_t scenario) const;
    std::filesystem::path file_of_past(std::size_t scenario, int replicate, int year) const;
    std::optional<KeptLife> own_life(std::size_t scenario, int replicate) const;

    LifeKeeping keeping_;
    std::vector<Prepared> const& scenarios_;
    mutable std::mutex guard_;
    mutable std::map<std::size_t, Past> pasts_;  ///< by scenario, those that were asked for
    std::set<int> past_years_;
};

}  // namespace smartstart
