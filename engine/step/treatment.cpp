#include "engine/step/treatment.hpp"

#include <algorithm>
#include <string>

#include "engine/step/limits.hpp"
#include "engine/step/structure.hpp"

namespace smartstart {

double share_by_priors(Setup const& setup)
{
    auto const sceptical = factor(setup.own, "sceptical_factor");
    return Structure::read(setup).priors == PriorSet::sceptical ? sceptical : 1.0;
}

Treatments::Treatments(Settings const& own, double priors, std::span<ServiceKind const> at_home,
                       std::span<ServiceKind const> stays)
{
    auto const transport = factor(own, "transport_factor") * priors;
    auto const fidelity = part(own, "fidelity");
    kept_here_ = transport * fidelity;
    auto const read = [&](ServiceKind kind) -> Treatment& {
        std::string const id{info(kind).id};
        auto& treatment = of_[index(kind)];
        treatment.full = effect(own, id + "_effect") * logit_per_d;
        treatment.shift = treatment.full * transport * fidelity;
        treatment.fade = own.get<Rate>(id + "_fade_out").per_year();
        return treatment;
    };
    for (auto const kind : at_home) {
        std::string const id{info(kind).id};
        auto& treatment = read(kind);
        treatment.end_rate = 12.0 / std::max(1, own.get<Months>(id + "_duration").count);
        treatment.drop_out_rate = own.get<Rate>(id + "_drop_out").per_year();
    }
    for (auto const kind : stays) {
        read(kind);
    }
}

ServiceKind Treatments::service_of(CourseKind kind)
{
    switch (kind) {
        case CourseKind::parenting_programme:
            return ServiceKind::parenting_programme;
        case CourseKind::specialist_help:
            return ServiceKind::ambulant;
        default:
            return ServiceKind::none;
    }
}

FamilyEffects::FamilyEffects(Settings const& own, double priors)
    : kept_here_{factor(own, "transport_factor") * priors},
      visits_{effect(own, "home_visiting_on_investment"),
              effect(own, "home_visiting_on_mental_health")},
      parenting_{effect(own, "parenting_programme_on_investment"),
                 effect(own, "parenting_programme_on_mental_health")},
      debts_{0.0, effect(own, "debt_counselling_on_mental_health")}
{
}

FamilyEffect FamilyEffects::of(CourseKind kind, double share) const
{
    auto const& published = kind == CourseKind::home_visiting         ? visits_
                            : kind == CourseKind::parenting_programme ? parenting_
                            : kind == CourseKind::debt_counselling    ? debts_
                                                                      : Published{};
    return {static_cast<float>(published.investment * share),
            static_cast<float>(published.d_mental * share * logit_per_d)};
}

Preschool::Preschool(Setup& setup)
    : full_{effect(setup.own, "preschool_on_investment")},
      kept_here_{factor(setup.own, "preschool_transport_factor")},
      courses_{setup.schema, "skills"}
{
}

double Preschool::adds(World const& world, Row child) const
{
    auto const course = courses_.of(world, child);
    return course.kind == CourseKind::preschool ? full_ * course.share(kept_here_) : 0.0;
}

}  // namespace smartstart
