#include "engine/run/assemble.hpp"

#include <array>
#include <cstring>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/sha256.hpp"
#include "engine/ledger/item.hpp"
#include "engine/outcome/group.hpp"
#include "engine/run/past.hpp"
#include "engine/run/program.hpp"
#include "engine/run/traced.hpp"
#include "engine/scenario/sentences.hpp"
#include "generated/build_info.hpp"

namespace smartstart {
namespace {

constexpr std::array<Label, Ledger::sides> side_labels{{
    {"front", "front end", "voorkant"},
    {"back", "back end", "achterkant"},
    {"none", "outside the youth and family budget", "buiten het budget voor jeugd en gezin"},
}};

void name_labels(std::span<Label const> labels, std::vector<std::string>& ids, ReadableNames& names)
{
    for (auto const& label : labels) {
        ids.emplace_back(label.id);
        names.en.emplace_back(label.en);
        names.nl.emplace_back(label.nl);
    }
}

void tell_scenario(Scenario const& scenario, Result& result)
{
    result.scenario = scenario.name;
    result.title_nl = scenario.title.nl;
    result.title_en = scenario.title.en;
    result.question_nl = scenario.question.nl;
    result.question_en = scenario.question.en;
    result.seed = scenario.seed;
    result.scale = scenario.scale;
    result.minimum_cell = static_cast<std::uint64_t>(scenario.minimum_cell);
    result.differs_from = scenario.base;
    if (auto const start = scenario.start_of_difference) {
        result.start_of_difference = fmt::format("{}-{:02}", start->year(), start->of_year());
    }
    for (auto const& change : scenario.changes) {
        auto const sentence = sentence_of(change, scenario.file.parameters());
        result.differences_nl.push_back(sentence.nl);
        result.differences_en.push_back(sentence.en);
    }
    result.scenario_yaml = scenario.file.as_written();
    result.scenario_resolved = scenario.file.resolved();
    for (auto year = scenario.years.first; year <= scenario.years.last; ++year) {
        result.years.push_back(year);
    }
}

std::string past_until(Past const& past, Month month)
{
    return fmt::format("{}-{:02} {}", month.year(), month.of_year(), past.digest(month.year()));
}

/// Says what is true of the scenarios, however they were lived: a result is the same whether it was
/// branched off or not.
void tell_past(Prepared const& prepared, Result& result)
{
    Past const past{prepared};
    auto const& scenario = prepared.scenario;
    auto const first = scenario.base_year - scenario.rehearsal_years;
    for (auto year = first; year <= scenario.years.last; ++year) {
        result.past.push_back(past_until(past, Month::of(year, 1)));
    }
    if (auto const start = scenario.start_of_difference) {
        result.parent.push_back(scenario.base + ' ' + past_until(past, *start));
    }
}

void tell_program(Result& result)
{
    result.program_version = version_of_program();
    result.git_commit = commit_of_program();
    result.compiler = fmt::format("{} ({})", build_info::compiler, build_info::build_type);
    result.libraries = build_info::libraries;
    result.rng =
        "Philox4x32-10 (Random123), keyed by seed, replicate, person, step, month and question";
}

std::vector<ResultTable>& tables_of(Result& result, LifeTable::Theme theme)
{
    return theme == LifeTable::Theme::generations     ? result.generations
           : theme == LifeTable::Theme::concentration ? result.concentration
                                                      : result.quantiles;
}

template <class Number>
void extend(std::vector<Number>& all, std::vector<Number> const& more)
{
    all.insert(all.end(), more.begin(), more.end());
}

/// Puts lists of numbers behind one another, each after its length.
class Packer {
public:
    template <class Number>
    void add(std::vector<Number> const& numbers)
    {
        std::uint64_t const count = numbers.size();
        append(&count, sizeof count);
        append(numbers.data(), count * sizeof(Number));
    }
    std::string take() { return std::move(bytes_); }

private:
    void append(void const* data, std::size_t size)
    {
        auto const old = bytes_.size();
        bytes_.resize(old + size);
        if (size > 0) {
            std::memcpy(bytes_.data() + old, data, size);
        }
    }
    std::string bytes_;
};

class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : bytes_{bytes} {}
    template <class Number>
    void take(std::vector<Number>& numbers)
    {
        std::uint64_t count{};
        take(&count, sizeof count);
        if (count > bytes_.size() / sizeof(Number)) {
            refuse();
        }
        numbers.resize(count);
        take(numbers.data(), count * sizeof(Number));
    }
    void finish() const
    {
        if (!bytes_.empty()) {
            refuse();
        }
    }

private:
    void take(void* data, std::size_t size)
    {
        if (size > bytes_.size()) {
            refuse();
        }
        if (size > 0) {
            std::memcpy(data, bytes_.data(), size);
        }
        bytes_.remove_prefix(size);
    }
    [[noreturn]] static void refuse()
    {
        throw BrokenPromise{"an unfinished result does not hold what it should."};
    }
    std::string_view bytes_;
};

}  // namespace

Result labelled_result(Prepared const& prepared)
{
    auto const& blueprint = *prepared.blueprint;
    Result result;
    tell_scenario(prepared.scenario, result);
    tell_program(result);
    tell_past(prepared, result);
    for (auto const& input : inputs_of(prepared)) {
        result.inputs.emplace_back(input.path, input.sha256);
    }
    for (auto const& place : blueprint.region().municipalities()) {
        result.municipalities.push_back({place.code, place.name});
    }
    result.groups = all_groups();
    for (auto const& kind : blueprint.outcomes()) {
        result.outcomes.push_back(kind.info);
    }
    result.numerators.resize(result.outcomes.size());
    result.denominators.resize(result.outcomes.size());
    name_labels(payer_labels(), result.payers, result.payer_names);
    name_labels(all_items(), result.items, result.item_names);
    name_labels(side_labels, result.sides, result.side_names);
    label_traces(prepared, result);
    return result;
}

void add_table(Result& result, LifeTable const& table, std::vector<double> const& values)
{
    auto& tables = tables_of(result, table.theme);
    auto found = std::ranges::find(tables, table.id, &ResultTable::id);
    if (found == tables.end()) {
        found = tables.insert(found, {table.id,
                                      table.long_name_en,
                                      table.long_name_nl,
                                      table.rows,
                                      table.columns,
                                      {},
                                      table.units});
    }
    extend(found->values, values);
}

void append(Result& result, int replicate, ReplicateResult const& numbers)
{
    result.replicates.push_back(replicate);
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        extend(result.numerators[i], numbers.outcomes[i].numerators);
        extend(result.denominators[i], numbers.outcomes[i].denominators);
    }
    extend(result.cents, numbers.cents);
    extend(result.planned_cents, numbers.planned);
    extend(result.realised_cents, numbers.realised);
    for (auto const& table : numbers.tables) {
        add_table(result, table, table.values);
    }
    append_traces(result, numbers);
}

std::string engine_tree()
{
    return std::string{build_info::engine_tree} + (build_info::git_changed ? "+" : "");
}

std::string identity_of(Prepared const& prepared)
{
    std::ostringstream text;
    text << version_of_program() << '\n'
         << commit_of_program() << '\n'
         << prepared.scenario.name << '\n';
    std::istringstream settings{prepared.scenario.file.resolved()};
    for (std::string line; std::getline(settings, line);) {
        if (!line.starts_with("replicates:")) {
            text << line << '\n';
        }
    }
    for (auto const& input : inputs_of(prepared)) {
        text << input.sha256 << '\n';
    }
    for (auto const& kind : prepared.blueprint->outcomes()) {
        text << kind.info.id << '\n';
    }
    return sha256(text.str());
}

std::string to_bytes(ReplicateResult const& numbers)
{
    Packer packer;
    for (auto const& outcome : numbers.outcomes) {
        packer.add(outcome.numerators);
        packer.add(outcome.denominators);
    }
    packer.add(numbers.cents);
    packer.add(numbers.planned);
    packer.add(numbers.realised);
    for (auto const& table : numbers.tables) {
        packer.add(table.values);
    }
    for (auto const& fact : numbers.traces) {
        packer.add(fact);
    }
    return packer.take();
}

ReplicateResult from_bytes(std::string_view bytes, Blueprint const& blueprint)
{
    Unpacker unpacker{bytes};
    ReplicateResult numbers;
    numbers.outcomes.resize(blueprint.outcomes().size());
    for (auto& outcome : numbers.outcomes) {
        unpacker.take(outcome.numerators);
        unpacker.take(outcome.denominators);
    }
    unpacker.take(numbers.cents);
    unpacker.take(numbers.planned);
    unpacker.take(numbers.realised);
    numbers.tables = blueprint.tables({}, {});
    for (auto& table : numbers.tables) {
        unpacker.take(table.values);
    }
    numbers.traces.resize(trace_lists(blueprint));
    for (auto& fact : numbers.traces) {
        unpacker.take(fact);
    }
    unpacker.finish();
    return numbers;
}

}  // namespace smartstart
