# What a result file says about the program that made it: version, commit, compiler, libraries.
#
#     #include "generated/build_info.hpp"
#     smartstart::build_info::git_commit
#
# The header is looked at on every build and rewritten only when it would change. Without git, or
# outside a clone, the commit is empty.
set(smartstart_build_info_options
    "-DSOURCE=${PROJECT_SOURCE_DIR}"
    "-DHEADER=${PROJECT_BINARY_DIR}/generated/build_info.hpp"
    "-DVERSION=${PROJECT_VERSION}"
    "-DCOMPILER=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
    "-DBUILD_TYPE=${CMAKE_BUILD_TYPE}"
    "-DPARALLEL=${SMARTSTART_PARALLEL}"
    "-DLIBRARIES=HDF5 ${HDF5_VERSION}, yaml-cpp ${yaml-cpp_VERSION}, fmt ${fmt_VERSION}, Boost ${Boost_VERSION}, Eigen ${Eigen3_VERSION}")
add_custom_target(smartstart_build_info
    COMMAND "${CMAKE_COMMAND}" ${smartstart_build_info_options}
            -P "${PROJECT_SOURCE_DIR}/cmake/write_build_info.cmake"
    BYPRODUCTS "${PROJECT_BINARY_DIR}/generated/build_info.hpp"
    COMMENT "Looking at the commit" VERBATIM)
target_include_directories(smartstart_flags INTERFACE "${PROJECT_BINARY_DIR}")
