#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/record_file.hpp"

namespace smartstart {

/// What to do with an unfinished file of that name. What is replaced stays in it until the first
/// word is told or added.
enum class Found : std::uint8_t { refuse, replace, go_on };

/// What an unfinished file tells to who only looks.
struct UnfinishedLook {
    std::vector<int> replicates;  ///< that are safe, in ascending order
    std::string settings;         ///< of the run, as it said them last; empty where it never did
    bool in_use{};                ///< a process is adding to it now
};

/// The replicates of a run that are whole, in NAME.h5.part beside the result that they will become.
/// Each is added as soon as it is whole and is safe on disk from then on, whatever becomes of the
/// program. What a replicate holds is the caller's business.
class Unfinished {
public:
    /// Opens or makes the file. `run` says what is run: a file of another run is never mixed in.
    /// Throws OutputExists, InputError (a file of another run, or no such file at all) or
    /// StoreError.
    Unfinished(std::filesystem::path const& name, std::string const& run, std::size_t wanted,
               Found found);
    /// A file without any replicate is not left behind, unless it was told to stay. One that was to
    /// be replaced, and was not, is left as it was.
    ~Unfinished();
    Unfinished(Unfinished const&) = delete;
    Unfinished& operator=(Unfinished const&) = delete;
    Unfinished(Unfinished&&) = delete;
    Unfinished& operator=(Unfinished&&) = delete;

    /// Whether there is such a file, of this run.
    static bool is_of(std::filesystem::path const& name, std::string const& run);

    /// Changes nothing. Throws InputError for a file that is none of ours.
    static UnfinishedLook look(std::filesystem::path const& name);
    /// The sentence that refuses a file of another run.
    static std::string other_run(std::filesystem::path const& name);

    /// Says with which settings it is run, so that people can be told.
    void tell(std::string_view settings);
    /// Leaves the file behind without any replicate too: it says which run has begun.
    void stay() { stays_ = true; }
    /// The numbers that are safe, in ascending order.
    std::vector<int> replicates() const;
    /// Throws StoreError, naming what is safe, when the disk refuses.
    void add(int replicate, std::string_view bytes);
    std::string read(int replicate) const;
    std::filesystem::path const& name() const { return file_.name(); }
    /// Deletes the file: the result is written.
    void remove();

private:
    [[noreturn]] void refuse(int error) const;
    /// Drops what is to be replaced.
    void begin();

    std::size_t wanted_;
    std::string head_;
    RecordFile file_;
    bool begun_;
    std::map<int, FileRecord> kept_;
    bool removed_{};
    bool stays_{};
};

}  // namespace smartstart
