#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/run/produce.hpp"
#include "engine/store/run_log.hpp"
#include "engine/store/unfinished.hpp"

namespace smartstart {

/// One scenario of a run and its files: the result, the replicates that are whole, and the lives on
/// their way. Its functions are called in this order; none but the first may be left out.
class Product {
public:
    Product(Prepared const& prepared, Production const& production);

    /// Sees what an earlier run left. Changes nothing. Throws OutputExists.
    void meet();
    /// Opens the file of finished replicates and keeps it from other runs. Throws nothing away.
    void open();
    /// Starts again or goes on; says which replicates are still to be lived.
    std::vector<int> begin();
    /// Keeps a replicate that is whole.
    void keep(int replicate, ReplicateResult const& numbers);
    /// Writes the result when every replicate is there.
    void finish(RunLog log);

    /// What came of it.
    void tell(Produced& produced) const;
    /// Where a life on its way is kept.
    std::filesystem::path life_file(int replicate) const;

private:
    void write(RunLog const& log);
    RunLog completed(RunLog log, Result const& result) const;
    void log_what_has_none(RunLog log) const;
    std::vector<std::filesystem::path> lives() const;
    [[noreturn]] void refuse_fewer(int all) const;
    void remove_lives() const;

    Prepared const* prepared_;
    Earlier earlier_;
    std::filesystem::path file_, part_, log_;
    std::vector<int> wanted_;  ///< numbers of replicates
    std::unique_ptr<Unfinished> unfinished_;
    bool whole_{};
    bool replaces_{};  ///< an older result, if there is one
    int resumed_{};
    std::vector<std::string> remarks_;
};

}  // namespace smartstart
