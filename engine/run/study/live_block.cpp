#include "engine/run/study/live_block.hpp"

#include <ctime>
#include <map>
#include <new>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/ensemble.hpp"
#include "engine/run/study/kept_runs.hpp"
#include "engine/run/study/run_numbers.hpp"
#include "engine/store/checkpoint.hpp"

namespace smartstart::studies {
namespace {

/// The time that processors spent on this thread.
class Clock {
public:
    /// Since it was asked last.
    double split()
    {
        auto const now = read();
        return now - std::exchange(last_, now);
    }

private:
    static double read()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        constexpr double nano = 1e-9;
        return static_cast<double>(time.tv_sec) + nano * static_cast<double>(time.tv_nsec);
    }
    double last_ = read();
};

/// Lives the runs of one variant that are missing in a block.
class VariantWork {
public:
    VariantWork(Variants& variants, BlockWork const& work, BlockWriter& writer, JobReport& report)
        : variants_{variants}, work_{work}, writer_{writer}, report_{report}
    {
    }

    void live(std::size_t combination, std::size_t draw, std::vector<int> const& replicates)
    {
        auto const scenarios = variants_.plain().size();
        keys_.clear();
        for (std::size_t i = 0; i < scenarios; ++i) {
            keys_.push_back(variants_.key(i, combination, draw));
        }
        std::vector<std::vector<int>> missing(scenarios);
        auto lacks = false;
        for (std::size_t i = 0; i < scenarios; ++i) {
            for (auto const replicate : replicates) {
                auto const luck = luck_of(draw, replicate);
                if (writer_.has({keys_[i], luck})) {
                    forget_life(i, luck);
                } else {
                    missing[i].push_back(luck);
                    lacks = true;
                }
            }
        }
        if (!lacks) {
            return;
        }
        auto const variant = variants_.get(combination, draw);
        refuse_unsound(*variant, missing);
        if (!live_together(*variant, missing)) {
            live_one_by_one(*variant, missing);
        }
    }

private:
    std::filesystem::path life_file(std::size_t scenario, int luck) const
    {
        return work_.folder / fmt::format("{}-{}.checkpoint", keys_[scenario], luck);
    }
    /// Of a run that is done: a program that was killed may have left it.
    void forget_life(std::size_t scenario, int luck) const
    {
        remove_checkpoint(life_file(scenario, luck));
    }

    void refuse_unsound(Variant const& variant, std::vector<std::vector<int>> const& missing)
    {
        for (std::size_t i = 0; i < missing.size(); ++i) {
            if (!variant.trouble[i].empty()) {
                for (auto const luck : missing[i]) {
                    fail(i, luck, variant.trouble[i]);
                }
            }
        }
    }

    /// All scenarios with the past that they share. False when one of the runs failed.
    bool live_together(Variant const& variant, std::vector<std::vector<int>> const& missing)
    {
        std::vector<std::vector<int>> wanted;
        auto any = false;
        for (auto const scenario : variant.scenario_of) {
            wanted.push_back(missing[scenario]);
            any = any || !wanted.back().empty();
        }
        if (!any) {
            return true;
        }
        try {
            live({variant.sound,
                  variants_.people(),
                  std::move(wanted),
                  work_.threads,
                  {},
                  keeping(variant.scenario_of)},
                 variant.scenario_of);
            return true;
        } catch (StoreError const&) {
            throw;
        } catch (std::exception const&) {
            return false;
        }
    }

    /// Each run by itself, so that it is known which one fails.
    void live_one_by_one(Variant const& variant, std::vector<std::vector<int>> const& missing)
    {
        for (std::size_t at = 0; at < variant.sound.size(); ++at) {
            auto const scenario = variant.scenario_of[at];
            std::vector<Prepared> const alone{variant.sound[at]};
            for (auto const luck : missing[scenario]) {
                if (report_.stopped || writer_.has({keys_[scenario], luck})) {
                    continue;
                }
                try {
                    live({alone,
                          variants_.people(),
                          {{luck}},
                          work_.threads,
                          {},
                          keeping({scenario})},
                         {scenario});
                } catch (StoreError const&) {
                    throw;
                } catch (std::bad_alloc const&) {
                    fail(scenario, luck,
                         "there was not enough memory. A smaller scale, such as 1/10, or fewer "
                         "runs at a time need less.");
                } catch (std::exception const& error) {
                    fail(scenario, luck, error.what());
                }
            }
        }
    }

    LifeKeeping keeping(std::vector<std::size_t> scenario_of) const
    {
        return {work_.on_disk, [this, of = std::move(scenario_of)](std::size_t at, int luck) {
                    return life_file(of[at], luck);
                }};
    }

    void live(Ensemble const& ensemble, std::vector<std::size_t> const& scenario_of)
    {
        auto const ended =
            live_all(ensemble, {{}, work_.wants_to_stop},
                     [&](std::size_t at, int luck, ReplicateResult&& numbers) {
                         auto const seconds = clock_.split();
                         report_.processor_seconds += seconds;
                         ++report_.done;
                         writer_.add_done({keys_[scenario_of[at]], luck}, seconds, packed(numbers));
                     });
        report_.stopped = report_.stopped || ended == Ended::stopped;
    }

    void fail(std::size_t scenario, int luck, std::string const& sentence)
    {
        ++report_.failed;
        writer_.add_failed({keys_[scenario], luck}, sentence);
    }

    Variants& variants_;
    BlockWork const& work_;
    BlockWriter& writer_;
    JobReport& report_;
    std::vector<std::string> keys_;
    Clock clock_;
};

}  // namespace

JobReport live_block(Variants& variants, Block const& block, BlockWork const& work)
{
    JobReport report;
    try {
        BlockWriter writer{work.folder, block.name};
        std::map<std::pair<std::size_t, std::size_t>, std::vector<int>> by_variant;
        for (auto const& unit : block.units) {
            by_variant[{unit.combination, unit.draw}].push_back(unit.replicate);
        }
        VariantWork variant_work{variants, work, writer, report};
        for (auto const& [variant, replicates] : by_variant) {
            if (report.stopped || (work.wants_to_stop && work.wants_to_stop())) {
                report.stopped = true;
                break;
            }
            variant_work.live(variant.first, variant.second, replicates);
        }
        if (report.stopped) {
            writer.leave();
        } else {
            writer.finish();
        }
    } catch (FileInUse const&) {
        return report;
    }
    return report;
}

}  // namespace smartstart::studies
