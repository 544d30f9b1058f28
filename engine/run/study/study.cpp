#include "engine/run/study/study.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <utility>

#include "engine/settings/source_text.hpp"

namespace smartstart::studies {
namespace {

namespace fs = std::filesystem;

constexpr int most_replicates = 100'000;
constexpr std::size_t most_draws = 20'000;
constexpr std::size_t most_combinations = 10'000;

/// Whether a name can be part of the name of a file on any system.
bool is_plain(std::string const& name)
{
    auto const plain = [](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' ||
               letter == '_';
    };
    return !name.empty() && std::isalpha(static_cast<unsigned char>(name.front())) != 0 &&
           std::all_of(name.begin(), name.end(), plain);
}

/// Reads the study's own settings, and takes the rest as overrides of the scenarios'.
class Reader {
public:
    explicit Reader(SettingsFile const& file) : values_{file.values()} {}

    /// The values below a section, by their path within it.
    std::vector<std::string> overrides(Settings const& section, std::string const& key) const
    {
        section.ignore(key);
        std::vector<std::string> set;
        auto const above = section.path() + "." + key + ".";
        for (auto at = values_.lower_bound(above); at != values_.end(); ++at) {
            if (!at->first.starts_with(above)) {
                break;
            }
            set.push_back(at->first.substr(above.size()) + "=" + at->second);
        }
        return set;
    }

    /// Where each of these overrides stands below a section.
    static std::vector<SettingPlace> places(Settings const& section, std::string const& key,
                                            std::vector<std::string> const& set)
    {
        std::vector<SettingPlace> all;
        for (auto const& one : set) {
            auto const path = one.substr(0, one.find('='));
            all.push_back({path, place_of(section, key + "." + path)});
        }
        return all;
    }

    std::vector<Variation> variations(Settings const& section) const
    {
        std::vector<Variation> all;
        for (auto const& name : section.keys()) {
            if (!is_plain(name)) {
                section.ignore(name);
                section.reject(name,
                               "is no name that can be used: it must begin with a letter and go on "
                               "with letters, digits, '-' or '_', such as 'low' or 'draw7'.");
                continue;
            }
            if (section.maybe_section(name)) {
                auto set = overrides(section, name);
                auto at = places(section, name, set);
                all.push_back({name, std::move(set), std::move(at)});
            }
        }
        return all;
    }

private:
    static Place place_of(Settings const& section, std::string const& path)
    {
        auto const dot = path.find('.');
        auto const key = path.substr(0, dot);
        if (dot != std::string::npos) {
            if (auto const below = section.maybe_section(key)) {
                return place_of(*below, path.substr(dot + 1));
            }
        }
        return section.place(key);
    }

    std::map<std::string, std::string> values_;
};

std::optional<std::string> maybe(Settings const& section, std::string const& key)
{
    return section.has(key) ? std::optional{section.get<std::string>(key)} : std::nullopt;
}

/// A file that the study names, seen from where the program is where the study is named from there:
/// `out/../today.yaml` as `today.yaml`.
fs::path from_here(fs::path const& file)
{
    return file.is_absolute()
               ? file.lexically_normal()
               : fs::absolute(file).lexically_normal().lexically_relative(fs::current_path());
}

void read_scenarios(Settings const& own, fs::path const& folder, Study& study)
{
    auto const names = own.strings("scenarios");
    std::set<std::string> stems;
    for (auto const& name : names) {
        auto const file = from_here(folder / name);
        if (!stems.insert(file.stem().string()).second) {
            own.reject("scenarios", "names two scenarios '" + file.stem().string() +
                                        "', and their results would have one name.");
        }
        if (auto const trouble = read_source(file).trouble; !trouble.empty()) {
            own.reject("scenarios", "names '" + name + "', which cannot be used: " + trouble);
        }
        study.scenarios.push_back(file);
    }
    if (names.empty()) {
        own.reject("scenarios",
                   "is empty, but must name at least one scenario, such as "
                   "'[today-30-70.yaml]'.");
    }
}

void read_switches(Settings const& own, Reader const& reader, Study& study)
{
    auto const section = own.maybe_section("switches");
    if (!section) {
        return;
    }
    std::size_t combined = 1;
    for (auto const& name : section->keys()) {
        auto const one = section->maybe_section(name);
        if (!one) {
            continue;
        }
        if (!is_plain(name)) {
            section->reject(name,
                            "is no name that can be used: it must begin with a letter and go "
                            "on with letters, digits, '-' or '_', such as 'knowledge'.");
        }
        auto choices = reader.variations(*one);
        if (choices.empty()) {
            section->reject(name,
                            "has no choices; write each under its name, such as "
                            "'strict: {investment: {rule: capped}}'.");
            continue;
        }
        combined = std::min(combined * choices.size(), most_combinations + 1);
        study.switches.push_back({name, std::move(choices)});
    }
    if (combined > most_combinations) {
        own.reject("switches", "gives more than 10000 combinations; leave some choices out.");
    }
}

/// Draws are replicates of one result, which has one form.
bool changes_what_is_kept(Variation const& draw)
{
    return std::ranges::any_of(draw.set, [](std::string const& one) {
        return one.starts_with("traces.") || one.starts_with("publish=") ||
               one.starts_with("disclosure.");
    });
}

void read_draws(Settings const& own, Reader const& reader, Study& study)
{
    if (auto const section = own.maybe_section("draws")) {
        study.draws = reader.variations(*section);
        if (study.draws.size() > most_draws) {
            own.reject("draws", "has more than 20000 draws; make it two studies.");
        }
        if (std::ranges::any_of(study.draws, changes_what_is_kept)) {
            own.reject("draws",
                       "sets 'traces', 'publish' or 'disclosure', which must be the same in every "
                       "draw of a result; write it under 'settings' instead.");
        }
    }
}

/// Whether the command line sets this as well, so that a mistake in it is not the study's.
bool is_asked(RunOptions const& asked, std::string const& path)
{
    return (path == "seed" && asked.seed) || (path == "scale" && asked.scale) ||
           (path == "years" && asked.years) ||
           std::any_of(asked.set.begin(), asked.set.end(),
                       [&](auto const& one) { return one.starts_with(path + "="); });
}

void put_over(RunOptions const& asked, Study& study)
{
    auto& options = study.options;
    study.replicates = asked.replicates.value_or(study.replicates);
    options.seed = asked.seed ? asked.seed : options.seed;
    options.scale = asked.scale ? asked.scale : options.scale;
    options.years = asked.years ? asked.years : options.years;
    options.set.insert(options.set.end(), asked.set.begin(), asked.set.end());
    std::erase_if(study.places, [&](SettingPlace const& one) { return is_asked(asked, one.path); });
    if (study.replicates < 1 || study.replicates > most_replicates) {
        throw InputError{"a study has from 1 to 100000 replicates, but '--replicates' is " +
                         std::to_string(study.replicates) + "."};
    }
}

}  // namespace

Study Study::read(fs::path const& file, RunOptions const& asked)
{
    auto const settings = SettingsFile::read_as("smartstart-run-study 1", file, {});
    Reader const reader{settings};
    auto const own = settings.root().section("study");
    Study study;
    study.file = file;
    read_scenarios(own, file.parent_path(), study);
    study.replicates = own.get<int>("replicates");
    if (study.replicates < 1 || study.replicates > most_replicates) {
        own.reject("replicates", "is " + std::to_string(study.replicates) +
                                     ", but must be from 1 to 100000, such as '20'.");
    }
    if (own.has("seed")) {
        study.options.seed = own.get<std::uint64_t>("seed");
    }
    study.options.scale = maybe(own, "scale");
    study.options.years = maybe(own, "years");
    if (own.maybe_section("settings")) {
        study.options.set = reader.overrides(own, "settings");
        study.places = Reader::places(own, "settings", study.options.set);
    }
    for (auto const* const key : {"seed", "scale", "years"}) {
        if (own.has(key)) {
            study.places.push_back({key, own.place(key)});
        }
    }
    read_switches(own, reader, study);
    read_draws(own, reader, study);
    settings.finish();
    put_over(asked, study);
    return study;
}

std::vector<Variation> combinations(Study const& study)
{
    std::vector<Variation> all{{}};
    for (auto const& one : study.switches) {
        std::vector<Variation> longer;
        for (auto const& before : all) {
            for (auto const& choice : one.choices) {
                auto& next = longer.emplace_back(before);
                next.name += (next.name.empty() ? "" : ".") + one.name + "-" + choice.name;
                next.set.insert(next.set.end(), choice.set.begin(), choice.set.end());
            }
        }
        all = std::move(longer);
    }
    return all;
}

}  // namespace smartstart::studies
