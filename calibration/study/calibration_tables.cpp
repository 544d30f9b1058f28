#include "calibration/study/calibration_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "calibration/statistics/diagnostics.hpp"
#include "calibration/statistics/spectrum.hpp"
#include "calibration/study/held_out.hpp"
#include "calibration/study/target_tables.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

std::vector<std::string> names_of(CalibrationPlan const& study)
{
    std::vector<std::string> names;
    for (auto const& unknown : study.unknowns) {
        names.push_back(unknown.name);
    }
    return names;
}

PosteriorTable draws_of(Evidence const& evidence)
{
    PosteriorTable table{"posterior",
                         "draws",
                         "parameters of each draw, in the unit of the setting",
                         names_of(evidence.study),
                         {}};
    for (Index i = 0; i < evidence.draws.cols(); ++i) {
        for (std::size_t k = 0; k < evidence.study.unknowns.size(); ++k) {
            table.values.push_back(
                evidence.study.unknowns[k].as_set(evidence.draws(static_cast<Index>(k), i)));
        }
    }
    return table;
}

/// What luck of the sampler leaves open of a parameter, on its coordinate.
std::vector<double> errors_of(Sample const& sample, Index parameter)
{
    if (std::isnan(sample.rhat[parameter])) {
        // No chains: each draw stands by itself.
        return std::vector<double>(7, std::numeric_limits<double>::quiet_NaN());
    }
    auto const chains = sample.by_chain(parameter);
    auto const sequences = sample.by_ensemble(parameter);
    auto const sd = std::sqrt((chains.array() - chains.mean()).square().mean());
    double drifted = 0.0;
    for (Index e = 0; e < sequences.cols(); ++e) {
        drifted = std::max(drifted, std::abs(drift(sequences.col(e))));
    }
    return {mean_error(chains) / sd,
            sd_error(chains) / sd,
            quantile_error(chains, 0.05) / sd,
            quantile_error(chains, 0.95) / sd,
            scale_reduction(sequences).upper,
            drifted,
            spectral_ess(sequences)};
}

PosteriorTable summary_of(Evidence const& evidence)
{
    PosteriorTable table{
        "posterior",
        "parameters",
        "one row for each parameter, in the unit of the setting; contraction is 1 - "
        "posterior over prior variance, on the coordinate that is calibrated",
        {"in the scenario", "prior 5 %", "prior 50 %", "prior 95 %", "posterior 5 %",
         "posterior 50 %", "posterior 95 %", "contraction", "R-hat", "ESS bulk", "ESS tail",
         "error of the mean in sds", "error of the sd in sds", "error of the 5 % point in sds",
         "error of the 95 % point in sds", "upper limit of the reduction", "largest drift",
         "ESS by spectrum"},
        {}};
    auto const& sample = evidence.posterior.sample;
    for (std::size_t k = 0; k < evidence.study.unknowns.size(); ++k) {
        auto const& unknown = evidence.study.unknowns[k];
        auto const row = static_cast<Index>(k);
        VectorXd const values = sample.points.row(row);
        std::vector<double> const all(values.data(), values.data() + values.size());
        auto const variance = (values.array() - values.mean()).square().mean();
        table.values.push_back(unknown.written * (unknown.unit == " %" ? 100.0 : 1.0));
        for (auto const share : {0.05, 0.5, 0.95}) {
            table.values.push_back(unknown.as_set(unknown.prior.quantile(share)));
        }
        for (auto const share : {0.05, 0.5, 0.95}) {
            table.values.push_back(unknown.as_set(quantile(all, share)));
        }
        table.values.push_back(1.0 - variance / (unknown.prior.sd() * unknown.prior.sd()));
        table.values.push_back(sample.rhat[row]);
        table.values.push_back(sample.ess_bulk[row]);
        table.values.push_back(sample.ess_tail[row]);
        auto const errors = errors_of(sample, row);
        table.values.insert(table.values.end(), errors.begin(), errors.end());
    }
    return table;
}

PosteriorTable evidence_of(Evidence const& evidence)
{
    auto const& found = evidence.posterior.evidence;
    return {"posterior",
            "evidence",
            "log of the chance of all figures that were fitted under the prior as a whole",
            {"log evidence", "standard error"},
            {found.value, found.standard_error}};
}

PosteriorTable correlations_of(Evidence const& evidence)
{
    auto const& points = evidence.posterior.sample.points;
    VectorXd const mean = points.rowwise().mean();
    Eigen::MatrixXd const centred = points.colwise() - mean;
    VectorXd const sd = centred.rowwise().norm();
    PosteriorTable table{"posterior",
                         "correlations",
                         "between parameters, on their coordinates",
                         names_of(evidence.study),
                         {}};
    for (Index i = 0; i < points.rows(); ++i) {
        for (Index j = 0; j < points.rows(); ++j) {
            table.values.push_back(centred.row(i).dot(centred.row(j)) / (sd[i] * sd[j]));
        }
    }
    return table;
}

PosteriorTable waves_of(Evidence const& evidence)
{
    PosteriorTable table{"waves",
                         "reports",
                         "one row for each wave",
                         {"points", "runs", "emulator variance", "errors within 3 sd",
                          "90 % intervals that hold", "prior not implausible", "means moved, in sd",
                          "largest dispersion", "largest move of a mean"},
                         {}};
    for (auto const& wave : evidence.posterior.waves) {
        table.values.insert(table.values.end(),
                            {static_cast<double>(wave.points), static_cast<double>(wave.runs),
                             wave.emulator_share, wave.inside, wave.coverage, wave.space_left,
                             wave.moved, wave.dispersion_largest, wave.moved_most});
    }
    return table;
}

PosteriorTable points_of(Evidence const& evidence)
{
    PosteriorTable table{
        "waves", "points", "parameters of every point that was run", names_of(evidence.study), {}};
    auto const& points = evidence.posterior.runs.points;
    for (Index i = 0; i < points.cols(); ++i) {
        for (std::size_t k = 0; k < evidence.study.unknowns.size(); ++k) {
            table.values.push_back(
                evidence.study.unknowns[k].as_set(points(static_cast<Index>(k), i)));
        }
    }
    return table;
}

PosteriorTable readings_of(Evidence const& evidence)
{
    PosteriorTable table{"waves",
                         "readings",
                         "each point's model value of every target that was fitted, link undone",
                         {},
                         {}};
    for (auto const target : evidence.fitted) {
        auto const& one = evidence.study.targets[target];
        table.columns.push_back(one.name + (one.place.empty() ? "" : " " + one.place));
    }
    auto const& runs = evidence.posterior.runs;
    for (std::size_t i = 0; i < static_cast<std::size_t>(runs.points.cols()); ++i) {
        for (std::size_t figure = 0; figure < evidence.fitted.size(); ++figure) {
            table.values.push_back(
                evidence.reader.from_link(evidence.fitted[figure], runs.readings[figure][i].value));
        }
    }
    return table;
}

}  // namespace

std::vector<PosteriorTable> tables_of(Evidence const& evidence)
{
    std::vector<PosteriorTable> tables{draws_of(evidence),        summary_of(evidence),
                                       correlations_of(evidence), evidence_of(evidence),
                                       fit_of(evidence),          together_of(evidence),
                                       held_out_of(evidence),     held_out_together_of(evidence),
                                       waves_of(evidence),        points_of(evidence),
                                       readings_of(evidence)};
    auto const warning = warning_of(evidence.study.method.method);
    if (!warning.empty()) {
        tables.push_back({"posterior", "method", warning, {"warned"}, {1.0}});
    }
    return tables;
}

}  // namespace smartstart
