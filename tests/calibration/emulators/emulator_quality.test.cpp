// How good emulators are on functions of which every value is known, beside those of gp.json; see
// figures/README.md.

#include <array>
#include <cmath>
#include <fstream>
#include <functional>
#include <numbers>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/emulators/emulator.hpp"
#include "calibration/statistics/design.hpp"
#include "calibration/statistics/luck.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

/// A function over the unit cube.
using Function = std::function<double(VectorXd const&)>;
constexpr double pi = std::numbers::pi;

double branin(VectorXd const& u)
{
    auto const x = -5.0 + 15.0 * u[0];
    auto const y = 15.0 * u[1];
    return std::pow(y - 5.1 * x * x / (4.0 * pi * pi) + 5.0 * x / pi - 6.0, 2.0) +
           10.0 * (1.0 - 1.0 / (8.0 * pi)) * std::cos(x) + 10.0;
}

/// Flow of water through a borehole (Harper and Gupta 1983).
double borehole(VectorXd const& u)
{
    constexpr std::array low{0.05, 100.0, 63070.0, 990.0, 63.1, 700.0, 1120.0, 9855.0};
    constexpr std::array high{0.15, 50000.0, 115600.0, 1110.0, 116.0, 820.0, 1680.0, 12045.0};
    std::array<double, 8> x{};
    for (std::size_t i = 0; i < 8; ++i) {
        x.at(i) = low.at(i) + u[static_cast<Index>(i)] * (high.at(i) - low.at(i));
    }
    auto const [radius, far, upper, head, lower, tail, length, conductivity] = x;
    auto const ratio = std::log(far / radius);
    return 2.0 * pi * upper * (head - tail) /
           (ratio * (1.0 + 2.0 * length * upper / (ratio * radius * radius * conductivity) +
                     upper / lower));
}

/// Friedman (1991): five of ten numbers do nothing.
double friedman(VectorXd const& u)
{
    return 10.0 * std::sin(pi * u[0] * u[1]) + 20.0 * std::pow(u[2] - 0.5, 2.0) + 10.0 * u[3] +
           5.0 * u[4];
}

double g_function(VectorXd const& u)
{
    constexpr std::array a{0.0, 0.5, 3.0, 9.0, 99.0, 99.0};
    double product = 1.0;
    for (std::size_t i = 0; i < 6; ++i) {
        product *= (std::abs(4.0 * u[static_cast<Index>(i)] - 2.0) + a.at(i)) / (1.0 + a.at(i));
    }
    return product;
}

VectorXd values_at(Points const& points, Function const& function)
{
    VectorXd values(points.cols());
    for (Index i = 0; i < points.cols(); ++i) {
        values[i] = function(points.col(i));
    }
    return values;
}

/// What an emulator is like at 2048 points that it has not seen.
struct Quality {
    double unexplained{};  ///< share of the variance: 1 - Q²
    double covered{};      ///< share of the points within the 95 % interval
};

Quality quality_of(Function const& function, int dimensions, int points)
{
    std::vector<Prior> const even(static_cast<std::size_t>(dimensions),
                                  Prior{PriorKind::uniform, 0.0, 1.0});
    auto const learned = latin_hypercube(even, points, 5, 50);
    auto const standard = Standard::of(learned);
    auto const values = values_at(learned, function);
    auto const spread = (values.array() - values.mean()).square().mean();
    std::vector<Reading> readings;
    for (double const value : values) {
        readings.push_back({value, 1e-8 * spread});
    }
    auto const emulator =
        fit_emulator(standard(learned), readings, {Figure::mean, Dispersion::counting}, nullptr);
    auto const others = latin_hypercube(even, 2048, 6, 1);
    auto const truth = values_at(others, function);
    auto const there = emulator.process.predict(standard(others));
    VectorXd const off = there.means - truth;
    auto const sds = there.variances.array().sqrt();
    return {off.squaredNorm() / (truth.array() - truth.mean()).square().sum(),
            (off.array().abs() <= 1.959964 * sds).cast<double>().mean()};
}

TEST(EmulatorQuality, is_near_that_of_others_on_functions_of_two_to_ten_numbers)
{
    std::ifstream file{std::filesystem::path{SMARTSTART_SOURCE_DIR} /
                       "tests/calibration/figures/gp.json"};
    auto const known = nlohmann::json::parse(file);
    struct Case {
        char const* name;
        Function function;
        int dimensions, points;
    };
    for (auto const& one : {Case{"quality_branin2_N40", branin, 2, 40},
                            Case{"quality_borehole8_N80", borehole, 8, 80},
                            Case{"quality_borehole8_N160", borehole, 8, 160},
                            Case{"quality_friedman10_N100", friedman, 10, 100},
                            Case{"quality_friedman10_N200", friedman, 10, 200},
                            Case{"quality_sobolg6_N120", g_function, 6, 120}}) {
        SCOPED_TRACE(one.name);
        auto const found = quality_of(one.function, one.dimensions, one.points);
        auto const theirs = 1.0 - known[one.name]["Q2"].get<double>();
        // Ours expect lengths that suit noisy figures, which costs smooth functions up to 0.05 % of
        // their variance; with a wide prior each of the six is below theirs.
        EXPECT_LT(found.unexplained, theirs + 6e-4);
        EXPECT_GT(found.covered, known[one.name]["cov95"].get<double>() - 0.02);
    }
}

/// The factor on known noise that an emulator finds in readings of a slope that were made with
/// three times that noise, so many replicates to each.
double dispersion_found(int replicates)
{
    constexpr Index count = 120;
    KeyedLuck const luck{8, "dispersion"};
    Eigen::MatrixXd places(1, count);
    std::vector<Reading> readings;
    for (Index i = 0; i < count; ++i) {
        places(0, i) = -1.7 + 3.4 * static_cast<double>(i) / (count - 1);
        auto const number = static_cast<std::uint32_t>(i);
        std::vector<OnLink> each;
        for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(replicates); ++k) {
            each.push_back(
                {10.0 + places(0, i) + std::sqrt(3.0 * 0.04) * luck.normal(number, k, 0), 0.04});
        }
        readings.push_back(together(Figure::mean, each));
    }
    return std::exp(fit_emulator(places, readings, {Figure::mean, Dispersion::estimated}, nullptr)
                        .log_dispersion);
}

TEST(Emulator, finds_how_much_wider_than_counting_noise_is)
{
    // Four standard errors of a variance of so many numbers; the prior pulls a little.
    EXPECT_NEAR(dispersion_found(1), 3.0, 3.0 * 4.0 * std::sqrt(2.0 / 118.0));
    EXPECT_NEAR(dispersion_found(8), 3.0, 3.0 * 4.0 * std::sqrt(2.0 / 958.0));
}

}  // namespace
}  // namespace smartstart
