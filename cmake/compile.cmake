# How every source of smartstart is compiled: the target `smartstart_flags` carries it.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()
set(SMARTSTART_OPTIMISE "-O3" CACHE STRING "How hard a release is optimised: -O2 or -O3, with equal results")
set(CMAKE_CXX_FLAGS_RELEASE "${SMARTSTART_OPTIMISE} -DNDEBUG")

add_library(smartstart_flags INTERFACE)
target_include_directories(smartstart_flags INTERFACE "${PROJECT_SOURCE_DIR}")
# No multiply-add contraction, no fast-math and no tuning to this machine's processor: the same
# scenario must give the same bits on every machine.
target_compile_options(smartstart_flags INTERFACE
    -ffp-contract=off
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                              -Woverloaded-virtual>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12 warns falsely inside std::string under -O2 and -O3 (gcc bugs 105329 and 105562).
    target_compile_options(smartstart_flags INTERFACE
        $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict;-Wno-maybe-uninitialized>)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # Conditions are joined with & where a jump would cost more than looking at both.
    target_compile_options(smartstart_flags INTERFACE
        $<$<COMPILE_LANGUAGE:CXX>:-Wno-bitwise-instead-of-logical>)
endif()
if(SMARTSTART_WARNINGS_AS_ERRORS)
    target_compile_options(smartstart_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Werror>)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # These two are shown, but stop nothing: at -O3 g++ 12 falsely finds them in the copying
        # inside std::string, and nowhere else here. The sanitizers look for the real thing.
        target_compile_options(smartstart_flags INTERFACE
            $<$<COMPILE_LANGUAGE:CXX>:-Wno-error=array-bounds;-Wno-error=stringop-overflow>)
    endif()
endif()
target_compile_definitions(smartstart_flags INTERFACE
    $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>
    SMARTSTART_VERSION="${PROJECT_VERSION}")
target_link_libraries(smartstart_flags INTERFACE Threads::Threads)

if(SMARTSTART_PARALLEL STREQUAL "jthread")
    target_compile_definitions(smartstart_flags INTERFACE SMARTSTART_PARALLEL_JTHREAD)
else()
    target_link_libraries(smartstart_flags INTERFACE TBB::tbb)
endif()

if(SMARTSTART_SANITIZE)
    target_compile_options(smartstart_flags INTERFACE
        -fsanitize=${SMARTSTART_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(smartstart_flags INTERFACE -fsanitize=${SMARTSTART_SANITIZE})
    if(SMARTSTART_SANITIZE MATCHES "address")
        # Checks before each access that the address sanitizer makes as well, or that no code here
        # needs; without them a file compiles in three quarters of the time.
        target_compile_options(smartstart_flags INTERFACE -fno-sanitize=null,alignment,vptr)
    endif()
endif()
if(SMARTSTART_COVERAGE)
    target_compile_options(smartstart_flags INTERFACE --coverage)
    target_link_options(smartstart_flags INTERFACE --coverage)
endif()
