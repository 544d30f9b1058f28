#include "engine/run/trial/live_trials.hpp"

#include <algorithm>
#include <mutex>

#include "engine/base/error.hpp"
#include "engine/population/start/start_population.hpp"
#include "engine/run/executor.hpp"
#include "engine/run/trial/enrolment.hpp"

namespace smartstart::trials {
namespace {

class Run {
public:
    Run(Prepared const& prepared, std::vector<Trial> const& trials, Listener const& listener)
        : scenario_{prepared.scenario},
          blueprint_{*prepared.blueprint},
          trials_{trials},
          listener_{listener},
          start_{make_start_population(blueprint_.region(), scenario_.seed, scenario_.scale)},
          eye_{blueprint_.schema()},
          columns_{blueprint_.schema()},
          found_(static_cast<std::size_t>(scenario_.replicates))
    {
        begin_ = trials.front().from;
        end_ = trials.front().end();
        for (auto const& trial : trials) {
            begin_ = std::min(begin_, trial.from);
            end_ = std::max(end_, trial.end());
        }
        auto const born = blueprint_.base() - Months{12 * scenario_.rehearsal_years};
        auto years = januaries(born, end_);
        for (auto const& trial : trials) {
            years += januaries(begin_, trial.end());
        }
        all_ = years * scenario_.replicates;
    }

    std::optional<std::vector<Participants>> go(unsigned threads)
    {
        run_jobs(
            found_.size(), threads, [&] { return goes_on(); },
            [&](std::size_t replicate) { live(static_cast<int>(replicate)); });
        if (stopped_) {
            return std::nullopt;
        }
        std::vector<Participants> joined(trials_.size());
        for (auto& replicate : found_) {
            for (std::size_t i = 0; i < joined.size(); ++i) {
                joined[i].insert(joined[i].end(), replicate[i].begin(), replicate[i].end());
            }
        }
        return joined;
    }

private:
    static std::int64_t januaries(Month from, Month end)
    {
        return (end.index + 11) / 12 - (from.index + 11) / 12;
    }

    void live(int replicate)
    {
        auto world = blueprint_.first_world(start_, static_cast<std::uint32_t>(replicate));
        if (!live_until(world, begin_, replicate, [](World& /*world*/) {})) {
            return;
        }
        std::vector<Enrolment> enrolments;
        for (auto const& trial : trials_) {
            enrolments.emplace_back(trial, world.random, replicate);
        }
        auto const untouched = [&](World& now) {
            for (auto& enrolment : enrolments) {
                enrolment.take_in(now, eye_);
                enrolment.measure(now, eye_, Enrolment::Arm::untreated);
            }
        };
        auto untreated = world;
        if (!live_until(untreated, end_, replicate, untouched)) {
            return;
        }
        auto& found = found_[static_cast<std::size_t>(replicate)];
        for (auto& enrolment : enrolments) {
            auto treated = world;
            auto const touched = [&](World& now) {
                enrolment.measure(now, eye_, Enrolment::Arm::treated);
                columns_.set(now, enrolment.courses(now.clock.now));
            };
            if (!live_until(treated, enrolment.end(), replicate, touched)) {
                return;
            }
            found.push_back(enrolment.take());
        }
    }

    /// Lives months until this one begins; `look` comes before each. False when it was told to
    /// stop.
    template <class Look>
    bool live_until(World& world, Month end, int replicate, Look const& look)
    {
        while (world.clock.now < end) {
            auto const year = world.clock.now.year();
            if (world.clock.is_start_of(1)) {
                if (!goes_on()) {
                    return false;
                }
                tell(replicate, year);
                world.ledger.open_year();
            }
            look(world);
            blueprint_.advance(world);
        }
        return true;
    }

    void tell(int replicate, int year)
    {
        std::scoped_lock const lock{guard_};
        ++done_;
        if (listener_.progress) {
            listener_.progress({scenario_.name, replicate, year, done_, all_});
        }
    }

    bool goes_on()
    {
        std::scoped_lock const lock{guard_};
        stopped_ = stopped_ || (listener_.wants_to_stop && listener_.wants_to_stop());
        return !stopped_;
    }

    Scenario const& scenario_;
    Blueprint const& blueprint_;
    std::vector<Trial> const& trials_;
    Listener const& listener_;
    StartPopulation start_;
    TrialEye eye_;
    CourseColumns columns_;
    std::vector<std::vector<Participants>> found_;
    Month begin_, end_;
    std::mutex guard_;
    std::int64_t done_{}, all_{};
    bool stopped_{};
};

}  // namespace

std::optional<std::vector<Participants>> live_trials(Prepared const& prepared,
                                                     std::vector<Trial> const& trials,
                                                     unsigned threads, Listener const& listener)
{
    std::vector<Problem> early;
    for (auto const& trial : trials) {
        if (trial.from < prepared.blueprint->base()) {
            early.push_back({{trial.file.string(), 0, 0},
                             "children are taken in before the history of the region begins, in " +
                                 std::to_string(prepared.scenario.base_year) + ".",
                             {}});
        }
    }
    if (!early.empty()) {
        throw InputError{std::move(early)};
    }
    return trials.empty() ? std::vector<Participants>{}
                          : Run{prepared, trials, listener}.go(threads);
}

}  // namespace smartstart::trials
