#include "calibration/study/calibration_tables.hpp"

namespace smartstart {
namespace {

using Value = std::function<double(Placed const&)>;

/// A row for each truth, a column for each parameter.
PosteriorTable by_truth(CalibrationPlan const& study, Repeats const& repeats, PosteriorTable table,
                        Value const& value)
{
    for (auto const& unknown : study.unknowns) {
        table.columns.push_back(unknown.name);
    }
    for (std::size_t i = 0; i < repeats.placed.front().size(); ++i) {
        for (auto const& parameter : repeats.placed) {
            table.values.push_back(value(parameter[i]));
        }
    }
    return table;
}

PosteriorTable truths_of(CalibrationPlan const& study, Repeats const& repeats)
{
    PosteriorTable table{
        "repeats", "truths", "parameters of each truth, in the unit of the setting", {}, {}};
    for (auto const& unknown : study.unknowns) {
        table.columns.push_back(unknown.name);
    }
    for (Eigen::Index i = 0; i < repeats.truths.cols(); ++i) {
        for (std::size_t k = 0; k < study.unknowns.size(); ++k) {
            table.values.push_back(
                study.unknowns[k].as_set(repeats.truths(static_cast<Eigen::Index>(k), i)));
        }
    }
    return table;
}

}  // namespace

std::vector<PosteriorTable> tables_of(CalibrationPlan const& study, Repeats const& repeats)
{
    PosteriorTable table{
        "repeats",
        "held",
        "how intervals held: all parameters together, then one row for each; z is "
        "(posterior mean - truth) / posterior sd",
        {"50 % intervals", "80 % intervals", "90 % intervals", "mean z", "sd of z"},
        {}};
    std::vector<Placed> together;
    for (auto const& parameter : repeats.placed) {
        together.insert(together.end(), parameter.begin(), parameter.end());
    }
    auto const add = [&](std::vector<Placed> const& some) {
        auto const one = held(some);
        table.values.insert(table.values.end(),
                            {one.in_50, one.in_80, one.in_90, one.bias, one.z_sd});
    };
    add(together);
    for (auto const& parameter : repeats.placed) {
        add(parameter);
    }
    PosteriorTable const ranks{"repeats", "ranks", "of each truth among 99 draws", {}, {}};
    PosteriorTable const z{"repeats", "z", "of each truth", {}, {}};
    return {std::move(table), truths_of(study, repeats),
            by_truth(study, repeats, ranks,
                     [](Placed const& one) { return static_cast<double>(one.rank); }),
            by_truth(study, repeats, z, [](Placed const& one) { return one.z; })};
}

}  // namespace smartstart
