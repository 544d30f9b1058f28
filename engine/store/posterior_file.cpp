#include "engine/store/posterior_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/store/file_on_disk.hpp"
#include "engine/store/hdf5.hpp"
#include "engine/store/seal.hpp"

namespace smartstart {
namespace {

constexpr std::string_view format = "smartstart-posterior 1";

struct Field {
    char const* name;
    std::string PosteriorFile::*text;
};
constexpr std::array fields{Field{"engine", &PosteriorFile::engine},
                            Field{"calibration", &PosteriorFile::calibration},
                            Field{"written", &PosteriorFile::written},
                            Field{"scenario", &PosteriorFile::scenario},
                            Field{"program_version", &PosteriorFile::program_version},
                            Field{"git_commit", &PosteriorFile::git_commit}};

struct ListField {
    char const* name;
    std::vector<std::string> PosteriorFile::*texts;
};
constexpr std::array lists{ListField{"settings", &PosteriorFile::settings},
                           ListField{"units", &PosteriorFile::units},
                           ListField{"targets", &PosteriorFile::targets}};

[[noreturn]] void refuse(std::filesystem::path const& name, std::string const& why)
{
    throw InputError{Problem{{name.string(), 0, 0}, why, {}}};
}

/// What the library says of a file that is no longer whole, in plain words.
[[noreturn]] void refuse_unreadable(std::filesystem::path const& name, std::string_view reason)
{
    std::error_code error;
    auto const size = std::filesystem::file_size(name, error);
    if (!error && reason.find("truncated") != std::string_view::npos) {
        refuse(name, fmt::format("this posterior was cut short: only {} bytes of it are here. Copy "
                                 "it again, or calibrate with --resume, which writes it again.",
                                 size));
    }
    refuse(name,
           "this posterior is cut short or damaged, and cannot be read. Copy it again, or "
           "calibrate with --resume, which writes it again.");
}

std::string bytes_of(PosteriorFile const& posterior)
{
    hdf5::be_quiet();
    auto const file = hdf5::create_in_memory();
    hdf5::write_attribute(file.id(), "format", std::string{format});
    hdf5::write_attribute(file.id(), "seed", posterior.seed);
    hdf5::write_attribute(file.id(), "behaviour", posterior.behaviour);
    auto const study = hdf5::create_group(file.id(), "study");
    for (auto const& field : fields) {
        hdf5::write_list(study.id(), field.name, std::vector{posterior.*field.text});
    }
    for (auto const& list : lists) {
        hdf5::write_list(study.id(), list.name, posterior.*list.texts);
    }
    std::vector<std::string> inputs;
    for (auto const& [name, digest] : posterior.inputs) {
        inputs.push_back(digest + "  " + name);
    }
    hdf5::write_list(study.id(), "inputs", inputs);
    std::vector<std::string> groups, names;
    for (auto const& table : posterior.tables) {
        auto const known = std::find(groups.begin(), groups.end(), table.group) != groups.end();
        auto const group = known ? hdf5::open_group(file.id(), table.group)
                                 : hdf5::create_group(file.id(), table.group);
        groups.push_back(table.group);
        names.push_back(table.name);
        auto const set = hdf5::write_block(group.id(), table.name,
                                           {table.rows(), table.columns.size()}, table.values);
        hdf5::write_attribute(set.id(), "columns", table.columns);
        hdf5::write_attribute(set.id(), "long_name", table.meaning);
        hdf5::write_attribute(set.id(), "rows", static_cast<std::uint64_t>(table.rows()));
    }
    hdf5::write_list(study.id(), "table_groups", groups);
    hdf5::write_list(study.id(), "table_names", names);
    return hdf5::bytes_of(file);
}

void check_whole(std::filesystem::path const& name)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(name, error)) {
        refuse(name, "there is no such file. A posterior is made by 'smartstart calibrate'.");
    }
    if (H5Fis_hdf5(name.c_str()) <= 0) {
        refuse(name,
               "this is no posterior: it is not HDF5. A posterior is made by 'smartstart "
               "calibrate' and ends in '.h5'.");
    }
    auto const seal = seal_on(name);
    if (seal == Seal::broken || seal == Seal::cut) {
        refuse(name,
               "this posterior is damaged: its bytes are not those that were written. Copy it "
               "again, or calibrate with --resume, which writes it again.");
    }
}

void read_tables(hid_t file, hid_t study, PosteriorFile& posterior)
{
    auto const groups = hdf5::read_text_list(study, "table_groups");
    auto const names = hdf5::read_text_list(study, "table_names");
    for (std::size_t i = 0; i < std::min(groups.size(), names.size()); ++i) {
        PosteriorTable table{groups[i], names[i], {}, {}, {}};
        auto const group = hdf5::open_group(file, table.group);
        auto const set = hdf5::open_data_set(group.id(), table.name);
        table.columns = hdf5::read_texts(set.id(), "columns");
        table.meaning = hdf5::read_text(set.id(), "long_name");
        auto const rows = hdf5::read_whole_number(set.id(), "rows");
        table.values = hdf5::read_doubles(group.id(), table.name, {rows, table.columns.size()});
        posterior.tables.push_back(std::move(table));
    }
}

}  // namespace

std::string setting_text(double number, std::string const& unit)
{
    if (unit == " euro") {
        return fmt::format("{:.2f}{}", number, unit);
    }
    auto const whole = unit == " months";
    return fmt::format("{:.10g}{}", whole ? std::round(number) : number, unit);
}

PosteriorTable const* PosteriorFile::maybe_table(std::string const& group,
                                                 std::string const& name) const
{
    for (auto const& one : tables) {
        if (one.group == group && one.name == name) {
            return &one;
        }
    }
    return nullptr;
}

PosteriorTable const& PosteriorFile::table(std::string const& group, std::string const& name) const
{
    if (auto const* const found = maybe_table(group, name)) {
        return *found;
    }
    throw InputError{fmt::format("the posterior has no table '{}/{}'.", group, name)};
}

std::vector<std::vector<std::string>> PosteriorFile::draws() const
{
    auto const& all = table("posterior", "draws");
    std::vector<std::vector<std::string>> result(all.rows());
    for (std::size_t row = 0; row < all.rows(); ++row) {
        for (std::size_t k = 0; k < settings.size(); ++k) {
            result[row].push_back(settings[k] + "=" + setting_text(all.at(row, k), units[k]));
        }
    }
    return result;
}

void write_posterior(PosteriorFile const& posterior, std::filesystem::path const& final_name,
                     Overwrite overwrite)
{
    for (auto const& table : posterior.tables) {
        if (table.values.size() != table.rows() * table.columns.size()) {
            throw BrokenPromise{fmt::format(
                "the table '{}' of a posterior has rows of unequal length.", table.name)};
        }
    }
    std::string bytes;
    try {
        bytes = bytes_of(posterior);
    } catch (hdf5::Failure const& failure) {
        throw BrokenPromise{fmt::format("the posterior for {} cannot be put in HDF5: {}",
                                        final_name.string(), failure.what())};
    }
    bytes += seal_of(bytes);
    put_on_disk(final_name, bytes, overwrite);
}

PosteriorFile read_posterior(std::filesystem::path const& name)
{
    hdf5::be_quiet();
    check_whole(name);
    PosteriorFile posterior;
    try {
        hdf5::File const file{H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "open"};
        if (!hdf5::has_attribute(file.id(), "format") ||
            hdf5::read_text(file.id(), "format") != format) {
            refuse(name,
                   "this is no posterior of this version of smartstart. Is it a result file? "
                   "A posterior is made by 'smartstart calibrate'.");
        }
        posterior.seed = hdf5::read_whole_number(file.id(), "seed");
        // Those of before it was kept do not have it.
        if (hdf5::has_attribute(file.id(), "behaviour")) {
            posterior.behaviour = hdf5::read_text(file.id(), "behaviour");
        }
        auto const study = hdf5::open_group(file.id(), "study");
        for (auto const& field : fields) {
            auto const texts = hdf5::read_text_list(study.id(), field.name);
            posterior.*field.text = texts.empty() ? std::string{} : texts.front();
        }
        for (auto const& list : lists) {
            posterior.*list.texts = hdf5::read_text_list(study.id(), list.name);
        }
        for (auto const& line : hdf5::read_text_list(study.id(), "inputs")) {
            constexpr std::string_view gap = "  ";
            auto const at = line.find(gap);
            posterior.inputs.emplace_back(
                at == std::string::npos ? line : line.substr(at + gap.size()), line.substr(0, at));
        }
        read_tables(file.id(), study.id(), posterior);
    } catch (hdf5::Failure const& failure) {
        refuse_unreadable(name, failure.what());
    }
    return posterior;
}

}  // namespace smartstart
