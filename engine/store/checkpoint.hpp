#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/record_file.hpp"

namespace smartstart {

/// What a checkpoint says of itself: whose life it holds, and until when.
struct CheckpointHead {
    std::string program;   ///< version and commit
    std::string model;     ///< SHA-256 of its steps, columns and outcomes
    std::string scenario;  ///< name, for people
    std::string past;      ///< SHA-256 of every setting and table that counts before `year`
    std::uint64_t seed{};
    int replicate{};
    int year{};  ///< that has not been lived yet
    bool operator==(CheckpointHead const&) const = default;
};

/// Writes a checkpoint: pieces of bytes with a label each, every one with its SHA-256 and one more
/// over all. Written to NAME.new, forced to the disk and renamed, so that no half file has the
/// name. Each function throws StoreError where the disk refuses.
class CheckpointWriter {
public:
    /// Throws FileInUse while another process writes the same.
    CheckpointWriter(std::filesystem::path const& name, CheckpointHead const& head);
    CheckpointWriter(CheckpointWriter const&) = delete;
    CheckpointWriter& operator=(CheckpointWriter const&) = delete;
    CheckpointWriter(CheckpointWriter&&) = delete;
    CheckpointWriter& operator=(CheckpointWriter&&) = delete;
    /// Leaves nothing behind of what was not finished.
    ~CheckpointWriter();

    void add(std::string const& label, std::string_view bytes);
    void finish();

private:
    void check(int error) const;

    std::filesystem::path final_name_;
    RecordFile file_;
    bool finished_{};
};

/// Removes a checkpoint, and what a program that was killed left of a newer one.
void remove_checkpoint(std::filesystem::path const& name);

/// A checkpoint that is read: of this format, and with every piece that was written.
class CheckpointReader {
public:
    /// Throws InputError for a file that is absent, not ours, of another format version, cut short
    /// or with something behind its end, and says which and where.
    explicit CheckpointReader(std::filesystem::path const& name);

    CheckpointHead const& head() const { return head_; }
    std::filesystem::path const& name() const { return name_; }
    bool has(std::string const& label) const { return find(label) != nullptr; }
    /// Throws InputError when the piece is not there or its bytes are not those that were written.
    std::string read(std::string const& label) const;
    std::vector<std::string> labels() const;
    /// Throws InputError about this file.
    [[noreturn]] void refuse(std::string const& why) const;

private:
    FileRecord const* find(std::string const& label) const;
    void check_whole() const;

    std::filesystem::path name_;
    std::optional<RecordReader> file_;
    CheckpointHead head_;
};

}  // namespace smartstart
