# Every library that smartstart stands on. The Debian packages are listed in tools/packages.txt.

find_package(Threads REQUIRED)
find_package(yaml-cpp 0.7 REQUIRED CONFIG)
if(NOT TARGET yaml-cpp::yaml-cpp)
    # Version 0.7 names its target `yaml-cpp`, later ones `yaml-cpp::yaml-cpp`.
    add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()
find_package(fmt 9 REQUIRED CONFIG)
find_package(nlohmann_json 3.11 REQUIRED CONFIG)
find_package(CLI11 2.1 REQUIRED CONFIG)
find_package(Eigen3 3.4 REQUIRED CONFIG)
find_package(Boost 1.74 REQUIRED CONFIG)
find_package(NLopt 2.7 REQUIRED CONFIG)
find_path(SMARTSTART_RANDOM123_FOLDER Random123/philox.h REQUIRED)

find_path(SMARTSTART_XLSXWRITER_FOLDER xlsxwriter.h REQUIRED)
find_library(SMARTSTART_XLSXWRITER_LIBRARY xlsxwriter REQUIRED)
add_library(smartstart_xlsxwriter INTERFACE)
target_include_directories(smartstart_xlsxwriter SYSTEM INTERFACE "${SMARTSTART_XLSXWRITER_FOLDER}")
target_link_libraries(smartstart_xlsxwriter INTERFACE "${SMARTSTART_XLSXWRITER_LIBRARY}")

# The serial HDF5: one process writes one file. FindHDF5 needs the C language to be enabled.
set(HDF5_PREFER_PARALLEL OFF)
find_package(HDF5 1.10 REQUIRED COMPONENTS C HL)
if(HDF5_IS_PARALLEL)
    message(FATAL_ERROR "the HDF5 that was found is the parallel one; install libhdf5-dev")
endif()

# What HDF5 packs with; unpacked by ourselves on several threads.
find_package(ZLIB 1.2 REQUIRED)

if(SMARTSTART_PARALLEL STREQUAL "tbb")
    find_package(TBB 2021.8 REQUIRED CONFIG COMPONENTS tbb)
elseif(NOT SMARTSTART_PARALLEL STREQUAL "jthread")
    message(FATAL_ERROR "SMARTSTART_PARALLEL is '${SMARTSTART_PARALLEL}', but must be 'tbb' or "
                        "'jthread'")
endif()

# Only the program `smartstart-mpi` stands on MPI, through its C interface.
if(SMARTSTART_MPI STREQUAL "ON")
    find_package(MPI 3.0 REQUIRED COMPONENTS C)
elseif(SMARTSTART_MPI STREQUAL "auto")
    find_package(MPI 3.0 QUIET COMPONENTS C)
endif()

if(SMARTSTART_TESTS)
    find_package(GTest 1.12 REQUIRED CONFIG)
    find_package(benchmark QUIET CONFIG)
endif()

find_program(SMARTSTART_CCACHE ccache)
if(SMARTSTART_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # With headers that were read once, ccache works only if it is told what it may overlook.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        "${SMARTSTART_CCACHE}")
endif()
