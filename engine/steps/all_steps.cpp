#include <array>

#include "engine/step/step.hpp"

namespace smartstart {

namespace steps {
// people
StepKind mortality();
StepKind fertility();
StepKind separation();
StepKind partnership();
StepKind leaving_home();
StepKind migration();
// strain
StepKind frailty();
StepKind work();
StepKind assistance();
StepKind income();
StepKind debts();
StepKind mental_health();
StepKind addiction();
StepKind violence();
StepKind housing();
StepKind risks();
StepKind skills();
StepKind problems();
StepKind upbringing();
// signal
StepKind find_spots();
StepKind maltreatment();
// help
StepKind budget();
StepKind requests();
StepKind care();
StepKind family_support();
StepKind protection();
// effect
StepKind primary_school();
StepKind early_leaving();
StepKind schooling();
StepKind offending();
StepKind youth_justice();
StepKind health();
// settle
StepKind costs();
}  // namespace steps

std::span<StepKind const> all_steps()
{
    static auto const kinds = std::array{
        steps::mortality(),      steps::fertility(),    steps::separation(),
        steps::partnership(),    steps::leaving_home(), steps::migration(),
        steps::frailty(),        steps::work(),         steps::assistance(),
        steps::income(),         steps::debts(),        steps::mental_health(),
        steps::addiction(),      steps::violence(),     steps::housing(),
        steps::risks(),          steps::skills(),       steps::problems(),
        steps::upbringing(),     steps::find_spots(),   steps::maltreatment(),
        steps::budget(),         steps::requests(),     steps::care(),
        steps::family_support(), steps::protection(),   steps::primary_school(),
        steps::early_leaving(),  steps::schooling(),    steps::offending(),
        steps::youth_justice(),  steps::health(),       steps::costs(),
    };
    return kinds;
}

}  // namespace smartstart
