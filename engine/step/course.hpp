#pragma once

#include <cstdint>
#include <span>

#include "engine/parallel/rows.hpp"
#include "engine/population/fact.hpp"
#include "engine/population/schema.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// A programme that a trial may give. Each works through its channels and on nothing else.
enum class CourseKind : std::uint8_t {
    none,
    home_visiting,        ///< parental investment, parents' recovery from mental illness
    parenting_programme,  ///< the same, and recovery of the child's problems
    debt_counselling,     ///< parents' recovery from mental illness
    specialist_help,      ///< recovery of the child's problems
    preschool,            ///< what the child receives beside what its parents give
};

/// How a programme is given: as in the trials that were published, or here and at scale, where the
/// model's own factors for transport, fidelity and scepticism say what is left of it.
enum class Delivery : std::uint8_t { as_published, here };

/// What one child, or its family, gets from a trial in one month, beside what the region gives.
struct Course {
    CourseKind kind{};
    Delivery delivery{};
    double dose{1.0};  ///< of the full programme
    bool left{};       ///< dropped out this month: of treatment that was broken off nothing lingers

    /// What is left of a published effect, where `kept_here` is left of it here.
    double share(double kept_here) const
    {
        return dose * (delivery == Delivery::here ? kept_here : 1.0);
    }
};

namespace facts {
/// Owned by whoever lives a trial (engine/run/trial); 0 for everybody in any other run.
inline constexpr Fact<Person, std::uint8_t> course{
    "course",
    "programme of a trial: 0 none, else 4 x its number (CourseKind), + 2 as given here, + 1 left",
    0, CellKind::value, Kept::in_youth};
inline constexpr Fact<Person, float> course_dose{
    "course_dose", "share of that programme's full dose", 0, CellKind::value, Kept::in_youth};
}  // namespace facts

constexpr std::uint8_t packed(Course const& course)
{
    return static_cast<std::uint8_t>(4 * static_cast<unsigned>(course.kind) +
                                     (course.delivery == Delivery::here ? 2U : 0U) +
                                     (course.left ? 1U : 0U));
}
constexpr Course unpacked(std::uint8_t course, float dose)
{
    return {.kind = static_cast<CourseKind>(course / 4U),
            .delivery = (course & 2U) != 0 ? Delivery::here : Delivery::as_published,
            .dose = dose,
            .left = (course & 1U) != 0};
}

/// Permission to see who follows what.
class SeenCourses {
public:
    SeenCourses(Schema& schema, std::string_view reader)
        : course_{schema.see(facts::course, reader)}, dose_{schema.see(facts::course_dose, reader)}
    {
    }
    Course of(World const& world, Row person) const
    {
        return unpacked(world.people.look(course_)[person], world.people.look(dose_)[person]);
    }
    /// Calls `body(row, course)` for each young person who follows one, in the order of the rows
    /// and one at a time, so that it may change what brothers and sisters share.
    template <class Body>
    void for_each(World const& world, Body const& body) const
    {
        auto const following = with_any(world.roll.youth, set(world.people.look(course_)));
        auto const rows = collect_rows<Row>(
            following, [](Row row, std::vector<Row>& found) { found.push_back(row); });
        for (auto const row : rows) {
            body(row, of(world, row));
        }
    }

private:
    Seen<Person, std::uint8_t> course_;
    Seen<Person, float> dose_;
};

}  // namespace smartstart
