#include "engine/run/reproduce.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/in_memory.hpp"
#include "engine/run/scenario_again.hpp"
#include "engine/store/disclosure.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

/// The replicates of each draw of the parameters, in its order; one list where there are no draws.
std::vector<std::vector<int>> replicates_by_draw(Result const& result)
{
    if (result.draws.empty()) {
        return {result.replicates};
    }
    std::vector<std::vector<int>> all(result.draws.size());
    for (auto const replicate : result.replicates) {
        all[draw_of(result, replicate)].push_back(replicate);
    }
    return all;
}

/// Tells of one group of replicates after another as of one run.
Listener telling_all(Listener const& listener, std::size_t before, std::size_t group,
                     std::size_t all)
{
    auto telling = listener;
    if (listener.progress) {
        telling.progress = [tell = listener.progress, before, group, all](Progress progress) {
            auto const each = progress.all / static_cast<std::int64_t>(group);
            progress.done += each * static_cast<std::int64_t>(before);
            progress.all = each * static_cast<std::int64_t>(all);
            tell(progress);
        };
    }
    return telling;
}

/// What a result file says, lived again.
class Again {
public:
    Again(Result const& before, unsigned threads, Listener const& listener)
        : before_{before}, scenario_{before}, threads_{threads}, listener_{listener}
    {
    }

    /// The scenario with its own parameters.
    Prepared as_it_stands() const { return scenario_.prepare_with({}); }

    /// Adds the numbers of every replicate to a result. False when it was stopped.
    bool live(Prepared const& plain, Result& now) const
    {
        auto const by_draw = replicates_by_draw(before_);
        std::vector<Lives> group;
        for (std::size_t draw = 0; draw < by_draw.size(); ++draw) {
            if (!by_draw[draw].empty()) {
                group.push_back({before_.draws.empty() ? plain : under(draw), by_draw[draw]});
            }
            // Each draw takes memory: as many at a time as there are threads.
            auto const whole = draw + 1 == by_draw.size() || group.size() >= threads_;
            if (whole && !group.empty()) {
                if (!live(group, now)) {
                    return false;
                }
                group.clear();
            }
        }
        return true;
    }

private:
    Prepared under(std::size_t draw) const
    {
        return scenario_.prepare_with(settings_of_draw(before_.draws[draw]));
    }

    bool live(std::vector<Lives> const& group, Result& now) const
    {
        std::size_t size = 0;
        for (auto const& lives : group) {
            size += lives.replicates.size();
        }
        auto const lived = live_in_memory(
            group, threads_,
            telling_all(listener_, now.replicates.size(), size, before_.replicates.size()));
        if (!lived) {
            return false;
        }
        for (auto const& [replicate, numbers] : *lived) {
            append(now, replicate, numbers);
        }
        return true;
    }

    Result const& before_;
    ScenarioAgain scenario_;
    unsigned threads_;
    Listener const& listener_;
};

std::vector<std::string> differing_tables(std::vector<ResultTable> const& before,
                                          std::vector<ResultTable> const& now)
{
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < std::max(before.size(), now.size()); ++i) {
        auto const same =
            i < before.size() && i < now.size() && before[i].id == now[i].id &&
            std::ranges::equal(before[i].values, now[i].values,
                               [](double a, double b) { return a == b || (a != a && b != b); });
        if (!same) {
            ids.push_back(i < before.size() ? before[i].id : now[i].id);
        }
    }
    return ids;
}

/// The digest of the values says nothing of them.
bool same_traces(ResultTraces const& before, ResultTraces const& now)
{
    auto const same_fact = [](TraceInfo const& one, TraceInfo const& other) {
        return one.id == other.id;
    };
    return before.families == now.families && before.months == now.months &&
           std::ranges::equal(before.facts, now.facts, same_fact) && before.values == now.values;
}

std::vector<std::string> differing(Result const& before, Result const& now)
{
    std::vector<std::string> ids;
    auto const old = outcome_digests(before);
    auto const fresh = outcome_digests(now);
    for (std::size_t i = 0; i < old.size(); ++i) {
        if (i >= fresh.size() || old[i] != fresh[i]) {
            ids.push_back(before.outcomes[i].id);
        }
    }
    if (std::tie(before.cents, before.planned_cents, before.realised_cents) !=
        std::tie(now.cents, now.planned_cents, now.realised_cents)) {
        ids.emplace_back("ledger");
    }
    for (auto const tables : {&Result::generations, &Result::concentration, &Result::quantiles}) {
        for (auto& id : differing_tables(before.*tables, now.*tables)) {
            ids.push_back(std::move(id));
        }
    }
    if (!same_traces(before.traces, now.traces)) {
        ids.emplace_back("traces");
    }
    if (ids.empty()) {
        ids.emplace_back("labels");
    }
    return ids;
}

}  // namespace

Reproduction reproduce(fs::path const& file, unsigned threads, Listener const& listener)
{
    auto const before = read_result(file);
    Again const again{before, threads, listener};
    auto const plain = again.as_it_stands();
    auto now = labelled_result(plain);
    Reproduction found;
    if (before.git_commit != now.git_commit || before.compiler != now.compiler) {
        found.notes.push_back(fmt::format("the result was made by commit {} ({}); this is {} ({}).",
                                          before.git_commit, before.compiler, now.git_commit,
                                          now.compiler));
    }
    if (!again.live(plain, now)) {
        found.answer = Reproduction::Answer::stopped;
        return found;
    }
    suppress_small_cells(now);
    if (values_digest(before) == values_digest(now) && same_traces(before.traces, now.traces)) {
        found.answer = Reproduction::Answer::equal;
    } else {
        found.answer = Reproduction::Answer::not_equal;
        found.differing = differing(before, now);
    }
    return found;
}

}  // namespace smartstart
