#include "engine/outcome/trial_eye.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "engine/parallel/rows.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart {
namespace {

constexpr std::string_view name = "trial";

// In the order of TrialOutcome.
constexpr std::array infos{
    TrialOutcomeInfo{"reported", true, false, facts::reported.kept,
                     "ever reported to be maltreated", "ooit gemeld wegens mishandeling"},
    TrialOutcomeInfo{"maltreated", true, false, facts::maltreated_month.kept, "maltreated since",
                     "sindsdien mishandeld"},
    TrialOutcomeInfo{"problem", false, false, facts::problem.kept, "severity of problems (0 to 3)",
                     "ernst van problemen (0 tot 3)"},
    TrialOutcomeInfo{"serious_problem", true, false, facts::problem.kept, "serious problems now",
                     "nu ernstige problemen"},
    TrialOutcomeInfo{"helped", true, false, facts::youth_help.kept, "youth help since",
                     "sindsdien jeugdhulp"},
    TrialOutcomeInfo{"placed", true, false, facts::stay_month.kept, "away from home since",
                     "sindsdien uit huis"},
    TrialOutcomeInfo{"skill_cognitive", false, true, facts::skill_cognitive.kept, "cognitive skill",
                     "cognitieve vaardigheid"},
    TrialOutcomeInfo{"skill_social", false, true, facts::skill_social.kept,
                     "social-emotional skill", "sociaal-emotionele vaardigheid"},
    TrialOutcomeInfo{"cito", false, true, facts::cito.kept, "end-of-primary score",
                     "score van de eindtoets"},
};

}  // namespace

TrialOutcomeInfo const& info(TrialOutcome outcome)
{
    return infos[static_cast<std::size_t>(outcome)];
}

std::vector<std::pair<std::string_view, TrialOutcome>> const& trial_outcomes()
{
    static auto const all = [] {
        std::vector<std::pair<std::string_view, TrialOutcome>> words;
        for (std::size_t i = 0; i < infos.size(); ++i) {
            words.emplace_back(infos[i].id, static_cast<TrialOutcome>(i));
        }
        return words;
    }();
    return all;
}

struct TrialEye::Handles {
    explicit Handles(Schema& schema)
        : civil{schema, name},
          education{schema.see(facts::education, name)},
          problem{schema.see(facts::problem, name)},
          stay{schema.see(facts::stay, name)},
          reported{schema.see(facts::reported, name)},
          maltreated_month{schema.see(facts::maltreated_month, name)},
          youth_help{schema.see(facts::youth_help, name)},
          stay_month{schema.see(facts::stay_month, name)},
          skill_cognitive{schema.see(facts::skill_cognitive, name)},
          skill_social{schema.see(facts::skill_social, name)},
          cito{schema.see(facts::cito, name)},
          risk_count{schema.see(facts::risk_count, name)},
          poor{schema.see(facts::poor, name)}
    {
    }

    Civil civil;
    Seen<Person, facts::Number> education, problem, stay;
    Seen<Person, facts::When> reported, maltreated_month, youth_help, stay_month;
    Seen<Person, float> skill_cognitive, skill_social, cito;
    Seen<Family, facts::Number> risk_count;
    Seen<Family, Flag> poor;
};

TrialEye::TrialEye(Schema schema) : handles_{std::make_unique<Handles const>(schema)} {}

TrialEye::~TrialEye() = default;

bool TrialEye::fits(World const& world, CivilView const& people, Row child,
                    Eligibility const& who) const
{
    auto const now = world.clock.now;
    auto const age = people.age_in_months(child, now);
    if (!people.is_child(child, now) || age < who.child_from || age >= who.child_until ||
        world.people.look(handles_->stay)[child] != 0) {
        return false;
    }
    auto const problem = world.people.look(handles_->problem)[child];
    auto const home = people.family[child];
    if (problem < who.problem_from || problem > who.problem_until ||
        world.families.look(handles_->risk_count)[home] < who.risks_at_least ||
        (who.poor && world.families.look(handles_->poor)[home] == 0)) {
        return false;
    }
    auto const asks_of_mother = who.first_child || who.mother_younger_than != 0 ||
                                who.most_education < facts::high_education;
    if (!asks_of_mother) {
        return true;
    }
    auto const mother = people.mother_here(child);
    if (mother == no_row || people.family[mother] != home) {
        return false;
    }
    return (!who.first_child || people.births[mother] == 1) &&
           (who.mother_younger_than == 0 ||
            people.age_in_months(mother, now) < who.mother_younger_than) &&
           world.people.look(handles_->education)[mother] <= who.most_education;
}

std::vector<TrialEye::Candidate> TrialEye::eligible(World const& world,
                                                    Eligibility const& who) const
{
    auto const people = handles_->civil.look(world.people, world.families);
    auto all = collect_rows<Candidate>(people.present.size(), [&](Row row, auto& found) {
        if (people.present[row] != 0 && fits(world, people, row, who)) {
            found.push_back({people.person(row), people.family_name(people.family[row]),
                             Month{people.born[row]}});
        }
    });
    std::ranges::sort(all, {}, [](Candidate const& one) {
        return std::tuple{one.family.value, -one.born.index, one.child.value};
    });
    auto const of_one_family = [](Candidate const& one, Candidate const& other) {
        return one.family.value == other.family.value;
    };
    all.erase(std::unique(all.begin(), all.end(), of_one_family), all.end());
    std::ranges::sort(all, {}, [](Candidate const& one) { return one.child.value; });
    return all;
}

std::optional<double> TrialEye::value(World const& world, Row child, Wish const& wish) const
{
    auto const& table = world.people;
    auto const since = [&](auto const& column) {
        return table.look(column)[child] >= wish.since.index ? 1.0 : 0.0;
    };
    switch (wish.outcome) {
        case TrialOutcome::reported:
            return table.look(handles_->reported)[child] != 0 ? 1.0 : 0.0;
        case TrialOutcome::maltreated:
            return since(handles_->maltreated_month);
        case TrialOutcome::problem:
            return table.look(handles_->problem)[child];
        case TrialOutcome::serious_problem:
            return table.look(handles_->problem)[child] > 1 ? 1.0 : 0.0;
        case TrialOutcome::helped:
            return since(handles_->youth_help);
        case TrialOutcome::placed:
            return since(handles_->stay_month);
        case TrialOutcome::skill_cognitive:
            return table.look(handles_->skill_cognitive)[child];
        case TrialOutcome::skill_social:
            return table.look(handles_->skill_social)[child];
        case TrialOutcome::cito:
            break;
    }
    auto const score = table.look(handles_->cito)[child];
    return score > 0.0F ? std::optional<double>{score} : std::nullopt;
}

std::vector<std::optional<double>> TrialEye::look(World const& world,
                                                  std::vector<Wish> const& wishes) const
{
    std::vector<std::optional<double>> seen(wishes.size());
    if (wishes.empty()) {
        return seen;
    }
    std::unordered_map<std::uint64_t, Row> rows;
    for (auto const& wish : wishes) {
        rows[wish.child.value] = no_row;
    }
    auto const people = handles_->civil.look(world.people, world.families);
    for (auto const row : collect_rows<Row>(people.present.size(), [&](Row at, auto&found) {
             if (people.present[at] != 0 && rows.contains(people.id[at])) {
                 found.push_back(at);
             }
         })) {
        rows[people.id[row]] = row;
    }
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        auto const row = rows[wishes[i].child.value];
        if (row != no_row) {
            seen[i] = value(world, row, wishes[i]);
        }
    }
    return seen;
}

}  // namespace smartstart
