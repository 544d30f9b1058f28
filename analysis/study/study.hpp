#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/ensemble.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// One number of the model that a study moves, from low to high, in its own unit.
struct Moved {
    std::string path;    ///< dotted, as in --set
    std::string unit;    ///< what stands behind the number, such as " %" or " per year"
    double low{};        ///< of the range that is looked at, evenly
    double high{};       ///< of the same
    std::string source;  ///< of the range, as its parameter file names it; may be empty
};

/// A lever of a sweep and the values that it takes, as texts of a scenario.
struct Lever {
    std::string name_nl;
    std::string name_en;
    std::vector<std::string> paths;  ///< that all take the value
    std::vector<std::string> values;
};

/// Another way to build the model, as texts that --set takes.
struct OtherStructure {
    std::string name;
    std::vector<std::string> set;
};

/// How the numbers of a study are moved.
enum class Method : std::uint8_t { sobol, morris, slopes, sweep };

/// A study over many runs, as its file says it (`format: smartstart-study 1`;
/// docs/reference/study.md has an example of each method).
struct Study {
    std::filesystem::path base;
    std::filesystem::path other;  ///< compared with the base at every point
    Method method{};
    std::size_t samples{};  ///< of a Sobol design or of slopes, or paths of Morris
    std::string harm;       ///< the outcome against which a sweep sets cost
    std::vector<std::string> outcomes;
    std::vector<Moved> moved;
    std::vector<Lever> levers;
    std::vector<OtherStructure> structures;  ///< other ways to build the model, if any
    RunOptions options;                      ///< replicates, scale, years
};

/// Throws InputError with every mistake of the file at once. Ranges that the file does not give are
/// the 5 and 95 % points of the parameter files.
Study read_study(std::filesystem::path const& file);

/// The texts that --set would take to put the moved numbers at a point of the unit cube.
std::vector<std::string> settings_at(std::vector<Moved> const& moved,
                                     std::vector<double> const& point);

/// Every mixture of the levers: for each, which value each lever takes.
std::vector<std::vector<std::size_t>> mixtures(std::vector<Lever> const& levers);

}  // namespace smartstart
