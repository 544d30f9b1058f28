# smartstart_library(<target>): a static library of every .cpp under the calling folder. A new
# source file needs no line here. A folder without sources yet gives a library without code.
function(smartstart_library target)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    if(NOT sources)
        add_library(${target} INTERFACE)
        target_link_libraries(${target} INTERFACE smartstart_flags ${ARGN})
        return()
    endif()
    add_library(${target} STATIC ${sources})
    target_link_libraries(${target} PUBLIC smartstart_flags ${ARGN})
    add_dependencies(${target} smartstart_build_info)
    smartstart_precompile(${target})
endfunction()
