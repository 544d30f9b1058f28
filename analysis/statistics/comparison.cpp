#include "analysis/statistics/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "analysis/statistics/pairing.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/store/result_values.hpp"

namespace smartstart {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double value_of(OutcomeInfo const& outcome, Counts const& counts)
{
    return value(outcome.transform, counts.numerator, counts.denominator);
}

/// Share of the differences that go the right way; those that go neither way count half, so that a
/// half means luck.
double share_better(std::vector<double> const& differences, Better better)
{
    if (!has_direction(better)) {
        return unknown;
    }
    double good = 0.0;
    int counted = 0;
    for (double const difference : differences) {
        if (!std::isnan(difference)) {
            auto const gain = better == Better::up ? difference : -difference;
            good += gain > 0.0 ? 1.0 : gain == 0.0 ? 0.5 : 0.0;
            ++counted;
        }
    }
    return counted == 0 ? unknown : good / counted;
}

/// The counts of one outcome in one year, read in the order in which a result keeps them: (place,
/// group, replicate), the whole region last.
class Year {
public:
    Year(Result const& result, std::size_t outcome, std::size_t year)
        : groups_{result.groups.size()},
          replicates_{result.replicates.size()},
          counts_((result.municipalities.size() + 1) * groups_ * replicates_)
    {
        std::size_t const places = result.municipalities.size();
        for (std::size_t replicate = 0; replicate < replicates_; ++replicate) {
            std::size_t at = result.cell(replicate, year, 0, 0);
            for (std::size_t place = 0; place < places; ++place) {
                for (std::size_t group = 0; group < groups_; ++group, ++at) {
                    Counts const found{result.numerators[outcome][at],
                                       result.denominators[outcome][at]};
                    counts_[position(place, group) + replicate] = found;
                    Counts& sum = counts_[position(places, group) + replicate];
                    sum.numerator += found.numerator;
                    sum.denominator += found.denominator;
                }
            }
        }
    }
    std::span<Counts const> at(std::size_t place, std::size_t group) const
    {
        return std::span{counts_}.subspan(position(place, group), replicates_);
    }

private:
    std::size_t position(std::size_t place, std::size_t group) const
    {
        return (place * groups_ + group) * replicates_;
    }

    std::size_t groups_;
    std::size_t replicates_;
    std::vector<Counts> counts_;
};

/// The counts of all replicates of one cell in two results.
struct Both {
    std::span<Counts const> base;
    std::span<Counts const> other;
};

/// Only what was suppressed has no counts; a rate of nobody has a count of 0.
bool is_left_out(std::span<Counts const> all)
{
    return std::ranges::any_of(all, [](Counts const& one) {
        return std::isnan(one.numerator) || std::isnan(one.denominator);
    });
}

Cell compare_cell(OutcomeInfo const& outcome, Both const& both, std::size_t draws)
{
    std::vector<double> before;
    std::vector<double> after;
    std::vector<double> differences;
    for (std::vector<double>* const values : {&before, &after, &differences}) {
        values->reserve(both.base.size());
    }
    Cell cell;
    cell.equal = true;
    for (std::size_t replicate = 0; replicate < both.base.size(); ++replicate) {
        Counts const one = both.base[replicate];
        Counts const two = both.other[replicate];
        cell.equal = cell.equal && one == two;
        double const first = value_of(outcome, one);
        double const second = value_of(outcome, two);
        double const difference = second - first;
        differences.push_back(difference);
        bool const paired = !std::isnan(difference);
        before.push_back(paired ? first : unknown);
        after.push_back(paired ? second : unknown);
        cell.missing += paired ? 0 : 1;
    }
    cell.base = estimate(before, draws).mean;
    cell.other = estimate(after, draws).mean;
    cell.difference = estimate(differences, draws);
    cell.relevant = relevant_difference(outcome, cell.base);
    cell.share_better = share_better(differences, outcome.better);
    bool const nobody = cell.difference.count == 0;
    if (cell.equal && !nobody) {
        cell.difference = {0.0, 0.0, 0.0, 0.0, cell.difference.count, draws > 0};
        cell.verdict = Verdict::identical;
    } else if (cell.missing > 0 && !nobody) {
        // The replicates without a value may be the very ones that would have told otherwise.
        cell.verdict = Verdict::cannot_tell;
    } else if (cell.missing > 0 && (is_left_out(both.base) || is_left_out(both.other))) {
        cell.verdict = Verdict::left_out;
    } else {
        cell.verdict = judge(cell.difference, cell.relevant, outcome.better);
    }
    return cell;
}

void compare_outcome(Result const& base, Result const& other, std::size_t outcome,
                     Comparison& comparison)
{
    std::size_t const places = comparison.places.size();
    std::size_t const groups = base.groups.size();
    std::size_t at = outcome * base.years.size() * places * groups;
    for (std::size_t year = 0; year < base.years.size(); ++year) {
        Year const one{base, outcome, year};
        Year const two{other, outcome, year};
        for (std::size_t place = 0; place < places; ++place) {
            for (std::size_t group = 0; group < groups; ++group) {
                comparison.cells[at++] =
                    compare_cell(base.outcomes[outcome],
                                 {one.at(place, group), two.at(place, group)}, base.draws.size());
            }
        }
    }
}

}  // namespace

double relevant_difference(OutcomeInfo const& outcome, double base)
{
    constexpr double share_that_matters = 0.01;
    return outcome.relevant > 0.0 ? outcome.relevant : share_that_matters * std::abs(base);
}

Verdict judge(Estimate const& difference, double relevant, Better better)
{
    if (difference.count == 0) {
        return Verdict::nobody_counted;
    }
    if (std::isnan(difference.low)) {
        return Verdict::cannot_tell;
    }
    if (difference.low >= -relevant && difference.high <= relevant) {
        return Verdict::no_relevant_difference;
    }
    // Two replicates that differ by the same, as small counts do by chance, tell no spread.
    if (difference.count == 2 && difference.deviation == 0.0) {
        return Verdict::cannot_tell;
    }
    bool const surely_not_zero = difference.low > 0.0 || difference.high < 0.0;
    if (!surely_not_zero || std::abs(difference.mean) < relevant) {
        return Verdict::cannot_tell;
    }
    if (better == Better::neither) {
        return Verdict::differs;
    }
    if (better == Better::seen) {
        return difference.mean > 0.0 ? Verdict::more_seen : Verdict::less_seen;
    }
    return (difference.mean > 0.0) == (better == Better::up) ? Verdict::better : Verdict::worse;
}

std::optional<std::int64_t> replicates_still_needed(Cell const& cell)
{
    // What is not known of the parameters stays unknown, however many draws there are.
    // More replicates give no value to those that have none.
    if (cell.verdict != Verdict::cannot_tell || cell.difference.over_draws || cell.missing > 0) {
        return std::nullopt;
    }
    // If the mean stays where it is, a mean that matters is told once its interval has no zero, and
    // one that does not matter once its interval lies inside what matters.
    double const size = std::abs(cell.difference.mean);
    double const wanted = size >= cell.relevant ? size : cell.relevant - size;
    auto const needed = replicates_for(cell.difference.deviation, wanted);
    if (!needed) {
        return std::nullopt;
    }
    return std::max<std::int64_t>(1, *needed - cell.difference.count);
}

Comparison compare(Result const& base, Result const& other)
{
    check_pairing(base, other);
    Comparison comparison;
    comparison.base = base.scenario;
    comparison.other = other.scenario;
    comparison.years = base.years;
    comparison.places = base.municipalities;
    comparison.places.push_back({"region", "region"});
    comparison.groups = base.groups;
    comparison.outcomes = base.outcomes;
    comparison.replicates = static_cast<int>(base.replicates.size());
    comparison.draws = static_cast<int>(base.draws.size());
    comparison.cells.resize(base.outcomes.size() * base.years.size() * comparison.places.size() *
                            base.groups.size());
    for_each_block(base.outcomes.size(),
                   [&](std::size_t outcome) { compare_outcome(base, other, outcome, comparison); });
    return comparison;
}

}  // namespace smartstart
