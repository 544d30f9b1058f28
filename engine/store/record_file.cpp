#include "engine/store/record_file.hpp"

#include <cerrno>
#include <charconv>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/sha256.hpp"

namespace smartstart {
namespace {

std::string line_of(std::string const& label, std::string_view bytes)
{
    return fmt::format("{} {} {}\n", label, bytes.size(), sha256(bytes));
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

/// What a record's line says; its bytes start behind it.
std::optional<FileRecord> read_line(int file, std::uint64_t start)
{
    constexpr std::size_t longest = 400;
    constexpr std::size_t digits = 64;
    auto const text = read_at(file, start, longest);
    auto const end = text.find('\n');
    if (end == std::string::npos || end < digits + 2) {
        return {};
    }
    auto const digest = end - digits;
    auto const size = text.rfind(' ', digest - 2);
    if (size == std::string::npos || text[digest - 1] != ' ') {
        return {};
    }
    FileRecord record{text.substr(0, size), start + end + 1, {}, text.substr(digest, digits)};
    auto const* const last = text.data() + digest - 1;
    auto const number = std::from_chars(text.data() + size + 1, last, record.size);
    return number.ec == std::errc{} && number.ptr == last ? std::optional{record} : std::nullopt;
}

std::uint64_t size_of(int file)
{
    auto const size = ::lseek(file, 0, SEEK_END);
    return size < 0 ? 0 : static_cast<std::uint64_t>(size);
}

enum class Look : std::uint8_t { at_lines, at_bytes };

/// The whole records from here on, up to the first that is not.
std::vector<FileRecord> find_records(int file, std::uint64_t start, Look look)
{
    std::vector<FileRecord> records;
    auto const size = size_of(file);
    while (auto const next = read_line(file, start)) {
        if (next->start > size || next->size > size - next->start) {
            break;
        }
        if (look == Look::at_bytes &&
            sha256(read_at(file, next->start, next->size)) != next->sha256) {
            break;
        }
        records.push_back(*next);
        start = next->start + next->size;
    }
    return records;
}

/// False where another process gave the file its final name after it was opened here.
bool is_still_there(int file, std::filesystem::path const& name)
{
    struct stat ours {};
    struct stat named {};
    return ::fstat(file, &ours) == 0 && ::stat(name.c_str(), &named) == 0 &&
           ours.st_ino == named.st_ino;
}

Descriptor open_for_adding(std::filesystem::path const& name)
{
    std::error_code ignored;
    if (name.has_parent_path()) {
        std::filesystem::create_directories(name.parent_path(), ignored);
    }
    return {name, O_RDWR | O_CREAT};
}

}  // namespace

FileInUse::FileInUse(std::filesystem::path const& name)
    : InputError{fmt::format(
          "{} is being written by another run. Wait for it, or use --output to write elsewhere.",
          name.string())}
{
}

RecordFile::RecordFile(std::filesystem::path name)
    : name_{std::move(name)}, file_{open_for_adding(name_)}
{
    if (file_.number() < 0) {
        trouble_ = errno;
    } else if ((::flock(file_.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) ||
               !is_still_there(file_.number(), name_)) {
        throw FileInUse{name_};
    }
}

int RecordFile::empty()
{
    records_.clear();
    end_ = 0;
    return ::ftruncate(file_.number(), 0) == 0 ? 0 : errno;
}

bool RecordFile::go_on(std::string const& head)
{
    auto const found = read_at(file_.number(), 0, head.size());
    // A line that was cut off is that of a run which had nothing yet.
    if (found != head && !head.starts_with(found)) {
        return false;
    }
    records_.clear();
    end_ = 0;
    if (found == head) {
        records_ = find_records(file_.number(), head.size(), Look::at_bytes);
        end_ = records_.empty() ? head.size() : records_.back().start + records_.back().size;
    }
    auto failed = 0;
    if (::ftruncate(file_.number(), static_cast<off_t>(end_)) != 0 ||
        ::lseek(file_.number(), static_cast<off_t>(end_), SEEK_SET) < 0) {
        failed = errno;
    } else if (end_ == 0) {
        failed = file_.write(head);
        end_ = head.size();
    }
    if (failed != 0) {
        throw StoreError{fmt::format("cannot write {}: {}.", name_.string(), disk_trouble(failed))};
    }
    return true;
}

int RecordFile::add(std::string const& label, std::string_view bytes, Sync sync)
{
    auto all = line_of(label, bytes);
    auto const line = all.size();
    auto const digest = all.substr(line - 65, 64);
    all += bytes;
    auto const failed = sync == Sync::now ? file_.write(all) : file_.write_for_later(all);
    if (failed != 0) {
        // Best effort: a half record would be dropped on reading as well.
        [[maybe_unused]] auto const cut = ::ftruncate(file_.number(), static_cast<off_t>(end_));
        return failed;
    }
    records_.push_back({label, end_ + line, bytes.size(), digest});
    end_ += all.size();
    return 0;
}

int RecordFile::rename_to(std::filesystem::path const& final_name)
{
    if (auto const failed = force(); failed != 0) {
        return failed;
    }
    if (::rename(name_.c_str(), final_name.c_str()) != 0) {
        return errno;
    }
    name_ = final_name;
    Descriptor const folder{std::filesystem::absolute(final_name).parent_path(),
                            O_RDONLY | O_DIRECTORY};
    return folder.number() < 0 || ::fsync(folder.number()) == 0 || errno == EINVAL ? 0 : errno;
}

int RecordFile::force() const
{
    return file_.write("");
}

std::string RecordFile::read(FileRecord const& record) const
{
    auto bytes = read_at(file_.number(), record.start, record.size);
    if (bytes.size() != record.size) {
        throw StoreError{fmt::format("{} was cut short while it was in use.", name_.string())};
    }
    return bytes;
}

RecordReader::RecordReader(std::filesystem::path name, std::string const& head)
    : name_{std::move(name)}, file_{name_, O_RDONLY}
{
    if (file_.number() < 0) {
        throw InputError{fmt::format("cannot read {}: {}.", name_.string(), disk_trouble(errno))};
    }
    auto const found = read_at(file_.number(), 0, head.size());
    if (found == head) {
        records_ = find_records(file_.number(), head.size(), Look::at_lines);
    } else if (!head.starts_with(found)) {
        throw InputError{
            fmt::format("{} is not a file of runs of this program: its first line is another.",
                        name_.string())};
    }
}

std::string RecordReader::read(FileRecord const& record) const
{
    auto bytes = read(record, 0, record.size);
    if (sha256(bytes) != record.sha256) {
        throw InputError{fmt::format(
            "{} is damaged: the bytes of '{}' are not those that were written. Delete the file and "
            "go on with --resume.",
            name_.string(), record.label)};
    }
    return bytes;
}

std::string RecordReader::read(FileRecord const& record, std::uint64_t from,
                               std::uint64_t size) const
{
    auto bytes = read_at(file_.number(), record.start + from, size);
    if (from + size > record.size || bytes.size() != size) {
        throw InputError{fmt::format(
            "{} is damaged: it ends within '{}'. Delete the file and go on with --resume.",
            name_.string(), record.label)};
    }
    return bytes;
}

bool is_in_use(std::filesystem::path const& name)
{
    Descriptor const file{name, O_RDONLY};
    return file.number() >= 0 && ::flock(file.number(), LOCK_SH | LOCK_NB) != 0 &&
           errno == EWOULDBLOCK;
}

}  // namespace smartstart
