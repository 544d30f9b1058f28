#pragma once

#include <cstddef>
#include <memory>

namespace smartstart {

/// One piece of memory for all the columns of a table, every byte zero at first. A large one asks
/// the system for large pages: a step goes back and forth between some twenty columns, and with
/// pages of 4 kB the processor spends a fifth of its time on finding them. What of a large one was
/// never written takes no room yet, so that a table may have plenty to grow.
class Memory {
public:
    /// Where columns begin, so that none shares a line of the cache with another.
    static constexpr std::size_t alignment = 64;

    Memory() = default;
    explicit Memory(std::size_t bytes);
    std::byte* data() { return bytes_.get(); }
    std::byte const* data() const { return bytes_.get(); }
    std::size_t size() const { return size_; }

private:
    class Free {
    public:
        Free() : Free{nullptr, 0} {}  // of the heap
        Free(std::byte* from, std::size_t bytes) : from_{from}, bytes_{bytes} {}
        void operator()(std::byte* at) const;

    private:
        std::byte* from_;  ///< what the system gave
        std::size_t bytes_;
    };
    std::unique_ptr<std::byte, Free> bytes_;
    std::size_t size_{};
};

/// Gives back to the system what the heap keeps of large things that are gone, where the system can
/// take it. For moments after which less is needed than before.
void give_back_memory();

}  // namespace smartstart
