#include "engine/population/start/assistance.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace smartstart {
namespace {

/// Under 21 parents must still maintain their children (Participatiewet), so assistance is rare.
constexpr int claims_alone_from = 21 * 12;

enum class Circle { single_parents, couples_with_minors, alone, rest };

Circle circle_of(Circumstances const& home)
{
    switch (*home.kind) {
        case IncomeKind::single_parent_minors:
            return Circle::single_parents;
        case IncomeKind::couple_minors:
            return Circle::couples_with_minors;
        case IncomeKind::single:
        case IncomeKind::single_pension:
            return Circle::alone;
        default:
            return Circle::rest;
    }
}

/// Takes households in the order of their need, and keeps count.
class Choice {
public:
    explicit Choice(double under_line) : under_line_{under_line} {}

    /// Households of one circle, by need.
    struct Queue {
        std::vector<Claimant> poor, others;
    };

    /// Takes households until `measure` of them adds up to `amount`. Earlier shortages of
    /// households under the line are made good here.
    template <class Measure>
    void take(Queue const& queue, double amount, Measure const& measure)
    {
        std::size_t poor = 0;
        std::size_t others = 0;
        double done = 0.0;
        while (poor < queue.poor.size() || others < queue.others.size()) {
            auto const wants_poor =
                poor_ < under_line_ * (static_cast<double>(chosen.size()) + 1.0);
            auto const is_poor =
                others == queue.others.size() || (wants_poor && poor < queue.poor.size());
            auto const& next = is_poor ? queue.poor[poor] : queue.others[others];
            auto const more = static_cast<double>(measure(next.circumstances));
            // A household too many is better than one too few when that is nearer.
            if (done + 0.5 * more > amount) {
                break;
            }
            ++(is_poor ? poor : others);
            poor_ += is_poor ? 1.0 : 0.0;
            done += more;
            persons += next.circumstances.claimants;
            chosen.push_back(next.family);
        }
    }

    std::vector<std::size_t> chosen;
    double persons{};

private:
    double under_line_;
    double poor_{};
};

}  // namespace

std::vector<std::size_t> choose_assistance(StartPopulation const& population,
                                           std::vector<Claimant> claimants,
                                           AssistanceWanted const& wanted, Links const& links)
{
    std::sort(claimants.begin(), claimants.end(), [](auto const& a, auto const& b) {
        return a.need != b.need ? a.need > b.need : a.family < b.family;
    });
    std::array<Choice::Queue, 4> queues;
    for (auto const& claimant : claimants) {
        auto const& family = population.families[claimant.family];
        auto const months = population.persons[family.first_person].months_old();
        if (claimant.circumstances.minors == 0 && months < claims_alone_from) {
            continue;
        }
        auto& queue = queues[static_cast<std::size_t>(circle_of(claimant.circumstances))];
        (claimant.low_income ? queue.poor : queue.others).push_back(claimant);
    }
    auto const queue = [&](Circle circle) -> Choice::Queue const& {
        return queues[static_cast<std::size_t>(circle)];
    };
    auto const minors = [](Circumstances const& home) { return home.minors; };
    auto const persons = [](Circumstances const& home) { return home.claimants; };
    Choice choice{links.assistance_under_low_income_line};
    auto const with_single = links.assistance_minors_with_single_parent * wanted.minors;
    choice.take(queue(Circle::single_parents), with_single, minors);
    choice.take(queue(Circle::couples_with_minors), wanted.minors - with_single, minors);
    auto const left = std::max(0.0, wanted.persons - choice.persons);
    choice.take(queue(Circle::alone),
                std::min(left, links.assistance_persons_alone * wanted.persons), persons);
    choice.take(queue(Circle::rest), std::max(0.0, wanted.persons - choice.persons), persons);
    return std::move(choice.chosen);
}

}  // namespace smartstart
