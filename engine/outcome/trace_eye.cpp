#include "engine/outcome/trace_eye.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/base/error.hpp"
#include "engine/outcome/home_page.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart {
namespace {

/// A household in one month, with what is known of its members together.
struct FamilyPage : HomePage {
    int adults{};
    std::uint8_t quintile{};
    std::uint8_t worst_problem{};
    int maltreated{}, waiting{}, helped{}, with_order{}, placed{};
};

enum class Says : std::uint8_t { count, number, yes_or_no, problem, service };

struct Told {
    char const* id;
    Says says;
    char const* en;
    char const* nl;
    int (*of)(FamilyPage const&);
};

using Page = FamilyPage const&;

constexpr std::array told{
    Told{"adults", Says::count, "Adults in the household", "Volwassenen in het huishouden",
         [](Page page) { return page.adults; }},
    Told{"minors", Says::count, "Minors in the household, also those who are placed",
         "Minderjarigen in het huishouden, ook wie uit huis is",
         [](Page page) -> int { return page.minors; }},
    Told{"municipality", Says::number,
         "Municipality, by its place in the dimension municipality, from 0",
         "Gemeente, naar haar plaats in de dimensie municipality, vanaf 0",
         [](Page page) -> int { return page.municipality; }},
    Told{"income_quintile", Says::number, "Income quintile in the region, 1 to 5",
         "Inkomenskwintiel in de regio, 1 tot en met 5",
         [](Page page) -> int { return page.quintile; }},
    Told{"poor", Says::yes_or_no, "Income below the low-income line",
         "Inkomen onder de lage-inkomensgrens", [](Page page) -> int { return page.poor; }},
    Told{"social_assistance", Says::yes_or_no, "Lives on social assistance", "Leeft van bijstand",
         [](Page page) -> int { return page.assistance; }},
    Told{"problem_debt", Says::yes_or_no, "Problematic debts", "Problematische schulden",
         [](Page page) -> int { return page.debt; }},
    Told{"violence", Says::yes_or_no, "Violence between adults at home",
         "Geweld tussen volwassenen thuis", [](Page page) -> int { return page.violence; }},
    Told{"parent_ill", Says::yes_or_no, "A head of the household is mentally ill",
         "Een hoofd van het huishouden is psychisch ziek",
         [](Page page) -> int { return page.parent_ill; }},
    Told{"parent_addicted", Says::yes_or_no, "A head of the household is addicted",
         "Een hoofd van het huishouden is verslaafd",
         [](Page page) -> int { return page.parent_addicted; }},
    Told{"unsettled_housing", Says::yes_or_no, "No secure home", "Geen vast huis",
         [](Page page) -> int { return page.unsettled; }},
    Told{"family_support", Says::service, "Help for the family now", "Hulp voor het gezin nu",
         [](Page page) -> int { return page.support; }},
    Told{"worst_problem", Says::problem, "Most severe problem among its minors",
         "Zwaarste probleem onder de minderjarigen",
         [](Page page) -> int { return page.worst_problem; }},
    Told{"minors_maltreated", Says::count, "Minors who are maltreated or neglected",
         "Minderjarigen die worden mishandeld of verwaarloosd",
         [](Page page) { return page.maltreated; }},
    Told{"minors_waiting", Says::count, "Minors who wait for help",
         "Minderjarigen die op hulp wachten", [](Page page) { return page.waiting; }},
    Told{"minors_helped", Says::count, "Minors with help at home", "Minderjarigen met hulp thuis",
         [](Page page) { return page.helped; }},
    Told{"minors_with_order", Says::count, "Minors with a protection order",
         "Minderjarigen met een beschermingsmaatregel", [](Page page) { return page.with_order; }},
    Told{"minors_placed", Says::count, "Minors placed away from home",
         "Minderjarigen die uit huis zijn geplaatst", [](Page page) { return page.placed; }},
};

std::vector<std::string> words_of(Says says)
{
    switch (says) {
        case Says::yes_or_no:
            return {"no", "yes"};
        case Says::problem:
            return {"none", "emerging", "serious", "crisis"};
        case Says::service: {
            std::vector<std::string> ids;
            for (auto const& service : all_services()) {
                ids.emplace_back(service.id);
            }
            return ids;
        }
        case Says::count:
        case Says::number:
            break;
    }
    return {};
}

TraceInfo info_of(Told const& one)
{
    TraceInfo info{one.id, one.en, one.nl, one.says == Says::count ? "persons" : "1", {}, {}};
    for (auto const& word : words_of(one.says)) {
        info.flag_meanings += (info.flag_values.empty() ? "" : " ") + word;
        info.flag_values.push_back(static_cast<std::int16_t>(info.flag_values.size()));
    }
    return info;
}

}  // namespace

struct TraceEye::Handles {
    explicit Handles(Schema& schema)
        : civil{schema, "trace"},
          home{schema, "trace"},
          quintile{schema.see(facts::quintile, "trace")},
          problem{schema.see(facts::problem, "trace")},
          asks{schema.see(facts::asks, "trace")},
          care{schema.see(facts::care, "trace")},
          order{schema.see(facts::order, "trace")},
          stay{schema.see(facts::stay, "trace")},
          maltreated{schema.see(facts::maltreated, "trace")}
    {
    }

    Civil civil;
    HomeEye home;
    Seen<Family, std::uint8_t> quintile;
    Seen<Person, std::uint8_t> problem, asks, care, order, stay;
    Seen<Person, Flag> maltreated;
};

std::vector<TraceInfo> const& trace_facts()
{
    static std::vector<TraceInfo> const facts = [] {
        std::vector<TraceInfo> all;
        std::ranges::transform(told, std::back_inserter(all), info_of);
        return all;
    }();
    return facts;
}

TraceEye::TraceEye(Schema& schema, std::vector<FamilyId> families, Years reported)
    : handles_{std::make_unique<Handles const>(schema)},
      families_{std::move(families)},
      reported_{reported}
{
    for (std::size_t at = 0; at < families_.size(); ++at) {
        by_name_.emplace_back(families_[at].value, at);
    }
    std::ranges::sort(by_name_);
}

TraceEye::~TraceEye() = default;

std::size_t TraceEye::months() const
{
    return 12 * (static_cast<std::size_t>(reported_.last - reported_.first) + 1);
}

std::vector<std::pair<std::size_t, Row>> TraceEye::rows_of(CivilView const& civil) const
{
    using Found = std::pair<std::size_t, Row>;
    return collect_rows<Found>(civil.family_id.size(), [&](Row row, auto& found) {
        if (civil.in_use[row] == 0) {
            return;
        }
        auto const name = civil.family_id[row];
        auto const at =
            std::ranges::lower_bound(by_name_, name, {}, [](auto& one) { return one.first; });
        if (at != by_name_.end() && at->first == name) {
            found.push_back({at->second, row});
        }
    });
}

void TraceEye::look_at(World const& world, CivilView const& civil, Row home,
                       std::span<std::int16_t> page) const
{
    FamilyPage found{handles_->home.look(world, civil, home, no_row)};
    found.quintile = world.families.look(handles_->quintile)[home];
    civil.for_each_member(home, [&](Row member) {
        if (!civil.is_child(member, world.clock.now)) {
            ++found.adults;
            return;
        }
        auto const of = [&](auto const& column) { return world.people.look(column)[member]; };
        found.worst_problem = std::max(found.worst_problem, of(handles_->problem));
        found.maltreated += of(handles_->maltreated) != 0 ? 1 : 0;
        auto const asks = of(handles_->asks);
        auto const care = of(handles_->care);
        auto const stay = of(handles_->stay);
        // As the outcome waiting_children: what was given this month is waited for no more.
        found.waiting += asks != 0 && asks != care && stay == 0 ? 1 : 0;
        found.helped += care != 0 ? 1 : 0;
        found.with_order += of(handles_->order) != 0 ? 1 : 0;
        found.placed += stay != 0 ? 1 : 0;
    });
    for (std::size_t fact = 0; fact < told.size(); ++fact) {
        page[fact] = static_cast<std::int16_t>(told[fact].of(found));
    }
}

void TraceEye::look(World const& world, TracePages& pages) const
{
    auto const each_month = families_.size() * told.size();
    auto const month = world.clock.now.index - Month::of(reported_.first, 1).index;
    if (month < 0 || static_cast<std::size_t>(month) >= months()) {
        throw BrokenPromise{"a trace was asked for a month that is not reported."};
    }
    pages.resize(months() * each_month, not_here);
    auto const now =
        std::span{pages}.subspan(static_cast<std::size_t>(month) * each_month, each_month);
    auto const civil = handles_->civil.look(world.people, world.families);
    for (auto const& [at, row] : rows_of(civil)) {
        look_at(world, civil, row, now.subspan(at * told.size(), told.size()));
    }
}

std::vector<std::vector<std::int16_t>> TraceEye::by_fact(TracePages const& pages) const
{
    auto const each = families_.size();
    std::vector<std::vector<std::int16_t>> all(told.size());
    for (std::size_t fact = 0; fact < told.size(); ++fact) {
        all[fact].reserve(each * months());
        for (std::size_t family = 0; family < each; ++family) {
            for (std::size_t month = 0; month < months(); ++month) {
                all[fact].push_back(pages[(month * each + family) * told.size() + fact]);
            }
        }
    }
    return all;
}

}  // namespace smartstart
