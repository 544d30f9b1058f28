#include "analysis/text/diary_text.hpp"

#include <array>

#include <fmt/format.h>

#include "engine/service/service_kind.hpp"

namespace smartstart {
namespace {

using Texts = std::vector<std::string>;
using Words = std::array<char const*, 2>;  ///< Dutch, English

/// A yes or no of a page: how it is called while it lasts, and what is said when it begins and when
/// it ends.
struct Switch {
    bool DiaryPage::*is;
    Words lasts;
    Words begins;
    Words ends;
};

constexpr std::array switches{
    Switch{
        &DiaryPage::poor,
        {"een inkomen onder de lage-inkomensgrens", "an income below the low-income line"},
        {"het inkomen zakt onder de lage-inkomensgrens", "income falls below the low-income line"},
        {"het inkomen komt boven de lage-inkomensgrens", "income rises above the low-income line"}},
    Switch{&DiaryPage::assistance,
           {"bijstand", "social assistance"},
           {"het gezin gaat leven van bijstand", "the family goes on social assistance"},
           {"het gezin is van de bijstand af", "the family leaves social assistance"}},
    Switch{&DiaryPage::debt,
           {"problematische schulden", "problematic debts"},
           {"er ontstaan problematische schulden", "problematic debts begin"},
           {"de problematische schulden zijn voorbij", "the problematic debts are over"}},
    Switch{&DiaryPage::violence,
           {"geweld tussen volwassenen thuis", "violence between adults at home"},
           {"er is geweld tussen volwassenen thuis", "there is violence between adults at home"},
           {"het geweld thuis houdt op", "the violence at home stops"}},
    Switch{&DiaryPage::unsettled,
           {"geen vast huis", "no secure home"},
           {"het gezin heeft geen vast huis meer", "the family has no secure home any more"},
           {"het gezin heeft weer een vast huis", "the family has a secure home again"}},
    Switch{&DiaryPage::parent_ill,
           {"een psychisch zieke ouder", "a mentally ill parent"},
           {"een ouder wordt psychisch ziek", "a parent becomes mentally ill"},
           {"de ouder is hersteld", "the parent has recovered"}},
    Switch{&DiaryPage::parent_addicted,
           {"een verslaafde ouder", "an addicted parent"},
           {"een ouder raakt verslaafd", "a parent becomes addicted"},
           {"de ouder is van de verslaving af", "the parent has left the addiction"}},
    Switch{&DiaryPage::maltreated,
           {"mishandeling of verwaarlozing", "maltreatment or neglect"},
           {"het kind wordt mishandeld of verwaarloosd", "the child is maltreated or neglected"},
           {"de mishandeling of verwaarlozing houdt op", "the maltreatment or neglect stops"}},
    Switch{&DiaryPage::in_school,
           {"op school", "at school"},
           {"het gaat naar school", "school begins"},
           {"het gaat niet meer naar school", "school is over"}},
    Switch{&DiaryPage::head,
           {"een huishouden van zichzelf", "a household of its own"},
           {"het kind gaat op zichzelf wonen", "the child starts a household of its own"},
           {"het kind woont weer bij anderen", "the child lives with others again"}},
};

/// A service of a page and the sentences around its name.
struct Help {
    std::uint8_t DiaryPage::*kind;
    Words lasts;
    Words begins;
    Words ends;
};

constexpr std::array helps{
    Help{&DiaryPage::asks,
         {"op de wachtlijst: {}", "on the list: {}"},
         {"gevraagd, en op de wachtlijst: {}", "asked for, and on the list: {}"},
         {"niet meer op de wachtlijst voor {}", "no longer on the list for {}"}},
    Help{&DiaryPage::support,
         {"hulp voor het gezin: {}", "help for the family: {}"},
         {"hulp voor het gezin begint: {}", "help for the family begins: {}"},
         {"hulp voor het gezin eindigt: {}", "help for the family ends: {}"}},
    Help{&DiaryPage::care,
         {"hulp voor het kind: {}", "help for the child: {}"},
         {"hulp voor het kind begint: {}", "help for the child begins: {}"},
         {"hulp voor het kind eindigt: {}", "help for the child ends: {}"}},
    Help{&DiaryPage::order,
         {"opgelegd door de rechter: {}", "imposed by the court: {}"},
         {"de rechter legt op: {}", "the court imposes: {}"},
         {"de maatregel eindigt: {}", "the measure ends: {}"}},
    Help{&DiaryPage::stay,
         {"uit huis: {}", "away from home: {}"},
         {"het kind gaat uit huis: {}", "the child leaves home: {}"},
         {"het verblijf eindigt: {}", "the stay ends: {}"}},
};

constexpr std::array<Words, 4> problems{{
    {"geen problemen meer", "no problems any more"},
    {"beginnende problemen", "emerging problems"},
    {"ernstige problemen", "serious problems"},
    {"crisis", "crisis"},
}};

constexpr std::array<Words, 4> levels{{
    {"", ""},
    {"opleiding: laag niveau gehaald", "education: low level attained"},
    {"opleiding: startkwalificatie gehaald", "education: start qualification attained"},
    {"opleiding: hoog niveau gehaald", "education: high level attained"},
}};

constexpr std::array<Words, 6> tracks{{
    {"", ""},
    {"schooladvies: vso, praktijkonderwijs of vmbo-b",
     "school advice: special, practical or vmbo-b"},
    {"schooladvies: vmbo-k", "school advice: vmbo-k"},
    {"schooladvies: vmbo-gt", "school advice: vmbo-gt"},
    {"schooladvies: havo", "school advice: havo"},
    {"schooladvies: vwo", "school advice: vwo"},
}};

constexpr std::array<Words, 4> works{{
    {"", ""},
    {"betaald werk", "paid work"},
    {"zonder werk", "without work"},
    {"arbeidsongeschikt", "on disability benefit"},
}};

/// Gathers what is said of a page in one language.
class Teller {
public:
    explicit Teller(Language language) : at_{language == Language::dutch ? 0U : 1U} {}

    void say(Words const& words)
    {
        if (std::string text{words.at(at_)}; !text.empty()) {
            texts_.push_back(std::move(text));
        }
    }
    void say(Words const& words, std::uint8_t kind)
    {
        auto const& service = info(static_cast<ServiceKind>(kind));
        texts_.push_back(
            fmt::format(fmt::runtime(words.at(at_)), at_ == 0 ? service.name_nl : service.name_en));
    }
    /// A number that stands for a word, where it is a word.
    template <std::size_t Count>
    void say(std::array<Words, Count> const& words, std::uint8_t number)
    {
        if (number < Count) {
            say(words.at(number));
        }
    }
    Texts take() { return std::move(texts_); }

private:
    std::size_t at_;
    Texts texts_;
};

/// Numbers of a page that stand for a word, where they are not those of the page before.
void tell_words(Teller& teller, DiaryPage const& was, DiaryPage const& now)
{
    if (was.track != now.track) {
        teller.say(tracks, now.track);
    }
    if (was.education != now.education) {
        teller.say(levels, now.education);
    }
    if (was.work != now.work) {
        teller.say(works, now.work);
    }
    if (now.suspect_now) {
        teller.say({"verdacht van een misdrijf", "suspected of a crime"});
    }
}

void tell_adults(Teller& teller, DiaryPage const& was, DiaryPage const& now)
{
    if (was.heads == now.heads || was.head || now.head) {
        return;
    }
    if (now.heads == 1) {
        teller.say({"één volwassene blijft in huis", "one adult is left at home"});
    } else {
        teller.say(
            {"er komt een tweede volwassene in huis", "a second adult comes to live at home"});
    }
}

/// As the page, but in the month in which help begins nobody waits for it any more: the model
/// strikes a request off the list in the month after.
DiaryPage tidied(DiaryPage page)
{
    page.asks = service_waited_for(page);
    return page;
}

}  // namespace

std::uint8_t service_waited_for(DiaryPage const& page)
{
    bool const is_helped = page.asks == page.care || page.stay != 0;
    return is_helped ? std::uint8_t{0} : page.asks;
}

Texts state(DiaryPage const& page, Language language)
{
    DiaryPage const now = tidied(page);
    Teller teller{language};
    if (!now.head && now.heads == 1) {
        teller.say({"één volwassene in huis", "one adult at home"});
    } else if (!now.head) {
        teller.say({"twee volwassenen in huis", "two adults at home"});
    }
    for (Switch const& one : switches) {
        if (now.*one.is) {
            teller.say(one.lasts);
        }
    }
    if (now.problem == 0) {
        teller.say({"geen problemen", "no problems"});
    } else {
        teller.say(problems, now.problem);
    }
    for (Help const& help : helps) {
        if (now.*help.kind != 0) {
            teller.say(help.lasts, now.*help.kind);
        }
    }
    tell_words(teller, DiaryPage{}, now);
    return teller.take();
}

Texts changes(DiaryPage const& before, DiaryPage const& after, Language language)
{
    DiaryPage const was = tidied(before);
    DiaryPage const now = tidied(after);
    Teller teller{language};
    tell_adults(teller, was, now);
    for (Switch const& one : switches) {
        if (was.*one.is != now.*one.is) {
            teller.say(now.*one.is ? one.begins : one.ends);
        }
    }
    if (was.problem != now.problem) {
        teller.say(problems, now.problem);
    }
    for (Help const& help : helps) {
        std::uint8_t const old_kind = was.*help.kind;
        std::uint8_t const new_kind = now.*help.kind;
        if (old_kind == new_kind) {
            continue;
        }
        // That help begins says that the wait for it is over.
        bool const is_answered = help.kind == &DiaryPage::asks && old_kind == now.care;
        if (old_kind != 0 && !is_answered) {
            teller.say(help.ends, old_kind);
        }
        if (new_kind != 0) {
            teller.say(help.begins, new_kind);
        }
    }
    tell_words(teller, was, now);
    return teller.take();
}

}  // namespace smartstart
