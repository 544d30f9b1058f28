#include "engine/store/file_on_disk.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/store/descriptor.hpp"

namespace smartstart {
namespace {

[[noreturn]] void refuse(std::filesystem::path const& name, int error)
{
    std::error_code ignored;
    bool const older = std::filesystem::exists(name, ignored);
    throw StoreError{fmt::format("cannot write {}: {}. {}", name.string(), disk_trouble(error),
                                 older ? "The earlier file of that name is safe and unchanged."
                                       : "Nothing was left behind under that name.")};
}

/// Returns the error, or 0.
int write_whole(std::filesystem::path const& name, std::string_view bytes)
{
    Descriptor file{name, O_WRONLY | O_CREAT | O_TRUNC};
    if (file.number() < 0) {
        return errno;
    }
    if (int const failed = file.write(bytes); failed != 0) {
        return failed;
    }
    return file.close();
}

/// Returns the error, or 0. The kernel itself refuses to replace, so two runs cannot both win.
int give_final_name(std::filesystem::path const& part, std::filesystem::path const& name,
                    Overwrite overwrite)
{
    unsigned const flags = overwrite == Overwrite::refuse ? RENAME_NOREPLACE : 0U;
    if (::renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, name.c_str(), flags) == 0) {
        return 0;
    }
    int const failed = errno;
    if (failed != EINVAL || std::filesystem::exists(name)) {
        return failed;
    }
    // Some network file systems cannot refuse; the look just before is then the best there is.
    return ::rename(part.c_str(), name.c_str()) == 0 ? 0 : errno;
}

std::filesystem::path part_of(std::filesystem::path part)
{
    part += ".new";
    return part;
}

/// The folder that the file goes into, made where it is missing.
std::filesystem::path make_folder_for(std::filesystem::path const& name)
{
    auto folder = std::filesystem::absolute(name).parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        refuse(name, error.value());
    }
    return folder;
}

}  // namespace

void check_can_be_put(std::filesystem::path const& name)
{
    make_folder_for(name);
    std::error_code ignored;
    if (std::filesystem::is_directory(name, ignored)) {
        refuse(name, EISDIR);
    }
    auto const part = part_of(name);
    auto const failed = write_whole(part, "");
    std::filesystem::remove(part, ignored);
    if (failed != 0) {
        refuse(name, failed);
    }
}

void put_on_disk(std::filesystem::path const& name, std::string_view bytes, Overwrite overwrite)
{
    auto const folder = make_folder_for(name);
    auto const part = part_of(name);
    std::error_code error;
    if (overwrite == Overwrite::refuse && std::filesystem::exists(name, error)) {
        throw OutputExists{name};
    }
    if (int const failed = write_whole(part, bytes); failed != 0) {
        std::filesystem::remove(part, error);
        refuse(name, failed);
    }
    if (int const failed = give_final_name(part, name, overwrite); failed != 0) {
        std::filesystem::remove(part, error);
        if (failed == EEXIST) {
            throw OutputExists{name};
        }
        refuse(name, failed);
    }
    Descriptor const place{folder, O_RDONLY | O_DIRECTORY};
    if (place.number() >= 0 && ::fsync(place.number()) != 0 && errno != EINVAL) {
        refuse(name, errno);
    }
}

}  // namespace smartstart
