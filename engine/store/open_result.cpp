#include "engine/store/open_result.hpp"

#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <hdf5.h>

#include "engine/store/layout.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

Seal checked_seal(std::filesystem::path const& name)
{
    auto const seal = seal_on(name);
    if (seal == Seal::cut) {
        refuse_result(
            name,
            "this file was cut short: its last line, the seal, is not whole. Copy it again from "
            "where it came, or run the scenario again.");
    }
    if (seal == Seal::broken) {
        refuse_result(
            name,
            "this result file is damaged: its bytes are not those that were written, by the "
            "SHA-256 in its last line. Copy it again from where it came, or run the scenario "
            "again.");
    }
    return seal;
}

void check_is_hdf5(std::filesystem::path const& name)
{
    std::error_code error;
    if (!std::filesystem::exists(name, error)) {
        refuse_result(name, "there is no such file. A result file is made by 'smartstart run'.");
    }
    if (!std::filesystem::is_regular_file(name, error)) {
        refuse_result(name,
                      "this is not a file. A result file looks like 'results/shift-50-50.h5'.");
    }
    if (std::filesystem::file_size(name, error) == 0) {
        refuse_result(name,
                      "this file is empty, so it is not a result file. Run the scenario again.");
    }
    if (H5Fis_hdf5(name.c_str()) == 0) {
        refuse_result(name,
                      "this is not a result file: it is not HDF5. A result file is made by "
                      "'smartstart run' and ends in '.h5'.");
    }
}

hdf5::File open(std::filesystem::path const& name)
{
    std::error_code error;
    try {
        return hdf5::File{H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "open"};
    } catch (hdf5::Failure const& failure) {
        std::string_view const reason = failure.what();
        if (reason.find("truncated") != std::string_view::npos) {
            refuse_result(name,
                          fmt::format("this file was cut short: only {} bytes of it are here. Copy "
                                      "it again from where it came, or run the scenario again.",
                                      std::filesystem::file_size(name, error)));
        }
        if (reason.find("ermission denied") != std::string_view::npos) {
            refuse_result(name, "you may not read this file. Ask its owner, or copy it.");
        }
        refuse_result(name, fmt::format("this file cannot be opened as HDF5 ({}).", reason));
    }
}

void check_format(hid_t file, std::filesystem::path const& name)
{
    auto const attribute = [file](char const* wanted) {
        return hdf5::has_attribute(file, wanted) ? hdf5::read_text(file, wanted) : std::string{};
    };
    if (attribute("format") != layout::format) {
        refuse_result(
            name,
            "this is an HDF5 file, but not a result of smartstart: its attribute 'format' "
            "is not 'smartstart-result'.");
    }
    std::string const version = attribute("format_version");
    if (version != layout::format_version) {
        refuse_result(name,
                      fmt::format("this result has format version '{}', and this program reads "
                                  "'{}'. Run the scenario again, or read it with the smartstart "
                                  "that wrote it ('{}').",
                                  version, layout::format_version, attribute("program_version")));
    }
}

}  // namespace

void refuse_result(std::filesystem::path const& name, std::string const& why)
{
    throw InputError{Problem{{name.string(), 0, 0}, why, {}}};
}

ResultOnDisk open_result(std::filesystem::path const& name)
{
    check_is_hdf5(name);
    Seal const seal = checked_seal(name);
    hdf5::File file = open(name);
    try {
        check_format(file.id(), name);
    } catch (hdf5::Failure const& failure) {
        refuse_result(name, damage_text(failure.what()));
    }
    return {std::move(file), seal};
}

std::string damage_text(std::string_view why)
{
    return fmt::format(
        "this result file is damaged ({}). Copy it again from where it came, or run "
        "the scenario again.",
        why);
}

}  // namespace smartstart
