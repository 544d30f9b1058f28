#include "engine/run/jobs.hpp"

#include <algorithm>
#include <limits>

namespace smartstart {
namespace {

/// The first year in which each two scenarios differ.
class Differences {
public:
    explicit Differences(std::vector<Prepared> const& scenarios)
        : count_{scenarios.size()}, first_(count_ * count_, std::numeric_limits<int>::max())
    {
        for (std::size_t i = 0; i < count_; ++i) {
            for (std::size_t j = i + 1; j < count_; ++j) {
                auto const& one = scenarios[i].scenario;
                auto const& other = scenarios[j].scenario;
                auto& first = first_[i * count_ + j];
                for (auto const& difference : differences(one.file, other.file, one.years.last)) {
                    first = std::min(first, difference.first_year);
                }
                // A life keeps the traces that the scenario asks for under which it is lived.
                if (one.traced != other.traced) {
                    first = std::min(first, one.years.first);
                }
                first_[j * count_ + i] = first;
            }
        }
    }
    int operator()(std::size_t i, std::size_t j) const { return first_[i * count_ + j]; }

private:
    std::size_t count_;
    std::vector<int> first_;
};

/// The first year that is lived: of the rehearsal, where there is one.
int first_year_of(Scenario const& scenario)
{
    return scenario.base_year - scenario.rehearsal_years;
}

}  // namespace

std::vector<Job> jobs_of(Ensemble const& ensemble)
{
    Differences const differences{ensemble.scenarios};
    std::vector<int> numbers;
    for (auto const& wanted : ensemble.replicates) {
        numbers.insert(numbers.end(), wanted.begin(), wanted.end());
    }
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::vector<Job> jobs;
    for (auto const number : numbers) {
        std::vector<std::size_t> wanting;
        for (std::size_t i = 0; i < ensemble.scenarios.size(); ++i) {
            if (std::ranges::find(ensemble.replicates[i], number) != ensemble.replicates[i].end()) {
                wanting.push_back(i);
            }
        }
        auto const& any = ensemble.scenarios[wanting.front()].scenario;
        jobs.push_back({number, share_past(wanting, first_year_of(any), any.years.last,
                                           std::cref(differences))});
    }
    return jobs;
}

}  // namespace smartstart
