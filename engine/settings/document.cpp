#include "engine/settings/document.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "engine/base/nearest.hpp"
#include "engine/settings/source_text.hpp"

namespace smartstart {
namespace {

/// Collects keys that nobody read: the topmost of each branch.
class Unread {
public:
    explicit Unread(SettingsDocument const& document) : document_{document} {}

    void look(SettingsNode const& section, std::string const& path)
    {
        std::vector<std::string> const known{section.asked.begin(), section.asked.end()};
        for (auto const& child : section.children) {
            if (child.broken) {
                continue;
            }
            auto const full = dotted(path, child.key);
            if (child.read) {
                look(child, full);
            } else {
                note(child, full, known, elsewhere(section, path, child.key));
                explained_.insert(dotted(path, nearest_name(child.key, known)));
            }
        }
    }

    bool explains(std::string const& missing) const { return explained_.contains(missing); }
    std::vector<Problem> take() { return std::move(problems_); }

private:
    /// Where a part of this section has a setting of this name; empty where none has.
    static std::string elsewhere(SettingsNode const& section, std::string const& path,
                                 std::string const& key)
    {
        for (auto const& part : section.children) {
            if (part.read && part.asked.contains(key)) {
                return " Is " + in_quotes(dotted(dotted(path, part.key), key)) + " meant?";
            }
        }
        return {};
    }

    void note(SettingsNode const& child, std::string const& full,
              std::vector<std::string> const& known, std::string const& elsewhere)
    {
        auto const meant = elsewhere.empty() ? guess(child.key, known) : elsewhere;
        problems_.push_back(document_.problem_at(
            child.key_place, "nothing in the model reads " + in_quotes(full) + "." +
                                 (meant.empty() ? listed(known) : meant)));
    }

    SettingsDocument const& document_;
    std::vector<Problem> problems_;
    std::set<std::string> explained_;
};

}  // namespace

void SettingsDocument::keep_lines(std::string const& file, std::string const& text)
{
    std::vector<std::string> all;
    auto start = text.size() - without_mark(text).size();
    while (start <= text.size()) {
        auto const end = std::min(text.find('\n', start), text.size());
        all.push_back(text.substr(start, end - start));
        if (all.back().ends_with('\r')) {
            all.back().pop_back();
        }
        start = end + 1;
    }
    lines[file] = std::move(all);
}

Problem SettingsDocument::problem_at(Place const& place, std::string text) const
{
    constexpr std::size_t readable = 200;  // longer lines would hide the caret
    Problem problem{place, std::move(text), {}};
    auto const file = lines.find(place.file);
    auto const line = static_cast<std::size_t>(place.line);
    if (file != lines.end() && line >= 1 && line <= file->second.size() &&
        file->second[line - 1].size() <= readable) {
        problem.excerpt = file->second[line - 1];
        std::replace(problem.excerpt.begin(), problem.excerpt.end(), '\t', ' ');
    }
    return problem;
}

void SettingsDocument::note(Place const& place, std::string text)
{
    problems.push_back(problem_at(place, std::move(text)));
}

void SettingsDocument::note_missing(Place const& place, std::string path, std::string text)
{
    missing.push_back({std::move(path), problem_at(place, std::move(text))});
}

std::vector<Problem> open_problems(SettingsDocument const& document, SettingsNode const& root)
{
    Unread unread{document};
    unread.look(root, "");
    auto problems = unread.take();
    for (auto const& [path, problem] : document.missing) {
        if (!unread.explains(path)) {
            problems.push_back(problem);
        }
    }
    return problems;
}

std::vector<Problem> sorted(std::vector<Problem> problems)
{
    auto const key = [](Problem const& problem) {
        auto const& [file, line, column] = problem.place;
        return std::tie(file, line, column, problem.text);
    };
    std::sort(problems.begin(), problems.end(),
              [&](auto const& a, auto const& b) { return key(a) < key(b); });
    auto const same = [&](auto const& a, auto const& b) { return key(a) == key(b); };
    problems.erase(std::unique(problems.begin(), problems.end(), same), problems.end());
    return problems;
}

std::string guess(std::string_view misspelt, std::vector<std::string> const& known)
{
    auto const meant = nearest_name(misspelt, known);
    return meant.empty() ? "" : " Is '" + meant + "' meant?";
}

std::string listed(std::vector<std::string> const& known)
{
    constexpr std::size_t readable = 12;
    if (known.empty() || known.size() > readable) {
        return {};
    }
    std::string text = known.size() == 1 ? " Known is " : " Known are ";
    for (std::size_t i = 0; i < known.size(); ++i) {
        auto const last = i + 1 == known.size();
        text += (i == 0 ? "" : last ? " and " : ", ") + in_quotes(known[i]);
    }
    return text + ".";
}

}  // namespace smartstart
