#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/store/result.hpp"

namespace smartstart {

/// A table of numbers of a calibration, with a name for each column.
struct PosteriorTable {
    std::string group;  ///< such as "posterior"
    std::string name;   ///< such as "draws"
    std::string meaning;
    std::vector<std::string> columns;
    std::vector<double> values;  ///< row after row

    std::size_t rows() const { return columns.empty() ? 0 : values.size() / columns.size(); }
    double at(std::size_t row, std::size_t column) const
    {
        return values[row * columns.size() + column];
    }
};

/// A number with its unit (" per year", " %", or nothing) as a setting is written; months are
/// whole.
std::string setting_text(double number, std::string const& unit);

/// What a calibration leaves: the parameters that were found, and all that shows how.
struct PosteriorFile {
    std::string calibration;  ///< stem of its file
    std::string written;      ///< that file, text for text
    std::string scenario;     ///< as the calibration file names it
    std::string program_version, git_commit;
    std::string engine;  ///< hash of the engine's folder (engine_tree in engine/run/assemble.hpp)
    std::string behaviour;  ///< what the model did then (calibration/study/behaviour.hpp)
    std::uint64_t seed{};
    std::vector<std::pair<std::string, std::string>> inputs;  ///< file read and its SHA-256
    std::vector<std::string> settings;                        ///< dotted path of each parameter
    std::vector<std::string> units;                           ///< what stands behind its number
    std::vector<std::string> targets;  ///< names, in the order of the rows of the target tables
    std::vector<PosteriorTable> tables;

    /// Nothing where there is no such table.
    PosteriorTable const* maybe_table(std::string const& group, std::string const& name) const;
    /// Throws InputError where there is no such table.
    PosteriorTable const& table(std::string const& group, std::string const& name) const;
    /// Each draw as settings, `steps.debts.entry=0.011 per year`.
    std::vector<std::vector<std::string>> draws() const;
};

/// Writes it (HDF5), beside its final name and then renamed. Equal contents give equal bytes.
void write_posterior(PosteriorFile const& posterior, std::filesystem::path const& final_name,
                     Overwrite overwrite);
/// Throws InputError for a file that is absent, not a posterior, cut short or damaged.
PosteriorFile read_posterior(std::filesystem::path const& name);

}  // namespace smartstart
