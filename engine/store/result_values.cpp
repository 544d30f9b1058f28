#include "engine/store/result_values.hpp"

namespace smartstart {

Counts counts(Result const& result, Spot const& spot, std::size_t replicate)
{
    std::vector<double> const& numerators = result.numerators[spot.outcome];
    std::vector<double> const& denominators = result.denominators[spot.outcome];
    std::size_t const places = result.municipalities.size();
    if (spot.place < places) {
        std::size_t const at = result.cell(replicate, spot.year, spot.place, spot.group);
        return {numerators[at], denominators[at]};
    }
    Counts sum;
    for (std::size_t place = 0; place < places; ++place) {
        std::size_t const at = result.cell(replicate, spot.year, place, spot.group);
        sum.numerator += numerators[at];
        sum.denominator += denominators[at];
    }
    return sum;
}

std::vector<double> replicate_values(Result const& result, Spot const& spot)
{
    std::vector<double> values;
    values.reserve(result.replicates.size());
    for (std::size_t replicate = 0; replicate < result.replicates.size(); ++replicate) {
        Counts const found = counts(result, spot, replicate);
        values.push_back(
            value(result.outcomes[spot.outcome].transform, found.numerator, found.denominator));
    }
    return values;
}

}  // namespace smartstart
