#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/quantity.hpp"
#include "engine/settings/values.hpp"

namespace smartstart {

struct SettingsNode;
struct SettingsDocument;

/// The words that a choice can be, each with what it stands for.
template <class Choice>
using Choices = std::span<std::pair<std::string_view, Choice> const>;

/// A view on one section of a scenario, cheap to copy; it keeps what it looks at alive.
///
/// Reading never throws: a missing or wrong value is noted with its place and a stand-in comes back
/// (zero, an empty text, an empty path, or the value given to get_or), so that the user gets all
/// problems in one go from SettingsFile::finish. A value that nobody reads is a problem too.
/// One thread at a time may read.
class Settings {
public:
    Settings(std::shared_ptr<SettingsDocument> document, SettingsNode& section, std::string path);

    /// The value at this key. T is one of
    /// Share `30 %` · Rate `0.38 per year`, `2 per 1000 per year`, `5 % per year` · Euro
    /// `92.50 euro`, `4 million euro` · Months `6 months`, `2 years` · Month `2025-04` · Years
    /// `2025-2065` · double, int, std::uint64_t, bool (`true` or `false`) · std::string · Text ·
    /// Path<Share>, Path<Rate>, Path<Euro>, Path<double>: `{2025: 30 %, 2030: 50 %}` or one value.
    template <class T>
    T get(std::string_view key) const;

    /// As get<Path<T>>, of a path whose marks can only be calendar years, from 1950 to 2200: so
    /// that a mistyped year is told.
    template <class T>
    Path<T> get_by_year(std::string_view key) const;

    /// As get, but where the key is not written this other value holds.
    template <class T>
    T get_or(std::string_view key, T otherwise) const;

    /// One word out of a list: `get_choice<Rule>("rule", rule_names)`. The first choice stands in.
    template <class Choice>
    Choice get_choice(std::string_view key,
                      std::type_identity_t<Choices<Choice>> const& choices) const
    {
        return choices[chosen(key, words_of<Choice>(choices)).value_or(0)].second;
    }

    /// As get_choice, but where the key is not written this other choice holds.
    template <class Choice>
    Choice get_choice_or(std::string_view key, std::type_identity_t<Choices<Choice>> const& choices,
                         Choice otherwise) const
    {
        note_choices(key, words_of<Choice>(choices));
        return has(key) ? get_choice<Choice>(key, choices) : otherwise;
    }

    /// In words of each language, as get<Text>, or a plain text that is the same in both, such as a
    /// name or a bare number: `CBS 2020`.
    Text words(std::string_view key) const;

    /// The texts of a list: `[school, doctor]`.
    std::vector<std::string> strings(std::string_view key) const;
    /// The whole numbers of a list: `[1203, 8841]`; none where the key is not written.
    std::vector<std::uint64_t> numbers(std::string_view key) const;

    bool has(std::string_view key) const;
    /// Whether a section is written at this key, where a single value may stand as well.
    bool has_section(std::string_view key) const;
    /// The section at this key; where it is missing that is noted, once, and an empty section comes
    /// back whose keys are not reported again.
    Settings section(std::string_view key) const;
    std::optional<Settings> maybe_section(std::string_view key) const;
    /// As section, but it may be missing: then nothing is written in it, and get_or says what
    /// holds.
    Settings section_or_empty(std::string_view key) const;
    /// In the order in which they are written, those of the base first.
    std::vector<std::string> keys() const;

    /// From the root, with dots: `steps.debts`; empty for the root.
    std::string path() const { return path_; }
    /// Where the value at this key stands; the place of this section where there is none.
    Place place(std::string_view key) const;
    /// Where each item of the list at this key stands.
    std::vector<Place> places(std::string_view key) const;

    /// Notes a problem at this key. The sentence goes on after the key's name: reject("seed", "is
    /// 0, but must be 1 or more, such as '20250101'.").
    void reject(std::string_view key, std::string const& sentence) const;
    /// The same of the key itself, where its name is wrong.
    void reject_name(std::string_view key, std::string const& sentence) const;
    /// Takes this key and all below it as read: it is meant for a part that is not in use now.
    void ignore(std::string_view key) const;

private:
    SettingsNode* wanted_list(std::string_view key, std::string_view kind,
                              std::string_view form) const;
    SettingsNode* found(std::string_view key) const;
    SettingsNode* wanted(std::string_view key, std::string_view form) const;
    std::string full(std::string_view key) const;
    Settings view(SettingsNode& node, std::string_view key) const;
    std::optional<std::size_t> chosen(std::string_view key,
                                      std::vector<std::string> const& words) const;
    /// Remembers what may stand there, for editors; gives it in words.
    std::string note_choices(std::string_view key, std::vector<std::string> const& words) const;

    template <class Choice>
    static std::vector<std::string> words_of(Choices<Choice> choices)
    {
        std::vector<std::string> words;
        for (auto const& choice : choices) {
            words.emplace_back(choice.first);
        }
        return words;
    }

    std::shared_ptr<SettingsDocument> document_;
    SettingsNode* node_;
    std::string path_;
};

/// One line of the parameter book: a number of the model with where it comes from. All texts are
/// as the parameter file has them; a scenario may use another value.
struct Parameter {
    std::string step;
    std::string name;
    std::string value;  ///< with its unit; a path as `{16: 0.1 per year, 30: 0.2 per year}`
    std::string meaning;
    std::string prior;   ///< normal, lognormal, logit, uniform, beta or fixed; empty: none given
    std::string low;     ///< 5 % point of the prior, with its unit; may be empty
    std::string high;    ///< 95 % point
    std::string source;  ///< the id of a source in the list of figures
    std::string confidence;  ///< read, derived, prior or unverified
    Place place;
};

/// A scenario file with its bases (`extends`), its parameter files (`parameters`) and the overrides
/// of the command line, merged into one tree. Sections merge key by key; values, lists and paths
/// are replaced whole.
class SettingsFile {
public:
    /// A file that was read, as the provenance of a result.
    struct Input {
        std::string path;
        std::string sha256;
    };

    /// Reads a scenario. An override is `a.b.c=value`, as `--set` has it; `a.b.2030=value` changes
    /// one mark of a path. Throws InputError where a file cannot be read as YAML at all, with every
    /// such file; smaller mistakes wait for finish.
    static SettingsFile read(std::filesystem::path const& file,
                             std::vector<std::string> const& overrides);
    /// The same for another kind of file, by its first line, such as `smartstart-calibration 1`.
    static SettingsFile read_as(std::string_view format, std::filesystem::path const& file,
                                std::vector<std::string> const& overrides);

    Settings root() const;
    /// Throws InputError when anything was wrong: every problem of every file, in order of file and
    /// line, keys and parameters that nobody read included. So call it when all has been read.
    void finish() const;
    /// What was noted up to now, in order of file and line; unread keys are not among it.
    std::vector<Problem> problems() const;
    /// Values (not sections) that nobody has read, as dotted paths.
    std::vector<std::string> unread() const;

    /// The scenario and its bases, text for text, a comment line with its name before each, and the
    /// overrides as comments.
    std::string as_written() const;
    /// The merged tree as YAML, keys sorted: equal settings give equal bytes, and reading it again
    /// gives the same settings.
    std::string resolved() const;
    /// Every value of the merged tree, by dotted path.
    std::map<std::string, std::string> values() const;
    /// The same with each path over years or ages taken apart: setting, mark, value at the mark.
    /// What is no path stands at mark 0.
    std::map<std::string, std::map<int, std::string>> marks() const;
    /// The scenario's file and those it extends, from near to far.
    std::vector<std::string> const& chain() const { return chain_; }
    /// Scenario, bases from near to far, then parameter files by name.
    std::vector<Input> const& inputs() const { return inputs_; }
    /// By file name, then as written.
    std::vector<Parameter> const& parameters() const { return parameters_; }

private:
    friend class SettingsLoader;
    explicit SettingsFile(std::shared_ptr<SettingsDocument> document);

    std::shared_ptr<SettingsDocument> document_;
    std::vector<std::string> chain_;
    std::vector<Input> inputs_;
    std::vector<Parameter> parameters_;
    std::string as_written_;
    std::string format_;
};

}  // namespace smartstart
