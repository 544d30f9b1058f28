#include "analysis/statistics/pairing.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/run/study/plan.hpp"

namespace smartstart {
namespace {

std::string years_text(std::vector<int> const& years)
{
    return years.empty() ? "none" : fmt::format("{}-{}", years.front(), years.back());
}

template <class Item>
std::vector<std::string> each(std::vector<Item> const& items, std::string Item::*text)
{
    std::vector<std::string> texts;
    for (Item const& item : items) {
        texts.push_back(item.*text);
    }
    return texts;
}

/// Names in one list and not in the other, or how the order differs, in words.
std::string list_difference(std::vector<std::string> const& base,
                            std::vector<std::string> const& other)
{
    auto const only_in = [](std::vector<std::string> const& one,
                            std::vector<std::string> const& two) {
        std::vector<std::string> only;
        std::copy_if(one.begin(), one.end(), std::back_inserter(only), [&](auto const& name) {
            return std::find(two.begin(), two.end(), name) == two.end();
        });
        return only;
    };
    std::vector<std::string> const first = only_in(base, other);
    std::vector<std::string> const second = only_in(other, base);
    if (first.empty() && second.empty()) {
        return "they stand in another order";
    }
    std::string text;
    if (!first.empty()) {
        text = fmt::format("only the first has '{}'", fmt::join(first, "', '"));
    }
    if (!second.empty()) {
        text += fmt::format("{}only the second has '{}'", text.empty() ? "" : ", ",
                            fmt::join(second, "', '"));
    }
    return text;
}

/// Gathers what differs between two results.
class Differences {
public:
    Differences(Result const& base, Result const& other)
        : names_{fmt::format("'{}' and '{}'", base.scenario, other.scenario)}
    {
    }
    void add(std::string const& what)
    {
        Problem problem;
        problem.text = fmt::format("{} cannot be compared: {}.", names_, what);
        problems_.push_back(std::move(problem));
    }
    /// What is empty is not known, as in a file of an earlier program, and refuses nothing.
    void require_equal_where_known(std::string_view sentence, std::string const& base,
                                   std::string const& other)
    {
        if (!base.empty() && !other.empty() && base != other) {
            add(fmt::format(fmt::runtime(sentence), base, other));
        }
    }
    template <class Value>
    void require_equal(std::string_view what, Value const& base, Value const& other)
    {
        if (base != other) {
            add(fmt::format("'{}' is {} in the first and {} in the second; run both with the same",
                            what, base, other));
        }
    }
    void require_equal_lists(std::string_view what, std::vector<std::string> const& base,
                             std::vector<std::string> const& other)
    {
        if (base != other) {
            add(fmt::format("their {} differ ({})", what, list_difference(base, other)));
        }
    }
    void done() const
    {
        if (!problems_.empty()) {
            throw InputError{problems_};
        }
    }

private:
    std::string names_;
    std::vector<Problem> problems_;
};

std::vector<std::string> outcome_definitions(Result const& result)
{
    std::vector<std::string> texts;
    for (OutcomeInfo const& info : result.outcomes) {
        texts.push_back(info.id + " in " + info.units);
    }
    return texts;
}

/// What a setting at the root of the scenario is; empty where there is none.
std::string root_setting(Result const& result, std::string const& name)
{
    std::istringstream lines{result.scenario_resolved};
    auto const start = name + ": ";
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(start)) {
            return line.substr(start.size());
        }
    }
    return {};
}

/// The year in which its lives begin; empty where it does not say.
std::string first_year_lived(Result const& result)
{
    return result.past.empty() ? "" : result.past.front().substr(0, result.past.front().find('-'));
}

/// The tables that its people come from, by name, each with its digest. Scenarios and parameters
/// are other files: they may differ.
std::map<std::string, std::string> tables_of_region(Result const& result)
{
    std::map<std::string, std::string> tables;
    for (auto const& [name, digest] : result.inputs) {
        std::filesystem::path const file{name};
        if (file.extension() == ".csv") {
            tables[file.filename().string()] = digest;
        }
    }
    return tables;
}

/// Names of tables that are not in both, or not the same.
std::vector<std::string> other_tables(Result const& base, Result const& other)
{
    auto const first = tables_of_region(base);
    auto const second = tables_of_region(other);
    std::vector<std::string> names;
    if (first.empty() || second.empty()) {
        return names;
    }
    for (auto const& [name, digest] : first) {
        if (auto const found = second.find(name);
            found == second.end() || found->second != digest) {
            names.push_back(name);
        }
    }
    for (auto const& [name, digest] : second) {
        if (!first.contains(name)) {
            names.push_back(name);
        }
    }
    return names;
}

void require_same_people(Result const& base, Result const& other, Differences& differences)
{
    if (auto const names = other_tables(base, other); !names.empty()) {
        differences.add(
            fmt::format("they are not of the same people, because these tables of the region "
                        "differ: '{}'",
                        fmt::join(names, "', '")));
    }
    differences.require_equal_where_known(
        "they are not of the same people, because the first begins with those of {} and the second "
        "with those of {}; run both with the same 'base_year'",
        root_setting(base, "base_year"), root_setting(other, "base_year"));
    differences.require_equal_where_known(
        "they are not of the same people, because lives begin in {} in the first and in {} in the "
        "second; run both with the same 'rehearsal'",
        first_year_lived(base), first_year_lived(other));
}

void require_same_program(Result const& base, Result const& other, Differences& differences)
{
    differences.require_equal_where_known(
        "version {} of the program made the first and version {} the second; run both with one",
        base.program_version, other.program_version);
    if (base.program_version == other.program_version) {
        differences.require_equal_where_known(
            "commit {} of the program made the first and commit {} the second; run both with one",
            base.git_commit, other.git_commit);
    }
}

/// Do the replicates stand draw after draw, equally many of each? Ranges over draws count on it.
bool is_draw_after_draw(Result const& result)
{
    auto const draws = result.draws.size();
    auto const of_each = draws == 0 ? 0 : result.replicates.size() / draws;
    if (of_each * draws != result.replicates.size()) {
        return draws == 0;
    }
    for (std::size_t i = 0; i < result.replicates.size(); ++i) {
        if (result.replicates[i] != studies::luck_of(i / of_each, static_cast<int>(i % of_each))) {
            return false;
        }
    }
    return true;
}

}  // namespace

void check_pairing(Result const& base, Result const& other)
{
    Differences differences{base, other};
    require_same_program(base, other, differences);
    require_same_people(base, other, differences);
    differences.require_equal("seed", base.seed, other.seed);
    differences.require_equal("scale", base.scale, other.scale);
    differences.require_equal("years", years_text(base.years), years_text(other.years));
    differences.require_equal("number of replicates", base.replicates.size(),
                              other.replicates.size());
    if (base.replicates.size() == other.replicates.size() && base.replicates != other.replicates) {
        differences.add(
            "their replicates have other numbers, so that they do not share their luck");
    }
    differences.require_equal_lists("draws of the parameters", base.draws, other.draws);
    if (!is_draw_after_draw(base) || !is_draw_after_draw(other)) {
        differences.add(
            "their replicates do not stand draw after draw, equally many of each draw of the "
            "parameters; make them with 'smartstart run --draws'");
    }
    differences.require_equal_lists("municipalities", each(base.municipalities, &PlaceInfo::code),
                                    each(other.municipalities, &PlaceInfo::code));
    differences.require_equal_lists("groups", each(base.groups, &GroupInfo::label),
                                    each(other.groups, &GroupInfo::label));
    differences.require_equal_lists("outcomes", outcome_definitions(base),
                                    outcome_definitions(other));
    differences.require_equal_lists("payers", base.payers, other.payers);
    differences.require_equal_lists("items of money", base.items, other.items);
    differences.require_equal_lists("sides of help", base.sides, other.sides);
    differences.done();
}

}  // namespace smartstart
