#include "engine/store/result.hpp"

#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace smartstart {
namespace {

void require_length(std::string_view what, std::size_t found, std::size_t wanted)
{
    if (found != wanted) {
        throw BrokenPromise{fmt::format(
            "a result has {} numbers of '{}' where its labels ask for {}", found, what, wanted)};
    }
}

void require_some(std::string_view what, std::size_t found)
{
    if (found == 0) {
        throw BrokenPromise{fmt::format("a result has no {}", what)};
    }
}

void check_names(std::string_view what, ReadableNames const& names, std::size_t labels)
{
    for (std::vector<std::string> const* list : {&names.en, &names.nl}) {
        if (!list->empty()) {
            require_length(what, list->size(), labels);
        }
    }
}

void check_tables(std::vector<ResultTable> const& tables, std::size_t replicates)
{
    for (ResultTable const& table : tables) {
        require_some("rows in table '" + table.id + "'", table.row_labels.size());
        require_some("columns in table '" + table.id + "'", table.column_labels.size());
        require_length(table.id, table.values.size(),
                       replicates * table.row_labels.size() * table.column_labels.size());
    }
}

void check_traces(Result const& result)
{
    auto const& traces = result.traces;
    require_length("traces", traces.values.size(), traces.facts.size());
    for (std::size_t i = 0; i < traces.facts.size(); ++i) {
        require_length(traces.facts[i].id, traces.values[i].size(),
                       result.replicates.size() * traces.families.size() * traces.months.size());
    }
}

bool is_there(std::filesystem::path const& name)
{
    std::error_code ignored;
    return std::filesystem::exists(name, ignored);
}

/// The runs of the calibration that a posterior is of.
std::filesystem::path runs_beside(std::filesystem::path const& posterior)
{
    constexpr std::string_view end = ".posterior.h5";
    auto const name = posterior.string();
    return name.ends_with(end) ? name.substr(0, name.size() - end.size()) + ".runs" : "";
}

/// What is there, and what can be done.
std::string left_as_it_is(std::filesystem::path const& name)
{
    auto const kind = name.extension();
    auto const say = [&](std::string_view what, std::string_view act) {
        return fmt::format("{} {} Use {}, or --output to write elsewhere.", name.string(), what,
                           act);
    };
    if (name.filename() == "study.json") {
        return say("says that runs of a study are here already, and they were left as they are.",
                   "--resume to do what is missing, --force to start again");
    }
    if (kind == ".part") {
        return say("holds finished replicates of an earlier run and was left as it is.",
                   "--resume to go on from there, --force to start again");
    }
    if (kind == ".checkpoint") {
        return say("holds a replicate of an earlier run that was on its way and was left as it is.",
                   "--resume to go on from there, --force to start again");
    }
    if (kind == ".runs") {
        return say("holds runs of an earlier calibration and was left as it is.",
                   "--resume to go on from there, --force to start again");
    }
    if (is_there(runs_beside(name))) {
        return say("exists already and was left as it is. The runs beside it are safe.",
                   "--resume to make it of those, --force to start again");
    }
    if (is_there(name.string() + ".part")) {
        return say("exists already and was left as it is. A run that replaces it was stopped.",
                   "--resume with its settings to go on with it, --force to start again");
    }
    return say("exists already and was left as it is.", "--force to replace it");
}

}  // namespace

OutputExists::OutputExists(std::filesystem::path const& name, std::string const& more)
    : std::runtime_error{left_as_it_is(name) + more}
{
}

OutputExists::OutputExists(Words const& words) : std::runtime_error{words.text} {}

void check_shapes(Result const& result)
{
    require_some("replicates", result.replicates.size());
    require_some("years", result.years.size());
    require_some("municipalities", result.municipalities.size());
    require_some("groups", result.groups.size());
    require_length("numerators", result.numerators.size(), result.outcomes.size());
    require_length("denominators", result.denominators.size(), result.outcomes.size());
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        require_length(result.outcomes[i].id, result.numerators[i].size(), result.cells());
        require_length(result.outcomes[i].id, result.denominators[i].size(), result.cells());
    }
    std::size_t const places =
        result.replicates.size() * result.years.size() * result.municipalities.size();
    std::size_t const sides = result.sides.size();
    if (result.payers.empty() != result.items.empty() || result.items.empty() != (sides == 0)) {
        throw BrokenPromise{"a result has payers, items and sides, or none of the three"};
    }
    check_names("payer names", result.payer_names, result.payers.size());
    check_names("item names", result.item_names, result.items.size());
    check_names("side names", result.side_names, sides);
    require_length("cents", result.cents.size(),
                   places * result.payers.size() * result.items.size() * sides);
    require_length("planned", result.planned_cents.size(), places * sides);
    require_length("realised", result.realised_cents.size(), places * sides);
    check_tables(result.generations, result.replicates.size());
    check_tables(result.concentration, result.replicates.size());
    check_tables(result.quantiles, result.replicates.size());
    check_traces(result);
}

}  // namespace smartstart
