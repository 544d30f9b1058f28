#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/store/descriptor.hpp"

namespace smartstart {

/// Another process has this file open for adding.
class FileInUse : public InputError {
public:
    explicit FileInUse(std::filesystem::path const& name);
};

/// A piece of a record file: its label, where its bytes are, and their SHA-256.
struct FileRecord {
    std::string label;
    std::uint64_t start{};
    std::uint64_t size{};
    std::string sha256;
};

enum class Sync : std::uint8_t { now, later };

/// A file that grows record by record, and of which nothing whole is ever lost: a first line, then
/// for each record a line (label, size, SHA-256) and its bytes. What a killed program left half
/// written at the end is dropped. One process at a time adds. What the labels and bytes mean is
/// the caller's business.
class RecordFile {
public:
    /// Opens the file for adding, or makes it and its folder. Throws FileInUse. Whether the disk
    /// refused is told by trouble().
    explicit RecordFile(std::filesystem::path name);

    /// The error of the system that opening met, or 0.
    int trouble() const { return trouble_; }
    /// Drops everything. Returns the error, or 0.
    int empty();
    /// Finds the records behind this first line, which is written where there is none yet. False
    /// where the file begins with another line. Throws StoreError.
    bool go_on(std::string const& head);

    /// Returns the error, or 0; the record is then not in the file.
    int add(std::string const& label, std::string_view bytes, Sync sync);
    /// Forces to the disk what was added for later. Returns the error, or 0.
    int force() const;
    /// Forces all to the disk, then gives the file its final name, in the place of an older one.
    /// Returns the error, or 0.
    int rename_to(std::filesystem::path const& final_name);

    std::vector<FileRecord> const& records() const { return records_; }
    std::string read(FileRecord const& record) const;
    std::filesystem::path const& name() const { return name_; }

private:
    std::filesystem::path name_;
    Descriptor file_;
    int trouble_{};
    std::uint64_t end_{};
    std::vector<FileRecord> records_;
};

/// A record file that is only read. Records are found by their lines; their bytes are held against
/// their SHA-256 when they are asked for whole.
class RecordReader {
public:
    /// Throws InputError when the file cannot be opened or begins with another line.
    RecordReader(std::filesystem::path name, std::string const& head);

    std::vector<FileRecord> const& records() const { return records_; }
    /// Throws InputError when the bytes are not those that were written.
    std::string read(FileRecord const& record) const;
    /// Some of its bytes, from here. Throws InputError when the file ends before.
    std::string read(FileRecord const& record, std::uint64_t from, std::uint64_t size) const;

private:
    std::filesystem::path name_;
    Descriptor file_;
    std::vector<FileRecord> records_;
};

/// Whether a process is adding to this file now.
bool is_in_use(std::filesystem::path const& name);

}  // namespace smartstart
