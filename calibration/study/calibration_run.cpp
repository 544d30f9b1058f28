#include "calibration/study/calibration_run.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "calibration/fitting/method.hpp"
#include "calibration/study/calibration_provenance.hpp"
#include "calibration/study/calibration_tables.hpp"
#include "engine/base/mix.hpp"
#include "engine/run/assemble.hpp"

namespace smartstart {
namespace {

// Numbers of runs: waves count points from 0, two for each; others begin far above.
constexpr int first_before = 1'000'000'000;
constexpr int first_check = 1'500'000'000;
constexpr int first_truth = 1'700'000'000;
constexpr int runs_before = 4;

/// A calibration of a study at work.
class Work {
public:
    Work(CalibrationPlan const& study, CalibrationAsked const& asked)
        : study_{study},
          asked_{asked},
          labels_{labelled_result(*study.base)},
          reader_{labels_, study.targets},
          make_{model_on_threads(study, reader_, asked.threads, asked.goes_on)},
          store_{asked.folder / (study.name + ".runs"), identity_of_study(study), asked.earlier}
    {
        for (std::size_t i = 0; i < study.targets.size(); ++i) {
            if (study.targets[i].use == TargetUse::calibrate) {
                fitted_.push_back(i);
            }
        }
        if (asked.truths > 0 && study.method.method != FittingMethod::waves) {
            throw InputError{
                "--sbc tries waves of emulators on known truths; it cannot go with another "
                "'method' in the calibration file."};
        }
        if (fitted_.empty()) {
            throw InputError{"no target is marked 'use: calibrate', so there is nothing to fit."};
        }
    }

    Calibrated go()
    {
        check_program();
        auto const before = good(get("runs of the scenario as it stands", before_requests()));
        for (std::size_t i = 0; i < study_.targets.size(); ++i) {
            observations_.push_back(reader_.observation(i, mean_counts(before, i)));
        }
        auto const posterior = found();
        auto tried = try_truths(posterior, before);
        auto const draws = posterior.sample.thinned(study_.draws);
        auto const after = live_again(draws);
        Calibrated done{
            asked_.folder / (study_.name + ".posterior.h5"), store_.file(), {}, store_.made()};
        auto tables = tables_of({study_, reader_, observations_, fitted_, posterior, draws, before,
                                 after.counts, after.points});
        std::ranges::move(tried, std::back_inserter(tables));
        done.posterior = posterior_file_of(study_, labels_, std::move(tables));
        write_posterior(done.posterior, done.file,
                        asked_.earlier == Found::refuse ? Overwrite::refuse : Overwrite::replace);
        return done;
    }

private:
    /// Runs of one program never mix with those of another that gives other numbers.
    void check_program() const
    {
        if (!store_.lives_the_same(before_requests().front(), make_)) {
            throw InputError{fmt::format(
                "the runs in {} were made by a version of the model that gives other numbers, and "
                "would not fit with those of this one. Use that version, or --force to start "
                "again.",
                store_.file().string())};
        }
    }

    void tell(std::string const& line) const
    {
        if (asked_.tell) {
            asked_.tell(line);
        }
    }

    /// Draws of the posterior that were lived, in columns, and what came of each.
    struct Lived {
        Points points;
        std::vector<std::vector<TargetCounts>> counts;
    };
    Lived live_again(Points const& draws)
    {
        Lived lived{Points(draws.rows(), study_.checked), {}};
        for (Eigen::Index i = 0; i < study_.checked; ++i) {
            lived.points.col(i) = draws.col(i * draws.cols() / study_.checked);
        }
        auto outcomes = get("runs of the posterior", requests_at(lived.points, first_check));
        Eigen::Index kept = 0;
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            if (!outcomes[i].counts.empty()) {
                lived.points.col(kept++) = lived.points.col(static_cast<Eigen::Index>(i)).eval();
            }
        }
        lived.points.conservativeResize(Eigen::NoChange, kept);
        lived.counts = good(std::move(outcomes));
        return lived;
    }

    std::vector<RunOutcome> get(std::string const& what, std::vector<RunRequest> const& requests)
    {
        tell(fmt::format("{}: {}", what, requests.size()));
        return store_.get(requests, make_, [&](std::size_t have, std::size_t all) {
            if (4 * have / all != 4 * (have - 1) / all) {
                tell(fmt::format("  {} of {}", have, all));
            }
        });
    }

    std::vector<RunRequest> requests_at(Points const& points, int first) const
    {
        std::vector<RunRequest> requests;
        for (Eigen::Index i = 0; i < points.cols(); ++i) {
            requests.push_back({first + static_cast<int>(i), study_.settings_at(points.col(i))});
        }
        return requests;
    }

    static std::vector<RunRequest> before_requests()
    {
        std::vector<RunRequest> requests;
        for (int i = 0; i < runs_before; ++i) {
            requests.push_back({first_before + i, {}});
        }
        return requests;
    }

    Question question() const
    {
        Question question;
        for (auto const& unknown : study_.unknowns) {
            question.priors.push_back(unknown.prior);
        }
        for (auto const target : fitted_) {
            question.figures.push_back(observations_[target]);
        }
        question.ties = ties_of(study_.targets, fitted_);
        return question;
    }

    std::vector<PosteriorTable> try_truths(Posterior const& posterior,
                                           std::vector<std::vector<TargetCounts>> const& usual)
    {
        if (asked_.truths == 0) {
            return {};
        }
        ShowFigures const show = [&](Points const& truths) {
            std::vector<std::vector<Observation>> shown;
            for (auto const& outcome :
                 get("runs of known truths", requests_at(truths, first_truth))) {
                auto& figures = shown.emplace_back();
                for (auto const target : outcome.counts.empty() ? none_ : fitted_) {
                    figures.push_back(
                        reader_.shown(target, outcome.counts[target], mean_counts(usual, target)));
                }
            }
            return shown;
        };
        return tables_of(study_,
                         try_on_truths(question(), posterior, show,
                                       {mix(study_.seed, 2000), asked_.truths, asked_.threads}));
    }

    Posterior found()
    {
        auto plan = study_.method;
        plan.waves.threads = asked_.threads;
        auto batch = 0;
        auto const in_waves =
            plan.method == FittingMethod::waves || plan.method == FittingMethod::quick_look;
        auto const* const name = in_waves ? "wave" : "batch";
        // Room for the replicates of a point.
        auto const stride = plan.method == FittingMethod::synthetic_likelihood ? 64U : 2U;
        RunAll const run_all = [&](Points const& points, std::vector<RunKey> const& keys) {
            std::vector<RunRequest> requests;
            for (auto const& key : keys) {
                auto const column = static_cast<Eigen::Index>(key.point - keys.front().point);
                requests.push_back({static_cast<int>(stride * key.point + key.replicate),
                                    study_.settings_at(points.col(column))});
            }
            return on_link(get(fmt::format("{} {}", name, ++batch), requests));
        };
        return find_posterior(question(), run_all, plan,
                              [&](std::string const& line) { tell(line); });
    }

    std::vector<std::vector<OnLink>> on_link(std::vector<RunOutcome> const& outcomes) const
    {
        std::vector<std::vector<OnLink>> all;
        std::size_t failed = 0;
        for (auto const& outcome : outcomes) {
            if (outcome.counts.empty() && ++failed == 1) {
                tell("  a run failed and is left out: " + outcome.failure);
            }
            std::vector<OnLink> links;
            if (!outcome.counts.empty()) {
                for (auto const target : fitted_) {
                    links.push_back(reader_.on_link(target, outcome.counts[target]));
                }
            }
            all.push_back(std::move(links));
        }
        if (2 * failed > outcomes.size()) {
            throw InputError{fmt::format(
                "{} of {} runs of a wave failed; look whether the priors "
                "allow values that make no sense. The runs that were made "
                "are safe in {}. The first failure: {}",
                failed, outcomes.size(), store_.file().string(), first_failure(outcomes))};
        }
        return all;
    }

    CalibrationPlan const& study_;
    CalibrationAsked const& asked_;
    Result labels_;
    TargetReader reader_;
    MakeRuns make_;
    RunStore store_;
    std::vector<std::size_t> const none_;
    std::vector<std::size_t> fitted_;
    std::vector<Observation> observations_;
};

}  // namespace

Calibrated calibrate_study(CalibrationPlan const& study, CalibrationAsked const& asked)
{
    return Work{study, asked}.go();
}

}  // namespace smartstart
