#include "engine/run/trial/trial.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace smartstart::trials {
namespace {

using namespace std::string_view_literals;

constexpr std::array programmes{
    std::pair{"home_visiting"sv, CourseKind::home_visiting},
    std::pair{"parenting_programme"sv, CourseKind::parenting_programme},
    std::pair{"debt_counselling"sv, CourseKind::debt_counselling},
    std::pair{"specialist_help"sv, CourseKind::specialist_help},
    std::pair{"preschool"sv, CourseKind::preschool},
};
constexpr std::array deliveries{
    std::pair{"as_published"sv, Delivery::as_published},
    std::pair{"here"sv, Delivery::here},
};
constexpr std::array effects{
    std::pair{"risk_ratio"sv, Effect::risk_ratio},
    std::pair{"d"sv, Effect::d},
};
constexpr std::array educations{
    std::pair{"low"sv, std::uint8_t{1}},
    std::pair{"middle"sv, std::uint8_t{2}},
    std::pair{"high"sv, std::uint8_t{3}},
};
constexpr std::array severities{
    std::pair{"none"sv, std::uint8_t{0}},
    std::pair{"emerging"sv, std::uint8_t{1}},
    std::pair{"serious"sv, std::uint8_t{2}},
    std::pair{"crisis"sv, std::uint8_t{3}},
};

constexpr int grown_up = 18 * 12;

int months_or(Settings const& section, char const* key, int otherwise)
{
    return section.get_or(key, Months{otherwise}).count;
}

Eligibility read_eligibility(Settings const& section)
{
    Eligibility who;
    who.child_from = section.get<Months>("child_from").count;
    who.child_until = section.get<Months>("child_until").count;
    who.first_child = section.get_or("first_child", false);
    who.mother_younger_than = months_or(section, "mother_younger_than", 0);
    who.most_education =
        section.get_choice_or("mother_education_at_most", educations, std::uint8_t{3});
    who.risks_at_least = section.get_or("risks_at_least", 0);
    who.problem_from = section.get_choice_or("problem_from", severities, std::uint8_t{0});
    who.problem_until = section.get_choice_or("problem_until", severities, std::uint8_t{3});
    who.poor = section.get_or("poor", false);
    if (section.has("child_from") && section.has("child_until") &&
        (who.child_until <= who.child_from || who.child_until > grown_up)) {
        section.reject("child_until",
                       "must be older than 'child_from' and at most 18 years: it is the age "
                       "from which a child is not taken in any more.");
    }
    if (who.risks_at_least < 0 || who.risks_at_least > 11) {
        section.reject("risks_at_least", "must be from 0 to 11: so many risk factors there are.");
    }
    if (who.problem_until < who.problem_from) {
        section.reject("problem_until", "is less severe than 'problem_from', so nobody fits.");
    }
    return who;
}

Published read_published(Settings const& section, Effect effect)
{
    Published published;
    published.estimate = section.get<double>("estimate");
    if (section.has("low") || section.has("high")) {
        published.low = section.get<double>("low");
        published.high = section.get<double>("high");
        if (*published.low > *published.high || published.estimate < *published.low ||
            published.estimate > *published.high) {
            section.reject("estimate", "must lie between 'low' and 'high'.");
        }
    }
    if (effect == Effect::risk_ratio && section.has("estimate") && !(published.estimate > 0.0)) {
        section.reject("estimate", "is a ratio, so it must be above 0, such as '0.58'.");
    }
    published.source = section.get<std::string>("source");
    return published;
}

Measure read_measure(Settings const& section, std::string const& name)
{
    Measure measure;
    measure.name = name;
    measure.title = section.get<Text>("title");
    measure.outcome = section.get_choice<TrialOutcome>("outcome", trial_outcomes());
    measure.effect = section.get_choice<Effect>("effect", effects);
    measure.input_of = section.get_or("input_of", std::string{});
    auto const by_age = section.has("at_age");
    if (by_age == section.has("after")) {
        section.reject(by_age ? "after" : "outcome",
                       by_age ? "stands beside 'at_age'; leave one of them out."
                              : "is measured at no time; beside it must stand 'after', such as "
                                "'after: 12 months', or 'at_age', such as 'at_age: 3 years'.");
        section.ignore("after");
        section.ignore("at_age");
    } else {
        (by_age ? measure.at_age : measure.after) =
            section.get<Months>(by_age ? "at_age" : "after").count;
    }
    if (measure.effect == Effect::risk_ratio && !info(measure.outcome).yes_or_no) {
        section.reject("effect", "is 'risk_ratio', but '" + std::string{info(measure.outcome).id} +
                                     "' is no yes or no; its effect is a 'd'.");
    }
    measure.published = read_published(section.section("published"), measure.effect);
    return measure;
}

/// What is forgotten of somebody cannot be measured any more.
void check_known(Settings const& section, Measure const& measure, Eligibility const& who)
{
    auto const kept = info(measure.outcome).kept;
    auto const end = kept == Kept::in_youth ? youth_months : thirty_months;
    auto const oldest = measure.at_age.value_or(who.child_until - 1 + measure.after.value_or(0));
    if (kept != Kept::for_life && oldest >= end) {
        section.reject(measure.at_age ? "at_age" : "after",
                       fmt::format("lies at or beyond {} years for some who are taken in, but '{}' "
                                   "is known only until that birthday; measure it earlier.",
                                   end / 12, info(measure.outcome).id));
    }
}

void read_measures(Settings const& own, Trial& trial)
{
    auto const section = own.section("measures");
    for (auto const& name : section.keys()) {
        if (auto const one = section.maybe_section(name)) {
            trial.measures.push_back(read_measure(*one, name));
            auto const& age = trial.measures.back().at_age;
            if (age && *age < trial.who.child_until) {
                one->reject("at_age", "is younger than some who are taken in ('child_until').");
            }
            check_known(*one, trial.measures.back(), trial.who);
        }
    }
    if (trial.measures.empty() && own.has("measures")) {
        own.reject("measures", "is empty, but must hold at least one measure.");
    }
}

void read_course(Settings const& own, Trial& trial)
{
    trial.programme = own.get_choice<CourseKind>("programme", programmes);
    trial.delivery = own.get_choice<Delivery>("delivery", deliveries);
    trial.dose = own.get_or("dose", Share{1.0}).value();
    trial.duration = own.get<Months>("duration").count;
    trial.drop_out = own.get_or("drop_out", Rate{0.0}).per_year();
    auto const recruitment = own.section("recruitment");
    trial.from = recruitment.get<Month>("from");
    trial.recruitment_months = recruitment.get<Months>("months").count;
    if (recruitment.has("months") && trial.recruitment_months < 1) {
        recruitment.reject("months", "must be at least '1 months'.");
    }
    if (own.has("duration") && trial.duration < 1) {
        own.reject("duration", "must be at least '1 months'.");
    }
}

std::optional<Arms> read_arms(Settings const& own)
{
    auto const section = own.maybe_section("arms");
    if (!section) {
        return std::nullopt;
    }
    Arms const arms{section->get<int>("treated"), section->get<int>("control")};
    for (auto const* key : {"treated", "control"}) {
        if (section->has(key) && (key == "treated"sv ? arms.treated : arms.control) < 2) {
            section->reject(key, "must be at least 2.");
        }
    }
    return arms;
}

}  // namespace

Trial Trial::read(std::filesystem::path const& file)
{
    auto const settings = SettingsFile::read_as("smartstart-trial 1", file, {});
    auto const own = settings.root().section("trial");
    Trial trial;
    trial.file = file;
    trial.name = file.stem().string();
    trial.title = own.get<Text>("title");
    trial.remark = own.get_or("remark", Text{});
    trial.scenario = (file.parent_path() / own.get<std::string>("scenario")).lexically_normal();
    read_course(own, trial);
    trial.arms = read_arms(own);
    trial.who = read_eligibility(own.section("eligibility"));
    read_measures(own, trial);
    settings.finish();
    return trial;
}

Month Trial::end() const
{
    int longest = duration;
    for (auto const& measure : measures) {
        longest = std::max(longest, measure.after.value_or(0));
        longest = std::max(longest, measure.at_age.value_or(0) - who.child_from);
    }
    return from + Months{recruitment_months + longest};
}

std::vector<Trial> read_trials(std::vector<std::filesystem::path> const& files)
{
    std::vector<Trial> trials;
    std::vector<Problem> mistakes;
    for (auto const& file : files) {
        try {
            trials.push_back(Trial::read(file));
        } catch (InputError const& error) {
            mistakes.insert(mistakes.end(), error.problems().begin(), error.problems().end());
        }
    }
    if (!mistakes.empty()) {
        throw InputError{std::move(mistakes)};
    }
    return trials;
}

std::string word_of(CourseKind programme)
{
    auto const* const found =
        std::ranges::find(programmes, programme, [](auto const& one) { return one.second; });
    return std::string{found == programmes.end() ? "none"sv : found->first};
}

}  // namespace smartstart::trials
