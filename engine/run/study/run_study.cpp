#include "engine/run/study/run_study.hpp"

#include <chrono>
#include <ctime>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/program.hpp"
#include "engine/run/study/kept_runs.hpp"
#include "engine/run/study/live_block.hpp"
#include "engine/run/study/study_folder.hpp"
#include "engine/store/study_record.hpp"

namespace smartstart::studies {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_failures_told = 1000;

OpenStudy open_with(Study study, BlockSize size, Model model)
{
    OpenStudy open;
    open.plan = std::make_unique<Plan>(std::move(study), size);
    open.variants = std::make_unique<Variants>(*open.plan, std::move(model));
    return open;
}

/// One time that a study is run, in one of its processes.
class Session {
public:
    Session(StudyOrder const& order, Executor& executor, StudyListener const& listener)
        : order_{order}, executor_{executor}, listener_{listener}
    {
    }

    StudyEnd go(Model model)
    {
        open(std::move(model));
        auto const places = executor_.places(order_.threads);
        std::vector<std::size_t> jobs;
        executor_.together([&] {
            if (executor_.leads()) {
                jobs = blocks_to_do();
                if (listener_.starts) {
                    listener_.starts(places);
                }
            }
        });
        auto const whole = executor_.share(jobs, order_.threads, work());
        StudyEnd end{whole ? Ended::whole : Ended::stopped, {}, {}};
        executor_.together([&] {
            if (executor_.leads()) {
                finish(places, end);
            }
        });
        return end;
    }

private:
    void open(Model model)
    {
        BlockSize size;
        Study study;
        executor_.together([&] {
            study = Study::read(order_.study, order_.options);
            if (executor_.leads()) {
                size = look_into_folder(order_, study);
            }
        });
        std::vector<std::int64_t> numbers{size.draws, size.replicates};
        executor_.spread(numbers);
        size = {static_cast<int>(numbers[0]), static_cast<int>(numbers[1])};
        executor_.together([&] {
            open_ = open_with(std::move(study), size, std::move(model));
            check(order_.on_disk, open_.variants->plain().front().scenario);
        });
        executor_.together([&] {
            if (executor_.leads()) {
                settle_folder(order_, size, open_);
            }
        });
    }

    bool is_ours(std::size_t block) const
    {
        return block % static_cast<std::size_t>(order_.share.of) ==
               static_cast<std::size_t>(order_.share.part - 1);
    }

    template <class Act>
    void for_our_blocks(Act const& act) const
    {
        auto const& blocks = open_.plan->blocks();
        for (std::size_t block = 0; block < blocks.size(); ++block) {
            if (is_ours(block)) {
                act(block, runs_of(*open_.plan, *open_.variants, blocks[block],
                                   folder_of_blocks(order_.folder)));
            }
        }
    }

    std::vector<std::size_t> blocks_to_do()
    {
        std::vector<std::size_t> jobs;
        for_our_blocks([&](std::size_t block, std::vector<StudyRun> const& runs) {
            StudyCount counted;
            count(runs, counted);
            progress_.all += counted.all();
            progress_.done += counted.done;
            if (counted.done < counted.all()) {
                jobs.push_back(block);
            }
        });
        progress_.before = progress_.done;
        return jobs;
    }

    SharedWork work()
    {
        auto const wants_to_stop = [this] {
            return listener_.wants_to_stop && listener_.wants_to_stop();
        };
        return {[wants_to_stop] { return !wants_to_stop(); },
                [this, wants_to_stop](std::size_t job, unsigned threads) {
                    return live_block(
                        *open_.variants, open_.plan->blocks()[job],
                        {folder_of_blocks(order_.folder), threads, wants_to_stop, order_.on_disk});
                },
                [this](JobReport const& report) { take(report); }};
    }

    void take(JobReport const& report)
    {
        progress_.done += report.done;
        progress_.failed += report.failed;
        processor_seconds_ += report.processor_seconds;
        if (listener_.progress) {
            listener_.progress(progress_);
        }
    }

    void finish(std::vector<ProcessPlace> const& places, StudyEnd& end)
    {
        for_our_blocks([&](std::size_t, std::vector<StudyRun> const& runs) {
            count(runs, end.count);
            for (auto const& run : runs) {
                if (run.state == RunState::failed && end.failures.size() < most_failures_told) {
                    end.failures.push_back(run);
                }
            }
        });
        write_log(places, end);
    }

    void write_log(std::vector<ProcessPlace> const& places, StudyEnd const& end) const
    {
        auto const now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
        StudyLog log;
        log.program_version = version_of_program();
        log.git_commit = commit_of_program();
        log.finished_at = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
        log.share = fmt::format("{}/{}", order_.share.part, order_.share.of);
        for (auto const& place : places) {
            log.ranks.push_back({place.host, place.processors, place.threads});
        }
        log.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
        log.processor_seconds = processor_seconds_;
        log.done = progress_.done - progress_.before;
        log.failed = progress_.failed;
        log.stopped = end.ended == Ended::stopped;
        auto const name = order_.share.of == 1 ? std::string{"study.log"}
                                               : fmt::format("study.{}-of-{}.log",
                                                             order_.share.part, order_.share.of);
        add_to_study_log(log, order_.folder / name);
    }

    StudyOrder const& order_;
    Executor& executor_;
    StudyListener const& listener_;
    OpenStudy open_;
    StudyProgress progress_;
    double processor_seconds_{};
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

OpenStudy open_study(fs::path const& folder, Model model)
{
    auto const record = read_study_record(folder);
    RunOptions const options{.replicates = record.replicates,
                             .seed = record.seed,
                             .scale = record.scale,
                             .years = record.years,
                             .set = record.set};
    check_made_by_this_program(record);
    auto open = open_with(Study::read(study_of(record), options),
                          {record.draws_per_block, record.replicates_per_block}, std::move(model));
    open.read = record.read;
    return open;
}

StudyEnd run_study(StudyOrder const& order, Executor& executor, Model model,
                   StudyListener const& listener)
{
    return Session{order, executor, listener}.go(std::move(model));
}

void prepare_study_folder(StudyOrder const& order, Model model)
{
    auto const study = Study::read(order.study, order.options);
    auto const size = look_into_folder(order, study);
    settle_folder(order, size, open_with(study, size, std::move(model)));
}

}  // namespace smartstart::studies
