# Run by the target smartstart_build_info; see build_info.cmake.
set(commit "")
set(engine "")
set(changed "false")
find_program(git git)
if(git AND EXISTS "${SOURCE}/.git")
    execute_process(COMMAND "${git}" rev-parse HEAD WORKING_DIRECTORY "${SOURCE}"
                    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE
                    RESULT_VARIABLE failed ERROR_QUIET)
    if(failed)
        set(commit "")
    else()
        execute_process(COMMAND "${git}" rev-parse HEAD:engine WORKING_DIRECTORY "${SOURCE}"
                        OUTPUT_VARIABLE engine OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
        execute_process(COMMAND "${git}" status --porcelain --untracked-files=no
                        WORKING_DIRECTORY "${SOURCE}" OUTPUT_VARIABLE status ERROR_QUIET)
        if(status)
            set(changed "true")
        endif()
    endif()
endif()
# Where no commit says what the engine was built from, its sources do.
set(sources_digest "")
if(changed OR NOT commit)
    file(GLOB_RECURSE sources "${SOURCE}/engine/*.cpp" "${SOURCE}/engine/*.hpp")
    list(SORT sources)
    set(digests "")
    foreach(source IN LISTS sources)
        file(SHA256 "${source}" digest)
        string(APPEND digests "${digest}")
    endforeach()
    string(SHA256 sources_digest "${digests}")
endif()
file(CONFIGURE OUTPUT "${HEADER}" @ONLY CONTENT [=[
#pragma once

#include <string_view>

/// What this program was built from, and with what.
namespace smartstart::build_info {

constexpr std::string_view version = "@VERSION@";
/// The full hash; empty when the program was not built from a clone.
constexpr std::string_view git_commit = "@commit@";
/// The hash of the folder of the engine in that commit: what lives people and counts them.
constexpr std::string_view engine_tree = "@engine@";
/// Whether files differed from that commit when the program was built.
constexpr auto git_changed = @changed@;
/// SHA-256 over the engine's sources where they differed or there was no commit; otherwise empty.
constexpr std::string_view engine_sources = "@sources_digest@";
constexpr std::string_view compiler = "@COMPILER@";
constexpr std::string_view build_type = "@BUILD_TYPE@";
/// Who shares rows out over threads: tbb or jthread.
constexpr std::string_view parallel = "@PARALLEL@";
constexpr std::string_view libraries = "@LIBRARIES@";

}  // namespace smartstart::build_info
]=])
