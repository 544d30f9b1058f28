#include "engine/population/memory.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__GLIBC__)
#include <malloc.h>
#endif
#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace smartstart {
namespace {

constexpr std::size_t large_page = std::size_t{1} << 21U;

std::size_t round_up(std::size_t bytes, std::size_t unit)
{
    return (bytes + unit - 1) / unit * unit;
}

/// All are zero when the first is, and each one is like the one before it.
bool is_zero(std::byte const* bytes, std::size_t count)
{
    return bytes[0] == std::byte{0} && std::memcmp(bytes, bytes + 1, count - 1) == 0;
}

#if defined(__linux__)
/// A piece of less than this comes from the heap, and takes memory for all of it.
constexpr std::size_t least_from_system(Pages pages)
{
    return pages == Pages::large ? large_page / 2 : 64 * Memory::small_page;
}
#endif

}  // namespace

Memory::Memory(std::size_t bytes, Pages pages)
{
    size_ = round_up(bytes, alignment);
    if (size_ == 0) {
        return;
    }
#if defined(__linux__)
    if (bytes >= least_from_system(pages)) {
        size_ = round_up(bytes, pages == Pages::large ? large_page : small_page);
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
        static_cast<void>(
            madvise(bytes_.get(), size_, pages == Pages::large ? MADV_HUGEPAGE : MADV_NOHUGEPAGE));
        return;
    }
#endif
    bytes_.reset(static_cast<std::byte*>(std::aligned_alloc(alignment, size_)));
    if (!bytes_) {
        throw std::bad_alloc{};
    }
    std::memset(bytes_.get(), 0, size_);
}

void Memory::use(std::size_t bytes)
{
#if defined(__linux__)
    if (size_ == 0 || bytes_.get_deleter().is_of_heap()) {
        return;
    }
    // Wishes, as above.
    auto const in_large = std::min(bytes, size_) / large_page * large_page;
    static_cast<void>(madvise(data(), in_large, MADV_HUGEPAGE));
    static_cast<void>(madvise(data() + in_large, size_ - in_large, MADV_NOHUGEPAGE));
#endif
}

bool Memory::can_give_back() const
{
#if defined(__linux__)
    // Where the system has larger pages it would take what lies beside as well.
    static bool const has_small_pages = sysconf(_SC_PAGESIZE) == long{small_page};
    return has_small_pages && !bytes_.get_deleter().is_of_heap();
#else
    return false;
#endif
}

void Memory::give_back(std::size_t from, std::size_t end)
{
#if defined(__linux__)
    if (end > from) {
        static_cast<void>(madvise(data() + from, end - from, MADV_DONTNEED));
    }
#endif
}

void Memory::give_back_zeros(std::size_t from, std::size_t bytes)
{
    if (!can_give_back()) {
        return;
    }
    auto const end = round_up(from + bytes, small_page);
    for (auto at = from; at < end; at += small_page) {
        auto const first = at;
        while (at < end && is_zero(data() + at, small_page)) {
            at += small_page;
        }
        give_back(first, at);
    }
}

void Memory::clear(std::size_t from, std::size_t bytes)
{
    auto const end = from + bytes;
    auto const whole = can_give_back() ? std::min(round_up(from, small_page), end) : end;
    std::memset(data() + from, 0, whole - from);
    if (whole < end) {
        give_back(whole, round_up(end, small_page));
    }
}

void copy_all_but_zeros(std::byte* to, std::byte const* from, std::size_t bytes)
{
    for (std::size_t at = 0; at < bytes; at += Memory::small_page) {
        auto const* const page = from + at;
        auto const some = std::min(Memory::small_page, bytes - at);
        if (!is_zero(page, some)) {
            std::memcpy(to + at, page, some);
        }
    }
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
