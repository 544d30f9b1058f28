#include "engine/store/descriptor.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace smartstart {

Descriptor::Descriptor(std::filesystem::path const& name, int flags)
    : number_{::open(name.c_str(), flags | O_CLOEXEC, 0666)}
{
}

Descriptor::~Descriptor()
{
    if (number_ >= 0) {
        ::close(number_);
    }
}

int Descriptor::write_for_later(std::string_view bytes) const
{
    while (!bytes.empty()) {
        ssize_t const written = ::write(number_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    return 0;
}

int Descriptor::write(std::string_view bytes) const
{
    auto const failed = write_for_later(bytes);
    return failed != 0 || ::fsync(number_) == 0 || errno == EINVAL ? failed : errno;
}

int Descriptor::close()
{
    return ::close(std::exchange(number_, -1)) == 0 ? 0 : errno;
}

std::string disk_trouble(int error)
{
    switch (error) {
        case ENOSPC:
        case EDQUOT:
            return "the disk is full";
        case EFBIG:
            return "the file would be larger than is allowed here";
        case EACCES:
        case EPERM:
            return "you may not write there";
        case EROFS:
            return "that disk is read-only";
        case ENOENT:
            return "there is no such folder, and none can be made there";
        case EISDIR:
            return "a folder has that name";
        case ENOTDIR:
            return "a part of that path is a file, not a folder";
        default:
            return std::generic_category().message(error);
    }
}

}  // namespace smartstart
