#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/run/trial/live_trials.hpp"

namespace smartstart::trials {

/// By the name of the child.
using Courses = std::unordered_map<std::uint64_t, Course>;

/// The columns that say who follows what; they belong to whoever lives a trial.
class CourseColumns {
public:
    explicit CourseColumns(Schema const& schema);
    /// These children follow these courses from now on, and nobody else any.
    void set(World& world, Courses const& courses) const;

private:
    Seen<Person, std::uint64_t> id_;
    Seen<Person, Flag> present_;
    Owned<Person, std::uint8_t> course_;
    Owned<Person, float> dose_;
};

/// Takes children into one trial, month by month, and says who follows the programme when and who
/// is to be measured.
class Enrolment {
public:
    Enrolment(Trial const& trial, Random const& random, int replicate);

    /// Takes in who fits and whose household took no part before; in the months of recruitment.
    void take_in(World const& world, TrialEye const& eye);
    /// What participants follow in this month.
    Courses courses(Month now) const;
    /// Measures those who are due at the start of this month.
    enum class Arm : std::uint8_t { untreated, treated };
    void measure(World const& world, TrialEye const& eye, Arm arm);

    Month end() const { return trial_.end(); }
    Participants take() { return std::move(all_); }

private:
    Month due(std::size_t participant, Measure const& measure) const;
    std::optional<Month> drops_out(PersonId child, Month since) const;
    bool follows(Participant const& one, Month now) const;
    double dose(Participant const& one, Month now) const;

    Trial const& trial_;
    Random random_;
    std::uint32_t stream_;
    int replicate_;
    Participants all_;
    std::vector<Month> born_;
    std::unordered_set<std::uint64_t> children_, households_;
};

}  // namespace smartstart::trials
