#include "engine/population/memory.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

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
    auto const large = bytes >= 4 * large_page;
    auto const unit = large ? large_page : alignment;
    size_ = round_up(bytes, unit);
    if (size_ == 0) {
        return;
    }
    bytes_.reset(static_cast<std::byte*>(std::aligned_alloc(unit, size_)));
    if (!bytes_) {
        throw std::bad_alloc{};
    }
#if defined(MADV_HUGEPAGE)
    if (large) {
        // A wish: where the system does not grant it, all is as it was.
        static_cast<void>(madvise(bytes_.get(), size_, MADV_HUGEPAGE));
    }
#endif
    std::memset(bytes_.get(), 0, size_);
}

void Memory::Free::operator()(std::byte* bytes) const
{
    std::free(bytes);
}

}  // namespace smartstart
