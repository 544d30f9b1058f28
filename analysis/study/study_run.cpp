#include "analysis/study/study_run.hpp"

#include <algorithm>
#include <numeric>

#include "analysis/statistics/influence.hpp"
#include "analysis/statistics/money.hpp"
#include "engine/base/nearest.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/shared_people.hpp"
#include "engine/store/result_values.hpp"

namespace smartstart {
namespace {

/// How many points live at a time: enough to keep all threads busy, few enough for memory.
constexpr std::size_t batch_size = 8;

std::size_t outcome_at(std::vector<OutcomeInfo> const& outcomes, std::string const& id)
{
    auto const found = std::find_if(outcomes.begin(), outcomes.end(),
                                    [&](OutcomeInfo const& info) { return info.id == id; });
    if (found == outcomes.end()) {
        std::vector<std::string> ids;
        for (OutcomeInfo const& info : outcomes) {
            ids.push_back(info.id);
        }
        auto const near = nearest_name(id, ids);
        throw InputError{"the study names '" + id + "', which is no outcome of the model." +
                         (near.empty() ? std::string{} : " Is '" + near + "' meant?")};
    }
    return static_cast<std::size_t>(found - outcomes.begin());
}

std::vector<double> last_values(Result const& result, std::size_t outcome)
{
    return replicate_values(result,
                            {outcome, result.years.size() - 1, result.municipalities.size(), 0});
}

PointValues values_of(Result const& base, Result const& other, Study const& study)
{
    PointValues found;
    for (std::string const& id : study.outcomes) {
        std::size_t const at = outcome_at(base.outcomes, id);
        auto after = last_values(other, at);
        auto const before = last_values(base, at);
        std::transform(after.begin(), after.end(), before.begin(), after.begin(), std::minus<>{});
        found.differences.push_back(std::move(after));
    }
    found.cost = compare_money(base, other).total_by_replicate;
    if (!study.harm.empty()) {
        found.harm = estimate(last_values(other, outcome_at(other.outcomes, study.harm))).mean;
    }
    return found;
}

/// The texts of `--set` for one point: of the base, and of what is compared with it.
struct PointSettings {
    std::vector<std::string> base;
    std::vector<std::string> other;
};

/// Lives points batch by batch with the same people.
class Laboratory {
public:
    Laboratory(Study const& study, StudyRun const& run, std::size_t all)
        : study_{study}, run_{run}, all_{all}
    {
    }

    std::optional<std::vector<PointValues>> live(std::vector<PointSettings> const& points)
    {
        std::vector<PointValues> values;
        for (std::size_t at = 0; at < points.size(); at += batch_size) {
            std::vector<PointSettings> const some(
                points.begin() + static_cast<std::ptrdiff_t>(at),
                points.begin() +
                    static_cast<std::ptrdiff_t>(std::min(at + batch_size, points.size())));
            auto results = live_batch(some);
            if (!results) {
                return std::nullopt;
            }
            for (std::size_t i = 0; i < results->size(); i += 2) {
                values.push_back(values_of((*results)[i], (*results)[i + 1], study_));
            }
            outcomes_ = results->front().outcomes;
            first_year_ = results->front().years.front();
            done_ += some.size();
            if (run_.batch_done) {
                run_.batch_done(done_, all_);
            }
        }
        return values;
    }
    std::vector<OutcomeInfo> const& outcomes() const { return outcomes_; }
    int first_year() const { return first_year_; }

private:
    Prepared prepared(std::filesystem::path const& file, std::vector<std::string> const& set) const
    {
        RunOptions options = study_.options;
        options.set = set;
        return prepare({file}, options, run_.model).front();
    }

    std::optional<std::vector<Result>> live_batch(std::vector<PointSettings> const& points)
    {
        auto const& other = study_.other.empty() ? study_.base : study_.other;
        std::vector<Prepared> pairs;
        for (PointSettings const& point : points) {
            pairs.push_back(prepared(study_.base, point.base));
            pairs.push_back(prepared(other, point.other));
        }
        if (!people_) {
            people_.emplace(pairs.front());
        }
        return people_->live(pairs, run_.threads, run_.listener);
    }

    Study const& study_;
    StudyRun const& run_;
    std::optional<SharedPeople> people_;
    std::vector<OutcomeInfo> outcomes_;
    int first_year_{};  ///< that is reported
    std::size_t done_{};
    std::size_t all_;
};

std::vector<PointSettings> settings_of(Study const& study, std::vector<UnitPoint> const& points,
                                       std::vector<std::string> const& more)
{
    std::vector<PointSettings> all;
    for (UnitPoint const& point : points) {
        auto set = settings_at(study.moved, point);
        set.insert(set.end(), more.begin(), more.end());
        all.push_back({set, set});
    }
    return all;
}

std::vector<UnitPoint> points_of(Study const& study)
{
    /// Points of studies are drawn with a key of their own: other scenarios, same points.
    constexpr std::uint64_t study_key = 0x5EED0F57D1E5ULL;
    /// Far enough for a difference to stand out from what a household more or less does.
    constexpr double step = 0.05;
    auto const parameters = study.moved.size();
    switch (study.method) {
        case Method::morris:
            return morris_points(parameters, study.samples, study_key);
        case Method::slopes:
            return slope_points(parameters, study.samples, step);
        default:
            return sobol_points(parameters, study.samples);
    }
}

}  // namespace

std::optional<Sensitivity> live_sensitivity(Study const& study, StudyRun const& run)
{
    Sensitivity found;
    found.points = points_of(study);
    std::vector<UnitPoint> const draws(
        found.points.begin(), found.points.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                         study.samples, found.points.size())));
    Laboratory laboratory{study, run, found.points.size() + study.structures.size() * draws.size()};
    auto values = laboratory.live(settings_of(study, found.points, {}));
    if (!values) {
        return std::nullopt;
    }
    found.values = std::move(*values);
    for (OtherStructure const& structure : study.structures) {
        auto own = laboratory.live(settings_of(study, draws, structure.set));
        if (!own) {
            return std::nullopt;
        }
        found.structures.push_back(std::move(*own));
    }
    for (std::string const& id : study.outcomes) {
        found.outcomes.push_back(laboratory.outcomes()[outcome_at(laboratory.outcomes(), id)]);
    }
    return found;
}

std::optional<Sweep> live_sweep(Study const& study, StudyRun const& run)
{
    auto const all = mixtures(study.levers);
    std::vector<PointSettings> settings;
    for (auto const& mixture : all) {
        PointSettings point;
        for (std::size_t lever = 0; lever < mixture.size(); ++lever) {
            for (std::string const& path : study.levers[lever].paths) {
                point.other.push_back(path + "=" + study.levers[lever].values[mixture[lever]]);
            }
        }
        settings.push_back(std::move(point));
    }
    Laboratory laboratory{study, run, settings.size()};
    auto const values = laboratory.live(settings);
    if (!values) {
        return std::nullopt;
    }
    Sweep sweep;
    sweep.harm = laboratory.outcomes()[outcome_at(laboratory.outcomes(), study.harm)];
    sweep.discounted_to = laboratory.first_year();
    for (std::size_t i = 0; i < all.size(); ++i) {
        sweep.points.push_back({all[i], estimate((*values)[i].cost), (*values)[i].harm, false});
    }
    mark_frontier(sweep.points, sweep.harm.better);
    return sweep;
}

void mark_frontier(std::vector<MixturePoint>& points, Better better)
{
    double const sign = better == Better::up ? -1.0 : 1.0;
    auto const beats = [&](MixturePoint const& one, MixturePoint const& two) {
        bool const no_worse = one.cost.mean <= two.cost.mean && sign * one.harm <= sign * two.harm;
        return no_worse && (one.cost.mean < two.cost.mean || sign * one.harm < sign * two.harm);
    };
    for (MixturePoint& point : points) {
        point.on_frontier =
            std::none_of(points.begin(), points.end(),
                         [&](MixturePoint const& other) { return beats(other, point); });
    }
}

}  // namespace smartstart
