#include <type_traits>

#include "engine/settings/document.hpp"
#include "engine/settings/form.hpp"
#include "engine/settings/guess_value.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {
namespace {

/// The value of a single text, or nothing and a problem, once.
template <class T>
std::optional<T> read_scalar(SettingsDocument& document, SettingsNode& node,
                             std::string const& path)
{
    if (node.broken) {
        return {};
    }
    if (node.shape == Shape::scalar) {
        if (auto value = Form<T>::read(node.text)) {
            return value;
        }
    }
    document.note(node.place, in_quotes(path) + " " + describe(node) + ", but must be " +
                                  std::string{Form<T>::wanted} + "." +
                                  guess_value<T>(node.text, node.base));
    node.broken = true;
    return {};
}

double plain(Share value)
{
    return value.value();
}
double plain(Rate value)
{
    return value.per_year();
}
double plain(Euro value)
{
    return value.euros();
}
double plain(double value)
{
    return value;
}

/// How to read a T out of a node that is there.
template <class T>
struct Reader {
    static constexpr std::string_view kind = Form<T>::kind;
    static constexpr auto marks = PathMarks::none;
    static std::string wanted() { return std::string{Form<T>::wanted}; }
    static std::optional<T> read(SettingsDocument& document, SettingsNode& node,
                                 std::string const& path)
    {
        return read_scalar<T>(document, node, path);
    }
};

/// The mark of a value in a path; nothing, and a problem, where it can be none.
std::optional<int> read_mark(SettingsDocument& document, SettingsNode const& path,
                             SettingsNode const& value, std::string const& name, PathMarks marks)
{
    auto const mark = Form<int>::read(value.key);
    if (!mark && marks == PathMarks::any) {
        document.note(value.key_place,
                      in_quotes(name) + " stands where a year or an age is due, such as '2030'.");
    } else if (marks == PathMarks::years && !(mark && is_calendar_year(*mark))) {
        document.note(value.key_place,
                      in_quotes(name) +
                          " stands where a year from 1950 to 2200 is due, such as '2030'." +
                          guess_year(value.key, path));
        return {};
    }
    return mark;
}

template <class T, PathMarks by>
struct PathReader {
    static constexpr std::string_view kind = Form<T>::kind;
    static constexpr auto marks = by;
    static std::string wanted()
    {
        auto const one = std::string{Form<T>::wanted};
        return by == PathMarks::years
                   ? one + ", or several of them by year, such as '{2025: ..., 2030: ...}'"
                   : one + ", or several of them by year or age, such as '{2025: ..., 2030: ...}'";
    }
    static std::optional<Path<T>> read(SettingsDocument& document, SettingsNode& node,
                                       std::string const& path)
    {
        if (node.shape != Shape::section) {
            auto const value = read_scalar<T>(document, node, path);
            return value ? std::optional{Path<T>::always(plain(*value))} : std::nullopt;
        }
        std::vector<typename Path<T>::Point> points;
        for (auto& child : node.children) {
            auto const name = dotted(path, child.key);
            auto const mark =
                child.broken ? std::nullopt : read_mark(document, node, child, name, by);
            child.base = child.base.empty() ? node.base : child.base;
            auto const value = read_scalar<T>(document, child, name);
            if (mark && value) {
                points.emplace_back(*mark, plain(*value));
            }
        }
        if (node.children.empty()) {
            document.note(node.place, in_quotes(path) + " is empty, but must be " + wanted() + ".");
        }
        auto const whole = !points.empty() && points.size() == node.children.size();
        node.broken = !whole;
        return whole ? std::optional{Path<T>{std::move(points)}} : std::nullopt;
    }
};

template <class T>
struct Reader<Path<T>> : PathReader<T, PathMarks::any> {
};

template <>
struct Reader<Text> {
    static constexpr std::string_view kind = "texts";
    static constexpr auto marks = PathMarks::none;
    static std::string wanted()
    {
        return "a text in Dutch and in English, such as '{nl: Vandaag, en: Today}'";
    }
    static std::optional<Text> read(SettingsDocument& document, SettingsNode& node,
                                    std::string const& path)
    {
        if (node.shape != Shape::section) {
            document.note(node.place, in_quotes(path) + " " + describe(node) + ", but must be " +
                                          wanted() + ".");
            return {};
        }
        for (auto& child : node.children) {
            child.read = child.key == "nl" || child.key == "en";
        }
        node.asked = {"nl", "en"};
        auto const in = [&](char const* language) -> std::optional<std::string> {
            auto const full = dotted(path, language);
            if (auto* const child = node.find(language)) {
                return read_scalar<std::string>(document, *child, full);
            }
            document.note_missing(
                node.key_place, full,
                in_quotes(full) + " is missing; the text must be " + wanted() + ".");
            return {};
        };
        auto const nl = in("nl");
        auto const en = in("en");
        return nl && en ? std::optional{Text{*nl, *en}} : std::nullopt;
    }
};

template <class Reader>
SettingForm form_of()
{
    return {std::string{Reader::kind}, Reader::wanted(), Reader::marks, {}};
}

/// As a person would write it, to guess a unit by.
template <class T>
std::string written(T const& value)
{
    if constexpr (std::is_same_v<T, Months>) {
        auto const is_years = value.count > 0 && value.count % 12 == 0;
        return is_years ? std::to_string(value.count / 12) + " years"
                        : std::to_string(value.count) + " months";
    }
    return {};
}

}  // namespace

template <class T>
T Settings::get(std::string_view key) const
{
    document_->forms[full(key)] = form_of<Reader<T>>();
    auto* const node = wanted(key, Reader<T>::wanted());
    if (node == nullptr) {
        return {};
    }
    return Reader<T>::read(*document_, *node, full(key)).value_or(T{});
}

template <class T>
Path<T> Settings::get_by_year(std::string_view key) const
{
    using ByYear = PathReader<T, PathMarks::years>;
    document_->forms[full(key)] = form_of<ByYear>();
    auto* const node = wanted(key, ByYear::wanted());
    if (node == nullptr) {
        return {};
    }
    return ByYear::read(*document_, *node, full(key)).value_or(Path<T>{});
}

template <class T>
T Settings::get_or(std::string_view key, T otherwise) const
{
    document_->forms[full(key)] = form_of<Reader<T>>();
    auto* const node = found(key);
    if (node == nullptr) {
        return otherwise;
    }
    node->base = node->base.empty() ? written(otherwise) : node->base;
    return get<T>(key);
}

Text Settings::words(std::string_view key) const
{
    if (has_section(key)) {
        return get<Text>(key);
    }
    auto const plain = get<std::string>(key);
    return {plain, plain};
}

std::vector<std::uint64_t> Settings::numbers(std::string_view key) const
{
    constexpr std::string_view form = "a list of whole numbers, such as '[1203, 8841]'";
    constexpr std::string_view kind = "wholes";
    document_->forms[full(key)] = {std::string{kind}, std::string{form}, PathMarks::none, {}};
    auto* const node = has(key) ? wanted_list(key, kind, form) : nullptr;
    if (node == nullptr) {
        return {};
    }
    std::vector<std::uint64_t> all;
    for (auto& child : node->children) {
        if (auto const one = read_scalar<std::uint64_t>(*document_, child, full(key))) {
            all.push_back(*one);
        }
    }
    return all;
}

template Share Settings::get(std::string_view) const;
template Rate Settings::get(std::string_view) const;
template Euro Settings::get(std::string_view) const;
template Months Settings::get(std::string_view) const;
template Month Settings::get(std::string_view) const;
template Years Settings::get(std::string_view) const;
template double Settings::get(std::string_view) const;
template int Settings::get(std::string_view) const;
template std::uint64_t Settings::get(std::string_view) const;
template bool Settings::get(std::string_view) const;
template std::string Settings::get(std::string_view) const;
template Text Settings::get(std::string_view) const;
template Path<Share> Settings::get(std::string_view) const;
template Path<Rate> Settings::get(std::string_view) const;
template Path<Euro> Settings::get(std::string_view) const;
template Path<double> Settings::get(std::string_view) const;

template Path<Share> Settings::get_by_year(std::string_view) const;
template Path<Rate> Settings::get_by_year(std::string_view) const;
template Path<Euro> Settings::get_by_year(std::string_view) const;
template Path<double> Settings::get_by_year(std::string_view) const;

template Share Settings::get_or(std::string_view, Share) const;
template Rate Settings::get_or(std::string_view, Rate) const;
template Euro Settings::get_or(std::string_view, Euro) const;
template Months Settings::get_or(std::string_view, Months) const;
template Month Settings::get_or(std::string_view, Month) const;
template Years Settings::get_or(std::string_view, Years) const;
template double Settings::get_or(std::string_view, double) const;
template int Settings::get_or(std::string_view, int) const;
template std::uint64_t Settings::get_or(std::string_view, std::uint64_t) const;
template bool Settings::get_or(std::string_view, bool) const;
template std::string Settings::get_or(std::string_view, std::string) const;
template Text Settings::get_or(std::string_view, Text) const;
template Path<Share> Settings::get_or(std::string_view, Path<Share>) const;
template Path<Rate> Settings::get_or(std::string_view, Path<Rate>) const;
template Path<Euro> Settings::get_or(std::string_view, Path<Euro>) const;
template Path<double> Settings::get_or(std::string_view, Path<double>) const;

}  // namespace smartstart
