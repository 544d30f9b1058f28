#include "engine/run/trial/enrolment.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"

namespace smartstart::trials {
namespace {

enum Question : unsigned { arm, drop_out };
/// Skills grow in periods of two years of age (step `skills`); preschool counts by its months among
/// them.
constexpr int period_of_growth = 24;

std::size_t place_of(Schema const& schema, std::string_view column)
{
    auto const& all = schema.people();
    auto const found = std::ranges::find(all, column, &ColumnInfo::name);
    if (found == all.end()) {
        throw BrokenPromise{"there is no column '" + std::string{column} + "'"};
    }
    return static_cast<std::size_t>(found - all.begin());
}

}  // namespace

CourseColumns::CourseColumns(Schema const& schema)
    : id_{place_of(schema, "id")},
      present_{place_of(schema, "present")},
      course_{place_of(schema, facts::course.name)},
      dose_{place_of(schema, facts::course_dose.name)}
{
}

void CourseColumns::set(World& world, Courses const& courses) const
{
    auto const id = world.people.look(id_);
    auto const present = world.people.look(present_);
    auto const course = world.people.change(course_);
    auto const dose = world.people.change(dose_);
    for_each_row(id.size(), [&](Row row) {
        auto const found = present[row] != 0 ? courses.find(id[row]) : courses.end();
        auto const follows = found != courses.end();
        course[row] = follows ? packed(found->second) : std::uint8_t{0};
        dose[row] = follows ? static_cast<float>(found->second.dose) : 0.0F;
    });
}

Enrolment::Enrolment(Trial const& trial, Random const& random, int replicate)
    : trial_{trial},
      random_{random},
      stream_{name_hash("trial " + trial.name)},
      replicate_{replicate}
{
}

void Enrolment::take_in(World const& world, TrialEye const& eye)
{
    auto const now = world.clock.now;
    if (now < trial_.from || now >= trial_.from + Months{trial_.recruitment_months}) {
        return;
    }
    for (auto const& [child, family, born] : eye.eligible(world, trial_.who)) {
        if (children_.contains(child.value) || !households_.insert(family.value).second) {
            continue;
        }
        children_.insert(child.value);
        all_.push_back({.child = child,
                        .replicate = replicate_,
                        .since = now,
                        .left = drops_out(child, now),
                        .luck = random_.draws(child, stream_, Clock{}).uniform(arm),
                        .seen = std::vector<Twice>(trial_.measures.size())});
        born_.push_back(born);
    }
}

std::optional<Month> Enrolment::drops_out(PersonId child, Month since) const
{
    Clock clock;
    for (int month = 0; month < trial_.duration; ++month) {
        clock.now = since + Months{month};
        if (random_.draws(child, stream_, clock)
                .happens_at(drop_out, trial_.drop_out, clock.dt())) {
            return clock.now;
        }
    }
    return std::nullopt;
}

bool Enrolment::follows(Participant const& one, Month now) const
{
    return now >= one.since && now < one.since + Months{trial_.duration} &&
           (!one.left || now < *one.left);
}

double Enrolment::dose(Participant const& one, Month now) const
{
    if (trial_.programme != CourseKind::preschool) {
        return follows(one, now) ? trial_.dose : 0.0;
    }
    int months = 0;
    for (int ago = 1; ago <= period_of_growth; ++ago) {
        months += follows(one, now - Months{ago}) ? 1 : 0;
    }
    return trial_.dose * months / period_of_growth;
}

Courses Enrolment::courses(Month now) const
{
    Courses courses;
    for (auto const& one : all_) {
        auto const leaves = one.left == now;
        auto const lasts =
            trial_.programme == CourseKind::preschool ? dose(one, now) > 0.0 : follows(one, now);
        if (leaves || lasts) {
            auto const left = leaves && trial_.programme != CourseKind::preschool;
            courses[one.child.value] = {.kind = trial_.programme,
                                        .delivery = trial_.delivery,
                                        .dose = left ? trial_.dose : dose(one, now),
                                        .left = left};
        }
    }
    return courses;
}

Month Enrolment::due(std::size_t participant, Measure const& measure) const
{
    return measure.at_age ? born_[participant] + Months{*measure.at_age}
                          : all_[participant].since + Months{measure.after.value_or(0)};
}

void Enrolment::measure(World const& world, TrialEye const& eye, Arm arm)
{
    std::vector<TrialEye::Wish> wishes;
    std::vector<std::optional<double>*> places;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        for (std::size_t k = 0; k < trial_.measures.size(); ++k) {
            if (due(i, trial_.measures[k]) == world.clock.now) {
                wishes.push_back({all_[i].child, trial_.measures[k].outcome, all_[i].since});
                auto& twice = all_[i].seen[k];
                places.push_back(arm == Arm::treated ? &twice.treated : &twice.untreated);
            }
        }
    }
    auto const seen = eye.look(world, wishes);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        *places[i] = seen[i];
    }
}

}  // namespace smartstart::trials
