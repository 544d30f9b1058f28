#include "engine/run/ensemble.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/executor.hpp"
#include "engine/run/jobs.hpp"
#include "engine/run/life.hpp"

namespace smartstart {
namespace {

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
        : ensemble_{ensemble},
          listener_{listener},
          keep_{keep},
          keeper_{ensemble.keeping, ensemble.scenarios},
          jobs_{jobs_of(ensemble)}
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
    using Clock = std::chrono::steady_clock;

    /// A branch while it is lived.
    struct Living {
        Branch const& branch;
        int replicate{};
        std::optional<Life> life;
        bool begun{};  ///< there was a life before
        Clock::time_point kept;
        std::chrono::duration<double> rest;  ///< at least, until it is kept again

        int year() const { return life ? life->next_year() : branch.from; }
    };

    Scenario const& scenario(Branch const& branch) const
    {
        return ensemble_.scenarios[branch.leader()].scenario;
    }
    Blueprint const& blueprint(Branch const& branch) const
    {
        return *ensemble_.scenarios[branch.leader()].blueprint;
    }
    int last_year(Branch const& branch) const { return scenario(branch).years.last; }

    /// Lives a branch and what leaves it; `before` is the life that led up to it.
    void live(Branch const& branch, int replicate, std::optional<Life> before)
    {
        auto const begun = before.has_value();
        Living living{branch, replicate, std::move(before), begun, Clock::now(), keeper_.every()};
        for (auto const& next : branch.branches) {
            if (!come_to(living, next.from)) {
                return;
            }
            live(next, replicate, living.life);
            if (!goes_on()) {
                keep(living);
                return;
            }
        }
        if (come_to(living, last_year(branch) + 1)) {
            auto result = std::move(*living.life).finish(blueprint(branch));
            living.life.reset();  // what was seen takes room as well
            give(branch, replicate, std::move(result));
        }
    }

    /// Lives until this year begins, or takes up a life on disk that came as far. False when it
    /// was stopped before.
    bool come_to(Living& living, int year)
    {
        take_up(living, year);
        auto const place = [&] {
            return fmt::format("replicate {} of '{}' in {}: ", living.replicate,
                               scenario(living.branch).name, living.year());
        };
        if (!living.life) {
            naming(place(), [&] {
                living.life.emplace(blueprint(living.branch), ensemble_.start,
                                    static_cast<std::uint32_t>(living.replicate), 1);
            });
        }
        if (!std::exchange(living.begun, true)) {
            has_begun();
        }
        while (living.year() < year) {
            if (keeper_.keeps_lives() && !goes_on()) {
                keep(living);
                return false;
            }
            keep_past(living, keeper_.keeps_past_at(living.year()));
            auto const lived = living.year();
            naming(place(), [&] { living.life->live_year(blueprint(living.branch)); });
            tell(living, lived);
            if (Clock::now() - living.kept >= living.rest &&
                living.year() <= last_year(living.branch)) {
                keep(living);
            }
        }
        keep_past(living, year <= last_year(living.branch));
        return true;
    }

    void has_begun()
    {
        std::scoped_lock const lock{guard_};
        if (--to_begin_ == 0 && ensemble_.start_is_over) {
            ensemble_.start_is_over();
        }
    }

    void take_up(Living& living, int until)
    {
        auto const now = living.year();
        auto const from = living.life ? now + 1 : now;
        auto const leader = living.branch.leader();
        if (auto const kept = keeper_.find(leader, living.replicate, from, until)) {
            living.life = keeper_.read(*kept, leader);
            std::scoped_lock const lock{guard_};
            all_ -= kept->year - now;
        }
    }

    /// A run does not fail for want of room for what only spares time, nor does it spend more than
    /// a twentieth of its time on it.
    void keep(Living& living)
    {
        if (!keeper_.keeps_lives() || !living.life) {
            return;
        }
        living.kept = Clock::now();
        try {
            keeper_.keep(*living.life, living.branch.leader(), living.replicate);
        } catch (StoreError const& error) {
            warn(std::string{error.what()} + " The run goes on without it.");
        }
        constexpr std::chrono::seconds soon{1};
        auto const began = std::exchange(living.kept, Clock::now());
        auto const took = living.kept - began;
        living.rest = keeper_.every();
        if (took > soon) {
            living.rest = std::max<std::chrono::duration<double>>(living.rest, 20 * took);
        }
    }

    void keep_past(Living const& living, bool wanted) const
    {
        if (wanted && keeper_.keeps_pasts()) {
            keeper_.keep_past(*living.life, living.branch.leader(), living.replicate);
        }
    }

    void warn(std::string const& sentence)
    {
        std::scoped_lock const lock{guard_};
        if (listener_.warns && !std::exchange(warned_, true)) {
            listener_.warns(sentence);
        }
    }

    void tell(Living const& living, int year)
    {
        std::scoped_lock const lock{guard_};
        ++done_;
        if (listener_.progress) {
            listener_.progress({scenario(living.branch).name, living.replicate, year, done_, all_});
        }
    }

    void give(Branch const& branch, int replicate, ReplicateResult result)
    {
        std::scoped_lock const lock{guard_};
        for (std::size_t i = 1; i < branch.together.size(); ++i) {
            keep_(branch.together[i], replicate, ReplicateResult{result});
        }
        keep_(branch.leader(), replicate, std::move(result));
        for (auto const one : branch.together) {
            keeper_.forget(one, replicate);
        }
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
    LifeKeeper keeper_;
    std::vector<Job> jobs_;
    std::mutex guard_;
    std::int64_t done_{}, all_{};
    std::size_t to_begin_{};  ///< worlds that the start population is still needed for
    bool left_out_{}, warned_{};
};

}  // namespace

Ended live_all(Ensemble const& ensemble, Listener const& listener, Keep const& keep)
{
    return Run{ensemble, listener, keep}.go();
}

}  // namespace smartstart
