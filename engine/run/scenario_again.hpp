#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/run/prepare.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// The scenario of a result file, to be lived again with the settings that the file holds. Only the
/// tables of the region are read from where they were.
class ScenarioAgain {
public:
    /// Throws InputError where the result does not say where those tables were, or they are not
    /// there as seen from here.
    explicit ScenarioAgain(Result const& result);
    ~ScenarioAgain();
    ScenarioAgain(ScenarioAgain const&) = delete;
    ScenarioAgain& operator=(ScenarioAgain const&) = delete;
    ScenarioAgain(ScenarioAgain&&) = delete;
    ScenarioAgain& operator=(ScenarioAgain&&) = delete;

    /// With these settings on top, as --set takes them. Throws InputError where the tables of the
    /// region are not as they were.
    Prepared prepare_with(std::vector<std::string> set) const;

private:
    ScenarioAgain(Result const& result, std::filesystem::path folder);
    void check_region(Prepared const& prepared) const;

    Result const& result_;
    std::filesystem::path folder_, file_, region_;
};

/// By position in Result::draws, which must not be empty: the draw that a replicate is of. Throws
/// InputError where there is none.
std::size_t draw_of(Result const& result, int replicate);

/// The settings of one line of Result::draws, each as --set takes it.
std::vector<std::string> settings_of_draw(std::string const& line);

}  // namespace smartstart
