#include "engine/store/unfinished.hpp"

#include <cerrno>
#include <charconv>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/base/sha256.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

// A line for the file, then for each replicate a line and its bytes.
constexpr std::string_view format = "smartstart-unfinished 1";

std::string head_of_file(std::string const& run)
{
    return fmt::format("{} {}\n", format, run);
}

std::string head_of(int replicate, std::string_view bytes)
{
    return fmt::format("replicate {} {} {}\n", replicate, bytes.size(), sha256(bytes));
}

/// From here; fewer bytes where the file ends before.
std::string read_at(int file, std::uint64_t start, std::size_t size)
{
    std::string bytes(size, '\0');
    std::size_t done = 0;
    while (done < size) {
        auto const got =
            ::pread(file, bytes.data() + done, size - done, static_cast<off_t>(start + done));
        if (got < 0 && errno != EINTR) {
            throw StoreError{
                fmt::format("cannot read an unfinished result: {}.", disk_trouble(errno))};
        }
        if (got == 0) {
            break;
        }
        done += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    bytes.resize(done);
    return bytes;
}

struct Head {
    int replicate{};
    std::uint64_t size{};
    std::string digest;
    std::size_t length{};  ///< of the line itself
};

std::optional<Head> read_head(int file, std::uint64_t start)
{
    constexpr std::size_t longest = 120;
    auto const line = read_at(file, start, longest);
    auto const end = line.find('\n');
    constexpr std::string_view word = "replicate ";
    if (end == std::string::npos || !line.starts_with(word)) {
        return {};
    }
    Head head;
    auto const* const last = line.data() + end;
    auto const number = std::from_chars(line.data() + word.size(), last, head.replicate);
    if (number.ec != std::errc{} || number.ptr == last) {
        return {};
    }
    auto const size = std::from_chars(number.ptr + 1, last, head.size);
    if (size.ec != std::errc{} || size.ptr == last) {
        return {};
    }
    head.digest.assign(size.ptr + 1, last);
    head.length = end + 1;
    return head;
}

/// Opens the file, or makes it and its folder; refuses what is in use or may not be touched.
Descriptor open(std::filesystem::path const& name, Found found)
{
    std::error_code ignored;
    if (found == Found::refuse && std::filesystem::exists(name, ignored)) {
        throw OutputExists{name};
    }
    if (name.has_parent_path()) {
        std::filesystem::create_directories(name.parent_path(), ignored);
    }
    Descriptor file{name, O_RDWR | O_CREAT};
    if (file.number() >= 0 && ::flock(file.number(), LOCK_EX | LOCK_NB) != 0 &&
        errno == EWOULDBLOCK) {
        throw InputError{fmt::format(
            "{} is being written by another run. Wait for it, or use --output to write elsewhere.",
            name.string())};
    }
    return file;
}

std::uint64_t size_of(int file)
{
    auto const size = ::lseek(file, 0, SEEK_END);
    return size < 0 ? 0 : static_cast<std::uint64_t>(size);
}

}  // namespace

Unfinished::Unfinished(std::filesystem::path name, std::string const& run, std::size_t wanted,
                       Found found)
    : name_{std::move(name)}, wanted_{wanted}, file_{open(name_, found)}
{
    if (file_.number() < 0) {
        refuse(errno);
    }
    if (found == Found::replace && ::ftruncate(file_.number(), 0) != 0) {
        refuse(errno);
    }
    find_replicates(run);
    if (end_ == 0) {
        auto const head = head_of_file(run);
        if (int const failed = file_.write(head); failed != 0) {
            refuse(failed);
        }
        end_ = head.size();
    }
}

Unfinished::~Unfinished()
{
    if (kept_.empty() && end_ > 0) {
        remove();
    }
}

/// What a killed run left half written at the end is dropped.
void Unfinished::find_replicates(std::string const& run)
{
    auto const head = head_of_file(run);
    auto const found = read_at(file_.number(), 0, head.size());
    if (found != head) {
        // A head that was cut off is that of a run which had nothing yet.
        if (!head.starts_with(found)) {
            throw InputError{fmt::format(
                "{} holds replicates of another scenario, seed or version of the program. Use "
                "--force to start again, or --output to write elsewhere.",
                name_.string())};
        }
    } else {
        end_ = head.size();
        auto const size = size_of(file_.number());
        while (auto const next = read_head(file_.number(), end_)) {
            auto const start = end_ + next->length;
            if (start > size || next->size > size - start) {
                break;
            }
            auto const bytes = read_at(file_.number(), start, next->size);
            if (sha256(bytes) != next->digest) {
                break;
            }
            kept_[next->replicate] = {start, next->size};
            end_ = start + next->size;
        }
    }
    if (::ftruncate(file_.number(), static_cast<off_t>(end_)) != 0 ||
        ::lseek(file_.number(), static_cast<off_t>(end_), SEEK_SET) < 0) {
        refuse(errno);
    }
}

std::vector<int> Unfinished::replicates() const
{
    std::vector<int> numbers;
    for (auto const& [number, stretch] : kept_) {
        numbers.push_back(number);
    }
    return numbers;
}

void Unfinished::add(int replicate, std::string_view bytes)
{
    auto const head = head_of(replicate, bytes);
    auto failed = file_.write(head);
    failed = failed != 0 ? failed : file_.write(bytes);
    if (failed != 0) {
        // Best effort: a half replicate would be dropped on reading as well.
        [[maybe_unused]] auto const cut = ::ftruncate(file_.number(), static_cast<off_t>(end_));
        refuse(failed);
    }
    kept_[replicate] = {end_ + head.size(), bytes.size()};
    end_ += head.size() + bytes.size();
}

std::string Unfinished::read(int replicate) const
{
    auto const& [start, size] = kept_.at(replicate);
    auto bytes = read_at(file_.number(), start, size);
    if (bytes.size() != size) {
        throw StoreError{fmt::format("{} was cut short while it was in use.", name_.string())};
    }
    return bytes;
}

void Unfinished::remove()
{
    kept_.clear();
    end_ = 0;
    std::error_code ignored;
    std::filesystem::remove(name_, ignored);
}

void Unfinished::refuse(int error) const
{
    throw StoreError{fmt::format("cannot write {}: {}. {}", name_.string(), disk_trouble(error),
                                 kept_.empty()
                                     ? std::string{"no replicate was finished yet."}
                                     : fmt::format("{} of {} replicates are safe in it; --resume "
                                                   "goes on from there.",
                                                   kept_.size(), wanted_))};
}

}  // namespace smartstart
