#include <type_traits>

#include "engine/settings/document.hpp"
#include "engine/settings/form.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {
namespace {

/// What stands behind a bare number of this kind: for money what the base has there, so that 215
/// beside '215 million euro' is not taken for 215 euro.
template <class T>
std::string unit_beside(std::string const& base)
{
    auto const behind = base.find_first_not_of("0123456789.-");
    auto const is_known =
        std::is_same_v<T, Euro> && behind != std::string::npos && Form<T>::read(base).has_value();
    return is_known ? base.substr(behind) : std::string{Form<T>::unit};
}

/// What a person most likely meant by a text that is no T.
template <class T>
std::string guess_value(std::string text, std::string const& base)
{
    auto const readable = [](std::string const& guessed) {
        return Form<T>::read(guessed).has_value();
    };
    auto const comma = text.find(',');
    if (comma != std::string::npos) {
        text[comma] = '.';
    }
    if (std::is_same_v<T, Euro>) {
        text = without_thousands_point(text);
    }
    // A bare 0.3 can be 0.3 % as well as 30 %, so nothing is guessed there.
    auto const unclear = std::is_same_v<T, Share> && number_in(text) <= 1;
    for (auto const& guessed : {text, unclear ? text : text + unit_beside<T>(base)}) {
        if (readable(guessed)) {
            return " Is " + in_quotes(guessed) + " meant?";
        }
    }
    return {};
}

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
    static constexpr bool by_mark = false;
    static std::string wanted() { return std::string{Form<T>::wanted}; }
    static std::optional<T> read(SettingsDocument& document, SettingsNode& node,
                                 std::string const& path)
    {
        return read_scalar<T>(document, node, path);
    }
};

template <class T>
struct Reader<Path<T>> {
    static constexpr std::string_view kind = Form<T>::kind;
    static constexpr bool by_mark = true;
    static std::string wanted()
    {
        return std::string{Form<T>::wanted} +
               ", or several of them by year or age, such as '{2025: ..., 2030: ...}'";
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
            auto const mark = Form<int>::read(child.key);
            if (!mark) {
                document.note(child.key_place,
                              in_quotes(dotted(path, child.key)) +
                                  " stands where a year or an age is due, such as '2030'.");
                continue;
            }
            child.base = child.base.empty() ? node.base : child.base;
            if (auto const value = read_scalar<T>(document, child, dotted(path, child.key))) {
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

template <>
struct Reader<Text> {
    static constexpr std::string_view kind = "texts";
    static constexpr bool by_mark = false;
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

template <class T>
SettingForm form_of()
{
    return {std::string{Reader<T>::kind}, Reader<T>::wanted(), Reader<T>::by_mark, {}};
}

}  // namespace

template <class T>
T Settings::get(std::string_view key) const
{
    document_->forms[full(key)] = form_of<T>();
    auto* const node = wanted(key, Reader<T>::wanted());
    if (node == nullptr) {
        return {};
    }
    return Reader<T>::read(*document_, *node, full(key)).value_or(T{});
}

template <class T>
T Settings::get_or(std::string_view key, T otherwise) const
{
    document_->forms[full(key)] = form_of<T>();
    return has(key) ? get<T>(key) : otherwise;
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
    document_->forms[full(key)] = {std::string{kind}, std::string{form}, false, {}};
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
