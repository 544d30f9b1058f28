#pragma once

#include <cmath>
#include <initializer_list>
#include <span>

#include "engine/service/service_kind.hpp"
#include "engine/step/course.hpp"
#include "engine/step/step.hpp"

namespace smartstart {

/// A standardised difference d shifts a log-odds by d * pi / sqrt(3).
inline constexpr double logit_per_d = 1.8137993642342178;

/// Whether one shift counts rather than another, as effects do not add up. Harm weighs as much as
/// help of its size.
inline bool is_stronger(float one, float other)
{
    return std::abs(one) > std::abs(other);
}
/// The shift that counts of some, of which there is at least one; of equals the first.
inline float strongest(std::initializer_list<float> shifts)
{
    auto found = *shifts.begin();
    for (auto const shift : shifts) {
        found = is_stronger(shift, found) ? shift : found;
    }
    return found;
}

/// How long help for a child lasts, who stays, what it does and how that fades afterwards.
struct Treatment {
    double end_rate{}, drop_out_rate{};
    double full{};   ///< shift of the log rate of recovery, as published
    double shift{};  ///< what is left of it here
    double fade{};   ///< rate
};

/// The treatments of step `care`, by service, read from its parameters.
class Treatments {
public:
    /// `at_home` have a duration and drop-out; `stays` have not: protection ends them.
    Treatments(Settings const& own, double priors, std::span<ServiceKind const> at_home,
               std::span<ServiceKind const> stays);

    Treatment const& of(std::size_t service) const { return of_[service]; }
    /// The service that a course of a trial resembles; `none` where it does not work on recovery.
    static ServiceKind service_of(CourseKind kind);
    /// The shift that a course gives.
    float shift(Course const& course) const
    {
        return static_cast<float>(of_[index(service_of(course.kind))].full *
                                  course.share(kept_here_));
    }

private:
    double kept_here_;
    PerService<Treatment> of_{};
};

/// What a family service does to the parents.
struct FamilyEffect {
    float investment{};  ///< shift of parental investment, in sd
    float mental{};      ///< shift of the log-odds of recovery from mental illness
};

/// The effects of step `family_support`, read from its parameters.
class FamilyEffects {
public:
    FamilyEffects(Settings const& own, double priors);

    /// As the region gives it; of a kind without such effects nothing.
    FamilyEffect here(CourseKind kind) const { return of(kind, kept_here_); }
    /// As a course of a trial gives it.
    FamilyEffect of(Course const& course) const
    {
        return of(course.kind, course.left ? 0.0 : course.share(kept_here_));
    }

private:
    struct Published {
        double investment{}, d_mental{};
    };
    FamilyEffect of(CourseKind kind, double share) const;

    double kept_here_;
    Published visits_, parenting_, debts_;
};

/// What preschool adds to what a child receives; read from the parameters of step `skills`.
class Preschool {
public:
    explicit Preschool(Setup& setup);
    /// In sd of parental investment; 0 where the child follows no such course.
    double adds(World const& world, Row child) const;

private:
    double full_, kept_here_;
    SeenCourses courses_;
};

/// What the structure leaves of published effects: all, or `sceptical_factor` of it.
double share_by_priors(Setup const& setup);

}  // namespace smartstart
