# Most of the time of a compiler goes into reading the standard library and GoogleTest again. They
# are read once. Sources still include what they use: the preset `dev` builds without this.

option(SMARTSTART_PRECOMPILE "Read the headers of the standard library once" ON)

set(SMARTSTART_STANDARD_HEADERS
    <algorithm> <array> <bit> <chrono> <cmath> <cstddef> <cstdint> <cstdlib> <cstring> <exception>
    <filesystem> <fstream> <functional> <iostream> <iterator> <limits> <map> <memory> <numeric>
    <optional> <set> <span> <sstream> <stdexcept> <string> <string_view> <tuple> <type_traits>
    <utility> <variant> <vector> <fmt/format.h>)

# smartstart_precompile(<target> [FROM <other>] [header...]): the headers above and the named ones;
# FROM takes over what another target of the same options has read.
function(smartstart_precompile target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "FROM" "")
    if(NOT SMARTSTART_PRECOMPILE)
        return()
    endif()
    if(arg_FROM)
        target_precompile_headers(${target} REUSE_FROM ${arg_FROM})
    else()
        target_precompile_headers(${target} PRIVATE
            ${SMARTSTART_STANDARD_HEADERS} ${arg_UNPARSED_ARGUMENTS})
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # What ccache needs, to tell whether a source has changed.
        target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
    endif()
endfunction()
