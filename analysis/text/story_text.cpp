#include "analysis/text/story_text.hpp"

#include <array>
#include <functional>

#include <fmt/format.h>

#include "engine/service/service_kind.hpp"

namespace smartstart {
namespace {

using Texts = std::vector<std::string>;

/// A yes or no of a page and what is said when it begins and when it ends.
struct Switch {
    bool DiaryPage::*is;
    std::array<char const*, 2> begins;  ///< Dutch, English
    std::array<char const*, 2> ends;
};

constexpr std::array switches{
    Switch{
        &DiaryPage::poor,
        {"het inkomen zakt onder de lage-inkomensgrens", "income falls below the low-income line"},
        {"het inkomen komt boven de lage-inkomensgrens", "income rises above the low-income line"}},
    Switch{&DiaryPage::assistance,
           {"het gezin gaat leven van bijstand", "the family goes on social assistance"},
           {"het gezin is van de bijstand af", "the family leaves social assistance"}},
    Switch{&DiaryPage::debt,
           {"er ontstaan problematische schulden", "problematic debts begin"},
           {"de problematische schulden zijn voorbij", "the problematic debts are over"}},
    Switch{&DiaryPage::violence,
           {"er is geweld tussen volwassenen thuis", "there is violence between adults at home"},
           {"het geweld thuis houdt op", "the violence at home stops"}},
    Switch{&DiaryPage::unsettled,
           {"het gezin heeft geen vast huis meer", "the family has no secure home any more"},
           {"het gezin heeft weer een vast huis", "the family has a secure home again"}},
    Switch{&DiaryPage::parent_ill,
           {"een ouder wordt psychisch ziek", "a parent becomes mentally ill"},
           {"de ouder is hersteld", "the parent has recovered"}},
    Switch{&DiaryPage::parent_addicted,
           {"een ouder raakt verslaafd", "a parent becomes addicted"},
           {"de ouder is van de verslaving af", "the parent has left the addiction"}},
    Switch{&DiaryPage::maltreated,
           {"het kind wordt mishandeld of verwaarloosd", "the child is maltreated or neglected"},
           {"de mishandeling of verwaarlozing houdt op", "the maltreatment or neglect stops"}},
    Switch{&DiaryPage::in_school,
           {"het gaat naar school", "school begins"},
           {"het gaat niet meer naar school", "school is over"}},
    Switch{&DiaryPage::head,
           {"het kind gaat op zichzelf wonen", "the child starts a household of its own"},
           {"het kind woont weer bij anderen", "the child lives with others again"}},
};

/// A service of a page and the sentences around its name.
struct Help {
    std::uint8_t DiaryPage::*kind;
    std::array<char const*, 2> begins;
    std::array<char const*, 2> ends;
};

constexpr std::array helps{
    Help{&DiaryPage::asks,
         {"gevraagd, en op de wachtlijst: {}", "asked for, and on the list: {}"},
         {"niet meer op de wachtlijst voor {}", "no longer on the list for {}"}},
    Help{&DiaryPage::support,
         {"hulp voor het gezin begint: {}", "help for the family begins: {}"},
         {"hulp voor het gezin eindigt: {}", "help for the family ends: {}"}},
    Help{&DiaryPage::care,
         {"hulp voor het kind begint: {}", "help for the child begins: {}"},
         {"hulp voor het kind eindigt: {}", "help for the child ends: {}"}},
    Help{&DiaryPage::order,
         {"de rechter legt op: {}", "the court imposes: {}"},
         {"de maatregel eindigt: {}", "the measure ends: {}"}},
    Help{&DiaryPage::stay,
         {"het kind gaat uit huis: {}", "the child leaves home: {}"},
         {"het verblijf eindigt: {}", "the stay ends: {}"}},
};

constexpr std::array<std::array<char const*, 2>, 4> problems{{
    {"geen problemen meer", "no problems any more"},
    {"beginnende problemen", "emerging problems"},
    {"ernstige problemen", "serious problems"},
    {"crisis", "crisis"},
}};

constexpr std::array<std::array<char const*, 2>, 4> levels{{
    {"", ""},
    {"opleiding: laag niveau gehaald", "education: low level attained"},
    {"opleiding: startkwalificatie gehaald", "education: start qualification attained"},
    {"opleiding: hoog niveau gehaald", "education: high level attained"},
}};

constexpr std::array<std::array<char const*, 2>, 6> tracks{{
    {"", ""},
    {"schooladvies: vso, praktijkonderwijs of vmbo-b",
     "school advice: special, practical or vmbo-b"},
    {"schooladvies: vmbo-k", "school advice: vmbo-k"},
    {"schooladvies: vmbo-gt", "school advice: vmbo-gt"},
    {"schooladvies: havo", "school advice: havo"},
    {"schooladvies: vwo", "school advice: vwo"},
}};

constexpr std::array<std::array<char const*, 2>, 4> works{{
    {"", ""},
    {"betaald werk", "paid work"},
    {"zonder werk", "without work"},
    {"arbeidsongeschikt", "on disability benefit"},
}};

std::size_t at(Language language)
{
    return language == Language::dutch ? 0 : 1;
}

std::string service_name(std::uint8_t kind, Language language)
{
    auto const& found = info(static_cast<ServiceKind>(kind));
    return std::string{language == Language::dutch ? found.name_nl : found.name_en};
}

/// A number of a page that stands for a word, where it is a word.
template <std::size_t Count>
void add_word(Texts& texts, std::array<std::array<char const*, 2>, Count> const& words,
              std::uint8_t number, Language language)
{
    std::string const word = number < Count ? words.at(number).at(at(language)) : "";
    if (!word.empty()) {
        texts.push_back(word);
    }
}

void add_family(Texts& texts, DiaryPage const& before, DiaryPage const& after, Language language)
{
    if (before.heads == after.heads || before.head || after.head) {
        return;
    }
    bool const dutch = language == Language::dutch;
    texts.emplace_back(after.heads == 1
                           ? (dutch ? "één volwassene blijft in huis" : "one adult is left at home")
                           : (dutch ? "er komt een tweede volwassene in huis"
                                    : "a second adult comes to live at home"));
}

}  // namespace

Texts changes(std::optional<DiaryPage> const& before, std::optional<DiaryPage> const& after,
              Language language)
{
    bool const dutch = language == Language::dutch;
    if (!after) {
        return before ? Texts{dutch ? "verhuisd naar buiten de regio, of overleden"
                                    : "moved out of the region, or died"}
                      : Texts{};
    }
    DiaryPage nothing;
    nothing.heads = after->heads;
    DiaryPage const was = before.value_or(nothing);
    Texts texts;
    add_family(texts, was, *after, language);
    for (Switch const& one : switches) {
        if (was.*one.is != (*after).*one.is) {
            texts.emplace_back((*after).*one.is ? one.begins.at(at(language))
                                                : one.ends.at(at(language)));
        }
    }
    if (was.problem != after->problem) {
        add_word(texts, problems, after->problem, language);
    }
    for (Help const& help : helps) {
        std::uint8_t const old_kind = was.*help.kind;
        std::uint8_t const new_kind = (*after).*help.kind;
        if (old_kind == new_kind) {
            continue;
        }
        if (old_kind != 0) {
            texts.push_back(fmt::format(fmt::runtime(help.ends.at(at(language))),
                                        service_name(old_kind, language)));
        }
        if (new_kind != 0) {
            texts.push_back(fmt::format(fmt::runtime(help.begins.at(at(language))),
                                        service_name(new_kind, language)));
        }
    }
    if (was.track != after->track) {
        add_word(texts, tracks, after->track, language);
    }
    if (was.education != after->education) {
        add_word(texts, levels, after->education, language);
    }
    if (was.work != after->work) {
        add_word(texts, works, after->work, language);
    }
    if (after->suspect_now) {
        texts.emplace_back(dutch ? "verdacht van een misdrijf" : "suspected of a crime");
    }
    return texts;
}

namespace {

std::string when(DiaryPage const& page, Language language)
{
    return fmt::format("{}-{:02} ({} {})", page.month.year(), page.month.of_year(),
                       page.age_in_months / 12, language == Language::dutch ? "jaar" : "years");
}

std::string sentence(Texts const& texts)
{
    std::string line;
    for (std::string const& text : texts) {
        line += (line.empty() ? "" : "; ") + text;
    }
    return line;
}

/// Totals of one world, which the eye cannot add up.
std::string totals(std::vector<std::optional<DiaryPage>> const& pages, Language language)
{
    std::array<int, 4> months{};
    for (auto const& page : pages) {
        if (page && page->age_in_months < 18 * 12) {
            months[0] += page->problem >= 2 ? 1 : 0;
            months[1] += page->asks != 0 ? 1 : 0;
            months[2] += page->care != 0 || page->support != 0 ? 1 : 0;
            months[3] += page->stay != 0 ? 1 : 0;
        }
    }
    return fmt::format(
        fmt::runtime(language == Language::dutch
                         ? "{} maanden met ernstige problemen, {} wachtend, {} met hulp thuis, {} "
                           "uit huis"
                         : "{} months with serious problems, {} waiting, {} with help at home, {} "
                           "away from home"),
        months[0], months[1], months[2], months[3]);
}

}  // namespace

std::string story_text(Story const& story, std::string const& base, std::string const& other,
                       Language language)
{
    bool const dutch = language == Language::dutch;
    std::string text = fmt::format(
        fmt::runtime(
            dutch ? "Een verzonnen kind in {} (huishouden {}). Dit kind bestaat niet: het is "
                    "één mogelijk verloop uit het model, geen voorspelling, en één kind zegt "
                    "niets over het beleid.\n\n"
                  : "A made-up child in {} (household {}). This child does not exist: it is "
                    "one possible course of the model, no prediction, and one child says "
                    "nothing about the policy.\n\n"),
        story.municipality, story.family.value);
    std::optional<DiaryPage> was_base;
    std::optional<DiaryPage> was_other;
    for (std::size_t i = 0; i < story.base.size(); ++i) {
        Texts const one = changes(was_base, story.base[i], language);
        Texts const two = changes(was_other, story.other[i], language);
        was_base = story.base[i];
        was_other = story.other[i];
        auto const& page = was_base ? was_base : was_other;
        if ((one.empty() && two.empty()) || !page) {
            continue;
        }
        text += when(*page, language) + "\n";
        if (one == two) {
            text += "  " + std::string{dutch ? "in beide: " : "in both: "} + sentence(one) + "\n";
            continue;
        }
        text += one.empty() ? "" : "  " + base + ": " + sentence(one) + "\n";
        text += two.empty() ? "" : "  " + other + ": " + sentence(two) + "\n";
    }
    text += std::string{dutch ? "\nTot 18 jaar:\n" : "\nUntil 18:\n"};
    text += "  " + base + ": " + totals(story.base, language) + "\n";
    text += "  " + other + ": " + totals(story.other, language) + "\n";
    return text;
}

}  // namespace smartstart
