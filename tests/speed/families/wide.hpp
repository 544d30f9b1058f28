#pragma once

namespace smartstart::families {

/// Whether this processor has AVX2. Loops over columns are written once, in plain C++, and compiled
/// twice; without multiply-add, which AVX2 does not bring, both give the same bits.
inline bool has_wide_vectors()
{
#if defined(__x86_64__)
    static bool const wide = __builtin_cpu_supports("avx2") != 0;
    return wide;
#else
    return false;
#endif
}

}  // namespace smartstart::families
