# smartstart_embed(<target> <name> <file>): puts the bytes of a file into the program. The assembler
# copies them, so it costs no compile time. Use them through the generated header:
#
#     #include "generated/embedded/<name>.hpp"
#     std::string_view const page = smartstart::embedded::<name>();
#
# They end with a zero byte that the view does not count.
function(smartstart_embed target name file)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    if(NOT EXISTS "${file}")
        message(FATAL_ERROR "'${file}' cannot be embedded in ${target}: there is no such file")
    endif()
    set(symbol "smartstart_embedded_${name}")
    set(assembly "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S")
    set(header "${PROJECT_BINARY_DIR}/generated/embedded/${name}.hpp")
    file(CONFIGURE OUTPUT "${assembly}" @ONLY CONTENT [=[
    .section .rodata
    .global @symbol@_begin
    .global @symbol@_end
    .balign 16
@symbol@_begin:
    .incbin "@file@"
@symbol@_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]=])
    file(CONFIGURE OUTPUT "${header}" @ONLY CONTENT [=[
#pragma once

#include <string_view>

extern "C" char const @symbol@_begin[];  // NOLINT(modernize-avoid-c-arrays)
extern "C" char const @symbol@_end[];    // NOLINT(modernize-avoid-c-arrays)

namespace smartstart::embedded {

/// The bytes of @name@ as they were when the program was built.
inline std::string_view @name@()
{
    return {@symbol@_begin, static_cast<std::size_t>(@symbol@_end - @symbol@_begin)};
}

}  // namespace smartstart::embedded
]=])
    set_source_files_properties("${assembly}" PROPERTIES OBJECT_DEPENDS "${file}")
    target_sources(${target} PRIVATE "${assembly}")
endfunction()
