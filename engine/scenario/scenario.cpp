#include "engine/scenario/scenario.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/population/start/start_population.hpp"
#include "engine/settings/form.hpp"
#include "engine/settings/tree.hpp"

namespace smartstart {
namespace {

std::vector<std::string> as_overrides(RunOptions const& options)
{
    auto all = options.set;
    if (options.replicates) {
        all.push_back("replicates=" + std::to_string(*options.replicates));
    }
    if (options.seed) {
        all.push_back("seed=" + std::to_string(*options.seed));
    }
    if (options.scale) {
        all.push_back("scale=" + *options.scale);
    }
    if (options.years) {
        all.push_back("years=" + *options.years);
    }
    return all;
}

/// ` Is '1/10' meant?` about a scale such as `0.1` or `10 %`.
std::string guess_scale(std::string const& text)
{
    auto const share = Form<Share>::read(text);
    auto const scale = share ? share->value() : Form<double>::read(text).value_or(0.0);
    if (scale < 0.001 || scale > 1.0) {
        return {};
    }
    auto const divisor = std::lround(1.0 / scale);
    auto const is_near = std::abs(1.0 / static_cast<double>(divisor) - scale) < 0.01 * scale;
    if (!is_near) {
        return {};
    }
    return divisor == 1 ? " Is '1' meant?" : fmt::format(" Is '1/{}' meant?", divisor);
}

/// `1`, `1/10`: one over a whole number, so that counts can be weighted back exactly.
double read_scale(Settings const& root)
{
    auto const text = root.get_or<std::string>("scale", "1");
    if (text == "1") {
        return 1.0;
    }
    int divisor = 0;
    if (text.starts_with("1/")) {
        auto const digits = text.substr(2);
        auto const end = std::from_chars(digits.data(), digits.data() + digits.size(), divisor);
        if (end.ec == std::errc{} && end.ptr == digits.data() + digits.size() && divisor >= 1 &&
            divisor <= 1000) {
            return 1.0 / divisor;
        }
    }
    root.reject("scale", "is '" + text +
                             "', but must be 1 or one over a whole number up to 1000, such as "
                             "'1/10'." +
                             guess_scale(text));
    return 1.0;
}

/// What is to be published keeps small counts to itself.
int read_minimum_cell(Settings const& root)
{
    constexpr int usual = 10;
    constexpr int largest = 1000;
    auto const is_published = root.get_or<bool>("publish", false);
    auto const disclosure = root.section_or_empty("disclosure");
    auto const minimum = disclosure.get_or<int>("minimum_cell", usual);
    if (minimum < 2 || minimum > largest) {
        disclosure.reject("minimum_cell", "is " + std::to_string(minimum) +
                                              ", but must be from 2 to " + std::to_string(largest) +
                                              ", such as '10': counts under it are not written.");
    }
    return is_published || root.has("disclosure") ? minimum : 0;
}

/// Which outcomes a result has.
constexpr std::array<std::pair<std::string_view, bool>, 2> outcome_choices{
    {{"usual", false}, {"all", true}}};

/// Households by name, in the order in which they are asked for.
std::vector<FamilyId> read_traced(Settings const& root)
{
    constexpr std::size_t most = 1000;
    auto const traces = root.section_or_empty("traces");
    auto const names = traces.numbers("families");
    if (names.size() > most) {
        traces.reject("families", "names " + std::to_string(names.size()) +
                                      " households, but must name at most " + std::to_string(most) +
                                      ": each takes room in every replicate.");
    }
    std::vector<FamilyId> families;
    std::set<std::uint64_t> seen;
    for (auto const name : names) {
        if (!seen.insert(name).second) {
            traces.reject("families", "names household " + std::to_string(name) +
                                          " twice; leave one of them out.");
        }
        families.push_back({name});
    }
    return families;
}

std::filesystem::path folder_beside(Settings const& root, std::string_view key)
{
    auto const text = root.get<std::string>(key);
    if (text.empty()) {
        return {};
    }
    auto const said_in = std::filesystem::path{root.place(key).file};
    auto const folder =
        said_in.has_parent_path() ? said_in.parent_path() / text : std::filesystem::path{text};
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) {
        root.reject(key, "is " + in_quotes(text) + ", but there is no folder " +
                             in_quotes(folder.lexically_normal().string()) + ".");
        return {};
    }
    return folder.lexically_normal();
}

void check_counts(Scenario const& scenario, Settings const& root)
{
    if (scenario.replicates < 1 || scenario.replicates > 100'000) {
        root.reject("replicates", "is " + std::to_string(scenario.replicates) +
                                      ", but must be from 1 to 100000, such as '20'.");
    }
    if (scenario.rehearsal_years < 0 || scenario.rehearsal_years > 60) {
        root.reject("rehearsal", "is " + std::to_string(scenario.rehearsal_years) +
                                     " years, but must be from 0 to 60 years.");
    }
    if (root.get<Months>("rehearsal").count % 12 != 0) {
        root.reject("rehearsal", "must be whole years, such as '18 years'.");
    }
    constexpr auto described = start_of_population.year();
    if (scenario.base_year != described) {
        root.reject("base_year", "is " + std::to_string(scenario.base_year) +
                                     ", but the tables of regions describe " +
                                     std::to_string(described) + ".");
    }
    if (scenario.years.first < scenario.base_year || scenario.years.last > 2200) {
        root.reject("years", "starts in " + std::to_string(scenario.years.first) + " and ends in " +
                                 std::to_string(scenario.years.last) +
                                 ", but must lie between the base year " +
                                 std::to_string(scenario.base_year) + " and 2200.");
    }
}

void compare_with_base(Scenario& scenario, std::vector<std::string> const& overrides)
{
    auto const& chain = scenario.file.chain();
    if (chain.size() < 2) {
        return;
    }
    scenario.compare_with(SettingsFile::read(chain.back(), overrides),
                          std::filesystem::path{chain.back()}.stem().string());
}

}  // namespace

void Scenario::compare_with(SettingsFile const& other, std::string const& name_of_other)
{
    base = name_of_other;
    changes = differences(other, file, years.last);
    // What is told changes nothing that happens.
    std::erase_if(changes, [](SettingDifference const& one) { return one.path == "outcomes"; });
    start_of_difference.reset();
    if (!changes.empty()) {
        auto const first = std::ranges::min(changes, {}, &SettingDifference::first_year);
        start_of_difference = Month::of(std::max(first.first_year, base_year - rehearsal_years), 1);
    }
}

Scenario Scenario::read(std::filesystem::path const& path, RunOptions const& options)
{
    auto const overrides = as_overrides(options);
    Scenario scenario{.file = SettingsFile::read(path, overrides),
                      .name = path.stem().string(),
                      .title = {},
                      .question = {},
                      .years = {},
                      .seed = {},
                      .replicates = {},
                      .minimum_cell = {},
                      .all_outcomes = {},
                      .traced = {},
                      .traces_left_out = {},
                      .scale = {},
                      .region = {},
                      .rehearsal_years = {},
                      .base_year = {},
                      .base = {},
                      .changes = {},
                      .start_of_difference = {}};
    auto const root = scenario.file.root();
    scenario.title = root.get<Text>("title");
    scenario.question = root.get<Text>("question");
    scenario.years = root.get<Years>("years");
    scenario.seed = root.get<std::uint64_t>("seed");
    scenario.replicates = root.get<int>("replicates");
    scenario.minimum_cell = read_minimum_cell(root);
    scenario.all_outcomes = root.get_choice_or<bool>("outcomes", outcome_choices, false);
    scenario.traced = read_traced(root);
    if (scenario.minimum_cell > 0) {
        // A household is a count of one.
        scenario.traces_left_out = std::exchange(scenario.traced, {}).size();
    }
    scenario.scale = read_scale(root);
    scenario.region = folder_beside(root, "region");
    scenario.base_year = root.get<int>("base_year");
    scenario.rehearsal_years = root.get<Months>("rehearsal").count / 12;
    check_counts(scenario, root);
    compare_with_base(scenario, overrides);
    return scenario;
}

}  // namespace smartstart
