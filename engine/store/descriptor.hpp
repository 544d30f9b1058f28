#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace smartstart {

/// An open file or folder of the system.
class Descriptor {
public:
    Descriptor(std::filesystem::path const& name, int flags);
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor();

    int number() const { return number_; }
    /// Writes all of it here and forces it to the disk. Returns the error, or 0.
    int write(std::string_view bytes) const;
    /// Writes all of it here and leaves it to the system when it reaches the disk.
    int write_for_later(std::string_view bytes) const;
    /// Some file systems report a full disk only here. Returns the error, or 0.
    int close();

private:
    int number_;
};

/// Why the disk refused, as the middle of a sentence.
std::string disk_trouble(int error);

}  // namespace smartstart
