#include "engine/store/derived.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/store/hdf5.hpp"
#include "engine/store/layout.hpp"

namespace smartstart::derived {
namespace {

bool are_same(std::vector<double> const& one, std::vector<double> const& other)
{
    return std::ranges::equal(
        one, other, [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

}  // namespace

std::vector<double> values(Transform transform, std::vector<double> numerators,
                           std::span<double const> denominators)
{
    for (std::size_t i = 0; i < numerators.size(); ++i) {
        numerators[i] = value(transform, numerators[i], denominators[i]);
    }
    return numerators;
}

std::vector<double> front_share(std::vector<std::string> const& sides,
                                std::span<std::int64_t const> realised_cents)
{
    std::vector<double> shares(realised_cents.size() / sides.size(),
                               std::numeric_limits<double>::quiet_NaN());
    for (std::size_t place = 0; place < shares.size(); ++place) {
        double front = 0.0;
        double back = 0.0;
        for (std::size_t side = 0; side < sides.size(); ++side) {
            auto const cents = static_cast<double>(realised_cents[place * sides.size() + side]);
            front += sides[side] == layout::front ? cents : 0.0;
            back += sides[side] == layout::back ? cents : 0.0;
        }
        if (front + back != 0.0) {
            shares[place] = front / (front + back);
        }
    }
    return shares;
}

std::string first_that_differs(hid_t file, Result const& result)
{
    hdf5::Shape shape{result.replicates.size(), result.years.size(), result.municipalities.size(),
                      result.groups.size()};
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        auto const& info = result.outcomes[i];
        auto const wanted = values(info.transform, result.numerators[i], result.denominators[i]);
        if (!are_same(hdf5::read_doubles(file, info.id, shape), wanted)) {
            return info.id;
        }
    }
    if (result.sides.empty()) {
        return {};
    }
    shape.pop_back();
    hdf5::Group const budget = hdf5::open_group(file, "budget");
    auto const wanted = front_share(result.sides, result.realised_cents);
    return are_same(hdf5::read_doubles(budget.id(), layout::front_share, shape), wanted)
               ? std::string{}
               : std::string{"budget/"} + layout::front_share;
}

}  // namespace smartstart::derived
