#include "engine/run/story.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/population/start/start_population.hpp"

namespace smartstart {
namespace {

using Pages = std::vector<std::optional<DiaryPage>>;

struct Likeness {
    char const* word;
    bool (*holds)(DiaryPage const&);
};

constexpr std::array likenesses{
    Likeness{"poor", [](DiaryPage const& page) { return page.poor; }},
    Likeness{"debt", [](DiaryPage const& page) { return page.debt; }},
    Likeness{"assistance", [](DiaryPage const& page) { return page.assistance; }},
    Likeness{"single", [](DiaryPage const& page) { return page.heads == 1; }},
    Likeness{"violence", [](DiaryPage const& page) { return page.violence; }},
    Likeness{"ill", [](DiaryPage const& page) { return page.parent_ill; }},
    Likeness{"addicted", [](DiaryPage const& page) { return page.parent_addicted; }},
    Likeness{"unsettled", [](DiaryPage const& page) { return page.unsettled; }},
    Likeness{"many", [](DiaryPage const& page) { return page.minors >= 3; }},
    Likeness{"problem", [](DiaryPage const& page) { return page.problem > 0; }},
};

bool is_as_wished(DiaryPage const& page, StoryWish const& wish)
{
    if (page.head || page.age_in_months >= 12 * (wish.oldest + 1)) {
        return false;
    }
    return std::all_of(wish.like.begin(), wish.like.end(), [&](std::string const& word) {
        auto const found =
            std::find_if(likenesses.begin(), likenesses.end(),
                         [&](Likeness const& likeness) { return likeness.word == word; });
        return found != likenesses.end() && found->holds(page);
    });
}

void check_words(StoryWish const& wish)
{
    for (std::string const& word : wish.like) {
        auto const& known = story_words();
        if (std::find(known.begin(), known.end(), word) == known.end()) {
            std::string text = "a family cannot be like '" + word + "'. It can be like: ";
            for (std::string const& one : known) {
                text += one + (one == known.back() ? "." : ", ");
            }
            throw InputError{text};
        }
    }
}

PersonId chosen(Diary const& diary, World const& world, StoryWish const& wish)
{
    PersonId youngest;
    int age = 0;
    for (PersonId const child : diary.children(world)) {
        auto const page = diary.look(world, child);
        if (!wish.family && is_as_wished(*page, wish)) {
            return child;
        }
        bool const of_family = wish.family && diary.family_of(world, child).value == *wish.family;
        if (of_family && (youngest.value == 0 || page->age_in_months < age)) {
            youngest = child;
            age = page->age_in_months;
        }
    }
    if (youngest.value == 0) {
        throw InputError{
            wish.family
                ? "there is no household " + std::to_string(*wish.family) +
                      " with a child when the story begins."
                : std::string{"there is no child of at most "} + std::to_string(wish.oldest) +
                      " in a household like that when the story begins. Ask for less, or for a "
                      "larger part of the households (--scale)."};
    }
    return youngest;
}

/// One month, and how it was at its end.
template <class Look>
void live_month(Blueprint const& blueprint, World& world, Look const& look)
{
    auto const lived = world.clock;
    if (lived.is_start_of(1)) {
        world.ledger.open_year();
    }
    blueprint.advance(world);
    auto const next = std::exchange(world.clock, lived);
    look(world);
    world.clock = next;
}

/// Lives a world up to the first reported year; false when it was told to stop.
bool live_past(Blueprint const& blueprint, World& world, std::function<bool()> const& goes_on)
{
    while (world.clock.now.year() < blueprint.years().first) {
        if (world.clock.is_start_of(1) && !goes_on()) {
            return false;
        }
        live_month(blueprint, world, [](World const&) {});
    }
    return true;
}

std::optional<Pages> live_pages(Blueprint const& blueprint, World& world, PersonId child,
                                std::function<bool()> const& goes_on)
{
    Diary const diary{blueprint.schema()};
    Pages pages;
    while (world.clock.now.year() <= blueprint.years().last) {
        if (world.clock.is_start_of(1) && !goes_on()) {
            return std::nullopt;
        }
        live_month(blueprint, world,
                   [&](World const& now) { pages.push_back(diary.look(now, child)); });
    }
    return pages;
}

}  // namespace

std::vector<std::string> const& story_words()
{
    static std::vector<std::string> const words = [] {
        std::vector<std::string> all;
        for (Likeness const& likeness : likenesses) {
            all.emplace_back(likeness.word);
        }
        return all;
    }();
    return words;
}

std::optional<Story> live_story(Prepared const& base, Prepared const& other, StoryWish const& wish,
                                std::function<bool()> const& goes_on)
{
    check_words(wish);
    auto const& scenario = base.scenario;
    if (scenario.region != other.scenario.region || scenario.seed != other.scenario.seed ||
        scenario.scale != other.scenario.scale || scenario.years != other.scenario.years) {
        throw InputError{"'" + scenario.name + "' and '" + other.scenario.name +
                         "' differ in region, seed, scale or years, so no child is in both."};
    }
    auto const start =
        make_start_population(base.blueprint->region(), scenario.seed, scenario.scale);
    auto const replicate = static_cast<std::uint32_t>(wish.replicate);
    auto world = base.blueprint->first_world(start, replicate);
    auto elsewhere = other.blueprint->first_world(start, replicate);
    if (!live_past(*base.blueprint, world, goes_on) ||
        !live_past(*other.blueprint, elsewhere, goes_on)) {
        return std::nullopt;
    }
    Diary const diary{base.blueprint->schema()};
    Story story;
    story.child = chosen(diary, world, wish);
    story.family = diary.family_of(world, story.child);
    auto const place = diary.look(world, story.child)->municipality;
    story.municipality = base.blueprint->region().municipalities()[place].name;
    story.start = world.clock.now;
    auto pages = live_pages(*base.blueprint, world, story.child, goes_on);
    auto others = live_pages(*other.blueprint, elsewhere, story.child, goes_on);
    if (!pages || !others) {
        return std::nullopt;
    }
    story.base = std::move(*pages);
    story.other = std::move(*others);
    return story;
}

}  // namespace smartstart
