#include "engine/population/memory.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__GLIBC__)
#include <malloc.h>
#endif
#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace smartstart {
namespace {

constexpr std::size_t large_page = std::size_t{1} << 21U;

std::size_t round_up(std::size_t bytes, std::size_t unit)
{
    return (bytes + unit - 1) / unit * unit;
}

}  // namespace

Memory::Memory(std::size_t bytes)
{
    size_ = round_up(bytes, alignment);
    if (size_ == 0) {
        return;
    }
#if defined(__linux__)
    if (bytes >= 4 * large_page) {
        size_ = round_up(bytes, large_page);
        // Memory that the system gives is zero, and begins at a large page within one of them.
        auto const all = size_ + large_page;
        auto* const from =
            mmap(nullptr, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (from == MAP_FAILED) {
            throw std::bad_alloc{};
        }
        auto const past = reinterpret_cast<std::uintptr_t>(from) % large_page;
        auto* const start = static_cast<std::byte*>(from);
        bytes_ = {past == 0 ? start : start + (large_page - past), Free{start, all}};
        // A wish: where the system does not grant it, all is as it was.
        static_cast<void>(madvise(bytes_.get(), size_, MADV_HUGEPAGE));
        return;
    }
#endif
    bytes_.reset(static_cast<std::byte*>(std::aligned_alloc(alignment, size_)));
    if (!bytes_) {
        throw std::bad_alloc{};
    }
    std::memset(bytes_.get(), 0, size_);
}

void Memory::Free::operator()(std::byte* at) const
{
#if defined(__linux__)
    if (bytes_ > 0) {
        munmap(from_, bytes_);
        return;
    }
#endif
    std::free(at);
}

void give_back_memory()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

}  // namespace smartstart
