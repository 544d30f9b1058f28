#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/outcome/outcome.hpp"

namespace smartstart {
namespace outcomes {

std::vector<OutcomeKind> school();
std::vector<OutcomeKind> youth_care();
std::vector<OutcomeKind> protection();
std::vector<OutcomeKind> safety();
std::vector<OutcomeKind> health();
std::vector<OutcomeKind> money_and_work();
std::vector<OutcomeKind> skills_and_problems();
std::vector<OutcomeKind> population();
std::vector<OutcomeKind> ages();
std::vector<OutcomeKind> turnover();
std::vector<OutcomeKind> published_care();
std::vector<OutcomeKind> published_families();
std::vector<OutcomeKind> published_harm();
std::vector<OutcomeKind> published_health_and_money();
std::vector<OutcomeKind> published_generations();

}  // namespace outcomes

std::vector<OutcomeKind> const& all_outcomes()
{
    static std::vector<OutcomeKind> const all = [] {
        std::vector<OutcomeKind> kinds;
        for (auto* theme :
             {&outcomes::school, &outcomes::youth_care, &outcomes::protection, &outcomes::safety,
              &outcomes::health, &outcomes::money_and_work, &outcomes::skills_and_problems,
              &outcomes::population, &outcomes::ages, &outcomes::turnover}) {
            std::ranges::move((*theme)(), std::back_inserter(kinds));
        }
        for (auto* theme :
             {&outcomes::published_care, &outcomes::published_families, &outcomes::published_harm,
              &outcomes::published_health_and_money, &outcomes::published_generations}) {
            for (auto& kind : (*theme)()) {
                kind.for_the_card = true;
                kinds.push_back(std::move(kind));
            }
        }
        return kinds;
    }();
    return all;
}

}  // namespace smartstart
