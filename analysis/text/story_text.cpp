#include "analysis/text/story_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/text/diary_text.hpp"

namespace smartstart {
namespace {

using Pages = std::vector<std::optional<DiaryPage>>;

constexpr int grown_up = 18 * 12;

char const* in(Language language, char const* dutch, char const* english)
{
    return language == Language::dutch ? dutch : english;
}

std::string month_text(Story const& story, std::size_t at)
{
    Month const month{story.start.index + static_cast<int>(at)};
    return fmt::format("{}-{:02}", month.year(), month.of_year());
}

/// What a month brought in one world, in one line; empty where it brought nothing.
std::string told(Pages const& pages, std::size_t at, Language language)
{
    auto const& page = pages[at];
    bool const was_there = at == 0 || pages[at - 1].has_value();
    if (!page) {
        return was_there ? in(language, "verhuisd naar buiten de regio, of overleden",
                              "moved out of the region, or died")
                         : "";
    }
    auto const texts =
        at == 0 || !was_there ? state(*page, language) : changes(*pages[at - 1], *page, language);
    return fmt::format("{}", fmt::join(texts, "; "));
}

/// The month, with the age of the child where it is there.
std::string heading(Story const& story, std::size_t at, Language language)
{
    auto const& page = story.base[at] ? story.base[at] : story.other[at];
    return (at == 0 ? in(language, "Bij het begin, ", "At the start, ") : "") +
           month_text(story, at) +
           (page ? fmt::format(
                       " ({} {})", page->age_in_months / 12,
                       in(language, "jaar", page->age_in_months / 12 == 1 ? "year" : "years"))
                 : "") +
           "\n";
}

/// How far the totals of a world go.
std::string end_of_totals(Story const& story, Pages const& pages, Language language)
{
    auto const gone = std::ranges::find_if(pages, [](auto const& page) { return !page; });
    bool const grew_up = std::any_of(
        pages.begin(), gone, [](auto const& page) { return page->age_in_months >= grown_up; });
    if (grew_up) {
        return in(language, "tot 18 jaar", "until 18");
    }
    if (gone != pages.end()) {
        return fmt::format(
            fmt::runtime(in(language, "tot het kind vertrok ({})", "until the child left ({})")),
            month_text(story, static_cast<std::size_t>(gone - pages.begin())));
    }
    return fmt::format(
        fmt::runtime(in(language, "tot het verhaal eindigt ({})", "until the story ends ({})")),
        month_text(story, pages.size() - 1));
}

/// Totals of one world, which the eye cannot add up.
std::string totals(Pages const& pages, Language language)
{
    std::array<int, 4> months{};
    for (auto const& page : pages) {
        if (page && page->age_in_months < grown_up) {
            months[0] += page->problem >= 2 ? 1 : 0;
            months[1] += service_waited_for(*page) != 0 ? 1 : 0;
            months[2] += page->care != 0 || page->support != 0 ? 1 : 0;
            months[3] += page->stay != 0 ? 1 : 0;
        }
    }
    return fmt::format(
        fmt::runtime(in(language,
                        "{} maanden met ernstige problemen, {} wachtend, {} met hulp thuis, {} "
                        "uit huis",
                        "{} months with serious problems, {} waiting, {} with help at home, {} "
                        "away from home")),
        months[0], months[1], months[2], months[3]);
}

/// The totals of both worlds, and how far they go: once where that is equally far.
std::string both_totals(Story const& story, std::string const& base, std::string const& other,
                        Language language)
{
    auto const one = end_of_totals(story, story.base, language);
    auto const two = end_of_totals(story, story.other, language);
    auto const line = [&](std::string const& title, std::string const& end, Pages const& pages) {
        return fmt::format("  {}{}: {}\n", title, one == two ? "" : ", " + end,
                           totals(pages, language));
    };
    auto head = one == two ? one : in(language, "opgeteld", "added up");
    head.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(head.front())));
    return "\n" + head + ":\n" + line(base, one, story.base) + line(other, two, story.other);
}

}  // namespace

std::string story_text(Story const& story, std::string const& base, std::string const& other,
                       Language language)
{
    std::string text = fmt::format(
        fmt::runtime(in(language,
                        "Een verzonnen kind in {} (huishouden {}). Dit kind bestaat niet: het is "
                        "één mogelijk verloop uit het model, geen voorspelling, en één kind zegt "
                        "niets over het beleid.\n\n",
                        "A made-up child in {} (household {}). This child does not exist: it is "
                        "one possible course of the model, no prediction, and one child says "
                        "nothing about the policy.\n\n")),
        story.municipality, story.family.value);
    for (std::size_t at = 0; at < story.base.size(); ++at) {
        auto const one = told(story.base, at, language);
        auto const two = told(story.other, at, language);
        if (one.empty() && two.empty()) {
            continue;
        }
        text += heading(story, at, language);
        if (one == two) {
            text += fmt::format("  {}: {}\n", in(language, "in beide", "in both"), one);
            continue;
        }
        text += one.empty() ? "" : "  " + base + ": " + one + "\n";
        text += two.empty() ? "" : "  " + other + ": " + two + "\n";
    }
    return text + both_totals(story, base, other, language);
}

}  // namespace smartstart
