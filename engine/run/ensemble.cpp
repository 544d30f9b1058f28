#include "engine/run/ensemble.hpp"

#include <algorithm>
#include <limits>
#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/executor.hpp"
#include "engine/run/life.hpp"
#include "engine/run/shared_past.hpp"

namespace smartstart {
namespace {

/// The first year in which each two scenarios differ.
class Differences {
public:
    explicit Differences(std::vector<Prepared> const& scenarios)
        : count_{scenarios.size()}, first_(count_ * count_, std::numeric_limits<int>::max())
    {
        for (std::size_t i = 0; i < count_; ++i) {
            for (std::size_t j = i + 1; j < count_; ++j) {
                auto const& one = scenarios[i].scenario;
                for (auto const& difference :
                     differences(one.file, scenarios[j].scenario.file, one.years.last)) {
                    auto& first = first_[i * count_ + j];
                    first = std::min(first, difference.first_year);
                }
                first_[j * count_ + i] = first_[i * count_ + j];
            }
        }
    }
    int operator()(std::size_t i, std::size_t j) const { return first_[i * count_ + j]; }

private:
    std::size_t count_;
    std::vector<int> first_;
};

/// The first year that is lived: of the rehearsal, where there is one.
int first_year_of(Scenario const& scenario)
{
    return scenario.base_year - scenario.rehearsal_years;
}

/// One number of a replicate, and how the scenarios that want it live it.
struct Job {
    int replicate{};
    std::vector<Branch> branches;
};

std::vector<Job> plan(Ensemble const& ensemble)
{
    Differences const differences{ensemble.scenarios};
    std::vector<int> numbers;
    for (auto const& wanted : ensemble.replicates) {
        numbers.insert(numbers.end(), wanted.begin(), wanted.end());
    }
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::vector<Job> jobs;
    for (auto const number : numbers) {
        std::vector<std::size_t> wanting;
        for (std::size_t i = 0; i < ensemble.scenarios.size(); ++i) {
            if (std::ranges::find(ensemble.replicates[i], number) != ensemble.replicates[i].end()) {
                wanting.push_back(i);
            }
        }
        auto const& any = ensemble.scenarios[wanting.front()].scenario;
        jobs.push_back({number, share_past(wanting, first_year_of(any), any.years.last,
                                           std::cref(differences))});
    }
    return jobs;
}

/// Does this; puts the place of a fault before its own words.
template <class Act>
void naming(std::string const& place, Act const& act)
{
    static std::string const plea = BrokenPromise{""}.what();
    try {
        act();
    } catch (BrokenPromise const& fault) {
        std::string const text = fault.what();
        throw BrokenPromise{place + text.substr(0, text.size() - plea.size())};
    } catch (std::bad_alloc const&) {
        throw;
    } catch (std::exception const& fault) {
        throw BrokenPromise{place + fault.what() + "."};
    }
}

class Run {
public:
    Run(Ensemble const& ensemble, Listener const& listener, Keep const& keep)
        : ensemble_{ensemble}, listener_{listener}, keep_{keep}, jobs_{plan(ensemble)}
    {
        for (auto const& job : jobs_) {
            to_begin_ += job.branches.size();
            all_ += years_in(job.branches, last_year(job.branches.front()));
        }
    }

    Ended go()
    {
        run_jobs(
            jobs_.size(), ensemble_.threads, [&] { return goes_on(); },
            [&](std::size_t job) {
                for (auto const& branch : jobs_[job].branches) {
                    if (goes_on()) {
                        live(branch, jobs_[job].replicate, std::nullopt);
                    }
                }
            });
        return left_out_ ? Ended::stopped : Ended::whole;
    }

private:
    Scenario const& scenario(Branch const& branch) const
    {
        return ensemble_.scenarios[branch.leader()].scenario;
    }
    int last_year(Branch const& branch) const { return scenario(branch).years.last; }

    /// Lives a branch and what leaves it; `before` is the life that led up to it.
    void live(Branch const& branch, int replicate, std::optional<Life> before)
    {
        auto const& blueprint = *ensemble_.scenarios[branch.leader()].blueprint;
        auto const place = [&](int year) {
            return fmt::format("replicate {} of '{}' in {}: ", replicate, scenario(branch).name,
                               year);
        };
        if (!before) {
            naming(place(branch.from), [&] {
                before.emplace(blueprint, ensemble_.start, static_cast<std::uint32_t>(replicate),
                               1);
            });
            has_begun();
        }
        auto next = branch.branches.begin();
        for (auto year = branch.from; year <= last_year(branch); ++year) {
            for (; next != branch.branches.end() && next->from == year; ++next) {
                live(*next, replicate, before);
                if (!goes_on()) {
                    return;
                }
            }
            naming(place(year), [&] { before->live_year(blueprint); });
            tell(branch, replicate, year);
        }
        auto result = std::move(*before).finish(blueprint);
        before.reset();  // what was seen takes room as well
        give(branch, replicate, std::move(result));
    }

    void has_begun()
    {
        std::scoped_lock const lock{guard_};
        if (--to_begin_ == 0 && ensemble_.start_is_over) {
            ensemble_.start_is_over();
        }
    }

    void tell(Branch const& branch, int replicate, int year)
    {
        std::scoped_lock const lock{guard_};
        ++done_;
        if (listener_.progress) {
            listener_.progress({scenario(branch).name, replicate, year, done_, all_});
        }
    }

    void give(Branch const& branch, int replicate, ReplicateResult result)
    {
        std::scoped_lock const lock{guard_};
        for (std::size_t i = 1; i < branch.together.size(); ++i) {
            keep_(branch.together[i], replicate, ReplicateResult{result});
        }
        keep_(branch.leader(), replicate, std::move(result));
    }

    bool goes_on()
    {
        std::scoped_lock const lock{guard_};
        left_out_ = left_out_ || (listener_.wants_to_stop && listener_.wants_to_stop());
        return !left_out_;
    }

    Ensemble const& ensemble_;
    Listener const& listener_;
    Keep const& keep_;
    std::vector<Job> jobs_;
    std::mutex guard_;
    std::int64_t done_{}, all_{};
    std::size_t to_begin_{};  ///< worlds that the start population is still needed for
    bool left_out_{};
};

}  // namespace

Ended live_all(Ensemble const& ensemble, Listener const& listener, Keep const& keep)
{
    return Run{ensemble, listener, keep}.go();
}

}  // namespace smartstart
